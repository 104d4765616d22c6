import { Button } from '@mantine/core'
import { memo, useState } from 'react'
import { useDispatch } from '../../app/case-state.tsx'
import { mostCompared } from './choices-state.ts'

interface AddThresholdProps {
  compared: readonly number[]
  /** Whether nobody chose the compared ones. */
  areSuggested: boolean
}

/** A field for a threshold of one's own, to be compared with the others. */
export const AddThreshold = memo(function AddThreshold({ compared, areSuggested }: AddThresholdProps) {
  const dispatch = useDispatch()
  const [text, setText] = useState('')
  // A suggestion gives way to what a person asks for; a person's own choice doesn't.
  const full = !areSuggested && compared.length >= mostCompared
  const value = /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text.trim()) ? Number(text) : null
  const usable = value !== null && Number.isFinite(value) && !compared.includes(value)
  return (
    <form
      className="add-threshold"
      onSubmit={(event) => {
        event.preventDefault()
        if (!usable || full) return
        dispatch({ type: 'choices-typed', choices: { compared: [...compared.slice(0, mostCompared - 1), value] } })
        setText('')
      }}
    >
      <input
        className="cost-input"
        aria-label="Threshold to compare"
        placeholder={full ? 'five at most' : 'threshold'}
        disabled={full}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" type="submit" disabled={!usable || full}>
        Compare it
      </Button>
    </form>
  )
})
