import type { ExplanationKind } from '../../../contract/explanation.ts'
import { cornerDistance, objectiveCriterion, precisionRecallGap, shownAt, type Criterion } from '../criterion.ts'
import { curveOf, reachedBy, tryOn, type Finding, type Trial } from '../finding.ts'
import type { Inquiry } from '../inquiry.ts'
import { cutAt } from '../../threshold/cut-table.ts'
import { asTitle, capital, listText, numberText, theInterval, thresholdText } from '../words.ts'

interface FixedObjective {
  readonly kind: ExplanationKind
  readonly title: string
  readonly criterion: Criterion
  readonly onHull: boolean
}

const fixedObjectives: readonly FixedObjective[] = [
  { kind: 'youden', title: 'Youden’s J', criterion: objectiveCriterion({ kind: 'youden' }), onHull: true },
  { kind: 'balanced-accuracy', title: 'Balanced accuracy', criterion: objectiveCriterion({ kind: 'balanced-accuracy' }), onHull: true },
  { kind: 'accuracy', title: 'Accuracy', criterion: objectiveCriterion({ kind: 'accuracy' }), onHull: true },
  { kind: 'g-mean', title: 'G-mean', criterion: objectiveCriterion({ kind: 'g-mean' }), onHull: false },
  { kind: 'mcc', title: 'Matthews correlation', criterion: objectiveCriterion({ kind: 'mcc' }), onHull: false },
  { kind: 'kappa', title: 'Cohen’s kappa', criterion: objectiveCriterion({ kind: 'kappa' }), onHull: false },
  { kind: 'precision-recall-equal', title: 'Precision equal to recall', criterion: precisionRecallGap, onHull: false },
  { kind: 'nearest-corner', title: 'Nearest corner of the ROC curve', criterion: cornerDistance, onHull: false },
]

/** Objectives without a parameter, each over every set of candidates. */
export function fixedObjectiveFindings(inquiry: Inquiry): Finding[] {
  return fixedObjectives.map(({ kind, title, criterion, onHull }) => {
    const trials = inquiry.sets.map((set) => tryOn(set, criterion, inquiry.recorded))
    const hit = trials.find(({ tried }) => tried.reproduces)
    const [first] = trials
    if (first === undefined) throw new RangeError('an inquiry has candidates')
    const decisive = hit ?? first
    return {
      id: kind,
      kind,
      title: hit === undefined || hit === first ? title : `${title} on a ${hit.tried.candidates}`.replace('on a 100', 'over 100').replace('on a mid', 'over mid'),
      parameters: {},
      threshold: decisive.tried.threshold,
      verdict: hit === undefined ? 'refuted' : 'reproduces',
      because: hit === undefined ? refuted(inquiry, criterion, first) : reproduces(inquiry, criterion, trials, hit),
      variant: decisive.set.variant,
      variants: trials.map(({ tried }) => tried),
      curve: curveOf(criterion, asTitle(criterion.words)),
      parameterShare: null,
      reachable: reachedBy(trials),
      onHull: onHull && hit === first,
      simplicity: hit === undefined || hit === first ? 1 : 3,
      corroboration: [],
    }
  })
}

/** "Youden's J is highest, 0.5903, at 0.155 …" for one trial. */
export function optimumWords(criterion: Criterion, { set, found, tried }: Trial): string {
  const at = found.thresholds.indexOf(tried.threshold)
  const ties = found.thresholds.length === 1 ? '' : `, one of ${found.thresholds.length} tied thresholds`
  return (
    `${capital(criterion.words)} is ${criterion.best}, ${criterion.text(found.value)}, at ` +
    `${thresholdText(set, found.cuts[at] ?? 0, tried.threshold)} (${set.variant.candidates}${ties})`
  )
}

function reproduces({ recorded }: Inquiry, criterion: Criterion, trials: readonly Trial[], hit: Trial): string {
  const others = trials.filter((trial) => trial.tried.reproduces && trial !== hit).map(({ tried }) => tried.candidates)
  const also = others.length === 0 ? '' : ` So does the search over ${listText(others)}.`
  const notAll =
    hit === trials[0] || trials[0] === undefined
      ? ''
      : ` Over all scores it is best at ${thresholdText(trials[0].set, trials[0].found.cuts[0] ?? 0, trials[0].tried.threshold)}, outside.`
  return `${optimumWords(criterion, hit)}, inside ${theInterval(recorded)}.${also}${notAll}`
}

function refuted({ recorded, table, all }: Inquiry, criterion: Criterion, first: Trial): string {
  const there = criterion.text(shownAt(all, criterion, cutAt(table, recorded.value)))
  return (
    `${optimumWords(criterion, first)}; at ${numberText(recorded.value)} it is ${there}. ` +
    `No search over a grid, 100 points or midpoints leads into ${theInterval(recorded)} either.`
  )
}
