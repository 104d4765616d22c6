import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Provenance, Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { optimismWords, thresholdIntervalWords } from './certainty-words.ts'
import { ProvenanceTarget } from './ProvenanceTarget.tsx'

const inSample = 'Chosen and judged on the same rows.'

interface CaveatProps {
  view: ThresholdView
  uncertainty: Loadable<Uncertainty>
  provenance: Loadable<Provenance>
}

/** The caveat of an answer: what could change it, how far the least cost flatters, and where the rows come from. */
export function Caveat({ view, uncertainty, provenance }: CaveatProps) {
  const text = view.answer.caveat
  const origin = shown(provenance)
  const question = origin !== null && <ProvenanceTarget provenance={origin} view={view} />
  if (!text.includes(inSample)) {
    return (
      <>
        {text} {question}
      </>
    )
  }
  return (
    <>
      <span className="caveat-line">
        {text.replace(inSample, '').trim()} {question}
      </span>
      <span className="caveat-line">
        <span className="badge in-sample" data-kind="unknown">
          <span aria-hidden>?</span> In-sample
        </span>{' '}
        Chosen and judged on the same rows<Flattery uncertainty={uncertainty} />
      </span>
    </>
  )
}

function Flattery({ uncertainty }: { uncertainty: Loadable<Uncertainty> }) {
  if (uncertainty.status === 'failed') return <>; by how much that flatters it is not computed: {uncertainty.problem.message}</>
  const sure = shown(uncertainty)
  if (sure === null) return <>; by how much that flatters it is being computed.</>
  return (
    <>
      , which flatters it by about <NumberTarget derivation={sure.derivations['leastCost']}>{optimismWords(sure)}</NumberTarget> (bootstrap,
      understated). Best threshold <NumberTarget derivation={sure.derivations['threshold']}>{thresholdIntervalWords(sure)}</NumberTarget> in
      95&#8239;% of resamples.
    </>
  )
}
