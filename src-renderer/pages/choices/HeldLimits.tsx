import type { ConstraintHeld } from '../../../src-main/contract/choices.ts'
import type { Derivation } from '../../../src-main/contract/derivation.ts'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { formatPercent, formatRange } from '../../format/number.ts'

/** How each limit stands for some counts, with the interval of the share that it limits. */
export function HeldLimits({ constraints, derivation }: { constraints: readonly ConstraintHeld[]; derivation: Derivation | undefined }) {
  return (
    <ul>
      {constraints.map(({ text, share, held, unsure }) => (
        <li key={text}>
          <NumberTarget derivation={derivation}>
            {held ? '✓ met:' : '✕ not met:'} {text}: {formatPercent(share.value)}{' '}
            <span className="interval">
              ({formatRange(100 * share.low, 100 * share.high, 1)}&#8239;%){unsure ? ' ≈' : ''}
            </span>
          </NumberTarget>
          {unsure && ' Other rows may answer otherwise.'}
        </li>
      ))}
    </ul>
  )
}
