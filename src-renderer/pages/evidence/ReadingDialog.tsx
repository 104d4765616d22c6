import { Button, Modal, Radio, Select } from '@mantine/core'
import { useState } from 'react'
import type { TableReading } from '../../../src-main/contract/reading.ts'
import type { PredictionCandidate, Scan, ScannedPredictions } from '../../../src-main/contract/scan.ts'
import { useCase } from '../../app/case-state.tsx'
import type { ChosenReading } from '../../app/case.ts'
import { plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { candidateKey, CandidateList, otherColumns } from './CandidateList.tsx'
import { PositiveClass } from './PositiveClass.tsx'
import { directionOf, directionWords, formWords } from './reading-words.ts'

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

/** What the dialog opens with: the reading in use, its direction only where a person confirmed it. */
function startingDraft(scan: Scan, chosen: ChosenReading | null): Draft | null {
  const [first] = scan.predictions
  if (chosen === null || !scan.predictions.some(({ path }) => path === chosen.reading.path)) return first === undefined ? null : draftOf(first.path, first.candidates[0])
  const { path, label, score, positive, negative, orientation } = chosen.reading
  const known = scan.predictions.find((table) => table.path === path)?.candidates.find((entry) => entry.label === label && entry.score === score)
  const pair = known === undefined ? otherColumns : candidateKey(known)
  return { path, pair, label, score, positive, negative, orientation: chosen.confirmed ? orientation : null }
}

function columnsOf(table: ScannedPredictions): { value: string; label: string }[] {
  return table.columns.map(({ name, type }) => ({ value: name, label: `${visibleText(name)} (${type})` }))
}

/** What the reading still waits for; null where it is complete. */
function waitsFor(draft: Draft, candidate: PredictionCandidate | null): string | null {
  if (draft.label === '' || draft.score === '') return 'Choose a label and a score.'
  if (draft.label === draft.score) return 'Label and score have to be two columns.'
  if (draft.positive === null && (candidate?.labels ?? []).length > 1) return 'Choose the positive class.'
  if (draft.orientation === null) return 'Choose the direction.'
  return null
}

interface ReadingDialogProps {
  scan: Scan
  onClose: () => void
}

/** Table, label, positive value, score and direction, said by a person. */
export function ReadingDialog({ scan, onClose }: ReadingDialogProps) {
  const { state, dispatch } = useCase()
  const [draft, setDraft] = useState<Draft | null>(() => startingDraft(scan, state.reading))
  const table = scan.predictions.find((entry) => entry.path === draft?.path)
  if (draft === null || table === undefined) return null

  const candidate = table.candidates.find((entry) => candidateKey(entry) === draft.pair) ?? null
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const direction = candidate === null ? { auc: null, suggested: null } : directionOf(candidate, draft.positive)
  const waiting = waitsFor(draft, candidate)
  const { orientation } = draft
  const common = { allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } }
  const positive = draft.positive === null ? 'positive' : visibleText(draft.positive)

  return (
    <Modal opened onClose={onClose} title="How are the predictions read?" size={760}>
      <form
        className="reading-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (waiting !== null || orientation === null) return
          const { path, label, score, positive, negative } = draft
          dispatch({ type: 'reading-chosen', reading: { path, label, score, positive, negative, orientation }, confirmed: true })
          onClose()
        }}
      >
        <div>
          <Select
            {...common}
            label="Table"
            data={scan.predictions.map((entry) => ({ value: entry.path, label: `${visibleText(entry.path)} (${plural(entry.rows, 'row')})` }))}
            value={draft.path}
            onChange={(path) => {
              const next = scan.predictions.find((entry) => entry.path === path)
              if (next !== undefined) setDraft(draftOf(next.path, next.candidates[0]))
            }}
          />
          {table.form !== undefined && <p className="secondary small form-words">{formWords(table.form)}</p>}
        </div>
        <CandidateList
          table={table}
          chosen={draft.pair}
          onChoose={(key) => setDraft(draftOf(draft.path, table.candidates.find((entry) => candidateKey(entry) === key)))}
        />
        {draft.pair === otherColumns && (
          <div className="pair">
            <Select
              {...common}
              label="Label: what happened"
              placeholder="Choose a column"
              data={columnsOf(table)}
              value={draft.label === '' ? null : draft.label}
              onChange={(label) => change({ label: label ?? '', positive: null, negative: null })}
            />
            <Select
              {...common}
              label="Score: what the model said"
              placeholder="Choose a column"
              data={columnsOf(table)}
              value={draft.score === '' ? null : draft.score}
              onChange={(score) => change({ score: score ?? '' })}
            />
          </div>
        )}
        <PositiveClass candidate={candidate} positive={draft.positive} negative={draft.negative} onChoose={(values) => change({ ...values, orientation: null })} />
        <Radio.Group
          label="Direction"
          description={directionWords(direction, draft.positive, table.rows)}
          value={orientation ?? ''}
          onChange={(value) => change({ orientation: value === 'low' ? 'low' : 'high' })}
        >
          <div className="pair">
            <Radio size="xs" value="high" label={`A high score means ${positive}`} />
            <Radio size="xs" value="low" label={`A low score means ${positive}`} />
          </div>
        </Radio.Group>
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
