import { Button, Modal, Radio, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TableReading } from '../../../src-main/contract/reading.ts'
import type { Scan, ScannedPredictions } from '../../../src-main/contract/scan.ts'
import { readingOf } from '../../app/assumptions.ts'
import { useCase } from '../../app/case-state.tsx'
import { plural } from '../../format/number.ts'

/** What a table is read as until columns are chosen: its likeliest pair, else its first column for neither. */
function startingReading(table: ScannedPredictions): TableReading {
  const candidate = table.candidates[0]
  if (candidate !== undefined) return readingOf(table, candidate)
  return { path: table.path, label: '', score: '', positive: null, negative: null, orientation: 'high' }
}

interface ReadingDialogProps {
  scan: Scan
  onClose: () => void
}

/** Table, label, positive value, score and direction, said by a person. */
export function ReadingDialog({ scan, onClose }: ReadingDialogProps) {
  const { state, dispatch } = useCase()
  const [draft, setDraft] = useState<TableReading | null>(() => {
    const first = scan.predictions[0]
    return state.reading?.reading ?? (first === undefined ? null : startingReading(first))
  })
  const table = scan.predictions.find((entry) => entry.path === draft?.path)
  if (draft === null || table === undefined) return null

  const columns = table.columns.map((column) => ({ value: column.name, label: `${column.name} (${column.type})` }))
  const change = (part: Partial<TableReading>) => setDraft({ ...draft, ...part })
  const chooseLabel = (label: string) => {
    const known = table.candidates.find((candidate) => candidate.label === label)
    change({ label, positive: known?.positive ?? null, negative: known?.negative ?? null })
  }
  const same = draft.label !== '' && draft.label === draft.score
  const complete = draft.label !== '' && draft.score !== '' && !same
  const common = { allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } }

  return (
    <Modal
      opened
      onClose={onClose}
      title="How are the predictions read?"
      size={520}
    >
      <form
        className="reading-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!complete) return
          dispatch({ type: 'reading-chosen', reading: draft, confirmed: true })
          onClose()
        }}
      >
        <Select
          {...common}
          label="Table"
          data={scan.predictions.map((entry) => ({ value: entry.path, label: `${entry.path} (${plural(entry.rows, 'row')})` }))}
          value={draft.path}
          onChange={(path) => {
            const next = scan.predictions.find((entry) => entry.path === path)
            if (next !== undefined) setDraft(startingReading(next))
          }}
        />
        <Select
          {...common}
          label="Label: what happened"
          placeholder="Choose a column"
          data={columns}
          value={draft.label === '' ? null : draft.label}
          onChange={(label) => chooseLabel(label ?? '')}
        />
        <div className="pair">
          <TextInput
            label="Positive value"
            description="The outcome to catch, such as a default"
            placeholder="1, or true"
            value={draft.positive ?? ''}
            onChange={(event) => change({ positive: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
          <TextInput
            label="Negative value"
            description="Left empty: the only other value"
            value={draft.negative ?? ''}
            onChange={(event) => change({ negative: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
        </div>
        <Select
          {...common}
          label="Score: what the model said"
          placeholder="Choose a column"
          data={columns}
          value={draft.score === '' ? null : draft.score}
          error={same ? 'Label and score have to be two columns.' : undefined}
          onChange={(score) => change({ score: score ?? '' })}
        />
        <Radio.Group
          label="Direction"
          value={draft.orientation}
          onChange={(value) => change({ orientation: value === 'low' ? 'low' : 'high' })}
        >
          <div className="pair">
            <Radio value="high" label="A high score means positive" />
            <Radio value="low" label="A low score means positive" />
          </div>
        </Radio.Group>
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!complete}>
            Read it this way
          </Button>
        </div>
      </form>
    </Modal>
  )
}
