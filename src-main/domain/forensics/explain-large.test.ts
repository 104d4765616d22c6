import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupHolding } from '../large/group-holding.ts'
import { grouped, listed } from '../large/grouped-rows.test-kit.ts'
import { OpenQuestions } from '../large/open-questions.ts'
import { cutsOfGroups, type ScoreGroups } from '../large/score-groups.ts'
import { scoredRows, type Row } from '../threshold/brute-force.test-kit.ts'
import { prepareCuts, type CutTable } from '../threshold/cut-table.ts'
import { orientations } from '../threshold/random-rows.test-kit.ts'
import { explained, noisyRows, type Explained } from './explain.test-kit.ts'

/** Groups with ends a little outside their scores, as ranges have them, but for those that are known by their scores. */
function loosened(groups: ScoreGroups, known: ReadonlySet<number>): ScoreGroups {
  const [heads, tails] = [groups.heads.slice(), groups.tails.slice()]
  const isLoose = (index: number) => groups.heads[index] !== groups.tails[index] && !known.has(groups.heads[index] ?? 0)
  for (let index = 1; index < heads.length; index += 1) {
    const [before, after] = [groups.tails[index - 1] ?? 0, groups.heads[index] ?? 0]
    if (Math.abs(after - before) < 1e-9) continue
    if (isLoose(index - 1)) tails[index - 1] = before + (after - before) / 3
    if (isLoose(index)) heads[index] = after + (before - after) / 3
  }
  return { ...groups, heads, tails }
}

/** The explanation of a table in groups, which gives what is asked of it and only that. */
function fromGroups(whole: CutTable, ends: readonly number[], question: Omit<Explained, 'cuts'>, hullRows = 5_000_000) {
  let groups = grouped(whole, ends)
  const known = new Set<number>()
  for (;;) {
    const loose = loosened(groups, known)
    const table = cutsOfGroups(loose, whole.orientation)
    const asked = new OpenQuestions(table, { hullRows })
    const result = explained({ ...question, cuts: { ...table, asked } })
    const { list, part } = asked.needs()
    if (list.length + part.length === 0) return result
    for (const index of part.map((threshold) => groupHolding(loose, whole.orientation, threshold))) {
      const inside = (value: number) => index !== null && (value - (groups.heads[index] ?? 0)) * (value - (groups.tails[index] ?? 0)) <= 0
      for (const value of whole.scores.filter(inside)) known.add(value)
    }
    groups = listed(whole, groups, list, part)
  }
}

const score = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map((k) => k / 8),
  fc.integer({ min: 0, max: 100 }).map((k) => k / 100),
  fc.double({ min: -1, max: 2, noNaN: true }).map((x) => x + 0),
)
const tables: fc.Arbitrary<Row[]> = fc
  .array(fc.record({ score, positive: fc.boolean() }), { minLength: 2, maxLength: 40 })
  .filter((rows) => new Set(rows.map(({ positive }) => positive)).size === 2)
const printed = fc.oneof(
  fc.integer({ min: 0, max: 1000 }).map((k) => (k / 1000).toFixed(3)),
  fc.integer({ min: 0, max: 100 }).map((k) => (k / 100).toFixed(2)),
  fc.constantFrom('0.5', '0.125', '0.25', '0.375', '1'),
)
const logged = [
  { group: 'run a', path: 'runs.db', line: null, name: 'precision', printed: '0.5', value: 0.5, origin: 'logged' as const },
  { group: 'run a', path: 'runs.db', line: null, name: 'tp', printed: '3', value: 3, origin: 'logged' as const },
]

const cases = fc
  .record({ rows: tables, orientation: orientations, recorded: printed, borders: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), withCosts: fc.boolean(), withLogged: fc.boolean() })
  .map(({ rows, orientation, recorded, borders, withCosts, withLogged }) => {
    const whole = prepareCuts(scoredRows(rows), orientation)
    const length = whole.scores.length
    return {
      whole,
      ends: Array.from({ length }, (_, k) => k + 1).filter((end) => end === length || borders[end] === true),
      question: { recorded, costs: withCosts ? { fn: '3', fp: '1' } : null, against: ['0.45'], evidence: withLogged ? { logged } : {} },
    }
  })

/** What doesn't follow from how often a value would be reproduced by chance. */
function certain({ explanations, answer, multipleTesting, actions, ...rest }: ReturnType<typeof explained>) {
  const each = explanations.map((explanation) => ({ ...explanation, chance: null, sameStatementAs: null })).sort((a, b) => a.id.localeCompare(b.id))
  return { ...rest, each, hypotheses: [multipleTesting.hypotheses, multipleTesting.reproduce, multipleTesting.independent], told: [answer.caveat === '', actions.length > 0] }
}

describe('the explanation of a table that lists only what decides', () => {
  it('is that of the whole table', () => {
    fc.assert(
      fc.property(cases, ({ whole, ends, question }) => {
        expect(fromGroups(whole, ends, question)).toEqual(explained({ ...question, cuts: whole }))
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })

  it('differs only in how likely chance is, and says so, where the hull is not listed', () => {
    fc.assert(
      fc.property(cases, ({ whole, ends, question }) => {
        const result = fromGroups(whole, ends, question, 0)
        expect(certain(result)).toEqual(certain(explained({ ...question, cuts: whole })))
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })

  it('is that of the whole table where scores are many', () => {
    for (const [seed, recorded, orientation] of [[1, '0.338', 'high'], [2, '0.5', 'high'], [3, '0.61', 'low'], [4, '0.4', 'high']] as const) {
      const whole = prepareCuts(scoredRows(noisyRows(seed, 4000)), orientation)
      const length = whole.scores.length
      const ends = Array.from({ length: Math.ceil(length / 20) }, (_, k) => Math.min(length, 20 * (k + 1)))
      const question = { recorded, costs: { fn: '3', fp: '1' } }
      const result = fromGroups(whole, ends, question)
      expect(result).toEqual(explained({ ...question, cuts: whole }))
    }
  })
})
