import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentNames } from '../contract/report-attachments.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { exampleComparison, exampleReportInput, exampleScan, exampleTable, exampleView } from '../domain/report/report-input.test-kit.ts'
import type { ReportInput } from '../domain/report/report-input.ts'
import { reportModel } from '../domain/report/report-model.ts'
import { compileReport, type CompileOptions } from './compile-report.ts'
import { readReportFonts } from './fonts.ts'

async function compile(change: Partial<ReportInput> = {}, options: CompileOptions = {}) {
  const input = exampleReportInput(change)
  const evidenceJson = canonicalJson({ facts: input.folderName })
  const evidenceJsonSha256 = createHash('sha256').update(evidenceJson).digest('hex')
  const { canDraw } = await readReportFonts()
  const model = reportModel(input, { documentId: evidenceJsonSha256.slice(0, 12), evidenceJsonSha256 }, canDraw)
  return { evidenceJson, ...(await compileReport(model, [{ name: attachmentNames.evidence, bytes: Buffer.from(evidenceJson), relationship: 'data', mimeType: 'application/json', description: 'Facts' }], options)) }
}

/** Text that would do harm or break lines if it were markup, or if fonts were assumed to hold it. */
const hostile = '#panic("x") $1^2$ *a* _b_ <c> @d `e` \\ // /* 模型 😀 \u202e "quoted" ' + 'w'.repeat(300)

const hasTool = (name: string) => spawnSync(name, ['-v']).error === undefined || spawnSync(name, ['--version']).error === undefined

describe('compileReport', () => {
  it('gives the same bytes for the same input, as PDF/A-3a', async () => {
    const [first, second] = [await compile(), await compile()]
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0)
    const text = Buffer.from(first.pdf).toString('latin1')
    expect(text.startsWith('%PDF-1.7')).toBe(true)
    expect(text).toMatch(/\/AFRelationship\s*\/Data/)
    expect(text).toMatch(/pdfaid:part>3</)
    expect(text).toMatch(/pdfaid:conformance>A</)
    expect(text).toContain('19800101')
  })

  it('meets PDF/UA-1 too: title, alternative texts and order of headings', async () => {
    expect((await compile({}, { standard: 'ua-1' })).pages).toBeGreaterThan(5)
  })

  it('sets hostile names as text, in every place that a name has', async () => {
    const comparison = exampleComparison()
    const scan = exampleScan()
    const table = exampleTable()
    const view = exampleView()
    const reading = { ...table.reading, path: hostile, label: hostile, score: hostile }
    const outcome = await compile({
      folderName: hostile,
      assumed: [hostile],
      comparison: {
        ...comparison,
        runs: comparison.runs.map((run) => ({ ...run, name: hostile, experiment: hostile, stores: [hostile] })),
        rows: [{ section: 'tags', key: hostile, values: [hostile, null], state: 'missing' }],
        verdict: { ...comparison.verdict, headline: hostile },
      },
      scan: {
        ...scan,
        files: [{ path: hostile, bytes: 1, sha256: 'a'.repeat(64) }],
        mentions: scan.mentions.map((mention) => ({ ...mention, path: hostile, name: hostile, printed: hostile })),
      },
      table: { ...table, reading, query: hostile, positive: hostile },
      view: {
        ...view,
        reading,
        recorded: view.recorded.map((item) => ({ ...item, recorded: { ...item.recorded, source: hostile, printed: hostile } })),
      },
    })
    expect(outcome.pages).toBeGreaterThan(5)
  })

  it('stands without runs, records, stores or files', async () => {
    const scan = { ...exampleScan(), stores: [], decisions: [], models: [], mentions: [], thresholds: [], files: [] }
    const view = { ...exampleView(), recorded: [] }
    expect((await compile({ scan, view, comparison: null, assumed: [] })).pages).toBeGreaterThan(3)
  })

  it('sets ten runs and hundreds of differences', async () => {
    const comparison = exampleComparison()
    const [run] = comparison.runs
    if (run === undefined) throw new Error('the example has runs')
    const runs = Array.from({ length: 10 }, (_, index) => ({ ...run, id: String(index).repeat(32), name: `run ${index}` }))
    const rows = Array.from({ length: 200 }, (_, index) => ({
      section: 'parameters' as const, key: `parameter_${index}`, values: runs.map((_, at) => (at === 3 ? null : `${index + at}`)), state: 'different' as const,
    }))
    expect((await compile({ comparison: { ...comparison, runs, rows } })).pages).toBeGreaterThan(15)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(compile({}, { signal: stop.signal })).rejects.toMatchObject({ problem: { kind: 'stopped' } })
    const later = new AbortController()
    const running = compile({}, { signal: later.signal })
    setImmediate(() => later.abort())
    await expect(running).rejects.toMatchObject({ problem: { kind: 'stopped' } })
  })
})

describe('the fonts of the report', () => {
  it('draw the signs that the report needs, and no Chinese', async () => {
    const { canDraw } = await readReportFonts()
    for (const sign of '≥≤≈≠–−…×β²∞’“”\u202f\u2002\ufffd') expect(canDraw(sign.codePointAt(0) ?? 0), sign).toBe(true)
    for (const sign of '模😀□') expect(canDraw(sign.codePointAt(0) ?? 0), sign).toBe(false)
  })
})

describe('the template', () => {
  it('gives every table a header', async () => {
    for (const name of ['report.typ', 'blocks.typ']) {
      const source = await readFile(new URL(`../../resources/typst/${name}`, import.meta.url), 'utf8')
      expect(source.match(/[^-.\w]table\(\n/g)?.length ?? 0).toBe(source.match(/table\.header\(/g)?.length ?? 0)
      expect(source).not.toMatch(/@preview|eval\(|datetime\.today/)
    }
  })
})

describe.skipIf(!hasTool('qpdf') || !hasTool('pdfdetach'))('other tools (skipped where qpdf and pdfdetach are not installed)', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-report-test-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('find a clean file whose attachment is the canonical record', async () => {
    const { pdf, evidenceJson } = await compile()
    const file = join(folder, 'report.pdf')
    await writeFile(file, pdf)
    expect(spawnSync('qpdf', ['--check', file]).status).toBe(0)
    const saved = join(folder, 'evidence.json')
    expect(spawnSync('pdfdetach', ['-save', '1', '-o', saved, file]).status).toBe(0)
    expect(await readFile(saved, 'utf8')).toBe(evidenceJson)
  })
})
