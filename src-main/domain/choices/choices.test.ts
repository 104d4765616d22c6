import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../contract/problem.ts'
import type { AlignedRows } from '../threshold/aligned-rows.ts'
import { matrixAt, nothingExcluded } from '../threshold/brute-force.test-kit.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { recommend } from '../threshold/recommend.ts'
import { amountTable } from './amount-table.ts'
import { approval, ask, cutsOf, recall, ten } from './ask-choices.test-kit.ts'

describe('payoffs of all four cells', () => {
  it('are what each row costs, by hand', () => {
    // At 0.5: TP 3, FP 3, FN 1, TN 3. 10 + 3·1 − 3·2 − 3·0.5 = 5.5.
    const payoffs = { fn: { perCase: '10' }, fp: { perCase: '1' }, tp: { perCase: '-2' }, tn: { perCase: '-0.5' } }
    const found = ask(cutsOf(ten), { payoffs, thresholds: [0.5] })
    expect(found.compared[0]?.cut).toEqual({ threshold: 0.5, cost: 5.5, tp: 3, fp: 3, fn: 1, tn: 3 })
    // Elkan 2001: (1 + 0.5) / (1 + 0.5 + 10 + 2).
    expect(found.theoretical).toBeCloseTo(1.5 / 13.5, 15)
    expect(found.ratio).toBeCloseTo(12 / 1.5, 15)
  })

  it('find what trying every threshold finds', () => {
    const cost = fc.integer({ min: -300, max: 900 })
    fc.assert(
      fc.property(smallTables, orientations, cost, cost, cost, cost, (rows, orientation, fn, fp, tp, tn) => {
        fc.pre(fn > tp && fp > tn)
        const text = (value: number) => ({ perCase: (value / 100).toFixed(2) })
        const cuts = cutsOf(rows, orientation)
        const found = ask(cuts, { payoffs: { fn: text(fn), fp: text(fp), tp: text(tp), tn: text(tn) } })
        const tried = [null, ...cuts.scores].map((threshold) => {
          const matrix = matrixAt(rows, threshold, orientation)
          return { threshold, cost: fn * matrix.fn + fp * matrix.fp + tp * matrix.tp + tn * matrix.tn }
        })
        const best = tried.reduce((a, b) => (b.cost < a.cost ? b : a))
        expect(found.unconstrained.cut.threshold).toBe(best.threshold)
        // The digits that are shown decide as the threshold does.
        const shown = found.unconstrained.digits === 'none' ? null : Number(found.unconstrained.digits)
        expect(matrixAt(rows, shown, orientation)).toEqual(matrixAt(rows, best.threshold, orientation))
        expect(found.unconstrained.cut.cost).toBe(best.cost / 100)
      }),
    )
  })

  it('agree with the recommendation where only errors cost', () => {
    fc.assert(
      fc.property(smallTables, orientations, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (rows, orientation, fn, fp) => {
        const cuts = cutsOf(rows, orientation)
        const { optimum } = recommend({
          cuts, rowCount: rows.length, excluded: nothingExcluded, sha256: '', costs: { fn: String(fn), fp: String(fp) }, grids: [], at: [], bootstrap: null,
        })
        expect(ask(cuts, { payoffs: { fn: { perCase: String(fn) }, fp: { perCase: String(fp) } } }).unconstrained.cut).toMatchObject({
          threshold: optimum.threshold, cost: optimum.cost, tp: optimum.tp, fp: optimum.fp,
        })
      }),
    )
  })

  it.each([
    [{ fn: { perCase: '1' }, fp: { perCase: '1' }, tp: { perCase: '2' } }, 'cost-invalid'],
    [{ fn: { perCase: '1' }, fp: { perCase: '1' }, tn: { perCase: '2' } }, 'cost-invalid'],
    [{ fn: { perCase: '0' }, fp: { perCase: '0' } }, 'cost-invalid'],
    [{ fn: { perCase: '1', perAmount: '0.45' }, fp: { perCase: '1' } }, 'usage'],
  ])('that make the score pointless, or need an amount, are refused: %o', (payoffs, kind) => {
    expect(() => ask(cutsOf(ten), { payoffs })).toThrow(expect.objectContaining({ problem: expect.objectContaining({ kind }) as unknown }) as ProblemError)
  })

  it('ask the question of their orientation in words, and what is not stated', () => {
    const question = (fn: string, fp: string) => ask(cutsOf(ten), { payoffs: { fn: { perCase: fn }, fp: { perCase: fp } } }).orientationQuestion
    expect(question('10', '1')).toBe('Does missing one default cost as much as 10 false alarms?')
    expect(question('1', '4')).toBe('Does one false alarm cost as much as missing 4 defaults?')
    expect(question('2', '2')).toBe('Does missing one default cost as much as one false alarm?')
    expect(ask(cutsOf(ten), { statement: { currency: 'EUR', source: ' ', owner: '', date: '' } }).notStated).toEqual(['source', 'owner', 'date'])
  })
})

