import { kerasFacts } from './keras.ts'
import { corrupt, factsOf, onlyHashed } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'
import { callablesOf } from './pickle/dangerous-callables.ts'
import { describePickle } from './pickle/describe-pickle.ts'
import { inspectPickle } from './pickle/inspect-pickle.ts'
import { npyArray, readSkops } from './skops.ts'
import { zipContent, zipEntries } from './zip.ts'
import type { ZipEntry } from './zip.ts'

const mostText = 64 << 20
/** Bytes of all arrays of a file together. */
const mostArrays = 512 << 20

/** Models that are zip files: skops, Keras and PyTorch. Others are only hashed. */
export function inspectZip(path: string, bytes: Buffer): ModelFacts {
  const entries = zipEntries(bytes)
  if (entries === null) return factsOf('zip', { problems: [corrupt(path, 'its zip directory is missing or broken')] })
  const named = (name: string): ZipEntry | undefined => entries.find((entry) => entry.name === name)
  const schema = named('schema.json')
  if (schema !== undefined) return skopsFacts(path, bytes, entries, schema)
  const keras = kerasFacts(bytes, entries)
  if (keras !== null) return keras
  const torch = entries.find((entry) => /(?:^|\/)data\.pkl$/.test(entry.name))
  const pickle = torch === undefined ? null : zipContent(bytes, torch, mostText)
  if (pickle !== null) return { ...inspectPickle(path, pickle), format: 'torch-zip', library: 'torch' }
  return factsOf('zip', { problems: [onlyHashed(path)], entries: entries.slice(0, 100).map(({ name, size }) => ({ name, holds: `${size} bytes` })) })
}

function textOf(bytes: Buffer, entry: ZipEntry | undefined): string | null {
  return entry === undefined ? null : (zipContent(bytes, entry, mostText)?.toString('utf8') ?? null)
}

function skopsFacts(path: string, bytes: Buffer, entries: readonly ZipEntry[], schema: ZipEntry): ModelFacts {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  let left = mostArrays
  const model = readSkops(textOf(bytes, schema) ?? '', (name) => {
    const entry = byName.get(name)
    if (entry === undefined || entry.size > left) return null
    left -= entry.size
    return npyArray(zipContent(bytes, entry, entry.size))
  })
  if (model === null) return factsOf('zip', { problems: [onlyHashed(path)] })
  const { facts } = describePickle(model.root, path)
  const imports = model.names.map(({ module, name }) => ({ global: { kind: 'global' as const, module, name }, attribute: null, calls: 0, opaque: false }))
  const distinct = [...new Map(imports.map((entry) => [`${entry.global.module}.${entry.global.name}`, entry])).values()]
  return { ...facts, format: 'skops', formatVersion: model.version, callables: callablesOf(distinct) }
}
