import { countAt, scoreAt } from '../../threshold/cut-table.ts'
import { decimalNumber, parseDecimal } from '../../threshold/decimal.ts'
import { recordedInterval } from '../../threshold/recorded-interval.ts'
import type { Finding } from '../finding.ts'
import { holds } from '../recorded.ts'
import type { Inquiry, LoggedNumber } from '../inquiry.ts'
import { listText, numberText, theInterval } from '../words.ts'

type Measure = (counts: { tp: number; fp: number; fn: number; tn: number }) => number

/** What a logged number is, by its name; the first that fits counts. */
const measures: readonly (readonly [name: RegExp, words: string, measure: Measure])[] = [
  [/(^|_)(tp|true_pos(itive)?s?)$/, 'true positives', ({ tp }) => tp],
  [/(^|_)(fp|false_pos(itive)?s?)$/, 'false positives', ({ fp }) => fp],
  [/(^|_)(fn|false_neg(ative)?s?)$/, 'false negatives', ({ fn }) => fn],
  [/(^|_)(tn|true_neg(ative)?s?)$/, 'true negatives', ({ tn }) => tn],
  [/(^|_)(precision|ppv)(_\w+)?$/, 'precision', ({ tp, fp }) => tp / (tp + fp)],
  [/(^|_)(recall|sensitivity|tpr)(_\w+)?$/, 'recall', ({ tp, fn }) => tp / (tp + fn)],
  [/(^|_)(specificity|tnr)(_\w+)?$/, 'specificity', ({ tn, fp }) => tn / (tn + fp)],
  [/(^|_)(fpr|false_positive_rate)$/, 'false positive rate', ({ tn, fp }) => fp / (tn + fp)],
  [/(^|_)f1(_(score|\w+))?$/, 'F1', ({ tp, fp, fn }) => (2 * tp) / (2 * tp + fp + fn)],
  [/(^|_)(accuracy|acc)(_\w+)?$/, 'accuracy', ({ tp, fp, fn, tn }) => (tp + tn) / (tp + fp + fn + tn)],
]

interface Compared {
  readonly logged: LoggedNumber
  readonly words: string
  /** What this table gives at the recorded value, as an exact cut. */
  readonly here: number
  readonly agrees: boolean
}

/**
 * Whether the recorded value belongs to other rows: numbers that were logged beside it which no cut of this table in
 * the recorded interval reproduces, or another table of the folder whose optimum does.
 */
export function otherDataFinding(inquiry: Inquiry, exactCut: number): Finding {
  const { evidence, recorded } = inquiry
  const compared = evidence.logged.flatMap((logged) => compareLogged(inquiry, logged, exactCut))
  const differing = compared.filter(({ agrees }) => !agrees)
  const hits = evidence.others.flatMap(({ path, optima }) =>
    optima.filter(({ threshold }) => holds(recorded, threshold)).map(({ words, threshold }) => ({ path, words, threshold })),
  )
  const [hit] = hits
  const borneOut = [...Map.groupBy(compared, ({ logged }) => logged.group).values()]
    .filter((group) => group.every(({ agrees }) => agrees))
    .sort((a, b) => b.length - a.length)
  const logged = borneOut.find(([first]) => first?.logged.origin === 'logged')
  const foreign = differing.filter((item) => item.logged.origin === 'logged')
  const contradicted = logged !== undefined && foreign.length === 0
  const verdict = contradicted ? 'refuted' : hit !== undefined ? 'reproduces' : 'cannot-tell'
  const given = logged ?? borneOut[0] ?? []
  return {
    id: 'other-data',
    kind: 'other-data',
    title: 'Other data',
    parameters: {},
    threshold: verdict === 'reproduces' ? (hit?.threshold ?? null) : null,
    verdict,
    because: contradicted
      ? `Other data is refuted: this table gives what is logged beside the value ${givenWords(given)}.`
      : hit !== undefined
        ? `In ${hit.path} ${hit.words} is best at ${numberText(hit.threshold)}, inside ${theInterval(recorded)}.${differing.length === 0 ? '' : ` ${mismatch(differing)}`}`
        : given.length > 0 && foreign.length > 0
          ? `This table gives what stands beside the value ${givenWords(given)}. But ${lowered(mismatch(foreign))} The search for the threshold is consistent with other data; which rows it ran on cannot be told from this evidence.`
          : given.length > 0
          ? `This table gives what is noted beside the value ${givenWords(given)}, so the note is consistent with these rows. Whether the search for it ran on them cannot be told: no number is logged with it.`
          : differing.length > 0
          ? `${mismatch(differing)} That is consistent with other data; which rows gave it cannot be told from this evidence.`
          : `Nothing is logged beside ${recorded.text} that these rows could contradict${examined(inquiry)}; the rows behind it cannot be told.`,
    variant: null,
    variants: [],
    curve: null,
    parameterShare: null,
    reachable: evidence.others.flatMap(({ optima }) => optima.map(({ threshold }) => threshold).filter((threshold) => threshold !== null)),
    onHull: false,
    simplicity: 3,
    corroboration: (given.length > 0 ? foreign : differing).map(({ logged }) => ({ path: logged.path, line: logged.line, text: `${logged.name} ${logged.printed}` })),
  }
}

