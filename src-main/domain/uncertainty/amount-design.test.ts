import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choicesRequestSchema, type Payoffs } from '../../contract/choices.ts'
import type { Resampling } from '../../contract/uncertainty.ts'
import { amountTable } from '../choices/amount-table.ts'
import { choices } from '../choices/choices.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { scoredRows, type Row } from '../threshold/brute-force.test-kit.ts'
import { chiSquareLimit } from '../threshold/chi-square.test-kit.ts'
import { cutAt, prepareCuts, thresholdOf, type Orientation } from '../threshold/cut-table.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { judgedTable } from './judged-table.ts'
import { uncertainty, type UncertaintyInput } from './uncertainty.ts'

interface AmountRow extends Row {
  /** NaN where the row has none. */
  readonly amount: number
}

const cell = (perCase: string, perAmount = '0') => ({ perCase, perAmount })
/** Halves and their halves, so that sums of doubles are exact in every order. */
const payoffs: Payoffs = { fn: cell('1', '0.5'), fp: cell('0.5', '0.25'), tp: cell('-1'), tn: cell('0', '-0.125') }

function alignedOf(rows: readonly AmountRow[]): AlignedRows {
  return { scores: Float64Array.from(rows, ({ score }) => score), positive: Uint8Array.from(rows, ({ positive }) => (positive ? 1 : 0)), columns: new Map() }
}

function inputOf(list: readonly AmountRow[], changes: Partial<UncertaintyInput> = {}, orientation: Orientation = 'high'): UncertaintyInput {
  const rows = alignedOf(list)
  return {
    cuts: prepareCuts(scoredRows(list), orientation),
    reading: { path: 'scores.csv', label: 'y', score: 'p', positive: null, negative: null, orientation },
    sha256: 'hash',
    query: 'select',
    costs: { fn: '10', fp: '1' },
    payoffs,
    prevalence: null,
    thresholds: [],
    resampling: { kind: 'rows' },
    amounts: { name: 'exposure', rows, values: Float64Array.from(list, ({ amount }) => amount) },
    customers: null,
    resamples: 400,
    seed: 3,
    ...changes,
  }
}

function answer(input: UncertaintyInput) {
  const work = uncertainty(input)
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value
}

/** What a row costs by definition; positives count `weights.positive` times. */
function costOfRow({ positive, amount }: AmountRow, flagged: boolean, of: Payoffs, weights: { positive: number; negative: number }): number {
  const { perCase, perAmount } = positive ? (flagged ? of.tp : of.fn) : flagged ? of.fp : of.tn
  return (positive ? weights.positive : weights.negative) * (Number(perCase) + Number(perAmount) * amount)
}

function* sequences(kinds: number, length: number): Generator<number[]> {
  if (length === 0) {
    yield []
    return
  }
  for (const rest of sequences(kinds, length - 1)) for (let kind = 0; kind < kinds; kind += 1) yield [...rest, kind]
}

// Six rows with an amount, two of different classes at one score; one row without and one with a negative amount are left out.
const small: readonly AmountRow[] = [
  { score: 0.9, positive: true, amount: 10 },
  { score: 0.8, positive: false, amount: 4 },
  { score: 0.7, positive: true, amount: NaN },
  { score: 0.6, positive: true, amount: 2.5 },
  { score: 0.6, positive: false, amount: 1.5 },
  { score: 0.5, positive: false, amount: 8 },
  { score: 0.4, positive: false, amount: -1 },
  { score: 0.3, positive: false, amount: 6 },
]
const used = small.filter(({ amount }) => amount >= 0)
/** Customer 2 has no row with an amount; the last row has no customer. */
const codes = Int32Array.of(0, 1, 2, 0, 1, 0, 2, -1)
const customers = [[0, 2, 4], [1, 3], [5]]
const [positives, negatives] = [[0, 2], [1, 3, 4, 5]]
const at = (places: readonly number[]) => places.flatMap((place) => used[place] ?? [])
/** At one half, 2 of 6 rows count 1.5 times and 4 of them 0.75 times. */
const weights = { positive: 1.5, negative: 0.75 }
const scores = [...new Set(used.map(({ score }) => score))]

/** Every resample of each way of drawing, all equally likely. */
const enumerated = {
  rows: [...sequences(6, 6)].map(at),
  stratified: [...sequences(2, 2)].flatMap((p) => [...sequences(4, 4)].map((n) => at([...p.map((k) => positives[k] ?? 0), ...n.map((k) => negatives[k] ?? 0)]))),
  customers: [...sequences(3, 3)].map((drawn) => at(drawn.flatMap((k) => customers[k] ?? []))),
}
const resamplings: { [Kind in keyof typeof enumerated]: Resampling } = { rows: { kind: 'rows' }, stratified: { kind: 'stratified' }, customers: { kind: 'customers', column: 'c' } }

