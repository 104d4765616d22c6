import { NativeSelect } from '@mantine/core'
import type { ThresholdView } from '../../../src-main/contract/recommendation.ts'
import { runToEnd } from '../../api/run-to-end.ts'
import { shown } from '../../app/case.ts'
import { bankChoicesOf } from '../../app/bank-choices.ts'
import { useCase } from '../../app/case-state.tsx'
import { useJudgement } from '../../app/use-judgement.ts'
import { NumberTarget } from '../../components/NumberTarget.tsx'
import { HeldLimits } from '../choices/HeldLimits.tsx'
import { useColumns } from '../../app/use-columns.ts'
import { partingOf, partingWords } from './parting-of.ts'

/** The threshold chosen on one part of the rows and judged on the other, where a column parts them. */
export function HeldOutSection({ view }: { view: ThresholdView }) {
  const { state, dispatch, engine } = useCase()
  const columns = useColumns()
  const stored = state.judgements.heldOut
  const { folder, parting } = state
  const partings = (shown(columns) ?? []).flatMap((each) => partingOf(each) ?? [])
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
      {columns.status === 'ready' && partings.length === 0 && (
        <p className="missing">Not computed: no column of the table names folds, parts or dates.</p>
      )}
      {partings.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label="How the rows are parted"
          value={parting?.column ?? ''}
          data={[{ value: '', label: 'Choose how the rows are parted' }, ...partings.map((each) => ({ value: each.column, label: partingWords(each) }))]}
          onChange={({ currentTarget: { value } }) => dispatch({ type: 'parting-chosen', parting: partings.find((each) => each.column === value) ?? null })}
        />
      )}
      {failed !== null && (
        <p role="alert">
          {failed.message} {failed.action}
        </p>
      )}
      {heldOut !== null && (
        <>
          <p>
            <NumberTarget derivation={heldOut.derivation}>{heldOut.sentence}</NumberTarget>
          </p>
          {heldOut.constraints.length > 0 && (
            <>
              <p>On the rows that did not choose it:</p>
              <HeldLimits constraints={heldOut.constraints} derivation={heldOut.derivation} />
            </>
          )}
          {heldOut.warnings.map((warning) => (
            <p key={warning}>
              <NumberTarget derivation={heldOut.derivation}>{warning}</NumberTarget>
            </p>
          ))}
        </>
      )}
    </section>
  )
}
