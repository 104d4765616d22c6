import type { ExplanationKind } from '../../../contract/explanation.ts'
import { percentText } from '../../threshold/number-text.ts'
import { countAt, scoreAt, type CutTable } from '../../threshold/cut-table.ts'
import type { Finding } from '../finding.ts'
import type { Inquiry } from '../inquiry.ts'
import { holds, type Recorded } from '../recorded.ts'
import { shortNumber, theInterval } from '../words.ts'

/** A rate that a threshold can be set to meet, and which cut meets a target. */
interface TargetRule {
  readonly kind: ExplanationKind
  readonly name: string
  /** "the strictest threshold with a recall of at least". */
  readonly rule: string
  readonly rate: (tp: number, fp: number, positives: number, negatives: number) => number
  /** strictest-at-least: rises with the cut; loosest-at-most: rises too; loosest-at-least: neither rises nor falls. */
  readonly choice: 'strictest-at-least' | 'loosest-at-most' | 'loosest-at-least'
}

const rules: readonly TargetRule[] = [
  { kind: 'recall-target', name: 'recall', rule: 'the strictest threshold with a recall of at least', rate: (tp, _fp, p) => tp / p, choice: 'strictest-at-least' },
  { kind: 'precision-target', name: 'precision', rule: 'the loosest threshold with a precision of at least', rate: (tp, fp) => (tp + fp === 0 ? 1 : tp / (tp + fp)), choice: 'loosest-at-least' },
  { kind: 'fpr-target', name: 'false positive rate', rule: 'the loosest threshold with a false positive rate of at most', rate: (_tp, fp, _p, n) => fp / n, choice: 'loosest-at-most' },
  { kind: 'positive-rate', name: 'share flagged', rule: 'the loosest threshold that flags at most', rate: (tp, fp, p, n) => (tp + fp) / (p + n), choice: 'loosest-at-most' },
]

const tenths: readonly number[] = Array.from({ length: 9 }, (_, index) => (index + 1) / 10)
const twentieths: readonly number[] = Array.from({ length: 10 }, (_, index) => (2 * index + 1) / 20)
const perCents: readonly number[] = Array.from({ length: 99 }, (_, index) => (index + 1) / 100).filter(
  (value) => Math.round(value * 100) % 5 !== 0,
)
/** Targets that people set, the roundest first, with a few finer ones at the ends. */
const roundTargets: readonly number[] = [...tenths, ...twentieths, ...perCents, 0.001, 0.005, 0.025, 0.975, 0.995, 0.999]

/** The targets as round as one or rounder, and their name: a match at 80 % surprises more than one at 42 %. */
function asRoundAs(target: number): { targets: readonly number[]; words: string } {
  if (tenths.includes(target)) return { targets: tenths, words: 'at tenths' }
  if (twentieths.includes(target)) return { targets: [...tenths, ...twentieths], words: 'at twentieths' }
  return { targets: roundTargets, words: 'at whole per cents' }
}

/** Targets for recall, precision, false positive rate and share flagged; only a round target reproduces a value. */
export function targetFindings(inquiry: Inquiry): Finding[] {
  return rules.map((rule) => targetFinding(inquiry, rule))
}

/** One rule at a given target, as a claim states it; null for a kind that is no target. */
export function givenTargetFinding(inquiry: Inquiry, kind: ExplanationKind, target: number): Finding | null {
  const rule = rules.find((candidate) => candidate.kind === kind)
  if (rule === undefined) return null
  const cut = cutFor(inquiry.table, rule, target)
  const threshold = cut === 0 ? null : scoreAt(inquiry.table.scores, cut - 1)
  const inside = holds(inquiry.recorded, threshold)
  const interval = targetsOf(inquiry.table, rule, inquiry.recorded)
  return {
    ...targetFinding(inquiry, rule),
    id: `${kind} ${target}`,
    title: titleOf(rule, target),
    parameters: { target },
    threshold,
    verdict: inside ? 'reproduces' : 'refuted',
    because:
      `${sentence(rule, target)} is ${threshold === null ? 'flagging nobody' : shortNumber(threshold, 7)}, ${inside ? 'inside' : 'outside'} ${theInterval(inquiry.recorded)}.` +
      (inside || interval === null ? '' : ` Targets from ${shortNumber(interval[0])} to ${shortNumber(interval[1])} lead there.`),
    reachable: threshold === null ? [] : [threshold],
  }
}

function targetFinding(inquiry: Inquiry, rule: TargetRule): Finding {
  const { table, recorded } = inquiry
  const interval = targetsOf(table, rule, recorded)
  const hits = roundTargets.filter((target) => {
    if (interval === null || target < interval[0] || target > interval[1]) return false
    const cut = cutFor(table, rule, target)
    return holds(recorded, cut === 0 ? null : scoreAt(table.scores, cut - 1))
  })
  const [target] = hits
  const cut = target === undefined ? null : cutFor(table, rule, target)
  const threshold = cut === null || cut === 0 ? null : scoreAt(table.scores, cut - 1)
  const range = interval === null ? '' : `${shortNumber(interval[0], 5)} to ${shortNumber(interval[1], 5)}`
  return {
    id: rule.kind,
    kind: rule.kind,
    title: target === undefined ? `A round target for the ${rule.name}` : titleOf(rule, target),
    parameters: interval === null ? {} : target === undefined ? { targetInterval: interval } : { target, targetInterval: interval },
    threshold,
    verdict: target === undefined ? 'refuted' : 'reproduces',
    because:
      target === undefined
        ? interval === null
          ? `No target for the ${rule.name} leads into ${theInterval(recorded)}: ${nothingThere(rule)}.`
          : `Only targets from ${range} for the ${rule.name} lead into ${theInterval(recorded)}, and no whole per cent is among them.`
        : `${sentence(rule, target)} is ${shortNumber(threshold ?? NaN, 7)}, inside ${theInterval(recorded)}; targets from ${range} lead there.`,
    variant: null,
    variants: [],
    curve: { name: rule.name, shown: rule.rate, best: 'target', target: target ?? (interval === null ? null : (interval[0] + interval[1]) / 2) },
    parameterShare: interval === null ? null : { share: interval[1] - interval[0], range: 'targets from 0 to 1' },
    reachable: reachableBy(table, rule, target === undefined ? roundTargets : asRoundAs(target).targets),
    reachableWords: target === undefined ? '' : asRoundAs(target).words,
    onHull: false,
    simplicity: target === undefined || tenths.includes(target) ? 3 : 5,
    corroboration: [],
  }
}

