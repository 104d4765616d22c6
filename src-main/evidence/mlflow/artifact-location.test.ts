import { expect, it } from 'vitest'
import { knownDirectories, locationResolver } from './artifact-location.ts'
import { folderTree } from './folder-tree.ts'

const run = '0123456789abcdef0123456789abcdef'
const other = 'fedcba9876543210fedcba9876543210'
const tree = folderTree(
  [
    `mlruns/1/${run}/artifacts/model/MLmodel`,
    `backup/mlruns/1/${run}/artifacts/model/MLmodel`,
    `mlartifacts/2/${other}/artifacts/plot.png`,
    'exports/final/model.pkl',
  ].map((path) => ({ path, absolute: `/evidence/${path}`, bytes: 1 })),
)

function resolved(uri: string | null, owner: string, store = 'mlruns'): string {
  const { state, directory } = locationResolver(knownDirectories(tree), store)(uri, owner)
  return directory ?? state
}

it.each([
  ['relative', `./mlruns/1/${run}/artifacts`],
  ['absolute, of another machine', `/home/analyst/project/mlruns/1/${run}/artifacts`],
  ['a URI of Windows', `file:///C:/Users/an%20analyst/mlruns/1/${run}/artifacts`],
  ['a URI with one slash', `file:/content/mlruns/1/${run}/artifacts`],
  ['a URI without a slash', `file:C:/Users/analyst/mlruns/1/${run}/artifacts`],
  ['with backslashes', `file:///C:\\Users\\analyst\\mlruns\\1\\${run}\\artifacts`],
])('finds a location that is %s', (_, uri) => {
  expect(resolved(uri, run)).toBe(`mlruns/1/${run}/artifacts`)
})

it('takes the copy nearest to the store', () => {
  const uri = `/elsewhere/1/${run}/artifacts`
  expect(resolved(uri, run, 'mlruns')).toBe(`mlruns/1/${run}/artifacts`)
  expect(resolved(uri, run, 'backup/mlruns')).toBe(`backup/mlruns/1/${run}/artifacts`)
})

it('finds what a tracking server kept', () => {
  expect(resolved(`mlflow-artifacts:/2/${other}/artifacts`, other)).toBe(`mlartifacts/2/${other}/artifacts`)
})

it('looks at no remote place', () => {
  for (const uri of [`s3://bucket/1/${run}/artifacts`, `dbfs:/1/${run}/artifacts`, `https://host/1/${run}/artifacts`]) {
    expect(resolved(uri, run)).toBe('outside')
  }
})

it('takes no directory that merely ends alike, and none above the folder', () => {
  expect(resolved(`/data/1/${'9'.repeat(32)}/artifacts`, '9'.repeat(32))).toBe('missing')
  expect(resolved('/data/old/exports/final', run)).toBe('missing')
  expect(resolved('exports/final', run)).toBe('exports/final')
  expect(resolved('../../etc', run)).toBe('outside')
  expect(resolved(null, run)).toBe('missing')
})
