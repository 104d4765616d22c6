import { useId } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { fieldProblem, type DraftField } from './choice-draft.ts'

interface FieldProps {
  field: DraftField
  label: string
  /** What an empty field means. */
  empty?: string
  unit?: string
  wide?: boolean
}

/** A field of the draft with its label; `empty` says what an empty one means. */
export function Field({ field, label, empty, unit, wide = false }: FieldProps) {
  const { state, dispatch } = useCase()
  return (
    <TextField
      label={label}
      value={state.choices[field]}
      problem={fieldProblem(field, state.choices)}
      empty={empty}
      unit={unit}
      wide={wide}
      onChange={(value) => dispatch({ type: 'choices-typed', choices: { [field]: value } })}
    />
  )
}

interface TextFieldProps {
  label: string
  value: string
  problem: string | null
  empty?: string | undefined
  unit?: string | undefined
  wide?: boolean
  onChange: (value: string) => void
}

/** A labelled text field that says what is wrong below itself. */
export function TextField({ label, value, problem, empty, unit, wide = false, onChange }: TextFieldProps) {
  const id = useId()
  return (
    <div className="choice-field" data-wide={wide || undefined}>
      <label htmlFor={id}>
        {label}
        {unit !== undefined && `, ${unit}`}
      </label>
      <input
        id={id}
        className="cost-input"
        autoComplete="off"
        spellCheck={false}
        value={value}
        placeholder={empty}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="costs-wrong">
          {problem}
        </p>
      )}
    </div>
  )
}

/** A field of the draft alone, where a table's line is its label. */
export function InputOnly({ field, label }: { field: DraftField; label: string }) {
  const { state, dispatch } = useCase()
  const id = useId()
  const problem = fieldProblem(field, state.choices)
  return (
    <>
      <input
        className="cost-input"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        value={state.choices[field]}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : id}
        onChange={({ currentTarget: { value } }) => dispatch({ type: 'choices-typed', choices: { [field]: value } })}
      />
      {problem !== null && (
        <p id={id} role="alert" className="costs-wrong">
          {problem}
        </p>
      )}
    </>
  )
}
