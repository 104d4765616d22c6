import { IconCheck, IconX } from '@tabler/icons-react'
import type { CheckLine } from './verify-words.ts'

const marks = {
  pass: <IconCheck size={13} stroke={2.2} aria-hidden />,
  fail: <IconX size={13} stroke={2.2} aria-hidden />,
  unknown: <span aria-hidden>?</span>,
  plain: <span aria-hidden>–</span>,
} as const

/** What came of one check: mark, fill and word. */
export function FoundBadge({ kind, word }: Pick<CheckLine, 'kind' | 'word'>) {
  return (
    <span className="badge" data-kind={kind}>
      {marks[kind]} {word}
    </span>
  )
}
