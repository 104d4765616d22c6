import { Popover } from '@mantine/core'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Provenance, ProvenanceAnswer } from '../../../src-main/contract/uncertainty.ts'
import { HeldOutSection } from './HeldOutSection.tsx'

const short = new Map<ProvenanceAnswer['kind'], string>([
  ['yes', 'Yes.'],
  ['no', 'No.'],
  ['cannot-tell', 'Cannot be told.'],
])

/** Whether the model trained on these rows in a few words; opens to both questions with what is known of each, and to the cost on other rows. */
export function ProvenanceTarget({ provenance, view }: { provenance: Provenance; view: ThresholdView }) {
  const { trainedOn } = provenance
  return (
    <Popover width={460} position="bottom-start" withinPortal>
      <Popover.Target>
        <button type="button" className="link provenance">
          {trainedOn.question} <strong>{short.get(trainedOn.kind)}</strong>
        </button>
      </Popover.Target>
      <Popover.Dropdown className="provenance-more">
        <Answer answer={trainedOn} />
        <Answer answer={provenance.chosenOn} />
        <HeldOutSection view={view} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Answer({ answer: { question, kind, answer, known, wouldSettle } }: { answer: ProvenanceAnswer }) {
  return (
    <section>
      <h3>{question}</h3>
      <p>
        {kind === 'cannot-tell' ? (
          <span className="badge" data-kind="unknown">
            <span aria-hidden>?</span> Cannot be told
          </span>
        ) : (
          <strong>{short.get(kind)}</strong>
        )}{' '}
        {answer.replace(/^Cannot be told from this evidence\. /, '')}
      </p>
      <ul>
        {known.map(({ text, source }) => (
          <li key={`${text} ${source}`}>
            {text} <span className="mono secondary">{source}</span>
          </li>
        ))}
      </ul>
      <p className="secondary">What would settle it: {wouldSettle}</p>
    </section>
  )
}
