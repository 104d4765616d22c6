import { strictPairs } from '../strict-pairs.ts'
import { curveOf, reachedBy, tryOn, type Finding } from '../finding.ts'
import type { Inquiry } from '../inquiry.ts'
import { asTitle, listText, numberText, theInterval } from '../words.ts'

/**
 * `>` in place of `>=`: with it the optimum is stated as a threshold that the optimal cut lies above. It explains a
 * value that a usual search reaches with `>` and not with `>=`.
 */
export function operatorFinding(inquiry: Inquiry): Finding {
  const { recorded } = inquiry
  const trials = inquiry.usual.flatMap((criterion) =>
    strictPairs(inquiry).map(({ plain, strict }) => ({
      criterion,
      plain: tryOn(plain, criterion, recorded),
      strict: tryOn(strict, criterion, recorded),
    })),
  )
  const hits = trials.filter(({ plain, strict }) => strict.tried.reproduces && !plain.tried.reproduces)
  const both = trials.filter(({ plain, strict }) => strict.tried.reproduces && plain.tried.reproduces)
  const decisive = hits[0] ?? both[0] ?? trials[0]
  if (decisive === undefined) throw new RangeError('an inquiry has usual criteria')
  const { criterion, plain, strict } = decisive
  const [loose, tight] = [plain.tried.operator, strict.tried.operator]
  const verdict = hits.length > 0 ? 'reproduces' : both.length > 0 ? 'cannot-tell' : 'refuted'
  const subject = `With ${tight} in place of ${loose}, ${criterion.words} is ${criterion.best} at ${numberText(strict.tried.threshold)} (${strict.tried.candidates})`
  const further = hits.slice(1).map((hit) => `${hit.criterion.words} (${hit.strict.tried.candidates})`)
  return {
    id: 'operator',
    kind: 'operator',
    title: `${tight} in place of ${loose}`,
    parameters: {},
    threshold: strict.tried.threshold,
    verdict,
    because:
      verdict === 'reproduces'
        ? `${subject}, inside ${theInterval(recorded)}; with ${loose} it is at ${numberText(plain.tried.threshold)}, outside.` +
          (further.length === 0 ? '' : ` The same holds for ${listText(further)}.`)
        : verdict === 'cannot-tell'
          ? `${subject}; with ${loose} it is at ${numberText(plain.tried.threshold)}. Both lie in ${theInterval(recorded)}, so the digits recorded cannot tell them apart.`
          : `${subject}, outside ${theInterval(recorded)}; no usual objective leads there with ${tight} either.`,
    variant: strict.set.variant,
    variants: trials.filter((trial) => trial.criterion === criterion).map((trial) => trial.strict.tried),
    curve: curveOf(criterion, asTitle(criterion.words)),
    parameterShare: null,
    reachable: reachedBy(trials.map((trial) => trial.strict)),
    onHull: false,
    simplicity: 4,
    corroboration: [],
  }
}
