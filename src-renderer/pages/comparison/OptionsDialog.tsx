import { Button, Checkbox, Modal, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ignorePresets, type Comparison, type ComparisonOptions } from '../../../src-main/contract/comparison.ts'
import { draftOf, optionsOf, presetWords, readStep, readTolerance, type OptionsDraft } from './comparison-options.ts'
import { runLetter } from './comparison-rows.ts'
import { runName } from './run-list.ts'

interface OptionsDialogProps {
  comparison: Comparison
  options: ComparisonOptions
  onChoose: (options: ComparisonOptions) => void
  onClose: () => void
}

const metricPoints: readonly { value: OptionsDraft['metric']; label: string }[] = [
  { value: 'last', label: 'The last one' },
  { value: 'min', label: 'The least one' },
  { value: 'max', label: 'The greatest one' },
  { value: 'step', label: 'The one at a step' },
]

/** Baseline, tolerance, point of a metric and what is left out. */
export function OptionsDialog({ comparison, options, onChoose, onClose }: OptionsDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(options, comparison))
  const change = (part: Partial<OptionsDraft>) => setDraft({ ...draft, ...part })
  const read = optionsOf(draft, options)
  const common = { allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 } } }
  const number = (text: string) => (readTolerance(text) === null ? 'Write a number of at least 0, such as 0.001.' : undefined)
  return (
    <Modal opened onClose={onClose} title="How are the runs compared?" size={620}>
      <form
        className="options-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (read === null) return
          onChoose(read)
          onClose()
        }}
      >
        <Select
          {...common}
          label="Baseline: differences are taken from this run"
          data={comparison.runs.map((run, index) => ({ value: run.id, label: `${runLetter(index)}  ${runName(run)}` }))}
          value={draft.baseline}
          onChange={(baseline) => change({ baseline: baseline ?? draft.baseline })}
        />
        <div className="pair">
          <TextInput
            label="Numbers are equal within"
            description="Left empty: only where they are exactly equal"
            placeholder="0.001"
            value={draft.absolute}
            error={number(draft.absolute)}
            onChange={(event) => change({ absolute: event.currentTarget.value })}
          />
          <TextInput
            label="or within this share of the greater"
            description="0.01 is one percent"
            placeholder="0.01"
            value={draft.relative}
            error={number(draft.relative)}
            onChange={(event) => change({ relative: event.currentTarget.value })}
          />
        </div>
        <div className="pair">
          <Select
            {...common}
            label="Which value of a metric counts"
            data={[...metricPoints]}
            value={draft.metric}
            onChange={(metric) => change({ metric: metricPoints.find(({ value }) => value === metric)?.value ?? 'last' })}
          />
          {draft.metric === 'step' && (
            <TextInput
              label="Step"
              placeholder="100"
              value={draft.step}
              error={readStep(draft.step) === null ? 'Write a whole number.' : undefined}
              onChange={(event) => change({ step: event.currentTarget.value })}
            />
          )}
        </div>
        <Switch
          label="Split dictionaries into a row for each key"
          checked={draft.unfold}
          onChange={(event) => change({ unfold: event.currentTarget.checked })}
        />
        <Checkbox.Group
          label="Left out: values that differ between any two runs"
          value={draft.presets}
          onChange={(chosen) => change({ presets: ignorePresets.filter((preset) => chosen.includes(preset)) })}
        >
          <div className="pair">
            {ignorePresets.map((preset) => (
              <Checkbox size="xs" key={preset} value={preset} label={presetWords[preset]} />
            ))}
          </div>
        </Checkbox.Group>
        <Textarea
          label="And these keys, one a line"
          description="“*” stands for any text"
          rows={3}
          value={draft.keys}
          onChange={(event) => change({ keys: event.currentTarget.value })}
        />
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={read === null}>
            Compare this way
          </Button>
        </div>
      </form>
    </Modal>
  )
}
