import { memo } from 'react'
import type { Choice, Choices } from '../../../src-main/contract/choices.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { NumberCell, NumberTarget, useExplain } from '../../components/NumberTarget.tsx'
import { ThresholdMark } from '../../components/ThresholdMark.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { InputOnly } from '../choices/ChoiceField.tsx'
import { limitedWords, limitRows, type LimitRow } from './limits.ts'
import type { ThresholdRow } from './recorded-rows.ts'

const click = (cell: HTMLElement) => cell.click()

interface LimitsCardProps {
  choices: Loadable<Choices>
  selected: ThresholdRow | null
}

/** The limits that the bank sets, whether the best and the selected threshold keep them, and what each costs. */
export function LimitsCard({ choices: answer, selected }: LimitsCardProps) {
  const { state, dispatch } = useCase()
  const onKeyDown = useGridKeys(click)
  const choices = shown(answer)
  const explain = useExplain(choices?.derivations ?? {})
  if (choices === null) {
    return (
      <Card title="What do limits cost?" className="limits">
        <p className="missing">{answer.status === 'failed' ? `Not computed: ${answer.problem.message}` : 'Being computed.'}</p>
      </Card>
    )
  }
  const currency = state.choices.currency.trim()
  const compared = comparedChoices(choices, selected)
  const words = limitedWords(choices, currency === '' ? 'units' : currency)
  const derivation = choices.derivations['constraints']
  return (
    <Card
      title="What do limits cost?"
      end={
        <button type="button" className="link" onClick={() => dispatch({ type: 'page-opened', page: 'choices' })}>
          Everything the bank states
        </button>
      }
      className="limits"
    >
      <div className="scroll" tabIndex={0} role="region" aria-label="Limits">
        <table className="data-table" onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col">Limit</th>
              <th scope="col">
                <span className="visually-hidden">Value</span>
              </th>
              {compared.map(({ kind, choice }) => (
                <th key={kind} scope="col" className="number">
                  <ThresholdMark kind={kind} /> {choice.digits}
                </th>
              ))}
              <th scope="col" className="number">
                Price
              </th>
            </tr>
          </thead>
          <tbody>
            {limitRows(choices, compared.map(({ choice }) => choice)).map(({ field, label, unit, values, price }, place) => (
              <tr key={field}>
                <LimitName field={field} label={unit === '' ? label : `${label}, ${unit}`} />
                {values.map((value, index) => (
                  <LimitValue key={compared[index]?.kind ?? index} {...value} isStop={place === 0 && index === 0} onExplain={explain} />
                ))}
                <td className="number">
                  {price === null ? (
                    <span className="missing">no limit</span>
                  ) : (
                    <NumberTarget derivation={derivation} tabIndex={-1}>
                      {price}
                    </NumberTarget>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {words !== null && (
          <p className="limits-note">
            <NumberTarget derivation={derivation}>{words}</NumberTarget>
          </p>
        )}
      </div>
    </Card>
  )
}

/** What is limited, and the field of its value: no cost changes them. */
const LimitName = memo(function LimitName({ field, label }: { field: LimitRow['field']; label: string }) {
  return (
    <>
      <th scope="row">{label}</th>
      <td className="limit-value">
        <InputOnly field={field} label={label} />
      </td>
    </>
  )
})

type LimitValueProps = LimitRow['values'][number] & {
  /** Whether the Tab key stops at it. */
  readonly isStop: boolean
  readonly onExplain: (name: string) => void
}

const LimitValue = memo(function LimitValue({ text, interval, met, isStop, onExplain }: LimitValueProps) {
  return (
    <NumberCell name="compared" onExplain={onExplain} tabIndex={isStop ? 0 : -1}>
      {text} {met !== null && <strong>{met ? '✓' : '✕ not met'}</strong>}
      {interval !== null && <span className="interval">({interval})</span>}
      {met === true && <span className="visually-hidden">met</span>}
    </NumberCell>
  )
})

/** The cheapest threshold without limits, and the selected one where it is among the compared. */
function comparedChoices(choices: Choices, selected: ThresholdRow | null): { kind: 'recommended' | 'recorded' | 'reference'; choice: Choice }[] {
  const other = choices.compared.find(({ cut }) => cut.threshold === selected?.cut.threshold)
  return [
    { kind: 'recommended', choice: choices.unconstrained },
    ...(other === undefined || selected === null || selected.kind === 'recommended' ? [] : [{ kind: selected.kind, choice: other }]),
  ]
}
