import type { Sensitivity } from '../../contract/choices.ts'
import { countAt, entry, thresholdOf, type CutTable } from '../threshold/cut-table.ts'
import { hullCuts, ratioMap } from '../threshold/ratio-map.ts'

const POINTS = 41

/**
 * The regret of each of `chosen` over the FN:FP ratios [from, to], as a share of the least cost at each ratio. Both costs are
 * linear in the ratio between two steps of the map, so the share moves one way there: the greatest lies at a step or an end,
 * and every step in the range is among the points. `chosen` are cuts; 0 < from < to.
 */
export function ratioSensitivity(cuts: CutTable, chosen: readonly number[], from: number, to: number): Sensitivity {
  const steps = ratioMap(cuts).flatMap((step) => (step.to !== null && step.to > from && step.to < to ? [step.to] : []))
  const spread = Array.from({ length: POINTS }, (_, k) => (k === POINTS - 1 ? to : from * (to / from) ** (k / (POINTS - 1))))
  const ratios = [...new Set([...spread, ...steps])].sort((a, b) => a - b)
  const best = bestAlong(cuts, ratios)
  const costAt = (cut: number, ratio: number) => ratio * (cuts.positives - countAt(cuts.tp, cut)) + countAt(cuts.fp, cut)
  const regrets = chosen.map((cut) => {
    const relative = ratios.map((ratio, index) => {
      const least = costAt(entry(best, index), ratio)
      const more = costAt(cut, ratio) - least
      return more <= 0 ? 0 : least <= 0 ? null : more / least
    })
    const known = relative.filter((share) => share !== null)
    return { threshold: thresholdOf(cuts, cut), relative, greatest: known.length === relative.length ? Math.max(...known) : null }
  })
  return { ratios, best: best.map((cut) => thresholdOf(cuts, cut)), regrets, sentence: sentence(regrets[0]?.greatest ?? null, from, to) }
}

/** The best cut at each of the ascending ratios, by walking along the hull. */
function bestAlong(cuts: CutTable, ratios: readonly number[]): number[] {
  const hull = hullCuts(cuts)
  const cost = (cut: number, ratio: number) => ratio * (cuts.positives - countAt(cuts.tp, cut)) + countAt(cuts.fp, cut)
  let place = 0
  return ratios.map((ratio) => {
    while (place + 1 < hull.length && cost(entry(hull, place + 1), ratio) < cost(entry(hull, place), ratio)) place += 1
    return entry(hull, place)
  })
}

function sentence(greatest: number | null, from: number, to: number): string {
  const ratio = (value: number) => String(Number(value.toPrecision(3)))
  const range = `If missing one costs between ${ratio(from)} and ${ratio(to)} times a false alarm,`
  return greatest === null
    ? `${range} the best threshold costs nothing at some ratio and this one does.`
    : `${range} this threshold costs at most ${Number((100 * greatest).toPrecision(2))} % more than the best one would.`
}
