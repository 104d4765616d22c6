import type { Explanation } from '../../../src-main/contract/explanation.ts'

const verdicts = {
  reproduces: { kind: 'strong', mark: '✓', words: 'Reproduces' },
  refuted: { kind: 'plain', mark: '✕', words: 'Refuted' },
  'cannot-tell': { kind: 'unknown', mark: '?', words: 'Cannot be told' },
} as const

/** What became of an explanation: mark, fill and word. */
export function VerdictBadge({ verdict }: { verdict: Explanation['verdict'] }) {
  const { kind, mark, words } = verdicts[verdict]
  return (
    <span className="badge" data-kind={kind}>
      <span aria-hidden>{mark}</span> {words}
    </span>
  )
}
