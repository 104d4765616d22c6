import { beforeAll, describe, expect, it } from 'vitest'
import { nothingExcluded } from './brute-force.test-kit.ts'
import { prepareCuts, type CutTable } from './cut-table.ts'
import { readScores, sharedData } from './prediction-file.test-kit.ts'
import { ratioMap } from './ratio-map.ts'
import { recommend } from './recommend.ts'

const data = sharedData('dcurves-binary/df_binary.csv')

// The teaching table of the R package dcurves; expected values computed with scikit-learn 1.9.1 and numpy.
describe.skipIf(data.absent)('the dcurves table (skipped where ../shared/data is absent)', () => {
  let cuts: CutTable
  beforeAll(async () => {
    cuts = prepareCuts(await readScores(data.file, 'cancerpredmarker', 'cancer', 'true'), 'high')
  })
  const recommended = (fn: string, fp: string) =>
    recommend({
      cuts,
      rowCount: 750,
      excluded: nothingExcluded,
      sha256: 'hash',
      costs: { fn, fp },
      grids: ['0.01', '0.05'],
      at: [0.5],
      bootstrap: null,
    })

  it.each([
    { ratio: '1', least: 82, threshold: 0.3517056, previous: 0.3516447, counts: [57, 34, 48, 611], theory: 89, grid: 83, at: 89 },
    { ratio: '5', least: 235, threshold: 0.2531714, previous: 0.2529972, counts: [72, 70, 33, 575], theory: 244, grid: 236, at: 377 },
    { ratio: '10', least: 353, threshold: 0.1549948, previous: 0.1527336, counts: [82, 123, 23, 522], theory: 383, grid: 358, at: 737 },
    { ratio: '20', least: 455, threshold: 0.0603593, previous: 0.0595109, counts: [96, 275, 9, 370], theory: 508, grid: 455, at: 1457 },
    { ratio: '50', least: 496, threshold: 0.0227371, previous: 0.0225779, counts: [104, 446, 1, 199], theory: 518, grid: 515, at: 3617 },
  ])('costs $least at least for $ratio : 1', ({ ratio, least, threshold, previous, counts, theory, grid, at }) => {
    const { optimum, theoretical, grids, at: points } = recommended(ratio, '1')
    expect(optimum.threshold).toBeCloseTo(threshold, 7)
    expect(optimum.interval[0]).toBeCloseTo(previous, 7)
    expect([optimum.cost, optimum.tied]).toEqual([least, 1])
    expect([optimum.tp, optimum.fp, optimum.fn, optimum.tn]).toEqual(counts)
    expect([theoretical.cost, grids[0]?.cost, points[0]?.cost]).toEqual([theory, grid, at])
  })

  it('finds the best grid thresholds', () => {
    const grid = (ratio: string) => recommended(ratio, '1').grids.map(({ threshold }) => threshold)
    expect(grid('1')[0]).toBe(0.36)
    expect(grid('5')).toEqual([0.19, 0.25])
    expect(grid('10')).toEqual([0.15, 0.15])
    expect(grid('20')).toEqual([0.06, 0.05])
    expect(grid('50')[0]).toBe(0.02)
  })

  it('reports the higher of the two scores that tie at 1 : 2, never a value between them', () => {
    const { optimum, theoretical, grids, at } = recommended('1', '2')
    expect(optimum.threshold).toBeCloseTo(0.6551933, 7)
    expect([optimum.cost, optimum.tied]).toEqual([92, 2])
    expect([theoretical.cost, grids[0]?.cost, at[0]?.cost]).toEqual([94, 92, 106])
  })

  it('has the known AUC and optima of other objectives', () => {
    const { auc, objectives } = recommended('5', '1')
    expect(auc).toBeCloseTo(0.8606275378, 10)
    const optimum = (kind: string, beta?: number) =>
      objectives.find((objective) => objective.kind === kind && objective.parameters['beta'] === beta)
    for (const kind of ['accuracy', 'mcc']) expect(optimum(kind)?.threshold).toBeCloseTo(0.3517056, 7)
    expect(optimum('mcc')?.value).toBeCloseTo(0.5208765, 7)
    expect(optimum('f-beta', 1)?.threshold).toBeCloseTo(0.2531714, 7)
    expect(optimum('f-beta', 1)?.value).toBeCloseTo(0.582996, 6)
    expect(optimum('f-beta', 2)?.threshold).toBeCloseTo(0.1549948, 7)
    expect(optimum('f-beta', 2)?.value).toBeCloseTo(0.656, 6)
    expect(optimum('youden')?.threshold).toBeCloseTo(0.1549948, 7)
    expect(optimum('youden')?.value).toBeCloseTo(0.5902547, 7)
  })

  it.each([
    [0.3517056, 0.8529, 2.375],
    [0.2531714, 2.4286, 5.1667],
    [0.1549948, 5.5, 10.8],
    [0.0603593, 11, 21.375],
  ])('makes %d best for ratios in [%d, %d]', (threshold, from, to) => {
    const step = ratioMap(cuts).find((candidate) => Math.abs((candidate.threshold ?? NaN) - threshold) < 1e-7)
    expect(step?.from).toBeCloseTo(from, 4)
    expect(step?.to).toBeCloseTo(to, 4)
  })
})