function nothingThere(rule: TargetRule): string {
  return rule.choice === 'loosest-at-least' ? 'a looser threshold has at least that precision' : 'no score lies there'
}

function sentence(rule: TargetRule, target: number): string {
  const text = `${rule.rule} ${percentWords(target)}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function titleOf(rule: TargetRule, target: number): string {
  const name = rule.kind === 'fpr-target' ? 'FPR' : rule.name.charAt(0).toUpperCase() + rule.name.slice(1)
  return `${name}${rule.kind === 'positive-rate' ? '' : ' target'} of ${percentWords(target)}`
}

/** "80 %" */
function percentWords(target: number): string {
  return percentText(0, 1).replace('0.00', shortNumber(target * 100, 4))
}

/** The targets whose threshold may be what was recorded; null where there is none. */
function targetsOf(table: CutTable, rule: TargetRule, recorded: Recorded): [number, number] | null {
  const { scores } = table
  let first = -1
  let last = -1
  for (let index = 0; index < scores.length; index += 1) {
    if (!holds(recorded, scoreAt(scores, index))) continue
    if (first < 0) first = index + 1
    last = index + 1
  }
  if (first < 0) return null
  const rate = (cut: number) => rateAt(table, rule, cut)
  switch (rule.choice) {
    case 'strictest-at-least':
      return ordered(rate(first - 1), rate(last))
    case 'loosest-at-most':
      for (const end of [first, last + 1]) table.asked?.inside(end)
      return ordered(rate(first), last < scores.length ? rate(last + 1) : 1)
    case 'loosest-at-least':
      return ordered(greatest(table, rule, last, scores.length), greatest(table, rule, first - 1, last))
  }
}

function ordered(low: number, high: number): [number, number] | null {
  return low < high ? [low, high] : null
}

/** The greatest rate of the cuts in (from, to]. */
function greatest(table: CutTable, rule: TargetRule, from: number, to: number): number {
  let value = 0
  for (let cut = from + 1; cut <= to; cut += 1) value = Math.max(value, rateAt(table, rule, cut))
  table.asked?.where(from, to, (end) => bestRateIn(table, rule, end) > value)
  return value
}

/** What a rate that rises with TP and falls with FP can be inside an open group. */
function bestRateIn({ tp, fp, positives, negatives }: CutTable, rule: TargetRule, end: number): number {
  return rule.rate(countAt(tp, end), countAt(fp, end - 1), positives, negatives)
}

function rateAt({ tp, fp, positives, negatives }: CutTable, rule: TargetRule, cut: number): number {
  return rule.rate(countAt(tp, cut), countAt(fp, cut), positives, negatives)
}

/** The cut that meets a target; 0 where only flagging nobody does. */
function cutFor(table: CutTable, rule: TargetRule, target: number): number {
  const last = table.scores.length
  const meets = (cut: number) => (rule.choice === 'loosest-at-most' ? rateAt(table, rule, cut) <= target : rateAt(table, rule, cut) >= target)
  switch (rule.choice) {
    case 'strictest-at-least': {
      const found = bisect(last, (cut) => !meets(cut))
      table.asked?.inside(found)
      return found
    }
    case 'loosest-at-most': {
      const found = bisect(last, meets) - 1
      for (const end of [found, found + 1]) table.asked?.inside(end)
      return found
    }
    case 'loosest-at-least': {
      let found = last
      while (found > 0 && !meets(found)) found -= 1
      table.asked?.inside(found)
      table.asked?.where(found, last, (end) => bestRateIn(table, rule, end) >= target)
      return found
    }
  }
}

/** The first cut for which `holdsBefore`, true up to some cut and false after, is false; last + 1 where none is. */
function bisect(last: number, holdsBefore: (cut: number) => boolean): number {
  let low = 0
  let high = last + 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holdsBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

function reachableBy(table: CutTable, rule: TargetRule, targets: readonly number[]): number[] {
  const cuts = rule.choice === 'loosest-at-least' ? precisionCuts(table, rule, targets) : targets.map((target) => cutFor(table, rule, target))
  return [...new Set(cuts)].filter((cut) => cut > 0 && cut <= table.scores.length).map((cut) => scoreAt(table.scores, cut - 1))
}

/** As `cutFor` for every target, in one pass from the loosest cut. */
function precisionCuts(table: CutTable, rule: TargetRule, targets: readonly number[]): number[] {
  const waiting = [...targets].sort((a, b) => a - b)
  const cuts: number[] = []
  for (let cut = table.scores.length; cut > 0 && waiting.length > 0; cut -= 1) {
    const rate = rateAt(table, rule, cut)
    while ((waiting[0] ?? Infinity) <= rate) {
      cuts.push(cut)
      table.asked?.inside(cut)
      waiting.shift()
    }
    if (bestRateIn(table, rule, cut) >= (waiting[0] ?? Infinity)) table.asked?.inside(cut)
  }
  return cuts
}
