import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CheckResult } from '../../../src-main/contract/governance.ts'
import type { ReviewState } from '../../../src-main/contract/review.ts'
import { useCase } from '../../app/case-state.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { plural } from '../../format/number.ts'
import { CheckPanel } from './CheckPanel.tsx'
import { ActButton } from './EventDialog.tsx'
import { checkGroups, gateWords, nextWords, resultMarks, resultWords, underTitle } from './check-groups.ts'
import { exceptionForm } from './review-forms.ts'
import { useAttempt, useReview } from './use-review.ts'

const asLine: readonly CheckResult['result'][] = ['PASS', 'NOT_APPLICABLE']

/** The exception of the review that covers a check on a day; null where none does. */
function exceptionOf({ exceptions }: ReviewState, id: CheckResult['id'], today: string) {
  return exceptions.findLast(({ check, expiresOn }) => check === id && expiresOn >= today) ?? null
}

/** The checks by result: what cannot be assessed comes first. There is no score over them. */
export function ChecksTab() {
  const { engine } = useCase()
  const { view, actor, run, refusal } = useReview()
  const { busy, problem, attempt } = useAttempt()
  const [opened, setOpened] = useState<CheckResult['id'] | null>(null)
  const { checks } = view.state
  if (checks === null) {
    return (
      <div className="tab-scroll">
        <p className="missing">The checks are evaluated when the evidence and the proposal are frozen.</p>
      </div>
    )
  }
  const granted = (id: CheckResult['id']) => exceptionOf(view.state, id, view.today) !== null
  const needed = checks.checks.filter((check) => check.gate === 'exception' && check.asks === 'exception' && !granted(check.id)).map(({ id }) => id)
  const found = checks.checks.find(({ id }) => id === opened) ?? null
  const why = refusal('checks-evaluated')
  return (
    <div className="tab-scroll scroll" tabIndex={0} role="region" aria-label="Checks">
      <div className="tab-tools">
        <p className="secondary">
          As of {checks.today}
          {checks.outdated && '; the review went on since'}
          {!checks.fresh && '; taken over from an earlier reading, since the evidence was not at hand'}.
        </p>
        <Button
          size="xs"
          variant="default"
          aria-disabled={why !== null || busy}
          title={why ?? 'Reads the evidence again'}
          onClick={() => why === null && actor !== null && void attempt(() => run('Evaluating the checks', (signal) => engine.review.evaluate({ file: view.path, person: actor }, { signal })))}
        >
          Evaluate again
        </Button>
        {needed.length > 1 && <ActButton form={exceptionForm(view, needed)} words={`Grant the ${needed.length} exceptions`} />}
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      <table className="data-table checks-table">
        <colgroup>
          <col className="id" />
          <col />
          <col className="gate" />
          <col className="next" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              Check, and what is missing
            </th>
            <th scope="col">Gate</th>
            <th scope="col">Next</th>
          </tr>
        </thead>
        {checkGroups(checks.checks).map(({ result, checks: group }) => (
          <tbody key={result}>
            <tr className="group">
              <th scope="rowgroup" colSpan={4}>
                <span className="result" data-result={result}>
                  <span aria-hidden>{resultMarks[result]}</span> {resultWords[result]}
                </span>{' '}
                {plural(group.length, 'check')}
              </th>
            </tr>
            {group.map((check) => (
              <tr key={check.id} data-line={asLine.includes(result) || undefined}>
                <td className="mono">{check.id}</td>
                <th scope="row">
                  <button className="check-title" onClick={() => setOpened(check.id)}>
                    {check.title}
                  </button>
                  <span className="under">{underTitle(check)}</span>
                </th>
                <td>{gateWords[check.gate]}</td>
                <td>{nextWords(check, granted(check.id))}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {found !== null && <CheckPanel check={found} exception={exceptionOf(view.state, found.id, view.today)} onClose={() => setOpened(null)} />}
    </div>
  )
}
