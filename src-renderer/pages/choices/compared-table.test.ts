import { describe, expect, it } from 'vitest'
import type { Choice, Choices } from '../../../src-main/contract/choices.ts'
import { comparedColumns, comparedCsv, comparedRows } from './compared-table.ts'

/** Wilson 1927 at 95 % for `count` of `of`, computed here from the formula. */
function rate(count: number, of: number) {
  const [p, z] = [count / of, 1.959963984540054]
  const centre = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))
  return { value: p, low: centre - half, high: centre + half, count, of }
}

/** A cut of 100 rows, 20 positive, that misses `fn` and flags `fp` wrongly, at 10 and 1 a mistake. */
function choice(threshold: number | null, fn: number, fp: number, more: Partial<Choice> = {}): Choice {
  const [tp, tn] = [20 - fn, 80 - fp]
  const cost = 10 * fn + fp
  return {
    cut: { threshold, cost, tp, fp, fn, tn },
    digits: threshold === null ? 'none' : String(threshold),
    regret: cost - 35,
    costPerThousand: cost * 10,
    versusRecommended: { value: cost - 35, low: cost - 45, high: cost - 25 },
    recall: rate(tp, 20),
    falsePositiveRate: rate(fp, 80),
    precision: tp + fp === 0 ? null : rate(tp, tp + fp),
    approval: rate(fn + tn, 100),
    badRate: rate(fn, fn + tn),
    atPrevalence: null,
    amounts: null,
    constraintsMet: [fn <= 2],
    ...more,
  }
}

const best = choice(0.48, 2, 15, { versusRecommended: { value: 0, low: 0, high: 0 } })

function choicesWith(part: Partial<Choices>): Choices {
  return {
    reading: { path: 'scores.csv', label: 'y', score: 'p', positive: '1', negative: '0', orientation: 'high' },
    orientationQuestion: '',
    notStated: [],
    withoutAmount: 0,
    rows: 100,
    positives: 20,
    ratio: 10,
    theoretical: 1 / 11,
    unconstrained: best,
    recommended: best,
    sentence: '',
    plateau: [0.4, 0.5],
    constraints: [{ constraint: { kind: 'recall', atLeast: '0.9' }, sentence: '', binding: false, alone: best.cut, price: 0, saving: 0 }],
    infeasible: null,
    review: null,
    reviewInfeasible: null,
    sensitivity: null,
    compared: [choice(0.338, 1, 40), choice(null, 20, 0)],
    derivations: {
      compared: { title: '', query: null, formula: '', rows: '', tieRule: null, files: [{ path: 'scores.csv', sha256: 'ab'.repeat(32) }] },
    },
    ...part,
  }
}

const table = (choices: Choices, unit = 'units') => new Map(comparedRows(choices, comparedColumns(choices), unit).map((row) => [row.title, row.values]))

describe('thresholds side by side', () => {
  it('stand with their cost, the difference and the mistakes, recommended first', () => {
    const rows = table(choicesWith({}), 'EUR')
    expect(comparedColumns(choicesWith({})).map(({ kind, choice: { cut, digits } }) => [kind, cut.threshold, digits])).toEqual([
      ['recommended', 0.48, '0.48'], ['recorded', 0.338, '0.338'], ['recorded', null, 'none'],
    ])
    // 10·2 + 15, 10·1 + 40, 10·20.
    expect(rows.get('Cost, EUR')?.map(({ value }) => value)).toEqual(['35', '50', '200'])
    expect(rows.get('vs recommended')).toEqual([
      { value: '–', interval: null },
      { value: '+15', interval: '5 to 25' },
      { value: '+165', interval: '155 to 175' },
    ])
    expect(rows.get('Recall at least 90.0\u202f%')?.map(({ value }) => value)).toEqual(['✓ met', '✓ met', '✕ not met'])
  })

  it('give shares with their Wilson intervals, and say where there is none', () => {
    const rows = table(choicesWith({}))
    // Wilson's interval of 18 of 20 is 69.9 to 97.2 %.
    expect(rows.get('Recall')?.[0]).toEqual({ value: '90.0\u202f%', interval: '69.9–97.2' })
    expect(rows.get('Precision')?.[2]).toEqual({ value: 'none', interval: null })
  })

  it('show the cheapest threshold without limits where none meets them', () => {
    const choices = choicesWith({ recommended: null, infeasible: 'No threshold meets them.' })
    expect(comparedColumns(choices)[0]?.choice).toBe(best)
    expect(comparedCsv(choices, comparedColumns(choices), '')).toContain('least cost without limits')
  })

  it('add what the expected prevalence and the amounts say where they are asked for', () => {
    const more = { atPrevalence: { flagged: 0.2, precision: null, badRate: 0.031 }, amounts: { falseNegatives: 1250.5, falsePositives: 9 } }
    const rows = table(choicesWith({ recommended: choice(0.48, 2, 15, more), compared: [] }))
    expect(rows.get('Bad rate there')?.[0]?.value).toBe('3.1\u202f%')
    expect(rows.get('Precision there')?.[0]?.value).toBe('none')
    expect(rows.get('Amount accepted that defaults')?.[0]?.value).toBe('1,250.5')
  })
})

describe('the exported comparison', () => {
  const read = (choices: Choices, currency = 'EUR') => {
    const [head = [], ...lines] = comparedCsv(choices, comparedColumns(choices), currency).trimEnd().split('\r\n').map((line) => line.split(','))
    return lines.map((line) => Object.fromEntries(head.map((name, place) => [name, line[place]])))
  }

  it('holds a line for each threshold in plain decimals, with the table and its hash', () => {
    const lines = read(choicesWith({}))
    expect(lines.map(({ threshold, role, cost, fn, fp }) => [threshold, role, cost, fn, fp])).toEqual([
      ['0.48', 'recommended', '35', '2', '15'], ['0.338', 'compared', '50', '1', '40'], ['none', 'compared', '200', '20', '0'],
    ])
    expect(lines[1]).toMatchObject({ currency: 'EUR', versus_recommended: '15', versus_recommended_low: '5', recall: '0.95', meets_recall: 'yes', table: 'scores.csv', table_sha256: 'ab'.repeat(32) })
    expect(lines[2]?.precision).toBe('')
  })

  it('gives a spreadsheet no formula, whatever the currency or the path is', () => {
    const [derivation] = Object.values(choicesWith({}).derivations)
    if (derivation === undefined) throw new Error('no derivation')
    const choices = choicesWith({ compared: [], derivations: { compared: { ...derivation, files: [{ path: '=HYPERLINK("x")', sha256: '-1+1' }] } } })
    const text = comparedCsv(choices, comparedColumns(choices), '@SUM(A1)')
    expect(text).toContain(",'@SUM(A1),")
    expect(text).toContain(`,"'=HYPERLINK(""x"")",'-1+1\r\n`)
  })
})
