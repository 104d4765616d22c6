import type { Choices } from '../../../src-main/contract/choices.ts'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { formatCount } from '../../format/number.ts'
import { HeldLimits } from './HeldLimits.tsx'
import { thresholdDigits } from './compared-table.ts'

/** What each limit costs, and what a manual review between two thresholds saves. */
export function PriceCard({ choices: { constraints, infeasible, review, reviewInfeasible, derivations, plateau, withoutAmount } }: { choices: Choices }) {
  const [low, high] = plateau
  return (
    <Card title="What limits and review cost" className="prices">
      <div className="scroll" tabIndex={0} role="region" aria-label="What limits and review cost">
        {infeasible !== null && <p role="alert">{infeasible} Relax one of them.</p>}
        {constraints.length === 0 && <p className="missing">No limit is set.</p>}
        <ul>
          {constraints.map(({ sentence, saving, constraint }) => (
            <li key={JSON.stringify(constraint)}>
              <NumberTarget derivation={derivations['constraints']}>
                {sentence}
                {saving !== null && saving > 0 && ` Leaving only it out would save ${formatCount(Math.round(saving))}.`}
              </NumberTarget>
            </li>
          ))}
        </ul>
        {reviewInfeasible !== null && (
          <p role="alert">
            <NumberTarget derivation={derivations['review']}>{reviewInfeasible}</NumberTarget>
          </p>
        )}
        {review === null && reviewInfeasible === null && <p className="missing">No manual review is set.</p>}
        {review !== null && (
          <>
            <p>
              <NumberTarget derivation={derivations['review']}>
                {review.sentence} Refuse from {review.flagDigits}, review from {review.reviewDigits}:{' '}
              {formatCount(review.flagged)} refused, {formatCount(review.reviewed)} reviewed (of which {formatCount(review.reviewedPositives)} default),{' '}
              {formatCount(review.accepted)} accepted (of which {formatCount(review.acceptedPositives)} default).
            </NumberTarget>
            </p>
            {review.constraints.length > 0 && (
              <>
                <p>The limits after the review, as they are to be expected:</p>
                <HeldLimits constraints={review.constraints} derivation={derivations['review']} />
              </>
            )}
          </>
        )}
        <p>
          <NumberTarget derivation={derivations['plateau']}>
            Within 1&#8239;% of the recommended cost: {thresholdDigits(low)} to {thresholdDigits(high)}.
          </NumberTarget>
        </p>
        {withoutAmount > 0 && (
          <p>
            <NumberTarget derivation={derivations['cost']}>{formatCount(withoutAmount)} rows without an amount are left out.</NumberTarget>
          </p>
        )}
      </div>
    </Card>
  )
}
