import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleTable, exampleView, sha } from '../report/report-input.test-kit.ts'
import { pythonPatch, shellPatch } from './patch-texts.ts'
import { reviewedTags } from './reviewed-tags.ts'
import type { Tag } from './reviewed-tags.ts'

/** Texts that end a literal, a comment, a quote or a line somewhere, or start something. */
const hostile = [
  `"""\nimport os; os.system("touch pwned")\n"""`,
  `'; touch pwned; '`,
  '$(touch pwned) `touch pwned` ${IFS} $1 %s',
  '\\',
  '\\" + __import__("os").system("touch pwned") + "',
  "\\'",
  'a\r\nb\u2028c\u0085d\u0000e\u001bf\u202eg',
  '@/etc/passwd',
  '-X DELETE',
  '{run} {{x}} %(a)s \\N{DIGIT ONE} \\x41 \\101',
  'Größe 規模 😀',
  '\ud800 alone',
  '',
]

let place = ''
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'countersign-patch-test-'))
  // Stand-ins that note what they are asked for, in place of the MLflow client and of curl.
  writeFileSync(join(place, 'mlflow.py'), [
    'import json',
    'calls = []',
    'class MlflowClient:',
    '    def __getattr__(self, name):',
    '        def call(*args):',
    '            calls.append([name, *args])',
    '            json.dump(calls, open("calls.json", "w"))',
    '        return call',
  ].join('\n'))
  writeFileSync(join(place, 'curl'), '#!/bin/sh\nfor argument in "$@"; do printf "%s\\n" "$argument"; done >> calls.txt\n')
  chmodSync(join(place, 'curl'), 0o755)
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

const has = (program: string) => spawnSync(program, ['-c', 'true']).status !== null && spawnSync(program, ['--version']).error === undefined
const tagsOf = (values: readonly string[]): Tag[] => values.map((value, index) => ({ key: `countersign.tag_${index}`, value }))

function runPython(source: string): unknown {
  writeFileSync(join(place, 'patch.py'), source)
  const done = spawnSync('python3', ['patch.py'], { cwd: place, encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' } })
  expect(done.stderr).toBe('')
  return JSON.parse(readFileSync(join(place, 'calls.json'), 'utf8'))
}

function runShell(source: string): string[] {
  rmSync(join(place, 'calls.txt'), { force: true })
  writeFileSync(join(place, 'patch.sh'), source)
  const env = { ...process.env, PATH: `${place}:${process.env['PATH'] ?? ''}`, MLFLOW_TRACKING_URI: 'http://tracking' }
  const done = spawnSync('sh', ['patch.sh'], { cwd: place, encoding: 'utf8', env })
  expect(done.stderr).toBe('')
  return readFileSync(join(place, 'calls.txt'), 'utf8').trimEnd().split('\n')
}

describe.skipIf(!has('python3'))('pythonPatch, run by Python with a stand-in for the client (skipped without python3)', () => {
  it('sets the tags as they are, on the run as it is, and calls nothing else', () => {
    const run = hostile.join('|')
    const expected = tagsOf(hostile).map(({ key, value }) => ['set_tag', run.toWellFormed(), key, value.toWellFormed()])
    expect(runPython(pythonPatch(run, tagsOf(hostile)))).toEqual(expected)
    expect(spawnSync('ls', [place], { encoding: 'utf8' }).stdout).not.toContain('pwned')
  })
})

describe.skipIf(process.platform === 'win32')('shellPatch, run by a shell with a stand-in for curl', () => {
  it('posts the tags as they are to set-tag and nothing else', () => {
    const run = hostile.join('|')
    const said = runShell(shellPatch(run, tagsOf(hostile)))
    const bodies = said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as unknown)
    expect(bodies).toEqual(tagsOf(hostile).map(({ key, value }) => ({ run_id: run.toWellFormed(), key, value: value.toWellFormed() })))
    expect(said.filter((line) => line.startsWith('http'))).toEqual(hostile.map(() => 'http://tracking/api/2.0/mlflow/runs/set-tag'))
    expect(spawnSync('ls', [place], { encoding: 'utf8' }).stdout).not.toContain('pwned')
  })

  it('stops where the address of the server is not set', () => {
    writeFileSync(join(place, 'patch.sh'), shellPatch('r', tagsOf(['v'])))
    const done = spawnSync('sh', ['patch.sh'], { cwd: place, encoding: 'utf8', env: { PATH: `${place}:${process.env['PATH'] ?? ''}` } })
    expect(done.status).not.toBe(0)
    expect(done.stderr).toContain('MLFLOW_TRACKING_URI')
  })
})

describe('both patches', () => {
  it('are printable ASCII in as many lines as there are tags, whatever the texts are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), (run, values) => {
        const plain = pythonPatch('r', tagsOf(values.map(() => 'v'))).split('\n').length
        const shell = shellPatch('r', tagsOf(values.map(() => 'v'))).split('\n').length
        for (const [text, lines] of [[pythonPatch(run, tagsOf(values)), plain], [shellPatch(run, tagsOf(values)), shell]] as const) {
          expect(text).toMatch(/^[\n\x20-\x7e]*$/)
          expect(text.split('\n').length).toBe(lines)
        }
      }),
    )
  })

  it('refuse a key that is not of this product', () => {
    for (const key of ['mlflow.runName', 'optimal_threshold', 'countersign.', 'countersign.x"', 'Countersign.threshold']) {
      expect(() => pythonPatch('r', [{ key, value: 'v' }])).toThrow(RangeError)
      expect(() => shellPatch('r', [{ key, value: 'v' }])).toThrow(RangeError)
    }
  })
})

describe('reviewedTags', () => {
  it('holds the exact threshold, its counts and the hashes', () => {
    const tags = reviewedTags({
      recommendation: exampleView().recommendation, costs: { fn: '10', fp: '1' }, table: exampleTable(), evidenceSha256: sha('f'), version: '1.2.3',
    })
    const value = (name: string) => tags.find(({ key }) => key === `countersign.${name}`)?.value
    expect(value('threshold')).toBe('0.4759636133379771')
    expect(value('operator')).toBe('>=')
    // 10 * 8,025 + 71,156.
    expect([value('cost'), value('fn'), value('fp'), value('cost_fn'), value('cost_fp')]).toEqual(['151406', '8025', '71156', '10', '1'])
    expect([value('predictions_sha256'), value('evidence_sha256')]).toEqual([sha('a'), sha('f')])
    expect(tags.every(({ key }) => key.startsWith('countersign.'))).toBe(true)
  })

  it('says none for a threshold that flags nobody, and <= for a low score', () => {
    const { recommendation } = exampleView()
    const table = exampleTable()
    const tags = reviewedTags({
      recommendation: { ...recommendation, optimum: { ...recommendation.optimum, threshold: null } }, costs: { fn: '0', fp: '1' },
      table: { ...table, reading: { ...table.reading, orientation: 'low' } }, evidenceSha256: sha('f'), version: '1.2.3',
    })
    expect(tags).toContainEqual({ key: 'countersign.threshold', value: 'none' })
    expect(tags).toContainEqual({ key: 'countersign.operator', value: '<=' })
  })
})