function costAt(drawn: readonly AmountRow[], threshold: number | null): number {
  return drawn.reduce((sum, row) => sum + costOfRow(row, threshold !== null && row.score >= threshold, payoffs, weights), 0)
}

describe.each(['rows', 'stratified', 'customers'] as const)('resamples of %s with their amounts, every one enumerated', (kind) => {
  const resamples = enumerated[kind]
  const input = inputOf(small, { prevalence: '0.5', resampling: resamplings[kind], customers: { rows: alignedOf(small), codes, count: 3 } })
  const { cuts, design, moneyOf, amounts } = judgedTable(input)

  it('leave out rows without an amount', () => {
    expect(cuts.positives + cuts.negatives).toBe(6)
    expect(amounts).toEqual({ without: 2, roundedTo: null })
    expect(design.units).toBe(kind === 'customers' ? 3 : 6)
  })

  it('have the distribution of best threshold, least cost and the costs of two thresholds', () => {
    const asked = [0.5, null]
    const outcome = (drawn: readonly AmountRow[]) => {
      const tried = [null, ...scores].map((threshold) => ({ threshold, cost: costAt(drawn, threshold) }))
      const { threshold, cost } = tried.reduce((a, b) => (b.cost < a.cost ? b : a))
      return [threshold, cost, ...asked.map((each) => costAt(drawn, each))].join(' ')
    }
    const exact = new Map<string, number>()
    for (const drawn of resamples) exact.set(outcome(drawn), (exact.get(outcome(drawn)) ?? 0) + 1 / resamples.length)
    const draws = 60_000
    const seen = new Map<string, number>()
    const drawing = design.resamples([cutAt(cuts, 0.5), 0], 11)
    for (let k = 0; k < draws; k += 1) {
      const { optimum, costs } = drawing.next().value
      const found = [thresholdOf(cuts, optimum.cut), moneyOf(optimum.cost), ...Array.from(costs, moneyOf)].join(' ')
      seen.set(found, (seen.get(found) ?? 0) + 1)
    }
    expect([...seen.keys()].filter((found) => !exact.has(found))).toEqual([])
    const cells = [...exact].filter(([, share]) => share * draws >= 10)
    expect(cells.length).toBeGreaterThan(5)
    const chi = cells.reduce((sum, [found, share]) => sum + ((seen.get(found) ?? 0) - share * draws) ** 2 / (share * draws), 0)
    expect(chi).toBeLessThan(chiSquareLimit(cells.length))
  })

  it('have the closed variance of a cost and of a difference, and with it the set that cannot be told from the best', () => {
    const tried = [null, ...scores]
    const costs = tried.map((threshold) => resamples.map((drawn) => costAt(drawn, threshold)))
    /** Over resamples, of a number for each. */
    const variance = (valueOf: (resample: number) => number) => {
      let [sum, squares] = [0, 0]
      for (let resample = 0; resample < resamples.length; resample += 1) {
        const value = valueOf(resample)
        sum += value
        squares += value * value
      }
      return squares / resamples.length - (sum / resamples.length) ** 2
    }
    const varianceBetween = (cut: number, other: number) => variance((resample) => (costs[cut]?.[resample] ?? NaN) - (costs[other]?.[resample] ?? NaN))
    const inMoney = (scaled: number) => moneyOf(Math.sqrt(Math.max(0, scaled))) ** 2
    for (const [cut, threshold] of tried.entries()) {
      expect(inMoney(design.varianceOfCost(cut))).toBeCloseTo(variance((resample) => costs[cut]?.[resample] ?? NaN), 8)
      for (const other of tried.keys()) expect(inMoney(design.varianceOfDifference(cut, other))).toBeCloseTo(varianceBetween(cut, other), 8)
      const alike = tried.flatMap((second, other) => {
        const difference = costAt(used, second) - costAt(used, threshold)
        return difference ** 2 <= 1.959963984540054 ** 2 * varianceBetween(cut, other) + 1e-9 ? [other] : []
      })
      expect(design.indistinguishable(cut)).toEqual([Math.min(...alike), Math.max(...alike)])
    }
  })
})

const costsBetween = (min: number, max: number) => {
  const decimals = (places: number) => fc.integer({ min, max }).map((k) => (k / 10 ** places).toFixed(places))
  return fc.record({ perCase: decimals(1), perAmount: decimals(3) })
}
/** Mistakes mostly cost more than right decisions, which the others are refused for. */
const anyPayoffs: fc.Arbitrary<Payoffs> = fc.record({ fn: costsBetween(-50, 9000), fp: costsBetween(-50, 9000), tp: costsBetween(-2000, 300), tn: costsBetween(-2000, 300) })
const amounts = fc.array(fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 90_000 }).map((k) => k / 100), fc.constantFrom(NaN, -1, 0, 5, 5)), { minLength: 24, maxLength: 24 })
const prevalences = fc.option(fc.integer({ min: 1, max: 99 }).map((k) => String(k / 100)))

