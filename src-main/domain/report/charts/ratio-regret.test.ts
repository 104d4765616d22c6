import { describe, expect, it } from 'vitest'
import { ratioRegretChart } from './ratio-regret.ts'

const sensitivity = {
  ratios: [5, 10, 15],
  best: [],
  regrets: [
    { threshold: 0.5, relative: [0.02, 0, 0.04], greatest: 0.04 },
    { threshold: 0.3, relative: [0.5, 0.1, 0.02], greatest: 0.5 },
  ],
  sentence: '',
}

describe('ratioRegretChart', () => {
  const svg = ratioRegretChart({ sensitivity, names: ['0.5000', '0.3000'], ratio: 10, width: 400, height: 150 })

  it('draws the recommended threshold through all its ratios, at the foot where it is the best', () => {
    const [points] = [...svg.matchAll(/points="([^"]+)"/g)].map(([, found = '']) => found).slice(-1)
    const [, at10] = (points ?? '').split(' ').map((pair) => pair.split(',').map(Number))
    // The foot is 26 points above the lower edge.
    expect(at10?.[1]).toBe(124)
  })

  it('cuts off what lies beyond three times the recommended one, and names every line', () => {
    const counts = [...svg.matchAll(/points="([^"]+)"/g)].map(([, found = '']) => found.split(' ').length)
    // 50 % lies beyond, 10 % and 2 % do not.
    expect(counts).toEqual([2, 3])
    expect(svg).toContain('>0.5000<')
    expect(svg).toContain('>0.3000<')
  })
})
