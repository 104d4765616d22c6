import { describe, expect, it } from 'vitest'
import { exampleExplanation, explanationWith } from '../../../src-main/contract/explanation.test-kit.ts'
import { actionLines } from './action-lines.ts'
import { objectiveFinding, objectiveInput, shortDigits } from './explanation-chart.ts'
import { groupExplanations, groupTitle, sharedRange, valueAt } from './explanation-groups.ts'
import { parameterWords } from './parameter-words.ts'
import { countWords } from './why-words.ts'

describe('groupExplanations', () => {
  it('puts the same statement in other words beside the one it repeats', () => {
    const { reproducing, unknown, refuted } = groupExplanations(exampleExplanation().explanations)
    expect(reproducing.map(({ leading, others }) => [leading.id, others.map(({ id }) => id)])).toEqual([['f-beta', ['cost-ratio']]])
    expect(unknown.map(({ id }) => id)).toEqual(['other-data'])
    expect(refuted.map(({ id }) => id)).toEqual(['grid-step 0.001', 'youden'])
  })

  it('keeps a statement alone where the one it repeats does not stand', () => {
    const [, ratio] = exampleExplanation().explanations
    if (ratio === undefined) throw new Error('incomplete example')
    expect(groupExplanations([ratio]).reproducing.map(({ id }) => id)).toEqual(['cost-ratio'])
  })

  it('leads refuted grids by the finest, and puts objectives with one optimum together', () => {
    const grid = (step: number) => explanationWith({ id: `grid-step ${step}`, kind: 'grid-step', title: `Grid of ${step}`, parameters: { step }, threshold: 0.5 })
    const { refuted, refutedToo } = groupExplanations([
      grid(0.1), explanationWith(), grid(0.001), explanationWith({ id: 'g-mean', kind: 'g-mean' }), explanationWith({ id: 'mcc', kind: 'mcc', threshold: 0.61 }),
      explanationWith({ id: 'default-half', kind: 'default-half', curve: null, threshold: 0.5 }), explanationWith({ id: 'recall-target', kind: 'recall-target', threshold: null }),
    ])
    expect(refuted.map(groupTitle)).toEqual(['Grid of 0.001 and 1 more', 'Youden’s J and 1 more', 'Youden’s J'])
    expect(refutedToo.map(({ id }) => id)).toEqual(['default-half', 'recall-target'])
  })
})

describe('the small charts', () => {
  it('share a range that holds the recorded value, what reproduces it and the least cost', () => {
    const [low, high] = sharedRange(exampleExplanation())
    // (0.4759636 − 0.338) × 0.35 ≈ 0.0483 at both sides.
    expect(low).toBeCloseTo(0.2897, 3)
    expect(high).toBeCloseTo(0.5243, 3)
  })

  it('reach to the nearest refuted optimum where all else is one place', () => {
    const [low, high] = sharedRange(exampleExplanation({ optimum: null, explanations: exampleExplanation().explanations.filter(({ verdict }) => verdict !== 'refuted').concat(explanationWith()) }))
    expect([low < 0.338, high > 0.4388563]).toEqual([true, true])
    expect(high).toBeLessThan(0.5)
  })

  it('draw a curve and its own optimum, and say so in words', () => {
    const example = exampleExplanation()
    const [group] = groupExplanations(example.explanations).reproducing
    if (group === undefined) throw new Error('incomplete example')
    expect(objectiveInput(group, example, '0.338', [0.2, 0.6])).toMatchObject({ own: { digits: '0.3382646' }, recorded: { value: 0.338, digits: '0.338' }, stands: true })
    expect(objectiveFinding(group, '0.338')).toBe('F-beta, beta 3.2: is highest at 0.3382646; recorded is 0.338.')
    expect(objectiveInput({ ...group, leading: { ...group.leading, curve: null } }, example, '0.338', [0.2, 0.6])).toBeNull()
  })

  it('find a value between two points of a curve and none outside it', () => {
    const curve = { thresholds: [0.2, 0.4, 0.8], values: [1, 3, 5] }
    expect([0.2, 0.3, 0.4, 0.6, 0.8].map((at) => valueAt(curve, at))).toEqual([1, 2, 3, 4, 5].map((value) => expect.closeTo(value, 12) as unknown))
    expect([0.1, 0.9].map((at) => valueAt(curve, at))).toEqual([null, null])
  })
})

describe('words', () => {
  it('count the explanations by verdict', () => {
    expect(countWords(exampleExplanation(), '0.338')).toBe('2 of 5 reproduce 0.338, 2 are refuted, 1 cannot be told. Corroboration ranks them, not fit.')
  })

  it('give a parameter with its whole interval, and a share as percent', () => {
    expect(parameterWords(explanationWith({ parameters: { beta: 3.2, betaInterval: [3.083472, 3.407208] } }))).toEqual([['Beta', '3.2; 3.0835 to 3.4072 lead there']])
    expect(parameterWords(explanationWith({ parameters: { ratio: 19, ratioInterval: [17.36, null] } }))).toEqual([['FN : FP', '19; 17.36 upwards lead there']])
    expect(parameterWords(explanationWith({ kind: 'fpr-target', parameters: { target: 0.42, targetInterval: [0.41984, 0.42122] } }))).toEqual([
      ['Target', '42\u202f%; 41.98\u202f% to 42.12\u202f% lead there'],
    ])
    expect(parameterWords(explanationWith({ parameters: { step: 0.001 } }))).toEqual([['Step', '0.001']])
  })

  it('shorten a threshold to seven digits', () => {
    expect([0.3382645774093179, 0.48, null].map(shortDigits)).toEqual(['0.3382646', '0.48', 'none'])
  })

  it('make one line of an action that several lines of a file need, and repeat no place', () => {
    const correct = { verb: 'correct' as const, text: 'Correct what blames the grid.', path: 'note.md' }
    const lines = actionLines([{ ...correct, line: 47 }, { ...correct, line: 13 }, { verb: 'correct', text: 'Correct line 3 of a.md.', path: 'a.md', line: 3 }])
    expect(lines).toEqual([
      { verb: 'correct', word: 'Correct', rest: ' what blames the grid.', place: 'note.md:13, 47' },
      { verb: 'correct', word: 'Correct', rest: ' line 3 of a.md.', place: null },
    ])
  })
})
