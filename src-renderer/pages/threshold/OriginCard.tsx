import { memo, useMemo } from 'react'
import type { Derivation } from '../../../src-main/contract/derivation.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { Provenance, ProvenanceAnswer } from '../../../src-main/contract/uncertainty.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { provenanceWords } from './certainty-words.ts'
import { HeldOutSection } from './HeldOutSection.tsx'

/** The table as the numbers of the page were read from it. */
type ReadTable = Pick<Derivation, 'query' | 'rows' | 'files'> & { readonly path: string }

const unread: Omit<ReadTable, 'path'> = { query: null, rows: '', files: [] }

/** Two questions that are kept apart, with what is known of each, and the cost on rows that did not choose the threshold. */
export function OriginCard({ provenance, view }: { provenance: Loadable<Provenance>; view: ThresholdView }) {
  const origin = shown(provenance)
  const { path } = view.reading
  const own = view.derivations['optimum']
  // The parts that no cost changes, so that the answers aren't drawn anew with the costs.
  const { query, rows, files } = own ?? unread
  const table = useMemo(() => ({ path, query, rows, files }), [path, query, rows, files])
  return (
    <Card title="Where do the rows come from?" className="origin">
      <div className="scroll" tabIndex={0} role="region" aria-label="Where the rows come from">
        {provenance.status === 'failed' && <p role="alert">Not answered: {provenance.problem.message}</p>}
        {origin === null && provenance.status !== 'failed' && <p className="missing">Being looked for.</p>}
        {origin !== null && (
          <>
            <Answer answer={origin.trainedOn} table={table} />
            <Answer answer={origin.chosenOn} table={table} />
          </>
        )}
        <HeldOutSection view={view} />
      </div>
    </Card>
  )
}

/** Where a known fact comes from: the place in the folder that states it, or the rows that it was counted in. */
function knownDerivation(question: string, text: string, source: string, { path, query, rows, files }: ReadTable): Derivation {
  const ofTable = source === path || /these rows|of the scores/.test(text)
  return {
    title: question,
    query: ofTable ? query : null,
    formula: `${text} Read from ${source}.`,
    rows: ofTable ? rows : 'no rows of the table: it is stated there',
    files: ofTable ? files : [],
    tieRule: null,
  }
}

const Answer = memo(function Answer({ answer: { question, kind, answer, known, wouldSettle }, table }: { answer: ProvenanceAnswer; table: ReadTable }) {
  return (
    <section>
      <h3>{question}</h3>
      <p>
        {kind === 'cannot-tell' ? (
          <span className="badge" data-kind="unknown">
            <span aria-hidden>?</span> Cannot be told
          </span>
        ) : (
          <strong>{provenanceWords(kind)}</strong>
        )}{' '}
        {answer.replace(/^(Cannot be told from this evidence|Yes|No)\. /, '')}
      </p>
      <details>
        <summary>What is known, and what would settle it</summary>
        <ul>
          {known.map(({ text, source }) => (
            <li key={`${text} ${source}`}>
              <NumberTarget derivation={knownDerivation(question, text, source, table)}>{text}</NumberTarget> <span className="mono secondary">{source}</span>
            </li>
          ))}
        </ul>
        <p className="secondary">What would settle it: {wouldSettle}</p>
      </details>
    </section>
  )
})
