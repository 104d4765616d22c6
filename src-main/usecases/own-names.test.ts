import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { noOwnNames } from '../contract/own-names.ts'
import { temporaryFolder } from '../evidence/folder/folder.test-kit.ts'
import { readOwnNames } from './own-names.ts'
import { scanFolder } from './scan.ts'

const namesFile = async (text: string) => path.join(await temporaryFolder({ 'names.json': text }), 'names.json')

describe('readOwnNames', () => {
  it('reads what is given, with the byte order mark of an editor', async () => {
    const read = await readOwnNames(await namesFile('\uFEFF{"threshold": ["grenzwert"]}'))
    expect(read).toEqual({ names: { ...noOwnNames, threshold: ['grenzwert'] }, problem: null })
  })

  it('adds none where there is no file', async () => {
    expect(await readOwnNames(path.join(await temporaryFolder({}), 'names.json'))).toEqual({ names: noOwnNames, problem: null })
  })

  it.each([
    ['{"threshold": ["grenzwert"', /no JSON/],
    ['{"treshold": ["grenzwert"]}', /treshold/],
    ['{"threshold": "grenzwert"}', /threshold/],
    ['["grenzwert"]', /object/],
  ])('says what is wrong with %s', async (text, message) => {
    const file = await namesFile(text)
    const { names, problem } = await readOwnNames(file)
    expect(names).toEqual(noOwnNames)
    expect(problem).toMatchObject({ kind: 'file-corrupt', path: null })
    expect(problem?.message).toMatch(message)
  })

  it('says so where the file is a folder', async () => {
    expect((await readOwnNames(await temporaryFolder({ 'a.txt': '' }))).problem?.kind).toBe('file-unreadable')
  })
})

describe('a scan with own names', () => {
  const runId = '0123456789abcdef0123456789abcdef'
  const run = `mlruns/1/${runId}`
  const evidence = {
    'config.yaml': 'grenzwert: 0.42\nverlust_fn: 12\npsi_threshold: 0.2\nmodell:\n  grenzwert:\n    value: 0.43\n',
    'mlruns/1/meta.yaml': 'artifact_location: mlruns/1\nexperiment_id: "1"\nlifecycle_stage: active\nname: scoring\n',
    [`${run}/meta.yaml`]:
      `artifact_uri: ${run}/artifacts\nexperiment_id: '1'\nlifecycle_stage: active\nrun_id: ${runId}\nrun_name: final\nstart_time: 1\nend_time: 2\nstatus: 3\n`,
    [`${run}/metrics/grenzwert`]: '1700000000000 0.4 0\n',
    [`${run}/params/f_beta`]: '3.2',
    [`${run}/params/cost_fn`]: '10',
    [`${run}/tags/f_gewicht`]: '2',
  }

  it('finds what they name in files and in runs, and drops what they disown', async () => {
    const folder = await temporaryFolder(evidence)
    const file = await namesFile('{"threshold": ["grenzwert"], "cost": ["verlust_fn"], "objective": ["f_gewicht"], "notThreshold": ["psi_threshold"]}')
    const scan = await scanFolder(folder, { namesFile: file })
    expect(scan.thresholds.map(({ value, source }) => [value, source])).toEqual([
      [0.4, 'run final, metric grenzwert'], [0.42, 'config.yaml:1 grenzwert'], [0.43, 'config.yaml:6 grenzwert'],
    ])
    expect(scan.mentions.map(({ kind, name, value }) => [kind, name, value])).toEqual([
      ['threshold', 'grenzwert', 0.42], ['cost', 'verlust_fn', 12], ['threshold', 'grenzwert', 0.43],
    ])
    expect(scan.runMentions?.map(({ kind, source, printed }) => [kind, source, printed])).toEqual([
      ['cost', 'run final, parameter cost_fn', '10'], ['objective', 'run final, parameter f_beta', '3.2'], ['objective', 'run final, tag f_gewicht', '2'],
    ])
  })

  it('goes on without them where their file is broken', async () => {
    const file = await namesFile('{')
    const scan = await scanFolder(await temporaryFolder(evidence), { namesFile: file })
    expect(scan.problems[0]).toMatchObject({ kind: 'file-corrupt', path: null })
    expect(scan.thresholds.map(({ value }) => value)).toEqual([0.2])
    expect(scan.runMentions?.map(({ name }) => name)).toEqual(['cost_fn', 'f_beta'])
  })
})
