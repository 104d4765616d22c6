import { Radio, TextInput } from '@mantine/core'
import type { TableReading } from '../../../src-main/contract/reading.ts'
import type { PredictionCandidate } from '../../../src-main/contract/scan.ts'
import { plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'

interface PositiveClassProps {
  /** What the table says about the label; null for a column that was chosen by hand. */
  candidate: PredictionCandidate | null
  positive: string | null
  negative: string | null
  onChoose: (values: Pick<TableReading, 'positive' | 'negative'>) => void
}

/** Which label is the outcome to catch: both labels with their rows where they are known, else typed. */
export function PositiveClass({ candidate, positive, negative, onChoose }: PositiveClassProps) {
  const labels = candidate?.labels ?? []
  if (labels.length < 2) {
    const typed = (text: string) => (text === '' ? null : text)
    return (
      <div className="pair">
        <TextInput
          label="Positive value"
          description="The outcome to catch, such as a default"
          placeholder="1, or true"
          value={positive ?? ''}
          onChange={(event) => onChoose({ positive: typed(event.currentTarget.value), negative })}
        />
        <TextInput
          label="Negative value"
          description="Left empty: the only other value"
          value={negative ?? ''}
          onChange={(event) => onChoose({ positive, negative: typed(event.currentTarget.value) })}
        />
      </div>
    )
  }
  const choose = (value: string) => {
    const others = labels.filter(({ label }) => label !== value)
    onChoose({ positive: value, negative: others.length === 1 ? (others[0]?.label ?? null) : null })
  }
  return (
    <Radio.Group
      label="Positive class: the outcome to catch"
      description={candidate?.positive === null ? 'The table does not say which it is.' : undefined}
      value={positive ?? ''}
      onChange={choose}
    >
      <div className="pair">
        {labels.map(({ label, rows }) => (
          <Radio
            key={label}
            size="xs"
            value={label}
            label={
              <>
                <bdi>{visibleText(label)}</bdi> <span className="secondary">{plural(rows, 'row')}</span>
              </>
            }
          />
        ))}
      </div>
    </Radio.Group>
  )
}
