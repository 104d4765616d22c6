import { useEffect, useEffectEvent } from 'react'
import { problemOf } from '../api/problem-of.ts'
import { bankChoicesOf } from './bank-choices.ts'
import { useCase } from './case-state.tsx'

/** A choice is kept when typing pauses this many milliseconds. */
const pause = 300

/** Fetches what was chosen for the table when it is opened, and keeps what is chosen from then on. */
export function useKeptChoices(): void {
  const { state, dispatch, engine } = useCase()
  const { folder, kept } = state
  const reading = state.reading?.reading ?? null
  useEffect(() => {
    if (folder === null || reading === null) return
    const controller = new AbortController()
    engine.threshold.keptChoices({ folder, reading }, { signal: controller.signal }).then(
      (choices) => {
        if (!controller.signal.aborted) dispatch({ type: 'choices-restored', choices })
      },
      (error: unknown) => {
        if (!controller.signal.aborted) dispatch({ type: 'choices-not-kept', problem: problemOf(error) })
      },
    )
    return () => controller.abort()
  }, [folder, reading, engine, dispatch])

  const choices = bankChoicesOf(state)
  const text = choices === null ? '' : JSON.stringify(choices)
  const keep = useEffectEvent(() => {
    if (folder === null || choices === null) return
    engine.threshold.keepChoices({ folder, choices }).then(
      () => dispatch({ type: 'choices-kept', kept: text }),
      (error: unknown) => dispatch({ type: 'choices-not-kept', problem: problemOf(error) }),
    )
  })
  useEffect(() => {
    if (kept === null || text === '' || text === kept) return
    const timer = setTimeout(keep, pause)
    return () => clearTimeout(timer)
  }, [kept, text])
}
