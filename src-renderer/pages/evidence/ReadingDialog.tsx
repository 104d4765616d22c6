import { Button, Modal, Radio, Select } from '@mantine/core'
import { useCallback, useState } from 'react'
import type { ReactNode } from 'react'
import type { LabelValues, NamedTable } from '../../../src-main/contract/named-table.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import type { TableReading } from '../../../src-main/contract/reading.ts'
import type { PredictionCandidate, Scan, ScannedPredictions } from '../../../src-main/contract/scan.ts'
import { useCase } from '../../app/case-state.tsx'
import type { ChosenReading } from '../../app/case.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { candidateKey, CandidateList, otherColumns } from './CandidateList.tsx'
import { Malformed } from './Malformed.tsx'
import { NameTable } from './NameTable.tsx'
import { PositiveClass } from './PositiveClass.tsx'
import { directionOf, directionWords, formWords } from './reading-words.ts'
import { useLabelValues } from './use-named-table.ts'

/** The choice of the list of tables that lets a person name another; no path holds a NUL. */
const anotherTable = '\u0000another'

/** A reading in the making; null where nothing is chosen yet. */
interface Draft {
  path: string
  /** The key of a candidate, or `otherColumns`. */
  pair: string
  label: string
  score: string
  positive: string | null
  negative: string | null
  orientation: TableReading['orientation'] | null
}

function draftOf(path: string, candidate: PredictionCandidate | undefined): Draft {
  return {
    path,
    pair: candidate === undefined ? otherColumns : candidateKey(candidate),
    label: candidate?.label ?? '',
    score: candidate?.score ?? '',
    positive: candidate?.positive ?? null,
    negative: candidate?.negative ?? null,
    orientation: null,
  }
}

/** What the dialog opens with: the reading in use, its direction only where a person confirmed it; null for a table that has to be named. */
function startingDraft(scan: Scan, chosen: ChosenReading | null): Draft | null {
  const [first] = scan.predictions
  if (chosen === null || chosen.reading.weight !== undefined) return first === undefined ? null : draftOf(first.path, first.candidates[0])
  if (!scan.predictions.some((table) => table.path === chosen.reading.path)) return null
  const { path, label, score, positive, negative, orientation } = chosen.reading
  const known = scan.predictions.find((table) => table.path === path)?.candidates.find((entry) => entry.label === label && entry.score === score)
  const pair = known === undefined ? otherColumns : candidateKey(known)
  return { path, pair, label, score, positive, negative, orientation: chosen.confirmed ? orientation : null }
}

function columnsOf(table: ScannedPredictions): { value: string; label: string }[] {
  return table.columns.map(({ name, type }) => ({ value: name, label: `${visibleText(name)} (${type})` }))
}

/** What the reading still waits for; null where it is complete. */
function waitsFor(draft: Draft | null, values: LabelValues | null): string | null {
  if (draft === null) return 'Name a table and look at it.'
  if (draft.label === '' || draft.score === '') return 'Choose a label and a score.'
  if (draft.label === draft.score) return 'Label and score have to be two columns.'
  const several = values !== null && (values.more || values.labels.length > 2)
  if (draft.positive === null && (several || values?.labels.length === 2)) return 'Choose the positive class.'
  if (draft.negative === null && several) return 'Choose the negative class.'
  if (draft.orientation === null) return 'Choose the direction.'
  return null
}

interface ReadingDialogProps {
  folder: string
  scan: Scan
  onClose: () => void
}

