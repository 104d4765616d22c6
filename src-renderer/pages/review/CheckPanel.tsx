import type { CheckResult } from '../../../src-main/contract/governance.ts'
import type { ReviewState } from '../../../src-main/contract/review.ts'
import { Hash } from '../../components/Hash.tsx'
import { PanelPart, SidePanel } from '../../components/SidePanel.tsx'
import { formatNumber } from '../../format/number.ts'
import { ActButton } from './EventDialog.tsx'
import { gateWords, originWords, resultMarks, resultWords, valueWords } from './check-groups.ts'
import { challengeForm, exceptionForm, findingForm, notApplicableForm } from './review-forms.ts'
import { nameOf } from './review-words.ts'
import { useReview } from './use-review.ts'

interface CheckPanelProps {
  check: CheckResult
  exception: ReviewState['exceptions'][number] | null
  onClose: () => void
}

/** One check: its sentence, the number against its limit, what is missing, the evidence, and what can be done about it. */
export function CheckPanel({ check, exception, onClose }: CheckPanelProps) {
  const { view } = useReview()
  const value = valueWords(check)
  const { limit, missing, evidence, gate, result } = check
  return (
    <SidePanel title={`${check.id} ${check.title}`} onClose={onClose}>
      <p>
        <span className="result" data-result={result}>
          <span aria-hidden>{resultMarks[result]}</span> {resultWords[result]}
        </span>{' '}
        {check.message}
      </p>
      <dl className="facts">
        <dt>Gate</dt>
        <dd>{gate === 'hard' ? 'Hard: nothing but a pass lets an approval through' : gateWords[gate]}</dd>
        <dt>Origin</dt>
        <dd>{check.origin === null ? 'Nothing was found' : originWords[check.origin]}</dd>
        <dt>Value</dt>
        <dd>{value ?? 'none'}</dd>
        <dt>Limit</dt>
        <dd>{limit === null ? 'none' : `${formatNumber(limit.value)} ${limit.unit}. ${limit.note}`}</dd>
      </dl>
      {missing.length > 0 && (
        <PanelPart title="What is missing">
          <ul className="reasons">
            {missing.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </PanelPart>
      )}
      <PanelPart title="Evidence">
        {evidence.length === 0 && <p className="missing">None was found.</p>}
        <ul className="check-evidence">
          {evidence.map(({ text, source, files }) => (
            <li key={`${text} ${source}`}>
              <p>{text}</p>
              <p className="secondary">
                From {source}
                {files.map(({ path, sha256 }) => (
                  <span key={path}>
                    {' '}
                    <bdi className="mono">{path}</bdi> <Hash sha256={sha256} />
                  </span>
                ))}
              </p>
            </li>
          ))}
        </ul>
      </PanelPart>
      {check.limitation !== null && (
        <PanelPart title="Printed under limitations">
          <p>{check.limitation}</p>
        </PanelPart>
      )}
      {exception !== null && (
        <PanelPart title="Exception">
          <p>{exception.reason}</p>
          <p className="secondary">
            In its place: {exception.compensatingControl} Owner {nameOf(view.state, exception.owner)}, granted by {nameOf(view.state, exception.approver)}, expires on {exception.expiresOn}.
          </p>
        </PanelPart>
      )}
      <div className="panel-acts">
        {gate === 'exception' && (result === 'FAIL' || result === 'NOT_ASSESSABLE') && <ActButton form={exceptionForm(view, [check.id])} words="Grant an exception" />}
        {gate !== 'hard' && <ActButton form={notApplicableForm(check.id)} words="Declare not applicable" />}
        <ActButton form={challengeForm(view, check.id)} words="Challenge it" />
        <ActButton form={findingForm(view, check.id)} words="Raise a finding" />
      </div>
    </SidePanel>
  )
}
