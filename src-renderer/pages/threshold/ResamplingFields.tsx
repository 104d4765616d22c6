import { NativeSelect } from '@mantine/core'
import { memo, useId, useState } from 'react'
import type { ResamplingChoice } from '../../../src-main/contract/bank-choices.ts'
import type { ExtraColumn } from '../../../src-main/contract/extra-columns.ts'
import type { Resampling } from '../../../src-main/contract/uncertainty.ts'
import { shown } from '../../app/case.ts'
import { useCase, useDispatch } from '../../app/case-state.tsx'
import { useColumns } from '../../app/use-columns.ts'
import { resamplingReason, resamplingWords } from './certainty-words.ts'

const fewest = 200
const most = 100_000

/** What is drawn, how often and from which seed, read as a sentence. */
export function ResamplingFields() {
  const { state } = useCase()
  return <Fields chosen={state.resampling} columns={shown(useColumns())} />
}

const Fields = memo(function Fields({ chosen, columns }: { chosen: ResamplingChoice; columns: readonly ExtraColumn[] | null }) {
  const dispatch = useDispatch()
  const { resampling, resamples, seed } = chosen
  const customers = (columns ?? []).filter(({ uses }) => uses.includes('customer')).map(({ name }): Resampling => ({ kind: 'customers', column: name }))
  const offered: Resampling[] = [{ kind: 'rows' }, { kind: 'stratified' }, ...customers]
  // A kept choice stays visible while the columns are being listed.
  const known = offered.some((each) => JSON.stringify(each) === JSON.stringify(resampling))
  const choices = known ? offered : [...offered, resampling]
  return (
    <div className="resampling-fields" role="group" aria-label="How resamples are drawn">
      <NativeSelect
        size="xs"
        aria-label="What is drawn"
        title={resamplingReason(resampling)}
        value={JSON.stringify(resampling)}
        data={choices.map((each) => ({ value: JSON.stringify(each), label: `Draw ${resamplingWords(each)}` }))}
        onChange={({ currentTarget: { value } }) => {
          const drawn = choices.find((each) => JSON.stringify(each) === value)
          if (drawn !== undefined) dispatch({ type: 'resampling-chosen', resampling: { resampling: drawn } })
        }}
      />
      <WholeNumber
        label="Number of resamples"
        value={resamples}
        problem={(value) => (value >= fewest && value <= most ? null : `From ${fewest} to ${most} resamples.`)}
        onChange={(value) => dispatch({ type: 'resampling-chosen', resampling: { resamples: value } })}
      />
      <span aria-hidden>times, seed</span>
      <WholeNumber label="Seed" value={seed} problem={() => null} onChange={(value) => dispatch({ type: 'resampling-chosen', resampling: { seed: value } })} />
    </div>
  )
})

interface WholeNumberProps {
  label: string
  value: number
  problem: (value: number) => string | null
  onChange: (value: number) => void
}

/** A whole number that is taken over as soon as it can be used. */
function WholeNumber({ label, value, problem, onChange }: WholeNumberProps) {
  const id = useId()
  const [typed, setTyped] = useState<{ text: string; for: number } | null>(null)
  const text = typed !== null && typed.for === value ? typed.text : String(value)
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
  const wrong = number === null ? 'Type a whole number.' : problem(number)
  return (
    <>
      <input
        className="cost-input"
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : id}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value
          const usable = /^\d{1,9}$/.test(next.trim()) && problem(Number(next)) === null
          setTyped({ text: next, for: usable ? Number(next) : value })
          if (usable) onChange(Number(next))
        }}
      />
      {wrong !== null && (
        <p id={id} role="alert" className="costs-wrong">
          {wrong}
        </p>
      )}
    </>
  )
}
