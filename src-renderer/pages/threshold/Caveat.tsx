import { memo } from 'react'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Provenance, ProvenanceAnswer, Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { optimismWords, provenanceWords } from './certainty-words.ts'

const inSample = 'Chosen and judged on the same rows.'

interface CaveatProps {
  view: ThresholdView
  /** Whether the answer is that of the two costs alone, which the words of the view are about. */
  ofTwoCosts: boolean
  /** How sure the answer is; null where nothing was resampled for it. */
  uncertainty: Loadable<Uncertainty> | null
  provenance: Loadable<Provenance>
  /** Shows the two questions about the rows with what is known of them. */
  onOrigin: () => void
}

/** The caveat of an answer: what could change it, how far the least cost flatters, and where the rows come from. */
export function Caveat({ view, ofTwoCosts, uncertainty, provenance, onOrigin }: CaveatProps) {
  const text = view.answer.caveat
  const digits = text.replace(inSample, '').trim()
  const origin = shown(provenance)
  return (
    <>
      {ofTwoCosts && digits !== '' && (
        <span className="caveat-line plain">
          <NumberTarget derivation={view.derivations['recorded'] ?? view.derivations['optimum']}>{digits}</NumberTarget>
        </span>
      )}
      <span className="caveat-line">
        {text.includes(inSample) && (
          <>
            <span className="badge in-sample" data-kind="unknown">
              <span aria-hidden>?</span> In-sample
            </span>{' '}
            {uncertainty === null ? inSample : <Flattery uncertainty={uncertainty} />}{' '}
          </>
        )}
        {origin !== null && (
          <>
            <Question answer={origin.trainedOn} onOpen={onOrigin} /> <Question answer={origin.chosenOn} onOpen={onOrigin} />
          </>
        )}
      </span>
    </>
  )
}

const Question = memo(function Question({ answer: { question, kind }, onOpen }: { answer: ProvenanceAnswer; onOpen: () => void }) {
  return (
    <button type="button" className="link provenance" onClick={onOpen}>
      {question} <strong>{provenanceWords(kind)}</strong>
    </button>
  )
})

/** By how much the least cost is too low on the rows that chose its threshold. */
function Flattery({ uncertainty }: { uncertainty: Loadable<Uncertainty> }) {
  if (uncertainty.status === 'failed') return <>How far the least cost flatters is not computed: {uncertainty.problem.message}</>
  const sure = shown(uncertainty)
  if (sure === null) return <>How far the least cost flatters is being computed.</>
  return (
    <>
      The least cost flatters by about <NumberTarget derivation={sure.derivations['leastCost']}>{optimismWords(sure)}</NumberTarget>{' '}
      <span title={sure.leastCost.caveat}>or more</span>.
    </>
  )
}
