import { CloseButton, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { givenText } from '../../../src-main/contract/recorded-text.ts'
import type { Uncertainty } from '../../../src-main/contract/uncertainty.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { formatCount } from '../../format/number.ts'
import { AddThreshold } from '../choices/AddThreshold.tsx'
import { comparedThresholds } from '../choices/choices-state.ts'
import { differenceEstimate, indistinguishableWords, pairRows, shareWords } from './certainty-words.ts'

const click = (cell: HTMLElement) => cell.click()

/** Whether one threshold costs less than another: any two of the recommended, the recorded and one's own. */
export function PairsCard({ uncertainty }: { uncertainty: Loadable<Uncertainty> }) {
  const { state, dispatch } = useCase()
  const [chosen, setChosen] = useState('0')
  const onKeyDown = useGridKeys(click)
  const sure = shown(uncertainty)
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
        <NativeSelect
          size="xs"
          aria-label="Compared with"
          value={String(against)}
          data={digits.map((each, place) => ({ value: String(place), label: place === 0 ? 'than the best' : `than ${each}` }))}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
        />
        <AddThreshold />
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
                  <th scope="row">
                    {digitsOf(row.threshold)}
                    {row.threshold !== null && compared.includes(row.threshold) && (
                      <CloseButton
                        size="xs"
                        aria-label={`Stop comparing ${digitsOf(row.threshold)}`}
                        onClick={() => dispatch({ type: 'choices-typed', choices: { compared: compared.filter((each) => each !== row.threshold) } })}
                      />
                    )}
                  </th>
                  <td className="number">
                    <NumberTarget derivation={derivation} tabIndex={place === 0 ? 0 : -1}>
                      {value} {interval !== null && <span className="interval">({interval})</span>}
                    </NumberTarget>
                  </td>
                  <td className="number">
                    <NumberTarget derivation={derivation} tabIndex={-1}>
                      {shareWords(row.cheaperShare)}
                    </NumberTarget>
                  </td>
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
