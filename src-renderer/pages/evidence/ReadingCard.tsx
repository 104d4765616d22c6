import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { Excluded, TableSummary } from '../../../src-main/contract/reading.ts'
import type { Scan } from '../../../src-main/contract/scan.ts'
import { useCase } from '../../app/case-state.tsx'
import { shown } from '../../app/case.ts'
import { Card } from '../../components/Card.tsx'
import { PathText } from '../../components/PathText.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { Unconfirmed } from '../../components/Unconfirmed.tsx'
import { formatCount, formatFixed, formatNumber, formatPercent } from '../../format/number.ts'
import { ReadingDialog } from './ReadingDialog.tsx'

const causes: readonly { key: keyof Excluded; words: string }[] = [
  { key: 'nullScore', words: 'without a score' },
  { key: 'nanScore', words: 'NaN' },
  { key: 'infiniteScore', words: 'infinite' },
  { key: 'textScore', words: 'not a number' },
  { key: 'nullLabel', words: 'without a label' },
  { key: 'foreignLabel', words: 'foreign labels' },
]

function excludedWords(excluded: Excluded): string {
  const some = causes.filter(({ key }) => excluded[key] > 0)
  return some.length === 0 ? 'none' : some.map(({ key, words }) => `${formatCount(excluded[key])} ${words}`).join(', ')
}

function Facts({ table }: { table: TableSummary }) {
  const ties = table.used - table.distinctScores
  return (
    <>
      <dt>Positive</dt>
      <dd>
        {formatCount(table.positives)} of {formatCount(table.used)} ({formatPercent(table.positives / table.used, 2)})
      </dd>
      <dt>Range</dt>
      <dd>
        {formatNumber(table.scoreRange[0], 4)}–{formatNumber(table.scoreRange[1], 4)}, AUC {formatFixed(table.auc, 3)}
      </dd>
      <dt>Ties</dt>
      <dd>
        {ties === 0 ? 'none' : formatCount(ties)}, {formatCount(table.distinctScores)} distinct
      </dd>
      <dt>Excluded</dt>
      <dd>{excludedWords(table.excluded)}</dd>
    </>
  )
}

/** How the chosen table is read, whether a person confirmed it, and how to change it. */
export function ReadingCard({ scan }: { scan: Scan }) {
  const { state, dispatch } = useCase()
  const [choosing, setChoosing] = useState(false)
  const { reading: chosen } = state
  const table = shown(state.table)
  const tables = scan.predictions

  if (tables.length === 0) {
    return (
      <Card title="How the predictions are read">
        <p className="secondary small">
          No table was found. A Parquet, CSV or JSON Lines file with one row an applicant, a label column and a score
          column would be read here. Put it into the folder and open the folder again.
        </p>
      </Card>
    )
  }
  return (
    <Card
      title="How the predictions are read"
      className="reading-card"
      end={
        <button className="link" onClick={() => setChoosing(true)}>
          {chosen === null ? 'Choose' : 'Change'}
        </button>
      }
    >
      {chosen === null ? (
        <p className="secondary small">
          Nothing is chosen: no table has one likeliest pair of label and score. Say which table and columns to read.
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
              <span className="mono">{chosen.reading.label}</span>, positive ={' '}
              {chosen.reading.positive ?? table?.positive ?? 'not stated'}
            </dd>
            <dt>Score</dt>
            <dd className="mono">{chosen.reading.score}</dd>
            <dt>Direction</dt>
            <dd>{chosen.reading.orientation === 'high' ? 'high score = positive' : 'low score = positive'}</dd>
            {table !== null && <Facts table={table} />}
          </dl>
          {table !== null && table.auc < 0.5 && (
            <p className="changed small">
              <IconAlertTriangle size={13} stroke={1.8} aria-hidden className="icon" /> The rows contradict the
              direction: {chosen.reading.orientation === 'high' ? 'high' : 'low'} scores go with the negative class.
              {chosen.confirmed ? 'Change it if that is not meant.' : 'Change it, or confirm that it is meant.'}
            </p>
          )}
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
      {choosing && <ReadingDialog scan={scan} onClose={() => setChoosing(false)} />}
    </Card>
  )
}
