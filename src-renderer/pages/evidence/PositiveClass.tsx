import { Radio, TextInput } from '@mantine/core'
import type { LabelValues } from '../../../src-main/contract/named-table.ts'
import type { TableReading } from '../../../src-main/contract/reading.ts'
import { formatCount, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'

interface PositiveClassProps {
  /** What the column holds; null where nobody has looked. */
  values: LabelValues | null
  /** Whether the table says which value is the positive one. */
  stated: boolean
  positive: string | null
  negative: string | null
  onChoose: (values: Pick<TableReading, 'positive' | 'negative'>) => void
}

/** Which label is the outcome to catch, and which of several is the other; typed where they are too many to list. */
export function PositiveClass({ values, stated, positive, negative, onChoose }: PositiveClassProps) {
  if (values === null || values.more || values.labels.length < 2) {
    return <Typed values={values} positive={positive} negative={negative} onChoose={onChoose} />
  }
  const { labels } = values
  const choose = (value: string) => {
    const others = labels.filter(({ label }) => label !== value)
    onChoose({ positive: value, negative: others.length === 1 ? (others[0]?.label ?? null) : negative === value ? null : negative })
  }
  const foreign = labels.filter(({ label }) => label !== positive && label !== negative)
  return (
    <>
      <Radio.Group
        label="Positive class: the outcome to catch"
        description={stated ? undefined : 'The table does not say which it is.'}
        value={positive ?? ''}
        onChange={choose}
      >
        <Choices labels={labels} />
      </Radio.Group>
      {labels.length > 2 && positive !== null && (
        <Radio.Group
          label="Negative class"
          description="Rows with any other label are left out and counted."
          value={negative ?? ''}
          onChange={(value) => onChoose({ positive, negative: value })}
        >
          <Choices labels={labels.filter(({ label }) => label !== positive)} />
        </Radio.Group>
      )}
      {labels.length > 2 && positive !== null && negative !== null && (
        <p className="secondary small">
          Left out: {foreign.map(({ label, rows }) => `${visibleText(label)} (${plural(rows, 'row')})`).join(', ')}.
        </p>
      )}
    </>
  )
}

function Choices({ labels }: { labels: LabelValues['labels'] }) {
  return (
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
  )
}

function Typed({ values, positive, negative, onChoose }: Omit<PositiveClassProps, 'stated'>) {
  const typed = (text: string) => (text === '' ? null : text)
  return (
    <>
      {values !== null && <p className="changed small">{whatItHolds(values)}</p>}
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
    </>
  )
}

function whatItHolds({ labels, more }: LabelValues): string {
  const [only] = labels
  if (only === undefined) return 'This column holds no value.'
  if (!more) return `This column holds ${visibleText(only.label)} only. A threshold needs rows of two classes.`
  const first = labels.slice(0, 5).map(({ label }) => visibleText(label)).join(', ')
  return `This column holds more than ${formatCount(labels.length)} values, such as ${first}: it is hardly a label. Name the two that are meant; rows with another are left out and counted.`
}
