import { CloseButton, NativeSelect } from '@mantine/core'
import { memo, useState } from 'react'
import { givenText } from '../../../src-main/contract/recorded-text.ts'
import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { useCase, useDispatch } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberCell, NumberTarget, useExplain } from '../../components/NumberTarget.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { formatCount } from '../../format/number.ts'
import { AddThreshold } from '../choices/AddThreshold.tsx'
import { comparedThresholds } from '../choices/choices-state.ts'
import { differenceEstimate, indistinguishableWords, pairRows, shareWords } from './certainty-words.ts'

const click = (cell: HTMLElement) => cell.click()

/** Whether one threshold costs less than another: any two of the recommended, the recorded and one's own. */
export function PairsCard({ uncertainty }: { uncertainty: Loadable<Uncertainty> }) {
  const { state } = useCase()
  const [chosen, setChosen] = useState('0')
  const onKeyDown = useGridKeys(click)
  const sure = shown(uncertainty)
  const explain = useExplain(sure?.derivations ?? {})
  if (sure === null) {
    return (
      <Card title="Does one cost less than another?" className="pairs">
        <p className="missing">{uncertainty.status === 'failed' ? `Not computed: ${uncertainty.problem.message}` : 'Being computed.'}</p>
      </Card>
    )
  }
  const view = shown(state.view)
  const digitsOf = (threshold: number | null) =>
    threshold === null ? 'none' : threshold === view?.recommendation.optimum.threshold ? view.shortThreshold : givenText(threshold)
  const digits = sure.costs.map(({ cut }) => digitsOf(cut.threshold))
  const against = Number(chosen) < digits.length ? Number(chosen) : 0
  const compared = comparedThresholds(state, view)
  const derivation = sure.derivations['differences']
  return (
    <Card title="Does one cost less than another?" className="pairs">
      <div className="pairs-tools">
        <Against value={String(against)} others={digits.slice(1).join(' ')} onChange={setChosen} />
        <AddThreshold compared={compared} areSuggested={state.choices.compared === null} />
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Differences of cost">
        <table className="data-table" onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col">Threshold</th>
              <th scope="col" className="number">
                More than {digits[against]} (95&#8239;%)
              </th>
              <th scope="col" className="number">
                Cheaper in
              </th>
            </tr>
          </thead>
          <tbody>
            {pairRows(sure, against).map((row, place) => {
              const { value, interval } = differenceEstimate(row)
              return (
                <tr key={`${row.threshold} ${place}`}>
                  <PairName threshold={row.threshold} digits={digitsOf(row.threshold)} compared={compared} />
                  <td className="number">
                    <NumberTarget derivation={derivation} tabIndex={place === 0 ? 0 : -1}>
                      {value} {interval !== null && <span className="interval">({interval})</span>}
                    </NumberTarget>
                  </td>
                  <NumberCell name="differences" onExplain={explain}>
                    {shareWords(row.cheaperShare)}
                  </NumberCell>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="pairs-note">
        Cheaper in: of {formatCount(sure.resamples)} resamples, not a probability of being right. ≈ chance may explain it.
      </p>
      <p className="pairs-note">
        <NumberTarget derivation={sure.derivations['indistinguishable']}>{indistinguishableWords(sure)}</NumberTarget>
      </p>
    </Card>
  )
}

interface AgainstProps {
  value: string
  /** The digits of all but the best, with spaces between them: equal ones are the same. */
  others: string
  onChange: (value: string) => void
}

/** Which threshold the others are compared with. */
const Against = memo(function Against({ value, others, onChange }: AgainstProps) {
  const labels = ['than the best', ...(others === '' ? [] : others.split(' ').map((digits) => `than ${digits}`))]
  return (
    <NativeSelect
      size="xs"
      aria-label="Compared with"
      value={value}
      data={labels.map((label, place) => ({ value: String(place), label }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
})

/** The threshold of a row, which is compared no more on request. */
const PairName = memo(function PairName({ threshold, digits, compared }: { threshold: number | null; digits: string; compared: readonly number[] }) {
  const dispatch = useDispatch()
  return (
    <th scope="row">
      {digits}
      {threshold !== null && compared.includes(threshold) && (
        <CloseButton
          size="xs"
          aria-label={`Stop comparing ${digits}`}
          onClick={() => dispatch({ type: 'choices-typed', choices: { compared: compared.filter((each) => each !== threshold) } })}
        />
      )}
    </th>
  )
})
