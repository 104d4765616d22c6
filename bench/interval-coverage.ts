/**
 * Coverage of the intervals against a population whose best threshold is known: logit scores normal in each class, N(-0.854, 1.10)
 * and N(0.361, 1.07), 8.07 % positive, costs 10:1. Usage: node bench/interval-coverage.ts [simulations] [rows] [resamples]
 */
import { sfc32 } from '../src-main/domain/threshold/random.ts'
import { prepareCuts } from '../src-main/domain/threshold/cut-table.ts'
import { uncertainty } from '../src-main/domain/uncertainty/uncertainty.ts'
import { aucInterval } from '../src-main/domain/statistics/auc-interval.ts'

const [simulations = 300, rows = 20_000, resamples = 1000] = process.argv.slice(2).map(Number)
const share = 0.0807
const random = sfc32(20_261_124)
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const logistic = (x: number) => 1 / (1 + Math.exp(-x))

/** The standard normal distribution function by Simpson's rule from −10. */
function normalBelow(x: number): number {
  const steps = 2000
  const width = (x + 10) / steps
  const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  let sum = density(-10) + density(x)
  for (let k = 1; k < steps; k += 1) sum += (k % 2 === 1 ? 4 : 2) * density(-10 + k * width)
  return (sum * width) / 3
}
const costOf = (logit: number) => rows * (10 * share * normalBelow((logit - 0.361) / 1.07) + (1 - share) * (1 - normalBelow((logit + 0.854) / 1.1)))
let best = -1
for (let logit = -1; logit < 1; logit += 0.0005) if (costOf(logit) < costOf(best)) best = logit
const fixed = [0.34, 0.48] as const
const [low, high] = fixed.map((t) => costOf(Math.log(t / (1 - t)))) as [number, number]
const trueAuc = normalBelow((0.361 + 0.854) / Math.hypot(1.07, 1.1))

const seen = { threshold: 0, indistinguishable: 0, cost: 0, difference: 0, auc: 0, optimism: 0, trueOptimism: 0 }
for (let k = 0; k < simulations; k += 1) {
  const positives: number[] = []
  const negatives: number[] = []
  for (let row = 0; row < rows; row += 1) {
    if (random() < share) positives.push(logistic(0.361 + 1.07 * normal()))
    else negatives.push(logistic(-0.854 + 1.1 * normal()))
  }
  const cuts = prepareCuts({ positives: Float64Array.from(positives).sort(), negatives: Float64Array.from(negatives).sort() }, 'high')
  const reading = { path: 'simulated', label: 'y', score: 'p', positive: null, negative: null, orientation: 'high' as const }
  const work = uncertainty({ cuts, reading, sha256: '', query: '', costs: { fn: '10', fp: '1' }, payoffs: null, prevalence: null, thresholds: [...fixed], resampling: { kind: 'rows' }, amounts: null, customers: null, resamples, seed: k + 1 })
  let step = work.next()
  while (step.done !== true) step = work.next()
  const found = step.value
  const inside = (value: number, from: number | null, to: number | null) => (value >= (from ?? -Infinity) && value <= (to ?? Infinity) ? 1 : 0)
  seen.threshold += inside(logistic(best), ...found.threshold.interval)
  seen.indistinguishable += inside(logistic(best), ...found.indistinguishable)
  seen.cost += inside(costOf(best), ...found.leastCost.interval)
  const pair = found.differences.find(({ threshold, other }) => threshold === fixed[0] && other === fixed[1])
  if (pair !== undefined) seen.difference += inside(low - high, pair.difference.low, pair.difference.high)
  const auc = aucInterval(cuts)
  seen.auc += inside(trueAuc, auc.low, auc.high)
  seen.optimism += found.leastCost.optimism
  const chosen = found.threshold.optimum ?? 1
  seen.trueOptimism += costOf(Math.log(chosen / (1 - chosen))) - found.leastCost.inSample
}
const per = (count: number) => (count / simulations).toFixed(3)
console.log(`${simulations} tables of ${rows} rows, ${resamples} resamples each; population: t* ${logistic(best).toFixed(4)}, cost ${costOf(best).toFixed(0)}, AUC ${trueAuc.toFixed(4)}`)
console.log(`nominal 0.95: best threshold, percentile ${per(seen.threshold)}; indistinguishable set ${per(seen.indistinguishable)}; least cost for that of t* ${per(seen.cost)}; paired difference ${per(seen.difference)}; AUC, DeLong ${per(seen.auc)}`)
console.log(`mean optimism: bootstrap ${per(seen.optimism)}, true ${per(seen.trueOptimism)}`)
