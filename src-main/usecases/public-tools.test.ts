import { DuckDBInstance } from '@duckdb/node-api'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleReportInput } from '../domain/report/report-input.test-kit.ts'
import { sealReport } from '../report/seal.ts'
import { makeSelfAssertedKey } from '../signing/make-key.ts'
import { openPkcs12 } from '../signing/open-pkcs12.ts'
import { attachedFiles } from './report.ts'
import { renderReport } from './report-from-attachments.ts'

const tools = ['pdftotext', 'pdfsig', 'pdfdetach', 'sha256sum']
const missing = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined)
let place = ''
let text = ''

beforeAll(async () => {
  if (missing.length > 0) return
  place = await mkdtemp(join(tmpdir(), 'countersign-public-tools-'))
  await mkdir(join(place, 'attached'), { recursive: true })
  const { histogram, ...facts } = exampleReportInput()
  const { pdf } = await renderReport(attachedFiles(facts, histogram))
  const at = Date.UTC(2026, 10, 24)
  const made = await makeSelfAssertedKey('Ana', { passphrase: 'a passphrase of the test', at: at - 1000, algorithm: 'ecdsa-p256' })
  await writeFile(join(place, 'report.pdf'), await sealReport(pdf, await openPkcs12(made.pkcs12, 'a passphrase of the test'), at))
  text = spawnSync('pdftotext', ['-layout', join(place, 'report.pdf'), '-'], { encoding: 'utf8' }).stdout
})
afterAll(async () => {
  if (place !== '') await rm(place, { recursive: true, force: true })
})

/** What the document prints from a line that begins so, to one that ends so: copied as a reader would. */
function copied(begin: string, end: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const first = lines.findIndex((line) => line.startsWith(begin))
  const last = lines.findIndex((line, index) => index >= first && line.endsWith(end))
  if (first < 0 || last < 0) throw new Error(`the document does not print ${begin} … ${end}`)
  return lines.slice(first, last + 1).filter((line) => line !== '').join('\n')
}

const run = (command: string) => spawnSync('sh', ['-c', command], { cwd: place, encoding: 'utf8' })

describe.skipIf(missing.length > 0)(`the procedure that the report prints (skipped where ${tools.join(', ')} are not installed)`, () => {
  it('finds the seal valid and over the whole document', () => {
    const { stdout } = run(copied('pdfsig -nocert', 'report.pdf'))
    expect(stdout).toContain('Signature is Valid.')
    expect(stdout).toContain('Total document signed')
  })

  it('finds the attachments, with the hash that the document prints', () => {
    expect(run(copied('mkdir -p', 'attached')).status).toBe(0)
    expect(run(copied('pdfdetach -saveall', 'report.pdf')).status).toBe(0)
    const [hash = ''] = run(copied('sha256sum attached/evidence.json', 'evidence.json')).stdout.split(' ')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(text.replace(/\s/g, '')).toContain(`Itmustprint${hash}`)
  })

  it('computes the matrix of the recommended threshold with DuckDB', async () => {
    const command = copied('duckdb -c "select', '.csv\')"')
    const sql = command.slice(command.indexOf('"') + 1, command.lastIndexOf('"')).replace('attached/', `${place}/attached/`)
    const connection = await (await DuckDBInstance.create()).connect()
    const rows = await connection.runAndReadAll(sql)
    // The matrix of the case at its least cost.
    expect(rows.getRows().map((row) => row.map(Number))).toEqual([[16_800, 71_156, 8025, 211_530]])
  })
})
