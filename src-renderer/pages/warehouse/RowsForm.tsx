import { Radio, Select, TextInput } from '@mantine/core'
import { warehouseDialects } from '../../../src-main/contract/warehouse.ts'
import { dialectNames, type WarehouseDraft } from './warehouse-draft.ts'

interface RowsFormProps {
  draft: WarehouseDraft
  onChange: (part: Partial<WarehouseDraft>) => void
}

/** Where the rows are and what their columns mean. */
export function RowsForm({ draft, onChange }: RowsFormProps) {
  const field = (name: 'table' | 'label' | 'positive' | 'score' | 'weight' | 'segment' | 'low' | 'high', label: string, placeholder = '') => (
    <TextInput label={label} placeholder={placeholder} spellCheck={false} autoComplete="off" value={draft[name]} onChange={(event) => onChange({ [name]: event.currentTarget.value })} />
  )
  return (
    <div className="warehouse-form">
      <Select
        label="Warehouse"
        allowDeselect={false}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        data={warehouseDialects.map((dialect) => ({ value: dialect, label: dialectNames[dialect] }))}
        value={draft.dialect}
        onChange={(value) => {
          const dialect = warehouseDialects.find((each) => each === value)
          if (dialect !== undefined) onChange({ dialect })
        }}
      />
      {field('table', 'Table or view', 'risk.predictions')}
      {field('label', 'Label column: what happened')}
      {field('positive', 'Value that counts as positive')}
      {field('score', 'Score column: what the model said')}
      <div className="warehouse-range">
        {field('low', 'Lowest score')}
        {field('high', 'Highest score')}
      </div>
      {field('weight', 'Weight column (optional)', 'none')}
      {field('segment', 'Segment column (optional)', 'none')}
      <Radio.Group label="Direction" value={draft.orientation} onChange={(value) => onChange({ orientation: value === 'low' ? 'low' : 'high' })}>
        <div className="warehouse-range">
          <Radio size="xs" value="high" label="A high score means positive" />
          <Radio size="xs" value="low" label="A low score means positive" />
        </div>
      </Radio.Group>
    </div>
  )
}
