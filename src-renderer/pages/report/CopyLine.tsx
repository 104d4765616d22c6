import { ActionIcon } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import './copy-line.css'
import { useNotice } from '../../components/Notice.tsx'

interface CopyLineProps {
  /** What it is: "SHA-256". */
  title: string
  /** What is copied, whole. */
  value: string
  /** What is shown where it differs from what is copied. */
  shownAs?: string
}

/** A long value with a button that copies all of it. */
export function CopyLine({ title, value, shownAs = value }: CopyLineProps) {
  const notice = useNotice()
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    notice(`${title} copied`)
  }
  return (
    <>
      <dt>{title}</dt>
      <dd className="copy-line">
        <span className="mono">{shownAs}</span>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Copy ${title}`} onClick={() => void copy()}>
          <IconCopy size={14} stroke={1.7} aria-hidden />
        </ActionIcon>
      </dd>
    </>
  )
}
