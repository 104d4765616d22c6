import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInRules, defaultRules, readLocation, rulesInForce } from './location-rules.ts'
import type { RuleChoice } from './location-rules.ts'
import { resolveLocation } from './resolve-location.ts'

const run = '0123456789abcdef0123456789abcdef'
const server = 'fedcba9876543210fedcba9876543210'
const sharp = '00112233445566778899aabbccddeeff'
const paths = [
  '', 'tracking', 'tracking/mlruns', 'tracking/mlruns/1', `tracking/mlruns/1/${run}`, `tracking/mlruns/1/${run}/artifacts`,
  'C# project', `C# project/mlruns/1/${sharp}/artifacts`, 'mlartifacts', 'mlartifacts/2', `mlartifacts/2/${server}`, `mlartifacts/2/${server}/artifacts`, 'Modèle final', 'exports', 'exports/model',
]
const directories = {
  has: (path: string) => paths.includes(path),
  named: (name: string) => paths.filter((path) => path.split('/').at(-1) === name),
  isRecord: (path: string) => path === 'tracking/mlruns/1' || path === `tracking/mlruns/1/${run}`,
}

function resolved(recorded: string | null, owner = run, rules: RuleChoice = defaultRules, storePath = 'tracking/mlflow.db') {
  return resolveLocation(recorded, owner, { directories, root: ['home', 'me', 'case'], storePath, rules })
}

describe('a recorded location', () => {
  const there = `tracking/mlruns/1/${run}/artifacts`
  it.each([
    ['relative to the store', `mlruns/1/${run}/artifacts`, 'present', there, ''],
    ['relative, with a dot', `./mlruns/1/${run}/artifacts`, 'present', there, ''],
    ['relative, up and down again', `../tracking/mlruns/1/${run}/artifacts`, 'present', there, 'dot-segments'],
    ['in the folder itself', `/home/me/case/tracking/mlruns/1/${run}/artifacts`, 'present', there, ''],
    ['a URI in the folder itself', `file:///home/me/case/tracking/mlruns/1/${run}/artifacts`, 'present', there, 'file-uri'],
    ['of another machine', `/content/drive/mlruns/1/${run}/artifacts`, 'elsewhere', there, 'moved-folder'],
    ['on a drive of Windows', `C:\\Users\\me\\mlruns\\1\\${run}\\artifacts`, 'elsewhere', there, 'backslashes, windows-drive, moved-folder'],
    ['a URI of Windows', `file:///c:/Users/an%20analyst/mlruns/1/${run}/artifacts`, 'elsewhere', there, 'file-uri, percent-encoding, windows-drive, moved-folder'],
    ['a URI with the drive as host', `file://D:/mlruns/1/${run}/artifacts`, 'elsewhere', there, 'file-uri, windows-drive, moved-folder'],
    ['a URI without slashes', `file:C:/x/1/${run}/artifacts`, 'elsewhere', there, 'file-uri, windows-drive, moved-folder'],
    ['with a share of the network', `//server/share/mlruns/1/${run}/artifacts`, 'elsewhere', there, 'moved-folder'],
    ['with .. in the middle', `/a/b/../mlruns/1/${run}/artifacts`, 'elsewhere', there, 'dot-segments, moved-folder'],
  ])('%s', (_, recorded, state, directory, rules) => {
    expect(resolved(recorded)).toMatchObject({ state, directory, rules: rules === '' ? [] : rules.split(', ') })
  })

  it.each([
    ['a tracking server', `mlflow-artifacts:/2/${server}/artifacts`],
    ['a tracking server with a host', `mlflow-artifacts://host:5000/2/${server}/artifacts`],
  ])('of %s', (_, recorded) => {
    expect(resolved(recorded, server)).toMatchObject({ state: 'elsewhere', directory: `mlartifacts/2/${server}/artifacts`, rules: ['tracking-server'] })
  })

  it('with accents, percent-encoded', () => {
    expect(resolved('file:///home/me/case/Mod%C3%A8le%20final')).toMatchObject({ state: 'present', directory: 'Modèle final' })
    expect(resolved('file:///home/me/case/%E0%A4%A').state).toBe('missing')
  })

  it.each([
    ['with a query', `file:///old/mlruns/1/${run}/artifacts?version=2`, run, there],
    ['with a fragment', `file:///old/mlruns/1/${run}/artifacts#part`, run, there],
    ['with # in the name of a directory', `file:///C:/Users/an analyst/C# project/mlruns/1/${sharp}/artifacts`, sharp, `C# project/mlruns/1/${sharp}/artifacts`],
    ['with # encoded', `file:///x/C%23%20project/mlruns/1/${sharp}/artifacts`, sharp, `C# project/mlruns/1/${sharp}/artifacts`],
    ['with # and ? without a scheme', `/what?/C# project/mlruns/1/${sharp}/artifacts`, sharp, `C# project/mlruns/1/${sharp}/artifacts`],
  ])('%s', (_, recorded, owner, directory) => {
    expect(resolved(recorded, owner)).toMatchObject({ state: 'elsewhere', directory })
  })

  it.each([
    ['a run whose end is cut off by #', `file:///old/mlruns/1/${run}#artifacts`],
    ['a run whose end is cut off by ?', `file:///old/mlruns/1/${run}?artifacts`],
    ['the directory of the run itself', `/home/me/case/tracking/mlruns/1/${run}`],
    ['the directory of its experiment', 'file:///home/me/case/tracking/mlruns/1'],
  ])('%s is missing: what a store says of a run is no artifact', (_, recorded) => {
    expect(resolved(recorded)).toMatchObject({ state: 'missing', directory: null })
  })

  it.each([
    ['a bucket', 's3://bucket/1/artifacts'],
    ['another bucket', `gs://b/mlruns/1/${run}/artifacts`],
    ['a file system of a cluster', `dbfs:/databricks/mlflow/${run}/artifacts`],
    ['a server', `https://host/1/${run}/artifacts`],
    ['a place above the folder', '../../../etc'],
  ])('%s is outside, and never looked at', (_, recorded) => {
    expect(resolved(recorded)).toMatchObject({ state: 'outside', directory: null })
  })

  it.each([
    ['another run of the same shape', `/data/mlruns/1/${'9'.repeat(32)}/artifacts`, '9'.repeat(32)],
    ['a directory that merely ends alike', '/data/old/exports/model', run],
    ['nothing', '', run],
    ['no location', null, run],
  ])('%s is missing', (_, recorded, owner) => {
    expect(resolved(recorded, owner).state).toBe('missing')
  })
})

