import { describe, expect, it } from 'vitest'
import { ratioDomain, ratioMapDrawing, ratioPoints } from './cost-ratio-map.drawing.ts'
import { rocDrawing } from './roc.drawing.ts'
import { classDensity, distributionDrawing } from './score-distribution.drawing.ts'
import { marksOf, testFrame, textsOf } from './test-frame.test-kit.ts'

const steps = [
  { from: 0, to: 0.5, threshold: null },
  { from: 0.5, to: 8, threshold: 0.6 },
  { from: 8, to: 18, threshold: 0.4 },
  { from: 18, to: null, threshold: 0.3 },
]

describe('ratio map', () => {
  it('shows a decade below the ratio to half a decade above, on round ends', () => {
    expect(ratioDomain({ ratio: 10, recorded: null })).toEqual([1, 50])
    expect(ratioDomain({ ratio: 3, recorded: null })).toEqual([0.2, 20])
    expect(ratioDomain({ ratio: null, recorded: null })).toEqual([1, 50])
  })

  it('widens for the ratios that the recorded threshold needs', () => {
    const recorded = { threshold: 0.3, needs: [60, 80] as const, words: ['', ''] as const }
    expect(ratioDomain({ ratio: 10, recorded })).toEqual([1, 100])
  })

  it('draws steps, with flag nobody at the top', () => {
    expect(ratioPoints(steps, [0.2, 20], 1)).toEqual([
      [0.2, 1],
      [0.5, 1],
      [0.5, 0.6],
      [8, 0.6],
      [8, 0.4],
      [18, 0.4],
      [18, 0.3],
      [20, 0.3],
    ])
  })

  it('names the current ratio and what the recorded threshold needs', () => {
    const drawing = ratioMapDrawing(
      {
        steps,
        ratio: 10,
        ratioWords: '10 : 1',
        threshold: 0.4,
        recorded: { threshold: 0.3, needs: [18, null], words: ['0.3 needs', 'above 18 : 1'] },
        axisTitle: 'FN : FP cost ratio',
      },
      testFrame(340, 300),
    )
    expect(textsOf(drawing)).toEqual(expect.arrayContaining(['10 : 1', '0.3 needs', 'above 18 : 1', 'FN : FP cost ratio']))
    expect(marksOf(drawing).filter((mark) => mark.style.fill === 'recordedSoft')).toHaveLength(1)
  })
})

describe('score distribution', () => {
  it('makes bins of different widths comparable, and survives an empty class', () => {
    // 4 of 8 rows in a bin of width 0.5 and 4 in one of 0.25: densities 1 and 2.
    expect(classDensity([0, 0.5, 0.75], [4, 4])).toEqual([1, 2])
    expect(classDensity([0, 0.5, 1], [0, 0])).toEqual([0, 0])
  })

  it('names both classes and the thresholds', () => {
    const drawing = distributionDrawing(
      {
        distribution: { edges: [0, 0.25, 0.5, 0.75, 1], positives: [1, 2, 4, 8], negatives: [8, 4, 2, 1] },
        positiveWord: 'defaulted',
        negativeWord: 'repaid',
        thresholds: [
          { kind: 'recommended', threshold: 0.48, name: '0.48' },
          { kind: 'recorded', threshold: 0.34, name: '0.34' },
        ],
        axisTitle: 'score',
      },
      testFrame(430, 220),
    )
    expect(textsOf(drawing)).toEqual(expect.arrayContaining(['defaulted', 'repaid', '0.48', '0.34', 'score']))
    expect(drawing.lines).toMatchObject([{ stroke: 'negative', fill: { colour: 'negativeFill' } }, { stroke: 'positive', width: 1.8 }])
  })
})

describe('ROC curve', () => {
  it('marks the operating points', () => {
    const drawing = rocDrawing(
      {
        roc: { falsePositiveRate: [0, 0.1, 1], truePositiveRate: [0, 0.8, 1] },
        points: [{ kind: 'recommended', falsePositiveRate: 0.1, truePositiveRate: 0.8, name: '0.48' }],
        axisTitle: 'rates',
      },
      testFrame(430, 220),
    )
    expect(textsOf(drawing)).toEqual(['0.48', 'rates'])
    // The plot runs from 36 to 418 across and from 10 down to 182.
    expect(drawing.lines.map(({ path }) => path)).toEqual(['M36 182L74.2 44.4L418 10'])
  })
})
