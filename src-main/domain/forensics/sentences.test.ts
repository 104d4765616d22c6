import { describe, expect, it } from 'vitest'
import type { ExplanationResult } from '../../contract/explanation.ts'
import { matrixAt, type Matrix, type Row } from '../threshold/brute-force.test-kit.ts'
import { ratioMap } from '../threshold/ratio-map.ts'
import { cutsOf, explained, noisyRows } from './explain.test-kit.ts'
import { noEvidence } from './inquiry.ts'

type Result = Omit<ExplanationResult, 'assumed'>

/** Every sentence of an answer that is made from values. */
function sentencesOf(result: Result): string[] {
  return [
    ...Object.values(result.answer),
    result.recorded.sentence,
    result.regretSentence,
    result.impliedCostRatioSentence,
    result.multipleTesting.sentence,
    ...result.breakEvens.map(({ sentence }) => sentence),
    ...result.actions.map(({ text }) => text),
    ...result.explanations.flatMap(({ title, because, favoured, chance }) => [title, because, favoured ?? '', chance?.sentence ?? '']),
    result.claim?.sentence ?? '',
  ]
}

/** All numbers of a value, curves and hashes left out. */
function numbersIn(value: unknown, key = ''): number[] {
  if (key === 'curve' || key === 'derivations') return []
  if (typeof value === 'number') return [value]
  if (Array.isArray(value)) return [value.length, ...value.flatMap((item) => numbersIn(item))]
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, item]) => numbersIn(item, name))
  return []
}

/** The values of objectives by their definition, from the four counts. */
const definitions: readonly ((matrix: Matrix) => number)[] = [
  ({ tp, fn, fp, tn }) => tp / (tp + fn) - fp / (fp + tn),
  ({ tp, fn, fp, tn }) => (tp / (tp + fn) + tn / (fp + tn)) / 2,
  ({ tp, fn, fp, tn }) => Math.sqrt((tp / (tp + fn)) * (tn / (fp + tn))),
  ({ tp, fn, fp, tn }) => (tp + tn) / (tp + fn + fp + tn),
  ({ tp, fn, fp, tn }) => (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)),
  ({ tp, fn, fp, tn }) => {
    const all = tp + fn + fp + tn
    const chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / all
    return (tp + tn - chance) / (all - chance)
  },
  ({ tp, fn, fp }) => Math.abs(tp / (tp + fp) - tp / (tp + fn)),
  ({ tp, fn, fp, tn }) => Math.hypot(fn / (tp + fn), fp / (fp + tn)),
]

/** The numbers that sentences may state: fields of the answer, and what counting rows at the recorded value gives. */
function knownNumbers(result: Result, rows: readonly Row[], fn: number, fp: number): number[] {
  const there = matrixAt(rows, result.recorded.value, 'high')
  const positives = there.tp + there.fn
  const negatives = there.fp + there.tn
  const elkan = fp / (fp + fn)
  const balanced = negatives / positives
  const steps = ratioMap(cutsOf(rows)).flatMap(({ from, to, threshold }) => [from, to ?? 0, threshold ?? 0])
  const fields = numbersIn(result)
  return [
    ...fields,
    ...fields.filter((value) => value >= 0 && value <= 1).map((value) => 100 * value),
    ...fields.filter((value) => value < 0).map((value) => -value),
    ...definitions.map((definition) => definition(there)),
    fn * there.fn + fp * there.fp,
    (100 * (result.regret ?? 0)) / (result.optimum?.cost ?? 1),
    elkan,
    (balanced * elkan) / (balanced * elkan + 1 - elkan),
    positives / (positives + negatives),
    ...steps,
    ...[fn, fp, 100, 1000, 0.5, 0, 1, 2, 50, 5, 20],
    ...result.explanations.map(({ corroboration }) => corroboration.length),
    result.multipleTesting.reproduce - 1,
  ]
}

