import { describe, expect, it } from 'vitest'
import { exampleView } from '../report-input.test-kit.ts'
import { ratioMapChart, type RatioMapInput } from './ratio-map.ts'
import { scoreDistributionChart, type DistributionInput } from './score-distribution.ts'

const sane = (svg: string) => {
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  for (const match of svg.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy)="([^"]*)"/g)) {
    expect(Number(match[1])).toBeGreaterThanOrEqual(-1)
    expect(Number(match[1])).toBeLessThan(300)
  }
}

describe('ratioMapChart', () => {
  const input: RatioMapInput = {
    steps: exampleView().ratioMap, ratio: 10, threshold: 0.476, recorded: { value: 0.338, name: '0.338', needs: 'needs 17.4–19.9 : 1' },
    recordedRatios: [17.4, 19.9], width: 243, height: 168,
  }

  it('draws steps, never a smoothed line', () => {
    const [, points = ''] = /<polyline points="([^"]*)"/.exec(ratioMapChart(input)) ?? []
    const corners = points.split(' ').map((pair) => pair.split(',').map(Number))
    corners.slice(1).forEach(([x, y], index) => {
      const [beforeX, beforeY] = corners[index] ?? []
      expect(x === beforeX || y === beforeY || Math.abs((x ?? 0) - (beforeX ?? 0)) < 0.02).toBe(true)
    })
  })

  it('stands without a ratio, without a record, and where nobody is flagged', () => {
    sane(ratioMapChart(input))
    sane(ratioMapChart({ ...input, ratio: null, threshold: null, recorded: null, recordedRatios: null }))
    sane(ratioMapChart({ ...input, recorded: null, recordedRatios: null, threshold: null, steps: [{ from: 0, to: null, threshold: null }] }))
    sane(ratioMapChart({ ...input, steps: input.steps.map((step) => ({ ...step, threshold: step.threshold === null ? null : 1 - step.threshold })) }))
  })
})

describe('scoreDistributionChart', () => {
  const input: DistributionInput = {
    distribution: exampleView().distribution, recommended: { value: 0.476, name: '0.476' }, recorded: { value: 0.338, name: '0.338' },
    positiveName: 'default', negativeName: 'good', width: 243, height: 168,
  }

  it('names both classes and both cuts', () => {
    const svg = scoreDistributionChart(input)
    for (const name of ['default', 'good', '0.476', '0.338']) expect(svg).toContain(`>${name}</text>`)
    sane(svg)
  })

  it('keeps the names of classes that peak together apart, and off the cuts', () => {
    const distribution = { edges: [0, 0.05, 0.1, 1], positives: [5, 1, 1], negatives: [100, 5, 1] }
    const svg = scoreDistributionChart({ ...input, distribution, recommended: { value: 0.02, name: '0.02' } })
    sane(svg)
    const positions = ['default', 'good'].map((name) => {
      const [, x, y] = new RegExp(`<text x="([^"]*)" y="([^"]*)"[^>]*>${name}<`).exec(svg) ?? []
      return { x: Number(x), y: Number(y) }
    })
    const [one, other] = positions
    expect(Math.abs((one?.x ?? 0) - (other?.x ?? 0)) > 20 || Math.abs((one?.y ?? 0) - (other?.y ?? 0)) >= 9).toBe(true)
  })

  it('stands with empty bins and with one score only', () => {
    sane(scoreDistributionChart({ ...input, distribution: { edges: [0.5, 0.5], positives: [0], negatives: [3] }, recommended: null, recorded: null }))
  })
})
