import type { Mention, Scan } from '../../contract/scan.ts'

export type Mistake = 'fn' | 'fp'

const names: Readonly<Record<Mistake, RegExp>> = {
  fn: /(^|_)(c_?fn|cost_?(of_?)?(a_)?(fn|false_neg(ative)?s?)|(fn|false_neg(ative)?s?)_(cost|penalty|weight))$|_(fn|false_neg(ative)?s?)$/,
  fp: /(^|_)(c_?fp|cost_?(of_?)?(a_)?(fp|false_pos(itive)?s?)|(fp|false_pos(itive)?s?)_(cost|penalty|weight))$|_(fp|false_pos(itive)?s?)$/,
}

/** The places of the folder that state the cost of a mistake. */
export function statedCosts(scan: Scan, mistake: Mistake): Mention[] {
  return scan.mentions.filter((mention) => mention.kind === 'cost' && names[mistake].test(plainName(mention.name)))
}

/** "business.costFN" → "business_cost_fn" */
function plainName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
}
