import type { Challenge, Condition, Finding, ReviewState } from '../../../contract/review.ts'
import { cell, column, heading, lines, prose, row, span, table, type Block, type Section } from '../document.ts'
import { count } from '../number-format.ts'
import type { ReportInput } from '../report-input.ts'
import { personName, utcTime } from '../reported-review.ts'

/** What was challenged and found, who owns it, and how it stands. Nothing that was raised is ever left out. */
export function findingsSection({ review }: ReportInput): Section {
  if (review === null) {
    return { title: 'Findings, conditions and exceptions', lead: 'No review was made, so nothing was raised.', placing: 'flow', blocks: [prose('That nothing was raised says nothing about the model.')] }
  }
  const { state } = review
  const open = state.findings.filter(({ status }) => status !== 'closed').length
  return {
    title: 'Findings, conditions and exceptions',
    lead: `${count(state.challenges.length, 'challenge', 'challenges')}; ${count(state.findings.length, 'finding', 'findings')}, ${open} open; ${count(state.conditions.length, 'condition', 'conditions')}; ${count(state.exceptions.length, 'exception', 'exceptions')}.`,
    placing: 'flow',
    blocks: [
      heading('Challenges'),
      ...(state.challenges.length === 0 ? [prose(state.noChallenge === null ? 'No challenge was raised, and nobody stated that none was.' : `No challenge was raised. ${personName(state, state.noChallenge.by.person)} stated: ${state.noChallenge.text}`)] : []),
      ...state.challenges.flatMap((challenge) => challengeBlocks(state, challenge)),
      heading('Findings'),
      ...(state.findings.length === 0 ? [prose('No finding was raised.')] : state.findings.flatMap((finding) => findingBlocks(state, finding))),
      heading('Conditions'),
      ...(state.conditions.length === 0 ? [prose('No condition was set.')] : [conditionTable(state)]),
      heading('Exceptions'),
      ...(state.exceptions.length === 0 ? [prose('No exception was granted.')] : [exceptionTable(state)]),
    ],
  }
}

const stageWords: Readonly<Record<Challenge['status'], string>> = { open: 'open', answered: 'answered, disposition awaited', disposed: 'disposed of' }

function challengeBlocks(state: ReviewState, challenge: Challenge): Block[] {
  const { response, disposition } = challenge
  return [table([column(`${challenge.id}${challenge.check === null ? '' : `, ${challenge.check}`}`), column(stageWords[challenge.status], 'left', 1)], [
    row([cell('Question'), said(challenge.question, state, challenge.raised)]),
    ...(response === null ? [] : [row([cell('Response'), said(response.text, state, response)])]),
    ...(disposition === null ? [] : [row([cell(disposition.kind === 'accepted' ? 'Accepted' : 'Not accepted'), said(`${disposition.text}${disposition.finding === null ? '' : ` Finding ${disposition.finding}.`}`, state, disposition)])]),
  ])]
}

function said(text: string, state: ReviewState, { at, by }: { at: number; by: { person: string | null; name: string } }) {
  return lines([span(text)], [span(`${by.person === null ? by.name : personName(state, by.person)}, ${utcTime(at)}`, 'quiet')])
}

function findingBlocks(state: ReviewState, finding: Finding): Block[] {
  const facts: readonly (readonly [string, string])[] = [
    ['Condition', finding.condition], ['Criterion', finding.criterion], ['Cause', finding.cause], ['Effect', finding.effect], ['Recommendation', finding.recommendation],
  ]
  const owner = `Owner ${finding.owner === null ? 'none' : personName(state, finding.owner)}; due ${finding.due ?? 'not set'}`
  const title = `${finding.id}, ${finding.severity}${finding.check === null ? '' : `, ${finding.check}`}`
  return [table([column(title), column(`${finding.status === 'closed' ? 'closed' : 'open'}; ${owner}`, 'left', 1)], [
    ...facts.map(([name, text]) => row([cell(name), cell(text)])),
    ...finding.history.map((entry) => row([cell(historyWords[entry.kind]), said(entry.due === null ? entry.text : `New date ${entry.due}. ${entry.text}`, state, entry)])),
  ])]
}

const historyWords: Readonly<Record<Finding['history'][number]['kind'], string>> = { answered: 'Response', closed: 'Closed', reopened: 'Reopened', extended: 'Date extended' }

function conditionTable(state: ReviewState): Block {
  return table([column('Condition', 'left', 4), column('Owner', 'left', 2), column('Due'), column('State', 'left', 2)], state.conditions.map((condition) => row([
    lines([span(`${condition.id}: ${condition.text}`)], ...measure(condition)), cell(personName(state, condition.owner)), cell(condition.due),
    condition.met === null ? cell('open') : said(`met: ${condition.met.evidence}`, state, condition.met),
  ])))
}

function measure({ metric, limit }: Condition) {
  return metric === null ? [] : [[span(`${metric}${limit === null ? '' : `, limit ${limit}`}`, 'quiet' as const)]]
}

function exceptionTable(state: ReviewState): Block {
  return table([column('Check'), column('Reason and compensating control', 'left', 5), column('Owner, approver', 'left', 2), column('Until')], state.exceptions.map((exception) => row([
    cell(exception.check), lines([span(exception.reason)], [span(`Instead: ${exception.compensatingControl}`, 'quiet')]),
    lines([span(personName(state, exception.owner))], [span(personName(state, exception.approver))]), cell(exception.expiresOn),
  ])))
}
