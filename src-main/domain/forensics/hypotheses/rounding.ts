import { decimalNumber, parseDecimal } from '../../threshold/decimal.ts'
import { curveOf, reachedBy, tryOn, type Finding } from '../finding.ts'
import type { Inquiry } from '../inquiry.ts'
import { asTitle, numberText } from '../words.ts'

/**
 * Digits cut off in place of rounded: an exact optimum in [value, value + one unit of the last digit) that does not
 * round to the value.
 */
export function roundingFinding(inquiry: Inquiry): Finding {
  const { recorded, usual, all } = inquiry
  const trials = usual.map((criterion) => ({ criterion, trial: tryOn(all, criterion, recorded) }))
  const shared = {
    id: 'rounding',
    kind: 'rounding',
    title: 'Digits cut off in place of rounded',
    parameters: {},
    variant: null,
    variants: [],
    parameterShare: null,
    onHull: false,
    simplicity: 4,
    corroboration: [],
  } as const
  if (recorded.digits === null) {
    return {
      ...shared,
      threshold: null,
      verdict: 'cannot-tell',
      because: 'Whether digits were cut off cannot be told: the value is implied by decisions and not printed anywhere.',
      curve: null,
      reachable: [],
    }
  }
  const { units, digits } = parseDecimal(recorded.printed)
  const above = decimalNumber({ units: units + 1n, digits })
  const cutOff = (threshold: number) => threshold >= recorded.value && threshold < above
  const hits = trials.flatMap(({ criterion, trial }) =>
    trial.found.thresholds
      .filter((threshold) => threshold !== null && !trial.tried.reproduces && cutOff(threshold))
      .map((threshold) => ({ criterion, trial, threshold: threshold ?? 0 })),
  )
  const [hit] = hits
  const [first] = trials
  const decisive = hit?.criterion ?? first?.criterion
  const optimum = first?.trial.tried.threshold ?? null
  return {
    ...shared,
    threshold: hit?.threshold ?? optimum,
    verdict: hit === undefined ? 'refuted' : 'reproduces',
    because:
      hit === undefined
        ? `${first === undefined ? 'No objective' : `${asTitle(first.criterion.words)} is best at ${numberText(optimum)} over all scores; neither it nor another usual objective`} gives ${recorded.text} by cutting digits off.`
        : `${asTitle(hit.criterion.words)} is best at ${numberText(hit.threshold)} (${hit.trial.tried.candidates}); ` +
          `with its digits cut off that is ${recorded.text}, though it does not round to it.`,
    curve: decisive === undefined ? null : curveOf(decisive, asTitle(decisive.words)),
    reachable: reachedBy(trials.map(({ trial }) => trial)),
  }
}