/** The thresholds that the answer leads to, and those of the ROC hull. */
function thresholdsIn(result: Result): number[] {
  const own = result.explanations.flatMap(({ threshold, variants }) => [threshold, ...variants.map((variant) => variant.threshold)])
  return [...own, result.optimum?.threshold ?? null, ...ratioMap(cutsOf(rows)).map(({ threshold }) => threshold)].filter((value) => value !== null)
}

/** The betas at which the best threshold for F-beta passes from one threshold of the ROC hull to the next. */
function betasOf(rows: readonly Row[]): number[] {
  const hull = ratioMap(cutsOf(rows)).map(({ threshold }) => matrixAt(rows, threshold, 'high'))
  const positives = rows.filter(({ positive }) => positive).length
  return hull.slice(1).map((b, index) => {
    const a = hull[index] ?? b
    return Math.sqrt((b.fp * a.tp - a.fp * b.tp) / (positives * (b.tp - a.tp)))
  })
}

/** Whether a threshold in short form flags the same rows as one of the known numbers. */
function flagsAlike(written: string, known: readonly number[], rows: readonly Row[]): boolean {
  const flagged = (threshold: number) => rows.filter(({ score }) => score >= threshold).length
  const own = flagged(Number(written))
  return /^0\.\d{3,}$/.test(written) && known.some((value) => value > 0 && value < 1 && flagged(value) === own)
}

/** Whether a number as it is written is one of the known ones, rounded as it is written. */
function isKnown(written: string, known: readonly number[]): boolean {
  const plain = written.replaceAll(',', '')
  const digits = (plain.split('.')[1] ?? '').length
  const unit = 10 ** -digits
  return known.some((value) => Math.abs(Number(plain) - value) <= unit * 0.5000001)
}

const rows = noisyRows(11, 1200)
const thresholds = ['0.5', '0.31', '0.4205', '0.377', '0.62', '0.29', '0.45']

describe('the sentences of an answer', () => {
  it.each(thresholds)('state only numbers that follow from the rows (recorded %s)', (recorded) => {
    const result = explained({
      cuts: cutsOf(rows),
      recorded,
      costs: { fn: '6', fp: '1' },
      against: ['0.4'],
      claim: { kind: null, parameters: {}, words: 'a finer grid of 0.002' },
      evidence: { ...noEvidence },
    })
    const known = [...knownNumbers(result, rows, 6, 1), ...betasOf(rows), 0.002, 0.4]
    const sentences = sentencesOf(result)
    expect(sentences.length).toBeGreaterThan(30)
    const unknown = sentences.flatMap((sentence) =>
      [...sentence.replaceAll('−', '').replace(/F[12]\b/g, 'F').matchAll(/\d[\d,]*(?:\.\d+)?/g)]
        .map(([written]) => written.replace(/,$/, ''))
        .filter((written) => !isKnown(written, known) && !flagsAlike(written, thresholdsIn(result), rows))
        .map((written) => `${written} in "${sentence}"`),
    )
    expect(unknown).toEqual([])
  })

  it('never say that something was the cause', () => {
    for (const recorded of thresholds) {
      const sentences = sentencesOf(explained({ cuts: cutsOf(rows), recorded, costs: { fn: '6', fp: '1' } })).join(' ')
      expect(sentences).not.toMatch(/\b(was|were|proves?|because of|caused)\b/i)
    }
  })

  it('give every optimum of a variant the value that counting rows gives', () => {
    const result = explained({ cuts: cutsOf(rows), recorded: '0.31', costs: { fn: '6', fp: '1' } })
    const youden = result.explanations.find(({ kind }) => kind === 'youden')
    for (const { threshold, value } of youden?.variants ?? []) {
      expect(value).toBeCloseTo(definitions[0]?.(matrixAt(rows, threshold, 'high')) ?? NaN, 12)
    }
    for (const { kind, variants } of result.explanations.filter((explanation) => explanation.kind === 'grid-step')) {
      expect(kind).toBe('grid-step')
      for (const { threshold, value } of variants) {
        const { fn, fp } = matrixAt(rows, threshold, 'high')
        expect(value).toBe(6 * fn + fp)
      }
    }
  })
})
