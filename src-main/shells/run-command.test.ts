import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Recommendation } from '../contract/recommendation.ts'
import type { Scan } from '../contract/scan.ts'
import { runCommand } from './run-command.ts'

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const code = await runCommand(args, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    watched: false,
    signal: new AbortController().signal,
  })
  return { code, out, err }
}

describe('command line', () => {
  let folder: string
  let table: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-test-command-'))
    table = join(folder, 'scores.csv')
    writeFileSync(table, 'y,s\n1,0.9\n0,0.8\n1,0.7\n0,0.3\n0,0.2\n1,\n')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  // Worked out by hand: at 0.7 TP 2, FP 1, FN 0, TN 2, so 10·0 + 1 = 1; at 0.9 FN 1 costs 10; nobody 20; everybody 3.
  it('prints one JSON document with the exact optimum and nothing else', async () => {
    const args = ['recommend', table, '--label', 'y', '--score', 's', '--cost-fn', '10', '--cost-fp', '1']
    const { code, out, err } = await run(...args, '--at', '0.9', '1', '--grid', '0.5', '--json')
    expect([code, err]).toEqual([0, ''])
    const answer = JSON.parse(out) as Recommendation
    expect(answer).toMatchObject({
      rows: 6,
      used: 5,
      excluded: { nullScore: 1 },
      positives: 2,
      negatives: 3,
      optimum: { threshold: 0.7, cost: 1, tp: 2, fp: 1, fn: 0, tn: 2, tied: 1, interval: [0.3, 0.7] },
      flagNobody: { cost: 20 },
      flagEverybody: { cost: 3 },
      at: [
        { threshold: 0.9, cost: 10, tp: 1, fp: 0, fn: 1, tn: 3 },
        { threshold: 1, cost: 20 },
      ],
      grids: [{ step: 0.5, threshold: 0.5, cost: 1 }],
    })
  })

  it('scans with the names of the data folder', async () => {
    writeFileSync(join(folder, 'config.yaml'), 'grenzwert: 0.42\n')
    writeFileSync(join(folder, 'names.json'), '{"threshold": ["grenzwert"]}')
    vi.stubEnv('COUNTERSIGN_DATA', folder)
    const { code, out } = await run('scan', folder, '--json')
    vi.unstubAllEnvs()
    expect([code, (JSON.parse(out) as Scan).thresholds.map(({ source }) => source)]).toEqual([0, ['config.yaml:1 grenzwert']])
  })

  it('prints text for a person without --json', async () => {
    const { code, out } = await run('recommend', table, '--label', 'y', '--score', 's', '--cost-fn', '10', '--cost-fp', '1')
    expect(code).toBe(0)
    expect(out).toContain('Threshold 0.7 costs least: 1.')
    expect(out).toMatch(/6 read = 5 used .* \+ 1 excluded \(nullScore 1\)/)
  })

  it('counts malformed rows by cause with their lines, and the sum adds up', async () => {
    writeFileSync(table, 'y,s\n1,0.9\n0,0.8,7\n1\n0,"0.3\n0,0.2\n1,\n0\n')
    const args = ['recommend', table, '--label', 'y', '--score', 's', '--cost-fn', '10', '--cost-fp', '1']
    const answer = JSON.parse((await run(...args, '--json')).out) as Recommendation
    const place = (number: number) => ({ file: null, number })
    expect(answer).toMatchObject({
      rows: 7,
      used: 2,
      excluded: { nullScore: 1, nanScore: 0, infiniteScore: 0, textScore: 0, nullLabel: 0, foreignLabel: 0, malformedRow: 4 },
      malformed: {
        rows: 4,
        causes: [
          { cause: 'tooFewValues', rows: 2, places: [place(4), place(8)] },
          { cause: 'tooManyValues', rows: 1, places: [place(3)] },
          { cause: 'openQuote', rows: 1, places: [place(5)] },
        ],
      },
    })
    const { out } = await run(...args)
    expect(out).toMatch(/7 read = 2 used .* \+ 5 excluded \(nullScore 1, malformedRow 4\)\n {2}malformed, tooFewValues: 2 \(line 4, 8\)/)
  })

  it('lists malformed rows of a scanned table', async () => {
    writeFileSync(table, 'y,s\n1,0.9\n0,0.8\n1\n0,0.3\n0,0.2\n')
    expect((await run('scan', folder)).out).toMatch(/scores\.csv +tooFewValues +1 +4\n/)
  })

  it('scans a folder', async () => {
    const { code, out } = await run('scan', folder, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ stores: [], predictions: [{ path: 'scores.csv', rows: 6 }] })
  })

  it.each([
    ['no verb', [], /No verb is given/],
    ['an unknown verb', ['recomend'], /recomend is not known/],
    ['a verb of objects', ['constructor'], /constructor is not known/],
    ['an unknown option', ['scan', '.', '--fast'], /--fast/],
    ['a missing folder', ['scan', '/no/such/folder', '--json'], /\/no\/such\/folder/],
    ['one run', ['compare', '.', '--runs', 'a'], /--runs names one run/],
    ['a missing column', ['recommend', 'TABLE', '--label', 'y', '--score', 'x', '--cost-fn', '1', '--cost-fp', '1'], /scores\.csv.*column x/],
    ['a missing cost', ['recommend', 'TABLE', '--label', 'y', '--score', 's', '--cost-fn', '1'], /--cost-fp is missing/],
    ['costs of nothing', ['recommend', 'TABLE', '--label', 'y', '--score', 's', '--cost-fn', '0', '--cost-fp', '0'], /both 0/],
    ['a missing file', ['inspect', '/no/such/model.pkl'], /model\.pkl/],
  ])('ends with 2 and one line for %s', async (_what, args, message) => {
    const { code, out, err } = await run(...args.map((argument) => (argument === 'TABLE' ? table : argument)))
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  it('explains itself', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const verb of ['demo', 'scan', 'compare', 'recommend', 'report', 'verify', 'inspect']) expect(out).toContain(`countersign ${verb} `)
    expect((await run('scan', '--help')).out).toContain('countersign scan DIR')
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('ends with 2 when it is stopped', async () => {
    let err = ''
    const terminal = { out: () => {}, err: (text: string) => void (err += text), watched: false, signal: AbortSignal.abort() }
    expect(await runCommand(['scan', folder], terminal)).toBe(2)
    expect(err).toMatch(/stopped/i)
  })

  it('shows progress to a person who watches, and none beside JSON', async () => {
    let err = ''
    const terminal = { out: () => {}, err: (text: string) => void (err += text), watched: true, signal: new AbortController().signal }
    await runCommand(['scan', folder, '--json'], terminal)
    expect(err).toBe('')
    await runCommand(['scan', folder], terminal)
    expect(err).toContain('Hashing: 1 of 1 files')
  })

  it.skipIf(process.platform === 'win32')('ends quietly where its reader leaves', async () => {
    const program = join(import.meta.dirname, 'command-line.ts')
    const child = spawn('/bin/sh', ['-c', '"$0" "$@" | true', process.execPath, program, 'scan', folder, '--json'])
    const errors: string[] = []
    child.stderr.on('data', (text: Buffer) => errors.push(text.toString()))
    await new Promise((resolve) => child.once('close', resolve))
    expect(errors).toEqual([])
  })
})
