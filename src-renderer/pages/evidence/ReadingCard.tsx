import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { TableReading, TableSummary } from '../../../src-main/contract/reading.ts'
import type { Scan } from '../../../src-main/contract/scan.ts'
import { useCase } from '../../app/case-state.tsx'
import { shown } from '../../app/case.ts'
import { Card } from '../../components/Card.tsx'
import { PathText } from '../../components/PathText.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { Unconfirmed } from '../../components/Unconfirmed.tsx'
import { formatCount, formatNumber, formatPercent } from '../../format/number.ts'
import { aucWords, boundOf } from '../../format/bound-words.ts'
import { visibleText } from '../../format/visible-text.ts'
import { startingWarehouseDraft } from '../warehouse/warehouse-draft.ts'
import { WarehouseDialog } from '../warehouse/WarehouseDialog.tsx'
import { excludedCauses, formWords } from './reading-words.ts'
import { ReadingDialog } from './ReadingDialog.tsx'

function Facts({ table }: { table: TableSummary }) {
  const ties = table.used - table.distinctScores
  const distinct = boundOf(table.bounds, 'distinctScores')
  const causes = excludedCauses(table.excluded, table.excludedLines, table.malformed)
  return (
    <>
      <dt>Positive</dt>
      <dd>
        {formatCount(table.positives)} of {formatCount(table.used)} ({formatPercent(table.positives / table.used, 2)})
      </dd>
      <dt>Range</dt>
      <dd>
        {formatNumber(table.scoreRange[0], 4)}–{formatNumber(table.scoreRange[1], 4)}, AUC {aucWords(table.auc, table.bounds)}
      </dd>
      <dt>Ties</dt>
      <dd>
        {distinct === null
          ? `${ties === 0 ? 'none' : formatCount(ties)}, ${formatCount(table.distinctScores)} distinct`
          : `counted by ranges, at least ${formatCount(table.distinctScores)} distinct`}
      </dd>
      {table.form !== undefined && (
        <>
          <dt>Form</dt>
          <dd>
            {formWords(table.form)}
            {table.decimalComma === true && ', decimal commas read as points'}
          </dd>
        </>
      )}
      <dt>Excluded</dt>
      <dd>
        {causes.length === 0 ? 'none' : `${formatCount(table.rows - table.used)} of ${formatCount(table.rows)}`}
        {causes.map(({ rows, words, places }) => (
          <span className="cause" key={words}>
            {formatCount(rows)} {words}
            {places !== '' && <span className="missing">: {places}</span>}
          </span>
        ))}
      </dd>
    </>
  )
}

/** What the scan says against this pair of columns. */
function warningsOf(scan: Scan, { path, label, score }: TableReading): readonly string[] {
  const table = scan.predictions.find((entry) => entry.path === path)
  return table?.candidates.find((candidate) => candidate.label === label && candidate.score === score)?.warnings ?? []
}

/** How the chosen table is read, whether a person confirmed it, and how to change it. */
export function ReadingCard({ scan }: { scan: Scan }) {
  const { state, dispatch } = useCase()
  const [choosing, setChoosing] = useState(false)
  const [inWarehouse, setElsewhere] = useState(false)
  const { reading: chosen } = state
  const table = shown(state.table)
  const tables = scan.predictions

  const elsewhere = (
    <button
      className="link"
      onClick={() => {
        dispatch({ type: 'warehouse-typed', warehouse: startingWarehouseDraft(state.warehouse, chosen?.reading ?? null) })
        setElsewhere(true)
      }}
    >
      The rows are in a warehouse
    </button>
  )
  const warehouse = inWarehouse && <WarehouseDialog onClose={() => setElsewhere(false)} />

  const dialog = choosing && state.folder !== null && <ReadingDialog folder={state.folder} scan={scan} onClose={() => setChoosing(false)} />

  if (tables.length === 0 && chosen === null) {
    return (
      <Card title="How the predictions are read">
        <p className="secondary small">
          No table was found. A Parquet, CSV or JSON Lines file with one row an applicant, a label column and a score
          column would be read here. Put it into the folder and open the folder again, or name a file, a folder of parts or
          a pattern that was not taken for one.
        </p>
        <p className="small">
          <button className="link" onClick={() => setChoosing(true)}>
            Name a table
          </button>
        </p>
        <p className="small elsewhere">{elsewhere}</p>
        {warehouse}
        {dialog}
      </Card>
    )
  }
  return (
    <Card
      title="How the predictions are read"
      className="reading-card"
      end={
        tables.length > 0 && (
          <button className="link" onClick={() => setChoosing(true)}>
            {chosen === null ? 'Choose' : 'Change'}
          </button>
        )
      }
    >
      {chosen === null ? (
        <p className="secondary small">
          Nothing is chosen: no table has one likeliest pair of label and score with a known positive class. Say which
          table, columns and class to read.
        </p>
      ) : (
        <>
          <dl className="facts">
            <dt>Table</dt>
            <dd>
              <PathText path={chosen.reading.path} />
            </dd>
            <dt>Label</dt>
            <dd>
              {chosen.reading.weight === undefined ? (
                <>
                  <bdi className="mono">{visibleText(chosen.reading.label)}</bdi>, positive ={' '}
                  {visibleText(chosen.reading.positive ?? table?.positive ?? 'not stated')}
                </>
              ) : (
                <>
                  counted: <bdi className="mono">{visibleText(chosen.reading.label)}</bdi> positives of{' '}
                  <bdi className="mono">{visibleText(chosen.reading.weight)}</bdi> rows
                </>
              )}
            </dd>
            <dt>Score</dt>
            <dd className="mono">{visibleText(chosen.reading.score)}</dd>
            <dt>Direction</dt>
            <dd>{chosen.reading.orientation === 'high' ? 'high score = positive' : 'low score = positive'}</dd>
            {table !== null && <Facts table={table} />}
          </dl>
          {table !== null && table.auc < 0.5 && (
            <p className="changed small">
              <IconAlertTriangle size={13} stroke={1.8} aria-hidden className="icon" /> The rows contradict the
              direction: {chosen.reading.orientation === 'high' ? 'high' : 'low'} scores go with the negative class.{' '}
              {chosen.confirmed ? 'Change it if that is not meant.' : 'Change it, or confirm that it is meant.'}
            </p>
          )}
          {!chosen.confirmed &&
            warningsOf(scan, chosen.reading).map((warning) => (
              <p key={warning} className="changed small">
                <IconAlertTriangle size={13} stroke={1.8} aria-hidden className="icon" /> {visibleText(warning)}
              </p>
            ))}
          {state.table.status === 'failed' && <ProblemNotice problem={state.table.problem} />}
          <div className="confirm">
            {state.table.status === 'failed' ? null : chosen.confirmed ? (
              <span className="secondary small">
                <IconCheck size={13} stroke={2} aria-hidden className="icon" /> Confirmed by you.
              </span>
            ) : (
              <>
                <span title={chosen.because}>
                  <Unconfirmed />
                </span>
                <Button
                  size="xs"
                  variant="default"
                  disabled={table === null}
                  onClick={() => dispatch({ type: 'reading-confirmed' })}
                >
                  Confirm
                </Button>
              </>
            )}
          </div>
        </>
      )}
      <p className="small elsewhere">{elsewhere}</p>
      {warehouse}
      {dialog}
    </Card>
  )
}
