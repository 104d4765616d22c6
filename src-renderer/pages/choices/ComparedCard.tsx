import { Button, CloseButton } from '@mantine/core'
import type { Choices } from '../../../src-main/contract/choices.ts'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { Card } from '../../components/Card.tsx'
import { useNotice } from '../../components/Notice.tsx'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { saveTextFile } from '../../components/save-file.ts'
import { ThresholdMark } from '../../components/ThresholdMark.tsx'
import { useGridKeys } from '../../components/use-grid-keys.ts'
import { AddThreshold } from './AddThreshold.tsx'
import { comparedColumns, comparedCsv, comparedRows } from './compared-table.ts'
import { comparedThresholds } from './choices-state.ts'

const fileName = 'thresholds-side-by-side.csv'
const click = (cell: HTMLElement) => cell.click()

/** The recommended threshold and up to five others, side by side. */
export function ComparedCard({ choices }: { choices: Choices }) {
  const { state, dispatch } = useCase()
  const notice = useNotice()
  const onKeyDown = useGridKeys(click)
  const currency = state.choices.currency.trim()
  const columns = comparedColumns(choices)
  const rows = comparedRows(choices, columns, currency === '' ? 'units' : currency)
  const chosen = comparedThresholds(state, shown(state.view))
  const compare = (compared: readonly number[]) => dispatch({ type: 'choices-typed', choices: { compared } })
  return (
    <Card
      title="Side by side"
      aside="95&#8239;% intervals"
      end={
        <span className="compare-tools">
          <AddThreshold compared={chosen} areSuggested={state.choices.compared === null} />
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              saveTextFile(fileName, comparedCsv(choices, columns, currency), 'text/csv')
              notice(`Exported to ${fileName}`)
            }}
          >
            Export table
          </Button>
        </span>
      }
      className="compared"
    >
      <div className="scroll" tabIndex={0} role="region" aria-label="Thresholds side by side">
        <table className="data-table" onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <td />
              {columns.map(({ id, kind, choice }, index) => (
                <th key={id} scope="col" className="number">
                  <ThresholdMark kind={kind} />{' '}
                  <NumberTarget derivation={choices.derivations[index === 0 ? 'cost' : 'compared']} tabIndex={-1}>
                    {choice.digits}
                  </NumberTarget>
                  {index > 0 && (
                    <CloseButton
                      size="xs"
                      aria-label={`Stop comparing ${choice.digits}`}
                      onClick={() => compare(chosen.filter((_, place) => place !== index - 1))}
                    />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, derivation, values }, place) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                {values.map(({ value, interval }, index) => (
                  <td key={columns[index]?.id ?? index} className="number" data-recommended={index === 0 || undefined}>
                    <NumberTarget derivation={choices.derivations[derivation]} tabIndex={place === 0 && index === 0 ? 0 : -1}>
                      {value} {interval !== null && <span className="interval">({interval})</span>}
                    </NumberTarget>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