describe('the properties of costs', () => {
  const counts = ({ tp, fp, fn, tn }: { tp: number; fp: number; fn: number; tn: number }) => [tp, fp, fn, tn]

  it('scaling every cost scales cost and regret and moves no threshold', () => {
    fc.assert(
      fc.property(smallTables, fc.integer({ min: 2, max: 9 }), (rows, factor) => {
        const cuts = cutsOf(rows)
        const thresholds = [rows[0]?.score ?? 0]
        const one = ask(cuts, { thresholds })
        const scaled = ask(cuts, { thresholds, payoffs: { fn: { perCase: String(10 * factor) }, fp: { perCase: String(factor) } } })
        expect(scaled.unconstrained.cut.threshold).toBe(one.unconstrained.cut.threshold)
        expect(scaled.unconstrained.cut.cost).toBe(factor * one.unconstrained.cut.cost)
        expect(scaled.compared[0]?.regret).toBe(factor * (one.compared[0]?.regret ?? NaN))
        expect(scaled.plateau).toEqual(one.plateau)
      }),
    )
  })

  it('doubling every row doubles counts and costs, keeps threshold and rates, and narrows intervals', () => {
    fc.assert(
      fc.property(smallTables, (rows) => {
        const one = ask(cutsOf(rows), {}).unconstrained
        const two = ask(cutsOf([...rows, ...rows]), {}).unconstrained
        expect(two.cut.threshold).toBe(one.cut.threshold)
        expect(two.cut.cost).toBe(2 * one.cut.cost)
        expect(counts(two.cut)).toEqual(counts(one.cut).map((count) => 2 * count))
        expect(two.recall.value).toBe(one.recall.value)
        expect(two.recall.high - two.recall.low).toBeLessThan(one.recall.high - one.recall.low)
      }),
    )
  })

  it('a strictly increasing transform changes the threshold only', () => {
    fc.assert(
      fc.property(smallTables, (rows) => {
        fc.pre(rows.every(({ score }) => Math.abs(score) <= 1))
        // Exact in binary, so that distinct scores stay distinct and their order stays.
        const moved = rows.map(({ score, positive }) => ({ score: score * 4 + 8, positive }))
        const distinct = new Set(rows.map(({ score }) => score)).size
        fc.pre(new Set(moved.map(({ score }) => score)).size === distinct)
        const before = ask(cutsOf(rows), {}).unconstrained.cut
        const after = ask(cutsOf(moved), {}).unconstrained.cut
        expect(counts(after)).toEqual(counts(before))
        expect(after.threshold).toBe(before.threshold === null ? null : before.threshold * 4 + 8)
      }),
    )
  })
})

