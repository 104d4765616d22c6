import { Radio } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { PredictionCandidate, ScannedPredictions } from '../../../src-main/contract/scan.ts'
import { formatNumber } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'

/** What names a candidate among those of its table. */
export function candidateKey({ label, score }: Pick<PredictionCandidate, 'label' | 'score'>): string {
  return JSON.stringify([label, score])
}

/** The choice beside every candidate. */
export const otherColumns = 'other'

interface CandidateListProps {
  table: ScannedPredictions
  /** The key of a candidate, or `otherColumns`. */
  chosen: string
  onChoose: (key: string) => void
}

/** The pairs of columns that can be label and score, each with its reason, examples and what speaks against it. */
export function CandidateList({ table, chosen, onChoose }: CandidateListProps) {
  return (
    <Radio.Group label="Label and score" value={chosen} onChange={onChoose}>
      <div className="candidates scroll" tabIndex={0} role="group" aria-label="Pairs of label and score, scrolls">
        {table.candidates.map((candidate, index) => (
          <div className="candidate" key={candidateKey(candidate)} data-chosen={chosen === candidateKey(candidate)}>
            <Radio
              size="xs"
              value={candidateKey(candidate)}
              label={
                <>
                  <bdi className="mono">{visibleText(candidate.label)}</bdi> with <bdi className="mono">{visibleText(candidate.score)}</bdi>
                  {index === 0 && table.candidates.length > 1 && <span className="missing"> likeliest</span>}
                </>
              }
            />
            <Details candidate={candidate} />
          </div>
        ))}
        <div className="candidate" data-chosen={chosen === otherColumns}>
          <Radio size="xs" value={otherColumns} label="Other columns" />
        </div>
      </div>
    </Radio.Group>
  )
}

function Details({ candidate }: { candidate: PredictionCandidate }) {
  const { reason, examples = [], warnings = [], scoreRange } = candidate
  return (
    <div className="details">
      <p className="secondary">{visibleText(reason)}</p>
      <p className="secondary">
        Scores from {formatNumber(scoreRange[0])} to {formatNumber(scoreRange[1])}
        {examples.length > 0 && (
          <>
            , such as <span className="mono">{examples.map(visibleText).join(', ')}</span>
          </>
        )}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="warning">
          <IconAlertTriangle size={13} stroke={1.8} aria-hidden className="icon" /> {visibleText(warning)}
        </p>
      ))}
    </div>
  )
}
