import { NativeSelect } from '@mantine/core'
import { memo } from 'react'
import type { ExtraColumn } from '../../../src-main/contract/extra-columns.ts'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import type { HeldOut, Parting } from '../../../src-main/contract/uncertainty.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { shown, type Loadable } from '../../app/case.ts'
import { bankChoicesOf } from '../../app/bank-choices.ts'
import { useCase, useDispatch } from '../../app/case-state.tsx'
import { useJudgement } from '../../app/use-judgement.ts'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { HeldLimits } from '../choices/HeldLimits.tsx'
import { useColumns } from '../../app/use-columns.ts'
import { partingOf, partingWords } from './parting-of.ts'

/** The threshold chosen on one part of the rows and judged on the other, where a column parts them. */
export function HeldOutSection({ view }: { view: ThresholdView }) {
  const { state, engine } = useCase()
  const columns = useColumns()
  const stored = state.judgements.heldOut
  const { folder, parting } = state
  const { reading, costs } = view
  const document = bankChoicesOf(state)
  const chosen =
    document === null
      ? { payoffs: null, amount: null, prevalence: null, constraints: [] }
      : { payoffs: document.payoffs, amount: document.amount, prevalence: document.prevalence, constraints: document.constraints }
  const question = folder === null || parting === null ? null : { folder, reading, costs, parting, ...chosen }
  const key = question === null ? null : JSON.stringify(question)
  useJudgement({
    key,
    stored,
    save: (heldOut) => ({ heldOut }),
    title: 'Choosing on one part',
    pause: 0,
    ask: async ({ signal, onProgress }) => {
      if (question === null) throw new Error('No column parts the rows.')
      const use = question.parting.kind === 'date' ? ('date' as const) : ('part' as const)
      const { folder: of, amount } = question
      const wanted = [{ name: question.parting.column, use }, ...(amount === null ? [] : [{ name: amount, use: 'amount' as const }])]
      await runToEnd(await engine.threshold.loadColumns({ folder: of, reading, columns: wanted }, { signal }), onProgress)
      return runToEnd(await engine.threshold.heldOut(question, { signal }), onProgress)
    },
  })
  const heldOut = stored.key === key ? shown(stored.answer) : null
  const failed = stored.key === key && stored.answer.status === 'failed' ? stored.answer.problem : null
  return (
    <section>
      <h3>What does it cost on rows that did not choose it?</h3>
      <PartingChoice columns={columns} chosen={parting} />
      {failed !== null && (
        <p role="alert">
          {failed.message} {failed.action}
        </p>
      )}
      {heldOut !== null && <HeldOutAnswer heldOut={heldOut} />}
    </section>
  )
}

const PartingChoice = memo(function PartingChoice({ columns, chosen }: { columns: Loadable<ExtraColumn[]>; chosen: Parting | null }) {
  const dispatch = useDispatch()
  const partings = (shown(columns) ?? []).flatMap((each) => partingOf(each) ?? [])
  if (partings.length === 0) {
    return columns.status === 'ready' ? <p className="missing">Not computed: no column of the table names folds, parts or dates.</p> : null
  }
  return (
    <NativeSelect
      size="xs"
      aria-label="How the rows are parted"
      value={chosen?.column ?? ''}
      data={[{ value: '', label: 'Choose how the rows are parted' }, ...partings.map((each) => ({ value: each.column, label: partingWords(each) }))]}
      onChange={({ currentTarget: { value } }) => dispatch({ type: 'parting-chosen', parting: partings.find((each) => each.column === value) ?? null })}
    />
  )
})

function HeldOutAnswer({ heldOut: { sentence, constraints, warnings, derivation } }: { heldOut: HeldOut }) {
  return (
    <>
      <p>
        <NumberTarget derivation={derivation}>{sentence}</NumberTarget>
      </p>
      {constraints.length > 0 && (
        <>
          <p>On the rows that did not choose it:</p>
          <HeldLimits constraints={constraints} derivation={derivation} />
        </>
      )}
      {warnings.map((warning) => (
        <p key={warning}>
          <NumberTarget derivation={derivation}>{warning}</NumberTarget>
        </p>
      ))}
    </>
  )
}