function examined({ evidence }: Inquiry): string {
  const tables = evidence.others.length
  if (tables === 0) return evidence.notExamined.length === 0 ? ', and the evidence holds no other table with labels' : ''
  return `, and no usual objective leads there in ${tables === 1 ? 'the other table' : `the ${tables} other tables`}`
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function givenWords(given: readonly Compared[]): string {
  const [first] = given
  const place = first === undefined ? '' : `${first.logged.path}${first.logged.line === null ? '' : `:${first.logged.line}`}`
  const more = given.length > 4 ? `; ${given.length} numbers in all` : ''
  return `in ${place} (${listText(given.slice(0, 4).map(loggedWords))}${more})`
}

function loggedWords({ logged, words }: Compared): string {
  return `${words} ${logged.printed}`
}

function mismatch(differing: readonly Compared[]): string {
  const shown = differing.slice(0, 3).map(({ logged, words, here }) => `${words} ${logged.printed} (here ${Number.isInteger(here) ? String(here) : here.toFixed(4)})`)
  const more = differing.length > 3 ? ` and ${differing.length - 3} more` : ''
  return `Logged beside it are ${listText(shown)}${more}, which no threshold in the recorded interval gives on these rows.`
}

function compareLogged({ table, recorded, costs }: Inquiry, logged: LoggedNumber, exactCut: number): Compared[] {
  const name = logged.name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_').toLowerCase()
  // What a mistake costs is no count of mistakes: cost_fn.
  const known = /(^|_)costs?_(\w+_)?(tp|fp|tn|fn|(true|false)_\w+)$/.test(name) ? undefined : measures.find(([pattern]) => pattern.test(name))
  const cost = costs === null || !/(^|_)(business_|total_|min_|best_)?cost(_total)?$/.test(name) ? null : costMeasure(costs.exact)
  const [words, measure] = known === undefined ? ['cost', cost] : [known[1], known[2]]
  if (measure === null) return []
  const at = (cut: number, wrong = cut) => {
    const [tp, fp] = [countAt(table.tp, cut), countAt(table.fp, wrong)]
    return measure({ tp, fp, fn: table.positives - tp, tn: table.negatives - fp })
  }
  const fits = fitting(logged)
  let agrees = fits.exactly(at(exactCut))
  for (let cut = 1; cut <= table.scores.length && !agrees; cut += 1) {
    if (holds(recorded, scoreAt(table.scores, cut - 1))) agrees = fits.exactly(at(cut))
  }
  if (!agrees) {
    table.asked?.where(0, table.scores.length, (end) => {
      if (!holds(recorded, scoreAt(table.scores, end - 1)) && !holds(recorded, scoreAt(table.heads ?? table.scores, end - 1))) return false
      // Each measure rises or falls with each count: between two cuts it lies between what it is at the corners.
      const corners = [end - 1, end].flatMap((tp) => [end - 1, end].map((fp) => at(tp, fp)))
      return fits.between(Math.min(...corners), Math.max(...corners))
    })
  }
  return [{ logged, words, here: at(exactCut), agrees }]
}

function costMeasure(costs: { fn: bigint; fp: bigint; digits: number }): Measure {
  const part = (units: bigint) => decimalNumber({ units, digits: costs.digits })
  return ({ fn, fp }) => part(costs.fn * BigInt(fn) + costs.fp * BigInt(fp))
}

interface Fit {
  /** Whether a number computed here prints as the logged one. */
  readonly exactly: (here: number) => boolean
  /** Whether one between two might; true where they aren't numbers. */
  readonly between: (least: number, greatest: number) => boolean
}

function fitting({ printed, value }: LoggedNumber): Fit {
  const inside = (low: number, high: number): Fit['between'] => (least, greatest) => !(greatest < low || least > high)
  const same: Fit = { exactly: (here) => here === value, between: inside(value, value) }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(printed)) return same
  const { digits } = parseDecimal(printed)
  // Libraries divide in different orders: the last digits of a double say nothing about the rows.
  if (digits > 12) {
    const slack = 1e-10 * Math.abs(value)
    return { exactly: (here) => here.toPrecision(12) === value.toPrecision(12), between: inside(value - slack, value + slack) }
  }
  if (digits === 0) return same
  const [low, high] = recordedInterval(printed)
  return { exactly: (here) => here >= low && here <= high, between: inside(low, high) }
}