function withAmounts(list: readonly Row[], values: readonly number[]): AmountRow[] {
  return list.map((row, index) => ({ ...row, amount: values[index] ?? NaN }))
}

/** What the choices of a bank say of the same rows, thresholds and costs. */
function choicesOf(list: readonly AmountRow[], of: Payoffs, prevalence: string | null, orientation: Orientation, thresholds: readonly number[]) {
  const input = inputOf(list, {}, orientation)
  const values = Float64Array.from(list, ({ amount }) => amount)
  const { reading, cuts } = input
  const statement = { currency: '', source: '', owner: '', date: '' }
  const request = choicesRequestSchema.parse({ folder: '/', reading, payoffs: of, statement, amount: 'exposure', prevalence, thresholds })
  return choices({ ...request, cuts, sha256: '', query: '', amounts: amountTable(alignedOf(list), values, orientation, 'exposure') })
}

describe('what is judged by amount', () => {
  it('has the best threshold of the choices, to the last unit, or is refused as they are', () => {
    fc.assert(
      fc.property(smallTables, amounts, anyPayoffs, prevalences, orientations, (list, values, of, prevalence, orientation) => {
        const rows = withAmounts(list, values)
        const attempt = <Found>(ask: () => Found): Found | string => {
          try {
            return ask()
          } catch (error) {
            return String(error)
          }
        }
        const best = attempt(() => choicesOf(rows, of, prevalence, orientation, []).unconstrained.cut)
        const found = attempt(() => answer(inputOf(rows, { payoffs: of, prevalence, resamples: 1 }, orientation)).costs[0]?.cut)
        expect(found).toEqual(best)
      }),
      { numRuns: 400 },
    )
  })

  it('has the paired intervals that the choices give from sums of squares', () => {
    const rows = withAmounts(numbered(300), Array.from({ length: 300 }, (_, k) => 50 + ((k * 7919) % 997) / 4))
    const found = answer(inputOf(rows, { prevalence: '0.07', thresholds: [0.3, 0.62] }))
    const { unconstrained, compared } = choicesOf(rows, payoffs, '0.07', 'high', [0.3, 0.62])
    expect(found.threshold.optimum).toBe(unconstrained.cut.threshold)
    for (const [index, { versusRecommended }] of compared.entries()) {
      const { difference } = found.differences[index] ?? {}
      expect(difference?.value).toBeCloseTo(-versusRecommended.value, 8)
      expect(difference?.low).toBeCloseTo(-versusRecommended.high, 8)
      expect(difference?.high).toBeCloseTo(-versusRecommended.low, 8)
    }
  })

  it('keeps its threshold and narrows by √2 where every row is doubled', () => {
    const rows = withAmounts(numbered(300), Array.from({ length: 300 }, (_, k) => 50 + ((k * 7919) % 997) / 4))
    const once = answer(inputOf(rows, { thresholds: [0.5], resamples: 1000 }))
    const twice = answer(inputOf([...rows, ...rows], { thresholds: [0.5], resamples: 1000 }))
    expect(twice.threshold.optimum).toBe(once.threshold.optimum)
    expect(twice.costs.map(({ cost }) => cost.value)).toEqual(once.costs.map(({ cost }) => 2 * cost.value))
    const width = ([low, high]: readonly [number, number]) => high - low
    const ofCost = ({ costs }: typeof once) => width([costs[1]?.cost.low ?? NaN, costs[1]?.cost.high ?? NaN])
    expect(ofCost(twice) / 2).toBeCloseTo(ofCost(once) / Math.SQRT2, 8)
    // Per row; drawn, so that √2 holds within the noise of percentiles of 1,000 resamples.
    expect(width(twice.leastCost.interval) / 2 / width(once.leastCost.interval)).toBeGreaterThan(0.6)
    expect(width(twice.leastCost.interval) / 2 / width(once.leastCost.interval)).toBeLessThan(0.8)
    expect(width(twice.indistinguishable)).toBeLessThan(width(once.indistinguishable))
  })

  it.each(['rows', 'stratified', 'customers'] as const)('says the same of rows in any order, drawing %s', (kind) => {
    const rows = withAmounts(numbered(300), Array.from({ length: 300 }, (_, k) => 50 + ((k * 7919) % 997) / 4))
    const owner = Int32Array.from(rows, (_, k) => (k * 7) % 90)
    const found = answer(inputOf(rows, { resampling: resamplings[kind], customers: { rows: alignedOf(rows), codes: owner, count: 90 } }))
    const turned = rows.toReversed()
    expect(answer(inputOf(turned, { resampling: resamplings[kind], customers: { rows: alignedOf(turned), codes: owner.toReversed(), count: 90 } }))).toEqual(found)
  })

  it('says which column, what was left out and how rows were drawn', () => {
    const found = answer(inputOf(small, { resampling: { kind: 'stratified' } }))
    expect(found.amount).toEqual({ column: 'exposure', without: 2 })
    expect(found.derivations['costs']?.rows).toBe('6 usable rows, 2 positive, 4 negative; 2 rows without an amount are left out')
    expect(found.derivations['costs']?.formula).toContain('Σ over FN of (1 + 0.5 · exposure)')
    expect(found.derivations['threshold']?.formula).toContain('each with its own costs')
    expect(found.derivations['differences']?.formula).toContain('Σ c² − (Σ c)²/P over the positives')
  })

  it('is refused without the column of the amounts', () => {
    expect(() => answer(inputOf(small, { amounts: null }))).toThrow('needs the column that holds each amount')
  })
})

