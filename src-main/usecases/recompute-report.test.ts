import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAnalysis } from '../computing/analysis.ts'
import { compareRuns, listRuns } from './compare.ts'
import { explainRecorded } from './explain.ts'
import { gatherFacts, type ReportParts } from './gather-report.ts'
import { recomputeFromAttachments, recomputeFromEvidence } from './recompute-report.ts'
import { readAttachments, type ReadAttachments } from './report-from-attachments.ts'
import { attachedFiles, histogramOf } from './report.ts'
import { scanFolder } from './scan.ts'

let place = ''
let folder = ''
let read: ReadAttachments
const analysis = createAnalysis()
const parts: ReportParts = {
  analysis, scan: scanFolder, compare: compareRuns, listRuns, version: '1.2.3',
  explain: (asked, scan, work) => explainRecorded(asked, scan, { analysis }, work),
}

/** 2,000 rows whose score rises with the label, drawn by a congruential generator so that they are the same each time. */
function table(): string {
  let state = 42
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  const rows = Array.from({ length: 2000 }, () => {
    const score = next()
    return `${next() < score ** 2 ? 1 : 0},${score}`
  })
  return ['defaulted,probability', ...rows, ''].join('\n')
}

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'countersign-recompute-test-'))
  folder = join(place, 'evidence')
  await mkdir(folder)
  await writeFile(join(folder, 'scores.csv'), table())
  await writeFile(join(folder, 'config.yaml'), 'threshold: 0.31\ncost_fn: 5\ncost_fp: 1\n')
  const reading = { path: 'scores.csv', label: 'defaulted', score: 'probability', positive: '1', negative: '0', orientation: 'high' as const }
  const facts = await gatherFacts({ folder, reading, costs: { fn: '5', fp: '1' }, runs: [] }, parts)
  read = readAttachments(attachedFiles(facts, await histogramOf(folder, facts, parts)))
})
afterAll(async () => {
  await analysis.close()
  await rm(place, { recursive: true, force: true })
})

const differing = (numbers: readonly { of: string; outcome: string }[]) => numbers.filter(({ outcome }) => outcome === 'differs').map(({ of }) => of)

describe('a report held against its evidence', () => {
  it('has every number exact where the folder is the same, under another name too', async () => {
    const copy = join(place, 'copy')
    await cp(folder, copy, { recursive: true })
    const found = await recomputeFromEvidence(read, copy, parts)
    expect(found.against).toBe('folder')
    expect(differing(found.numbers)).toEqual([])
    expect(found.numbers.filter(({ outcome }) => outcome === 'exact').length).toBeGreaterThan(100)
    expect(found.numbers.some(({ outcome }) => outcome !== 'exact')).toBe(false)
  })

  it('has the numbers of the table exact where only the table is there, under another name', async () => {
    const other = join(place, 'other')
    await cp(folder, other, { recursive: true })
    await rename(join(other, 'scores.csv'), join(other, 'renamed.csv'))
    await writeFile(join(other, 'config.yaml'), 'threshold: 0.9\n')
    const found = await recomputeFromEvidence(read, other, parts)
    expect(found.against).toBe('table')
    expect(differing(found.numbers)).toEqual([])
    expect(found.numbers.map(({ of }) => of)).toContain('view.recommendation.optimum.tp')
  })

  it('is held against its histogram where the table was changed, and says so', async () => {
    const changed = join(place, 'changed')
    await cp(folder, changed, { recursive: true })
    await writeFile(join(changed, 'scores.csv'), (await readFile(join(folder, 'scores.csv'), 'utf8')).replace('\n1,', '\n0,'))
    const found = await recomputeFromEvidence(read, changed, parts)
    expect(found.against).toBe('histogram')
    expect(found.sentence).toContain('not the prediction table')
    expect(differing(found.numbers)).toEqual([])
  })

  it('tells a number that was changed together with its histogram, where the table is there', async () => {
    const [first, ...rest] = read.input.histogram.cells
    if (first === undefined) throw new Error('a histogram has cells')
    const histogram = { ...read.input.histogram, cells: [{ ...first, positives: first.positives + 1, negatives: first.negatives - 1 }, ...rest] }
    const table = { ...read.input.table, positives: read.input.table.positives + 1 }
    const found = await recomputeFromEvidence({ ...read, input: { ...read.input, histogram, table } }, folder, parts)
    expect(differing(found.numbers)).toEqual(['table.positives', 'attached histogram, cells'])
  })
})

describe('a report held against its own histogram', () => {
  it('has no number that differs, the matrices exact', () => {
    const { numbers, against } = recomputeFromAttachments(read)
    expect(against).toBe('histogram')
    expect(differing(numbers)).toEqual([])
    expect(numbers.find(({ of }) => of === 'recommended threshold, true positives')?.outcome).toBe('exact')
  })
})
