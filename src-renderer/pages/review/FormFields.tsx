import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { StatementField } from '../../../src-main/contract/statements.ts'
import type { FormValues } from './review-forms.ts'

interface FormFieldsProps {
  fields: readonly StatementField[]
  values: FormValues
  onChange: (name: string, value: string) => void
  disabled?: boolean
}

const yesNo = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]

/** The fields of a form, each as its kind asks; an empty one is not stated. */
export function FormFields({ fields, values, onChange, disabled = false }: FormFieldsProps) {
  return (
    <>
      {fields.map(({ name, label, kind, required, hint, options }) => {
        const shared = {
          label: required ? label : `${label} (optional)`,
          value: values[name] ?? '',
          disabled,
          ...(hint === '' ? {} : { description: hint }),
          onChange: (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value),
        }
        if (kind === 'text') return <Textarea key={name} {...shared} rows={2} maxLength={4000} />
        if (kind === 'choice' || kind === 'yes-no') {
          const choices = kind === 'choice' ? options : yesNo
          return <NativeSelect key={name} {...shared} data={[{ value: '', label: required ? 'Choose' : 'None' }, ...choices]} />
        }
        return <TextInput key={name} {...shared} type={kind === 'date' ? 'date' : 'text'} {...(kind === 'number' || kind === 'share' ? { inputMode: 'decimal' as const } : {})} maxLength={200} />
      })}
    </>
  )
}