/** Table, label, positive value, score and direction, said by a person. */
export function ReadingDialog({ folder, scan, onClose }: ReadingDialogProps) {
  const { state, dispatch } = useCase()
  const [draft, setDraft] = useState<Draft | null>(() => startingDraft(scan, state.reading))
  const [naming, setNaming] = useState(draft === null)
  const [named, setNamed] = useState<ScannedPredictions | null>(null)
  const tables = named === null ? scan.predictions : [...scan.predictions.filter(({ path }) => path !== named.path), named]
  const table = tables.find((entry) => entry.path === draft?.path) ?? null
  const candidate = table?.candidates.find((entry) => candidateKey(entry) === draft?.pair) ?? null
  const { values, problem } = useValues(folder, draft, candidate)
  const found = useCallback(({ table: other }: NamedTable) => {
    setNamed(other)
    setDraft(draftOf(other.path, other.candidates[0]))
  }, [])
  const waiting = waitsFor(draft, values)
  const change = (part: Partial<Draft>) => {
    if (draft !== null) setDraft({ ...draft, ...part })
  }

  return (
    <Modal opened onClose={onClose} title="How are the predictions read?" size={760}>
      <form
        className="reading-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (draft === null || draft.orientation === null || waiting !== null || table === null) return
          const { path, label, score, positive, negative, orientation } = draft
          dispatch({ type: 'reading-chosen', reading: { path, label, score, positive, negative, orientation }, confirmed: true })
          onClose()
        }}
      >
        <div>
          <Select
            {...common}
            label="Table"
            data={[
              ...tables.map((entry) => ({ value: entry.path, label: `${visibleText(entry.path)} (${plural(entry.rows, 'row')})` })),
              { value: anotherTable, label: 'Another file, folder or pattern' },
            ]}
            value={naming ? anotherTable : (draft?.path ?? null)}
            onChange={(path) => {
              const next = tables.find((entry) => entry.path === path)
              setNaming(next === undefined)
              setDraft(next === undefined ? null : draftOf(next.path, next.candidates[0]))
            }}
          />
          {table?.form !== undefined && <p className="secondary small form-words">{formWords(table.form)}</p>}
        </div>
        {naming && <NameTable folder={folder} path={state.reading?.reading.path ?? ''} onFound={found} />}
        {table?.malformed !== undefined && <Malformed malformed={table.malformed} rows={table.rows} />}
        {draft !== null && table !== null && (
          <Columns table={table} draft={draft} candidate={candidate} values={values} onDraft={setDraft} onChange={change}>
            {problem !== null && <ProblemNotice problem={problem} />}
          </Columns>
        )}
        <div className="form-actions">
          <span className="secondary small waiting" role="status">
            {waiting}
          </span>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={waiting !== null}>
            Read it this way
          </Button>
        </div>
      </form>
    </Modal>
  )
}

const common = { allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } }

/** The values of the label of a draft: those of the candidate, or of the column that was chosen by hand. */
function useValues(folder: string, draft: Draft | null, candidate: PredictionCandidate | null): { values: LabelValues | null; problem: Problem | null } {
  const byHand = draft !== null && candidate === null && draft.label !== '' ? draft.label : null
  const asked = useLabelValues(folder, draft?.path ?? '', byHand)
  if (candidate?.labels !== undefined) return { values: { labels: candidate.labels, more: false }, problem: null }
  return { values: asked.status === 'ready' ? asked.value : null, problem: asked.status === 'failed' ? asked.problem : null }
}

interface ColumnsProps {
  table: ScannedPredictions
  draft: Draft
  candidate: PredictionCandidate | null
  values: LabelValues | null
  onDraft: (draft: Draft) => void
  onChange: (part: Partial<Draft>) => void
  /** What went wrong with the column that was chosen by hand. */
  children: ReactNode
}

/** Which columns are label and score, which value is positive, and the direction. */
function Columns({ table, draft, candidate, values, onDraft, onChange, children }: ColumnsProps) {
  const direction = candidate === null ? { auc: null, suggested: null } : directionOf(candidate, draft.positive)
  const positive = draft.positive === null ? 'positive' : visibleText(draft.positive)
  return (
    <>
      <CandidateList
        table={table}
        chosen={draft.pair}
        onChoose={(key) => onDraft(draftOf(draft.path, table.candidates.find((entry) => candidateKey(entry) === key)))}
      />
      {draft.pair === otherColumns && (
        <div className="pair">
          <Select
            {...common}
            label="Label: what happened"
            placeholder="Choose a column"
            data={columnsOf(table)}
            value={draft.label === '' ? null : draft.label}
            onChange={(label) => onChange({ label: label ?? '', positive: null, negative: null })}
          />
          <Select
            {...common}
            label="Score: what the model said"
            placeholder="Choose a column"
            data={columnsOf(table)}
            value={draft.score === '' ? null : draft.score}
            onChange={(score) => onChange({ score: score ?? '' })}
          />
        </div>
      )}
      {children}
      <PositiveClass
        values={values}
        stated={candidate === null || candidate.positive !== null}
        positive={draft.positive}
        negative={draft.negative}
        onChoose={(chosen) => onChange({ ...chosen, orientation: null })}
      />
      <Radio.Group
        label="Direction"
        description={directionWords(direction, draft.positive, table.rows)}
        value={draft.orientation ?? ''}
        onChange={(value) => onChange({ orientation: value === 'low' ? 'low' : 'high' })}
      >
        <div className="pair">
          <Radio size="xs" value="high" label={`A high score means ${positive}`} />
          <Radio size="xs" value="low" label={`A low score means ${positive}`} />
        </div>
      </Radio.Group>
    </>
  )
}
