import { IconCheck, IconX } from '@tabler/icons-react'
import type { Explanation } from '../../../src-main/contract/explanation.ts'

const verdicts = {
  reproduces: { kind: 'strong', mark: <IconCheck size={13} stroke={2.2} aria-hidden />, words: 'Reproduces' },
  refuted: { kind: 'plain', mark: <IconX size={13} stroke={2.2} aria-hidden />, words: 'Refuted' },
  'cannot-tell': { kind: 'unknown', mark: <span aria-hidden>?</span>, words: 'Cannot be told' },
} as const

/** What became of an explanation: mark, fill and word. */
export function VerdictBadge({ verdict }: { verdict: Explanation['verdict'] }) {
  const { kind, mark, words } = verdicts[verdict]
  return (
    <span className="badge" data-kind={kind}>
      {mark} {words}
    </span>
  )
}
