import type { BreakEven } from '../../contract/explanation.ts'
import { countAt, cutAt, type CutTable } from '../threshold/cut-table.ts'
import { amountText } from '../threshold/number-text.ts'
import { shortNumber } from './words.ts'

/** A threshold and how it is to be read. */
export interface NamedThreshold {
  readonly text: string
  readonly value: number
}

/**
 * The FN:FP ratio at which two thresholds cost the same: the false positives that the looser one adds for each false
 * negative that it saves. null where both make one cut, or where one is at least as good in both counts.
 */
export function breakEvenOf(table: CutTable, first: NamedThreshold, second: NamedThreshold): BreakEven {
  const [a, b] = [cutAt(table, first.value), cutAt(table, second.value)]
  const falsePositives = Math.abs(countAt(table.fp, a) - countAt(table.fp, b))
  const falseNegatives = Math.abs(countAt(table.tp, a) - countAt(table.tp, b))
  const [loose, strict] = a > b ? [first, second] : [second, first]
  const shared = { first: first.text, second: second.text, falsePositives, falseNegatives }
  if (falsePositives === 0 && falseNegatives === 0) {
    return { ...shared, ratio: null, sentence: `${first.text} and ${second.text} flag the same rows.` }
  }
  if (falsePositives === 0 || falseNegatives === 0) {
    const better = falsePositives === 0 ? loose : strict
    const worse = better === loose ? strict : loose
    return { ...shared, ratio: null, sentence: `${better.text} is at least as cheap as ${worse.text} at every ratio.` }
  }
  const ratio = falsePositives / falseNegatives
  const more = (count: number, what: string) => `${amountText(count)} ${what}${count === 1 ? '' : 's'}`
  return {
    ...shared,
    ratio,
    sentence:
      `Against ${strict.text}, ${loose.text} saves ${more(falseNegatives, 'false negative')} and adds ` +
      `${more(falsePositives, 'false positive')}: it is the cheaper of the two above ${shortNumber(ratio, 6)} : 1 only.`,
  }
}
