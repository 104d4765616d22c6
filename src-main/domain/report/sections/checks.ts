import type { CheckResult } from '../../../contract/governance.ts'
import { column, heading, lines, prose, row, span, table, type Block, type Cell, type Section, type Span } from '../document.ts'
import { count, number } from '../number-format.ts'
import type { ReportInput } from '../report-input.ts'
import { orderedChecks, resultWords } from '../reported-review.ts'

const results: readonly CheckResult['result'][] = ['NOT_ASSESSABLE', 'FAIL', 'PASS', 'NOT_APPLICABLE']

const gateWords: Readonly<Record<CheckResult['gate'], string>> = {
  hard: 'hard: cannot be waived',
  exception: 'needs an exception unless it passes',
  information: 'printed as a limitation unless it passes',
}

/** Every governance check with its result and what it rests on; what can't be assessed comes first. */
export function checksSection({ review }: ReportInput): Section {
  const evaluated = review?.state.checks ?? null
  if (evaluated === null) {
    return {
      title: 'Governance checks', lead: 'No check was evaluated: a review does that, and none is part of this report.', placing: 'flow',
      blocks: [prose('Nothing here counts as passed.')],
    }
  }
  const { checks, today, policySha256, outdated } = evaluated
  return {
    title: 'Governance checks',
    lead: `${results.map((result) => `${number(checks.filter((check) => check.result === result).length)} ${resultWords[result].toLowerCase()}`).join(', ')}. There is no overall score.`,
    placing: 'flow',
    blocks: [
      prose(
        `Evaluated for ${today} under the policy with SHA-256 `, span(policySha256.slice(0, 16), 'mono'),
        '… (attached). A check that cannot be assessed is never a pass. Limits are the bank’s; none is a regulatory number.',
      ),
      ...(outdated ? [prose(span('Something that these checks read was written after they were evaluated.', 'strong'))] : []),
      table(
        [column('Check', 'left', 3), column('Result'), column('What was found', 'left', 7)],
        orderedChecks(checks).map((check) => row([nameCell(check), resultCell(check), foundCell(check)])),
      ),
      ...sourcesBlock(checks),
    ],
  }
}

function nameCell(check: CheckResult): Cell {
  return lines([span(`${check.id} ${check.title}`, 'strong')], [span(gateWords[check.gate], 'quiet')])
}

function resultCell({ result, minor, origin }: CheckResult): Cell {
  const word = result === 'FAIL' && minor ? 'Fail (minor)' : resultWords[result]
  return lines([span(`${mark[result]} ${word}`, result === 'PASS' ? 'plain' : 'strong')], ...(origin === null ? [] : [[span(origin, 'quiet')]]))
}

const mark: Readonly<Record<CheckResult['result'], string>> = { PASS: '✓', FAIL: '×', NOT_ASSESSABLE: '?', NOT_APPLICABLE: '–' }

function foundCell({ message, limit, missing, notApplicable, exception, evidence }: CheckResult): Cell {
  const more: Span[][] = [
    ...(limit === null ? [] : [[span(`Limit ${number(limit.value)} ${limit.unit}`, 'quiet')]]),
    ...missing.map((text) => [span(`Missing: ${text}`, 'quiet')]),
    ...(notApplicable === null ? [] : [[span(`Declared by ${notApplicable.by}: ${notApplicable.reason}`, 'quiet')]]),
    ...(exception === null ? [] : [[span(`Exception until ${exception.expiresOn}, owner ${exception.owner}, approved by ${exception.approver}: ${exception.reason} Instead: ${exception.compensatingControl}`, 'quiet')]]),
    ...evidence.slice(0, 2).map(({ text, source }) => [span(`${text} (${source})`, 'quiet')]),
    ...(evidence.length > 2 ? [[span(`and ${count(evidence.length - 2, 'more place', 'more places')} in the attached review`, 'quiet')]] : []),
  ]
  return lines([span(message)], ...more)
}

function sourcesBlock(checks: readonly CheckResult[]): Block[] {
  const attested = checks.filter(({ origin, result }) => origin === 'attested' && result === 'PASS')
  if (attested.length === 0) return []
  return [
    heading('Resting on what people stated'),
    prose(`${attested.map(({ id }) => id).join(', ')} passed on statements of people that this program cannot check.`),
  ]
}
