import { readFile } from 'node:fs/promises'
import type { Problem } from '../../contract/problem.ts'
import type { ScannedModel } from '../../contract/scan.ts'
import { compressionOf, decompress, mostDecompressed } from './decompress.ts'
import type { Compression } from './decompress.ts'
import { lfsPointer } from './lfs-pointer.ts'
import { isLightgbmText, lightgbmTextFeatures } from './lightgbm-text.ts'
import { onnxFeatures } from './onnx.ts'
import { describePickle } from './pickle/describe-pickle.ts'
import { readPickle } from './pickle/read-pickle.ts'
import { xgboostFeatures, xgboostFormat } from './xgboost.ts'

/** A hashed file that may be a model. */
export interface ModelFile {
  readonly path: string
  readonly absolute: string
  readonly bytes: number
  readonly sha256: string
  /** The first bytes of the file, 256 where it has as many. */
  readonly head: Buffer
}

type Inspected = Omit<ScannedModel, 'path' | 'sha256'>

const pickleName = /\.(?:pkl|pickle|joblib|sav)(?:\.(?:gz|z|bz2|xz|lzma|lz4))?$/i
const modelName = /\.(?:pkl|pickle|joblib|sav|onnx|cbm|model|xgb|ubj|h5|keras|pt|pth)(?:\.(?:gz|z|bz2|xz|lzma|lz4))?$/i

/** Whether the file is a model by its content, or by its name where the content doesn't tell. */
export function looksLikeModel(file: Pick<ModelFile, 'path' | 'head'>): boolean {
  return pickleName.test(file.path) || formatByContent(file.head) !== null || modelName.test(file.path)
}

/**
 * Inspects a model file as bytes; a pickle is decoded into inert records and nothing in it is ever imported or called.
 * What can't be read is in `problems`; className and features are null where the file doesn't state them.
 *
 * @throws Error of the file system where the file can't be read.
 */
export async function inspectModel(file: ModelFile): Promise<ScannedModel> {
  return { path: file.path, sha256: file.sha256, ...(await inspect(file)) }
}

async function inspect(file: ModelFile): Promise<Inspected> {
  const pointer = lfsPointer(file.head)
  if (pointer !== null) {
    return only('git-lfs-pointer', {
      kind: 'artifact-missing',
      path: file.path,
      message: `This is a git-lfs pointer, not the model: the model has ${pointer.bytes} bytes and SHA-256 ${pointer.sha256}.`,
      action: 'Run "git lfs pull" where the project was cloned and scan again.',
    })
  }
  if (file.bytes === 0) {
    return only('empty', { kind: 'file-empty', path: file.path, message: 'The file is empty.', action: 'Copy the model again.' })
  }
  if (file.bytes > mostDecompressed) return only('unknown', tooLarge(file.path))
  const stored = await readFile(file.absolute)
  const compression = pickleName.test(file.path) || modelName.test(file.path) ? compressionOf(file.head) : null
  if (compression === null) return inspectBytes(file.path, stored, '')
  return inspectCompressed(file.path, stored, compression)
}

function inspectCompressed(path: string, stored: Buffer, compression: Compression): Inspected {
  const name = compression === 'joblib-zlib' ? 'zlib' : compression
  let bytes: Buffer | null
  try {
    bytes = decompress(stored, compression)
  } catch (error) {
    if (error instanceof RangeError) return only(name, tooLarge(path))
    return only(name, corrupt(path, `its ${name} compression is broken`))
  }
  if (bytes === null) {
    return only(name, {
      kind: 'file-unreadable',
      path,
      message: `It is compressed with ${name}, which can't be read here; only its hash was taken.`,
      action: 'Save the model uncompressed or with gzip to see what it is.',
    })
  }
  return inspectBytes(path, bytes, `+${name}`)
}

type Format = 'pickle' | 'lightgbm-text' | 'catboost' | ReturnType<typeof xgboostFormat>

function formatByContent(head: Buffer): Format {
  // PROTO, then a protocol number that has been defined.
  if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5) return 'pickle'
  if (isLightgbmText(head)) return 'lightgbm-text'
  if (head.subarray(0, 4).toString('latin1') === 'CBM1') return 'catboost'
  return xgboostFormat(head)
}

function inspectBytes(path: string, bytes: Buffer, suffix: string): Inspected {
  const format = formatByContent(bytes.subarray(0, 256))
  switch (format) {
    case 'pickle':
      return inspectPickle(path, bytes, suffix)
    case 'lightgbm-text':
      return stated(`lightgbm-text${suffix}`, 'Booster', lightgbmTextFeatures(bytes.toString('latin1')))
    case 'catboost':
      return stated(`catboost${suffix}`, null, null)
    case 'xgboost-json':
    case 'xgboost-ubjson':
    case 'xgboost-binary':
      return stated(`${format}${suffix}`, 'Booster', xgboostFeatures(bytes))
    case null:
      return inspectByName(path, bytes, suffix)
  }
}

function inspectByName(path: string, bytes: Buffer, suffix: string): Inspected {
  if (pickleName.test(path)) return inspectPickle(path, bytes, suffix)
  const onnx = /\.onnx$/i.test(path) ? onnxFeatures(bytes) : undefined
  if (onnx !== undefined) return stated('onnx', null, onnx)
  const signature = bytes.subarray(0, 8).toString('latin1')
  if (signature.startsWith('\u0089HDF')) return only('hdf5', onlyHashed(path))
  if (signature.startsWith('PK\u0003\u0004')) return only('zip', onlyHashed(path))
  return only('unknown', onlyHashed(path))
}

function inspectPickle(path: string, bytes: Buffer, suffix: string): Inspected {
  const { root, broken, trailing } = readPickle(bytes)
  const model = describePickle(root)
  const problems: Problem[] = []
  if (broken !== null) problems.push(corrupt(path, broken))
  else if (model.className === null) {
    problems.push({
      kind: 'not-stated',
      path,
      message: `This pickle holds ${model.holds}, not a model.`,
      action: 'Nothing to do, unless it should be the model.',
    })
  }
  if (trailing > 0) {
    problems.push({
      kind: 'file-corrupt',
      path,
      message: `${trailing} bytes follow the end of the pickle; they were not read.`,
      action: 'Check that the file is the model and nothing else.',
    })
  }
  const joblib = /\.joblib(?:\.|$)/i.test(path) || bytes.includes('joblib.numpy_pickle')
  return { format: `${joblib ? 'joblib' : 'pickle'}${suffix}`, className: model.className, features: model.features, problems }
}

function stated(format: string, className: string | null, features: number | null): Inspected {
  return { format, className, features, problems: [] }
}

function only(format: string, problem: Problem): Inspected {
  return { format, className: null, features: null, problems: [problem] }
}

function corrupt(path: string, why: string): Problem {
  return {
    kind: 'file-corrupt',
    path,
    message: `The model can't be read to its end: ${why}.`,
    action: 'Compare its SHA-256 with the one where it was made, or copy it again.',
  }
}

function tooLarge(path: string): Problem {
  return {
    kind: 'too-large',
    path,
    message: 'The model has more than 512 MiB, so only its hash was taken.',
    action: 'Nothing to do: the hash identifies it.',
  }
}

function onlyHashed(path: string): Problem {
  return {
    kind: 'not-stated',
    path,
    message: "This model's format can't be looked into; only its hash was taken.",
    action: 'Nothing to do: the hash identifies it.',
  }
}
