import type { Explanation } from '../../../src-main/contract/explanation.ts'
import { formatNumber, formatPercent } from '../../format/number.ts'

const names: Readonly<Record<string, string>> = { beta: 'Beta', ratio: 'FN : FP', step: 'Step', points: 'Points', target: 'Target' }

/** The parameters of an explanation with the whole interval that reproduces the value: ["Beta", "3.2; 3.0835 to 3.4072"]. */
export function parameterWords({ parameters, kind }: Explanation): [string, string][] {
  const share = kind.endsWith('-target') || kind === 'positive-rate'
  const exact = (value: number) => (share ? formatPercent(value, value * 100 === Math.round(value * 100) ? 0 : 2) : formatNumber(value, 6))
  const rounded = (value: number) => (share ? formatPercent(value, 2) : formatNumber(value, 4))
  return Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (typeof value !== 'number') return []
    const interval = parameters[`${name}Interval`]
    const title = names[name] ?? name
    if (!Array.isArray(interval) || interval[0] === interval[1]) return [[title, exact(value)]]
    const [low, high] = interval
    return [[title, `${exact(value)}; ${high === null ? `${rounded(low)} upwards` : `${rounded(low)} to ${rounded(high)}`} lead there`]]
  })
}