describe('amounts', () => {
  const amounts = [1000.5, 200, 3000, 400, NaN, 50, 600, 700, 80.25, 900]
  const aligned: AlignedRows = {
    scores: Float64Array.from(ten, ({ score }) => score),
    positive: Uint8Array.from(ten, ({ positive }) => (positive ? 1 : 0)),
    columns: new Map(),
  }
  const values = Float64Array.from(amounts)

  it('make a miss cost what it costs, exactly, and leave rows without one out', () => {
    const found = ask(
      cutsOf(ten),
      { amount: 'exposure', payoffs: { fn: { perCase: '5', perAmount: '0.45' }, fp: { perCase: '40', perAmount: '0.02' } }, thresholds: [0.5] },
      amountTable(aligned, values, 'high', 'exposure'),
    )
    expect(found.withoutAmount).toBe(1)
    expect(found.rows).toBe(9)
    // At 0.5 one positive of 80.25 is missed, and negatives of 200 and 400 are flagged.
    expect(found.compared[0]?.cut).toMatchObject({ tp: 3, fp: 2, fn: 1, tn: 3 })
    expect(found.compared[0]?.cut.cost).toBe(5 + 0.45 * 80.25 + 80 + 0.02 * 600)
    expect(found.compared[0]?.amounts).toEqual({ falseNegatives: 80.25, falsePositives: 600 })
    expect(found.theoretical).toBeNull()
    expect(found.sensitivity).toBeNull()
  })

  it('find what trying every threshold finds', () => {
    const rowsWithAmounts = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean(), fc.integer({ min: 0, max: 500_000 })), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(rowsWithAmounts, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9000 }), (list, loss, fixed) => {
        fc.pre(list.some(([, positive]) => positive) && list.some(([, positive]) => !positive))
        const rows: AlignedRows = {
          scores: Float64Array.from(list, ([score]) => score / 8),
          positive: Uint8Array.from(list, ([, positive]) => (positive ? 1 : 0)),
          columns: new Map(),
        }
        const cents = list.map(([, , amount]) => amount)
        fc.pre(list.some(([, positive, amount]) => positive && amount > 0))
        const found = ask(
          cutsOf(list.map(([score, positive]) => ({ score: score / 8, positive }))),
          { amount: 'a', payoffs: { fn: { perCase: '0', perAmount: `0.${String(loss).padStart(2, '0')}` }, fp: { perCase: (fixed / 100).toFixed(2) } } },
          amountTable(rows, Float64Array.from(cents, (cent) => cent / 100), 'high', 'a'),
        )
        // In hundredths of a cent.
        const costAt = (threshold: number) =>
          list.reduce((sum, [score, positive, cent]) => {
            const flagged = score / 8 >= threshold
            return sum + (positive && !flagged ? loss * cent : !positive && flagged ? fixed * 100 : 0)
          }, 0)
        const tried = [Infinity, ...new Set(list.map(([score]) => score / 8).sort((a, b) => b - a))].map((threshold) => ({ threshold, cost: costAt(threshold) }))
        const best = tried.reduce((a, b) => (b.cost < a.cost ? b : a))
        expect(found.unconstrained.cut.threshold).toBe(best.threshold === Infinity ? null : best.threshold)
        expect(found.unconstrained.cut.cost).toBe(best.cost / 10_000)
      }),
    )
  })
})

describe('a shift of prevalence', () => {
  it('counts as if the table were made again with that share', () => {
    // 4 of 10 positive; with 25 % each positive counts 0.625 times, each negative 1.25 times. At 0.5: 10·0.625 + 3·1.25 = 10.
    const found = ask(cutsOf(ten), { prevalence: '0.25', thresholds: [0.5] })
    expect(found.compared[0]?.cut.cost).toBe(10)
    expect(found.compared[0]?.atPrevalence).toMatchObject({ flagged: (3 * 0.625 + 3 * 1.25) / 10 })
    expect(found.ratio).toBe(5)
  })

  it('to the share of the table changes nothing', () => {
    const without = ask(cutsOf(ten), { thresholds: [0.5] })
    const same = ask(cutsOf(ten), { prevalence: '0.4', thresholds: [0.5] })
    expect(same.compared[0]?.cut).toEqual(without.compared[0]?.cut)
    expect(same.unconstrained.cut).toEqual(without.unconstrained.cut)
  })

  it.each(['0', '1', '1.0'])('to %s is refused', (prevalence) => {
    expect(() => ask(cutsOf(ten), { prevalence })).toThrow(ProblemError)
  })
})

