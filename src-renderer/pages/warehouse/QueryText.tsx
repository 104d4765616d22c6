import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useNotice } from '../../components/Notice.tsx'
import { saveTextFile } from '../../components/save-file.ts'

interface QueryTextProps {
  /** "First query": its name on the buttons. */
  name: string
  fileName: string
  sql: string
}

/** A query to be run elsewhere: to copy whole, or to save. */
export function QueryText({ name, fileName, sql }: QueryTextProps) {
  const notice = useNotice()
  const copy = async () => {
    await navigator.clipboard.writeText(sql)
    notice(`${name} copied`)
  }
  return (
    <>
      <pre className="scroll warehouse-sql" tabIndex={0} role="region" aria-label={name}>
        {sql}
      </pre>
      <div className="warehouse-actions">
        <Button leftSection={<IconCopy size={14} stroke={1.7} aria-hidden />} onClick={() => void copy()}>
          Copy the {name.toLowerCase()}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            saveTextFile(fileName, sql, 'application/sql')
            notice(`Saved to ${fileName} in your downloads`)
          }}
        >
          Save the {name.toLowerCase()}
        </Button>
      </div>
    </>
  )
}