describe('the rules of the user', () => {
  it('come first; the first that fits is used', () => {
    const custom = [{ pattern: 's3://*/models/', replacement: 'exports/' }, { pattern: 's3://', replacement: 'nowhere/' }]
    expect(resolved('s3://bucket-7/models/model', run, { custom, disabled: [] })).toMatchObject({ state: 'elsewhere', directory: 'exports/model', rules: ['custom-1'] })
    expect(resolved('s3://bucket-7/else', run, { custom, disabled: [] })).toMatchObject({ state: 'missing', rules: ['custom-2'] })
  })

  it('lead nowhere outside the folder', () => {
    expect(resolved('s3://b/x', run, { custom: [{ pattern: 's3://b/', replacement: '../../../../' }], disabled: [] }).state).toBe('outside')
    expect(resolved('s3://b/passwd', run, { custom: [{ pattern: 's3://b/', replacement: '/etc/' }], disabled: [] }).state).toBe('missing')
  })

  it('switch built-in ones off', () => {
    const without = (id: string) => ({ custom: [], disabled: [id] })
    expect(resolved(`/content/mlruns/1/${run}/artifacts`, run, without('moved-folder')).state).toBe('missing')
    expect(resolved(`mlflow-artifacts:/2/${server}/artifacts`, server, without('tracking-server')).state).toBe('outside')
    expect(resolved(`file:///x/1/${run}/artifacts`, run, without('file-uri')).state).toBe('outside')
    expect(rulesInForce(without('file-uri')).map(({ id }) => id)).toEqual(builtInRules.map(({ id }) => id).filter((id) => id !== 'file-uri'))
  })

  it('take every character of a pattern but * as it stands', () => {
    const custom = [{ pattern: 'gs://a.b(c)+/', replacement: '' }]
    expect(resolved('gs://a.b(c)+/exports/model', run, { custom, disabled: [] }).directory).toBe('exports/model')
    expect(resolved('gs://aXb(c)+/exports/model', run, { custom, disabled: [] }).state).toBe('outside')
  })
})

it('whatever is recorded, a directory of the folder is found or none', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', run, 'artifacts', 'mlruns', '1', 'C:', 'file:', 'exports', 'model', '%2e%2e', '%2F'), fc.string({ maxLength: 4 }))
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), fc.constantFrom('/', '\\'), fc.constantFrom('', 'file:///', 'mlflow-artifacts:/', '/home/me/case/', '../'), (parts, separator, start) => {
      const { directory, state } = resolved(start + parts.join(separator))
      expect(directory === null ? ['missing', 'outside'] : ['present', 'elsewhere']).toContain(state)
      if (directory !== null) expect(paths).toContain(directory)
    }),
  )
})

it('reading a location never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => ['path', 'outside'].includes(readLocation(text, defaultRules).kind)))
})
