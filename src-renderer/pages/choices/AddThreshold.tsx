import { Button } from '@mantine/core'
import { useState } from 'react'
import { shown } from '../../app/case.ts'
import { useCase } from '../../app/case-state.tsx'
import { comparedThresholds, mostCompared } from './choices-state.ts'

/** A field for a threshold of one's own, to be compared with the others. */
export function AddThreshold() {
  const { state, dispatch } = useCase()
  const [text, setText] = useState('')
  const chosen = comparedThresholds(state, shown(state.view))
  // A suggestion gives way to what a person asks for; a person's own choice doesn't.
  const suggested = state.choices.compared === null
  const full = !suggested && chosen.length >= mostCompared
  const value = /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text.trim()) ? Number(text) : null
  const usable = value !== null && Number.isFinite(value) && !chosen.includes(value)
  return (
    <form
      className="add-threshold"
      onSubmit={(event) => {
        event.preventDefault()
        if (!usable || full) return
        dispatch({ type: 'choices-typed', choices: { compared: [...chosen.slice(0, mostCompared - 1), value] } })
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
}