describe('constraints', () => {
  it('have a price, by hand', () => {
    // Costs by cut with FN 3, FP 1: 12 9 10 7 8 9 6 7 8 5 6; least 5 at 0.2.
    const payoffs = { fn: { perCase: '3' }, fp: { perCase: '1' } }
    const found = ask(cutsOf(ten), { payoffs, constraints: [approval('0.5'), { kind: 'alerts', atMost: '40', volume: '100', period: 'day' }] })
    expect(found.unconstrained.cut).toMatchObject({ threshold: 0.2, cost: 5 })
    // At most five flagged: 7 at 0.8, flagging three.
    expect(found.recommended?.cut).toMatchObject({ threshold: 0.8, cost: 7 })
    expect(found.constraints).toMatchObject([
      { binding: true, price: 2, saving: 0, alone: { threshold: 0.8 } },
      { binding: true, price: 2, saving: 0 },
    ])
    expect(found.recommended?.constraintsMet).toEqual([true, true])
    expect(found.unconstrained.constraintsMet).toEqual([false, false])
  })

  it('that cannot be met together are told, with the two that conflict', () => {
    const found = ask(cutsOf(ten), { constraints: [recall('1'), approval('0.9')] })
    expect(found.recommended).toBeNull()
    expect(found.infeasible).toBe('No threshold meets both: at least 100 % of the positives are flagged, and at least 90 % of all cases are approved.')
    expect(found.constraints.every(({ saving }) => saving === null)).toBe(true)
  })

  it('leave the cheapest of the thresholds that meet them', () => {
    const share = fc.integer({ min: 0, max: 100 }).map((percent) => (percent / 100).toFixed(2))
    fc.assert(
      fc.property(smallTables, share, share, share, (rows, least, most, approved) => {
        const cuts = cutsOf(rows)
        const found = ask(cuts, { constraints: [recall(least), { kind: 'false-positive-rate', atMost: most }, approval(approved)] })
        const allowed = [null, ...cuts.scores].flatMap((threshold) => {
          const { tp, fp, fn, tn } = matrixAt(rows, threshold, 'high')
          const meets =
            tp * 100 >= Math.round(Number(least) * 100) * (tp + fn) &&
            fp * 100 <= Math.round(Number(most) * 100) * (fp + tn) &&
            (fn + tn) * 100 >= Math.round(Number(approved) * 100) * rows.length
          return meets ? [{ threshold, cost: 10 * fn + fp }] : []
        })
        const best = allowed.reduce<{ threshold: number | null; cost: number } | null>((a, b) => (a === null || b.cost < a.cost ? b : a), null)
        expect(found.recommended?.cut.threshold).toBe(best?.threshold)
        expect(found.recommended?.cut.cost).toBe(best?.cost)
      }),
    )
  })
})

describe('the regret over a range of ratios', () => {
  it('is that of trying every threshold at every ratio, and its greatest is not exceeded between', () => {
    fc.assert(
      fc.property(smallTables, fc.integer({ min: 1, max: 9 }), (rows, tenths) => {
        const cuts = cutsOf(rows)
        const found = ask(cuts, { ratios: { from: '0.5', to: '20' }, thresholds: [rows[0]?.score ?? 0] }).sensitivity
        const regretAt = (ratio: number, threshold: number | null) => {
          const cost = (each: number | null) => {
            const { fn, fp } = matrixAt(rows, each, 'high')
            return ratio * fn + fp
          }
          const least = Math.min(...[null, ...cuts.scores].map(cost))
          return least === 0 ? null : (cost(threshold) - least) / least
        }
        for (const [index, ratio] of (found?.ratios ?? []).entries()) {
          const relative = found?.regrets[1]?.relative[index]
          const tried = regretAt(ratio, rows[0]?.score ?? 0)
          if (tried !== null) expect(relative).toBeCloseTo(tried, 9)
        }
        const between = regretAt(0.5 * 40 ** (tenths / 10), found?.regrets[1]?.threshold ?? null)
        const greatest = found?.regrets[1]?.greatest
        if (between !== null && greatest !== null && greatest !== undefined) expect(between).toBeLessThanOrEqual(greatest + 1e-9)
      }),
    )
  })

  it('takes half to one and a half times the ratio of the payoffs unless told otherwise, and refuses what is no range', () => {
    const ratios = ask(cutsOf(ten), {}).sensitivity?.ratios ?? []
    expect([ratios[0], ratios.at(-1)]).toEqual([5, 15])
    expect(() => ask(cutsOf(ten), { ratios: { from: '5', to: '5' } })).toThrow(ProblemError)
  })
})