/** Rows of both classes, likelier positive the higher the score. */
function numbered(count: number): Row[] {
  return Array.from({ length: count }, (_, k) => ({ score: ((k * 37) % 100) / 100, positive: (k * k) % 100 < ((k * 37) % 100) - 40 }))
}

describe('amounts that are all equal', () => {
  /** 16 · 9 = 144 and 16 · 1 = 16: a power of two times 9 and 1, so that doubles of both ways are the same. */
  const even: Payoffs = { fn: cell('0', '9'), fp: cell('0', '1'), tp: cell('0'), tn: cell('0') }
  const plain = { costs: { fn: '9', fp: '1' }, payoffs: null, amounts: null }
  const equal = (list: readonly Row[]) => withAmounts(list, list.map(() => 16))

  it.each(['rows', 'stratified', 'customers'] as const)('have the closed forms of counts, drawing %s', (kind) => {
    fc.assert(
      fc.property(smallTables, orientations, (list, orientation) => {
        const rows = equal(list)
        const drawn = { resampling: resamplings[kind], customers: { rows: alignedOf(rows), codes: Int32Array.from(rows, (_, index) => index % 3), count: Math.min(3, rows.length) } }
        const byAmount = judgedTable(inputOf(rows, { payoffs: even, ...drawn }, orientation))
        const byCase = judgedTable(inputOf(rows, { ...plain, ...drawn }, orientation))
        expect(byAmount.best).toBe(byCase.best)
        expect(byAmount.design.indistinguishable(byAmount.best)).toEqual(byCase.design.indistinguishable(byCase.best))
        for (let cut = 0; cut < byCase.cuts.tp.length; cut += 1) {
          expect(byAmount.costOf(cut)).toBe(16n * byCase.costOf(cut))
          const pairs = [
            [byAmount.design.varianceOfCost(cut), byCase.design.varianceOfCost(cut)],
            [byAmount.design.varianceOfDifference(cut, byCase.best), byCase.design.varianceOfDifference(cut, byCase.best)],
          ] as const
          for (const [own, counted] of pairs) {
            if (kind === 'stratified') expect(own / 256).toBeCloseTo(counted, 8)
            else expect(own).toBe(256 * counted)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it.each(['rows', 'stratified'] as const)('have the distribution of counts, drawing %s', (kind) => {
    const rows = equal(numbered(40))
    const draws = 20_000
    const drawn = (input: UncertaintyInput) => {
      const drawing = judgedTable(input).design.resamples([], 5)
      const seen = new Map<number, number>()
      for (let k = 0; k < draws; k += 1) {
        const { cut } = drawing.next().value.optimum
        seen.set(cut, (seen.get(cut) ?? 0) + 1)
      }
      return seen
    }
    const byAmount = drawn(inputOf(rows, { payoffs: even, resampling: { kind } }))
    const byCase = drawn(inputOf(rows, { ...plain, resampling: { kind } }))
    // Two samples of one size are alike: Σ (a − b)²/(a + b) is chi-square.
    const cuts = [...new Set([...byAmount.keys(), ...byCase.keys()])].map((cut) => [byAmount.get(cut) ?? 0, byCase.get(cut) ?? 0] as const).filter(([a, b]) => a + b >= 20)
    expect(cuts.length).toBeGreaterThan(3)
    expect(cuts.reduce((sum, [a, b]) => sum + (a - b) ** 2 / (a + b), 0)).toBeLessThan(chiSquareLimit(cuts.length))
  })
})
