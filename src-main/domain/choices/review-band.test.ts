import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Constraint } from '../../contract/choices.ts'
import { orientations, smallTables } from '../threshold/random-rows.test-kit.ts'
import { approval, ask, cutsOf, recall, ten } from './ask-choices.test-kit.ts'

describe('a review between two thresholds', () => {
  it('finds what trying every pair finds, within its capacity', () => {
    const share = fc.integer({ min: 0, max: 10 })
    fc.assert(
      fc.property(smallTables, orientations, fc.integer({ min: 0, max: 30 }), share, share, fc.option(share), (rows, orientation, cost, catches, clears, capacity) => {
        const cuts = cutsOf(rows, orientation)
        const tenth = (value: number) => (value / 10).toFixed(1)
        const found = ask(cuts, {
          review: { cost: tenth(cost), catches: tenth(catches), clears: tenth(clears), capacity: capacity === null ? null : tenth(capacity) },
        }).review
        let least = Infinity
        for (let flag = 0; flag < cuts.tp.length; flag += 1) {
          for (let review = flag; review < cuts.tp.length; review += 1) {
            const tp = cuts.tp[flag] ?? 0
            const fp = cuts.fp[flag] ?? 0
            const positives = (cuts.tp[review] ?? 0) - tp
            const negatives = (cuts.fp[review] ?? 0) - fp
            if (capacity !== null && (positives + negatives) * 10 > capacity * rows.length) continue
            // In hundredths.
            const reviewed = 10 * cost * (positives + negatives) + 100 * (10 - catches) * positives + 10 * (10 - clears) * negatives
            least = Math.min(least, 1000 * (cuts.positives - tp - positives) + 100 * fp + reviewed)
          }
        }
        expect(found?.cost).toBe(least / 100)
        expect(found?.saving).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('meets the constraints after the review, as trying every pair does', () => {
    const share = fc.integer({ min: 0, max: 10 })
    const tenth = (value: number) => (value / 10).toFixed(1)
    const limits = fc.record({ recall: fc.option(share), fpr: fc.option(share), approval: fc.option(share), alerts: fc.option(share), capacity: fc.option(share) })
    fc.assert(
      fc.property(smallTables, orientations, fc.integer({ min: 0, max: 30 }), share, share, limits, (rows, orientation, cost, catches, clears, limit) => {
        const cuts = cutsOf(rows, orientation)
        const constraints: Constraint[] = [
          ...(limit.recall === null ? [] : [recall(tenth(limit.recall))]),
          ...(limit.fpr === null ? [] : [{ kind: 'false-positive-rate', atMost: tenth(limit.fpr) } as const]),
          ...(limit.approval === null ? [] : [approval(tenth(limit.approval))]),
          ...(limit.alerts === null ? [] : [{ kind: 'alerts', atMost: String(limit.alerts), volume: '10', period: 'day' } as const]),
        ]
        const review = { cost: tenth(cost), catches: tenth(catches), clears: tenth(clears), capacity: limit.capacity === null ? null : tenth(limit.capacity) }
        const found = ask(cuts, { constraints, review })
        let least = Infinity
        let free = Infinity
        for (let flag = 0; flag < cuts.tp.length; flag += 1) {
          for (let edge = flag; edge < cuts.tp.length; edge += 1) {
            const tp = cuts.tp[flag] ?? 0
            const fp = cuts.fp[flag] ?? 0
            const positives = (cuts.tp[edge] ?? 0) - tp
            const negatives = (cuts.fp[edge] ?? 0) - fp
            if (limit.capacity !== null && (positives + negatives) * 10 > limit.capacity * rows.length) continue
            const total = 1000 * (cuts.positives - tp - positives) + 100 * fp + 10 * cost * (positives + negatives) + 100 * (10 - catches) * positives + 10 * (10 - clears) * negatives
            free = Math.min(free, total)
            // In tenths of rows.
            const caught = 10 * tp + catches * positives
            const alarms = 10 * fp + (10 - clears) * negatives
            const meets =
              caught >= (limit.recall ?? 0) * cuts.positives &&
              alarms <= (limit.fpr ?? 10) * cuts.negatives &&
              10 * rows.length - caught - alarms >= (limit.approval ?? 0) * rows.length &&
              10 * (tp + fp + positives + negatives) <= (limit.alerts ?? 10) * rows.length
            if (meets) least = Math.min(least, total)
          }
        }
        expect(found.review?.cost ?? Infinity).toBe(least / 100)
        expect(found.reviewInfeasible === null).toBe(Number.isFinite(least))
        if (found.review === null) return
        expect(found.review.price).toBeCloseTo((least - free) / 100, 9)
        expect(found.review.constraints.map(({ held }) => held)).toEqual(constraints.map(() => true))
      }),
      { numRuns: 300 },
    )
  })

  it('is exact where the costs have more digits than a double', () => {
    // A unit of 10^-18 beside costs of about 10: doubles can't tell most pairs that differ by it, integers of arbitrary size can.
    const tiny = fc.integer({ min: 0, max: 3 })
    const digits = (value: bigint) => `${String(value / 10n ** 18n)}.${String(value % 10n ** 18n).padStart(18, '0')}`
    fc.assert(
      fc.property(smallTables, tiny, tiny, tiny, (rows, a, b, c) => {
        const cuts = cutsOf(rows)
        const fn = 2n * 10n ** 18n + BigInt(a)
        const fp = 10n ** 18n + BigInt(b)
        const cost = 5n * 10n ** 17n + BigInt(c)
        const found = ask(cuts, {
          payoffs: { fn: { perCase: digits(fn) }, fp: { perCase: digits(fp) } },
          review: { cost: digits(cost), catches: '1', clears: '1' },
        }).review
        let best: { cost: bigint; flagged: number; reviewed: number } | null = null
        for (let edge = 0; edge < cuts.tp.length; edge += 1) {
          for (let flag = 0; flag <= edge; flag += 1) {
            const [tp, fpFlag] = [cuts.tp[flag] ?? 0, cuts.fp[flag] ?? 0]
            const flagged = tp + fpFlag
            const reviewed = (cuts.tp[edge] ?? 0) + (cuts.fp[edge] ?? 0) - flagged
            const total = fn * BigInt(cuts.positives - (cuts.tp[edge] ?? 0)) + fp * BigInt(fpFlag) + cost * BigInt(reviewed)
            if (best === null || total < best.cost) best = { cost: total, flagged, reviewed }
          }
        }
        expect(found).toMatchObject({ flagged: best?.flagged, reviewed: best?.reviewed })
      }),
      { numRuns: 300 },
    )
  })

  it('says what of the constraints becomes after the review, by hand', () => {
    // Only 0.95 may be flagged beside what is reviewed, where the reviewer refuses half of the positives.
    const found = ask(cutsOf(ten), {
      review: { cost: '0', catches: '0.5', clears: '1' },
      constraints: [recall('0.5'), { kind: 'false-positive-rate', atMost: '0' }, { kind: 'alerts', atMost: '10', volume: '10', period: '' }],
    }).review
    expect(found).toMatchObject({ flag: 0.95, review: 0.2, flagDigits: '0.95', reviewDigits: '0.2', reviewed: 8, reviewedPositives: 3, cost: 15 })
    expect(found?.constraints).toMatchObject([
      { share: { count: 2.5, of: 4 }, limit: 0.5, held: true },
      { share: { count: 0, of: 6 }, limit: 0, held: true },
      { share: { count: 9, of: 10 }, limit: 1, held: true },
    ])
  })

  it('that no two thresholds can make meet a constraint names it', () => {
    const found = ask(cutsOf(ten), { review: { cost: '1', catches: '1', clears: '0' }, constraints: [recall('1'), approval('0.5')] })
    expect(found.review).toBeNull()
    expect(found.reviewInfeasible).toBe('With this review no two thresholds meet all of: at least 100 % of the positives are flagged, and at least 50 % of all cases are approved.')
  })

  it('that costs more than every error pays for no case', () => {
    const found = ask(cutsOf(ten), { review: { cost: '100' } }).review
    expect(found).toMatchObject({ reviewed: 0, saving: 0, sentence: 'A review pays for no case at this cost.' })
  })
})
