import { IconCheck, IconMinus, IconQuestionMark, IconX } from '@tabler/icons-react'
import type { Verdict } from '../../../src-main/contract/comparison.ts'
import type { Derivation } from '../../../src-main/contract/derivation.ts'
import { Card } from '../../components/Card.tsx'

type Supports = Verdict['evidence'][number]['supports']

const untold = 'Cannot be told.'

const marks: Readonly<Record<Supports, { icon: typeof IconCheck; words: string }>> = {
  same: { icon: IconCheck, words: 'Supports same.' },
  different: { icon: IconX, words: 'Supports different.' },
  neither: { icon: IconQuestionMark, words: untold },
}
/** Evidence that could be looked at and says nothing either way. */
const silent = { icon: IconMinus, words: '' }

/** Longer sources are folded away, so that the kinds of evidence stay in sight together. */
const longestSource = 60

/** A claim may begin with the same words as its mark; they are said once. */
function withoutWords(claim: string, words: string): string {
  return claim.startsWith(words) ? claim.slice(words.length).trim() : claim
}

function Source({ text }: { text: string }) {
  if (text === '') return null
  if (text.length <= longestSource) return <p className="source">{text}</p>
  return (
    <details className="source">
      <summary>Sources</summary>
      {text}
    </details>
  )
}

interface ClaimProps {
  derivation: Derivation | undefined
  onOpen: VerdictLadderProps['onOpen']
  children: React.ReactNode
}

function Claim({ derivation, onOpen, children }: ClaimProps) {
  if (derivation === undefined) return <p className="secondary">{children}</p>
  return (
    <button type="button" className="claim secondary" title="What was compared, and where it stands" onClick={() => onOpen(derivation)}>
      {children}
    </button>
  )
}

interface VerdictLadderProps {
  verdict: Verdict
  /** Shows where a claim comes from. */
  onOpen: (derivation: Derivation) => void
}

/** What each kind of evidence says, strongest kind first, and what would settle the question. */
export function VerdictLadder({ verdict, onOpen }: VerdictLadderProps) {
  return (
    <Card title="Evidence, strongest kind first" className="ladder-card">
      <div className="scroll" tabIndex={0} role="group" aria-label="Evidence, strongest kind first">
        <ol className="ladder">
          {verdict.evidence.map((evidence, index) => {
            const isSilent = evidence.supports === 'neither' && !evidence.claim.startsWith(untold)
            const { icon: Icon, words } = isSilent ? silent : marks[evidence.supports]
            return (
              // Two pieces of evidence may share a title; their order is fixed.
              <li key={index} data-supports={isSilent ? 'silent' : evidence.supports}>
                <span className="rung">
                  <Icon size={12} stroke={2.2} aria-hidden />
                </span>
                <div>
                  <p className="title">{evidence.title}</p>
                  <Claim derivation={evidence.derivation} onOpen={onOpen}>
                    {words !== '' && <span className="words">{words} </span>}
                    {withoutWords(evidence.claim, words)}
                  </Claim>
                  <Source text={evidence.source} />
                </div>
              </li>
            )
          })}
        </ol>
      </div>
      {verdict.wouldSettle !== '' && (
        <div className="settle">
          <p className="title">What would settle it</p>
          <p className="secondary">{verdict.wouldSettle}</p>
        </div>
      )}
    </Card>
  )
}
