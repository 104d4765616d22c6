import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { LearnedContent, ModelInspection } from '../../contract/model.ts'
import { catboostFacts, catboostJsonFacts, isCatboost, isCatboostJson } from './catboost.ts'
import { compressionOf, decompress, isTooMuch, mostDecompressed } from './compression/decompress.ts'
import type { Compression } from './compression/decompress.ts'
import { lfsPointer } from './lfs-pointer.ts'
import { isLightgbmText, lightgbmFacts } from './lightgbm-text.ts'
import { corrupt, factsOf, onlyHashed, tooLarge } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'
import { expectedFormat, isModelName, isPickleName } from './model-names.ts'
import { onnxFacts } from './onnx.ts'
import { inspectPickle, isWholePickle } from './pickle/inspect-pickle.ts'
import { xgboostFacts, xgboostFormat } from './xgboost.ts'
import type { XgboostFormat } from './xgboost.ts'
import { inspectZip } from './zip-models.ts'

/** A hashed file that may be a model. */
export interface ModelFile {
  readonly path: string
  readonly absolute: string
  readonly bytes: number
  readonly sha256: string
  /** The first bytes of the file, 256 where it has as many. */
  readonly head: Buffer
}

/** Whether the file is a model by its content, or by its name where the content doesn't tell. */
export function looksLikeModel(file: Pick<ModelFile, 'path' | 'head'>): boolean {
  return isPickleName(file.path) || formatByContent(file.head) !== null || isModelName(file.path)
}

/**
 * Inspects a model file as bytes; a pickle is decoded into inert records and nothing in it is ever imported or called.
 * What can't be read is in `problems`; whatever the file doesn't state is null or empty.
 *
 * @throws Error of the file system where the file can't be read.
 */
export async function inspectModel(file: ModelFile): Promise<ModelInspection> {
  const facts = await inspect(file)
  const expected = expectedFormat(file.path)
  const mismatch = expected !== null && facts.className !== null && !expected.formats.test(facts.format)
  return {
    path: file.path,
    bytes: file.bytes,
    sha256: file.sha256,
    ...facts,
    problems: [
      // A reader of a part of a file doesn't know the file's name.
      ...facts.problems.map((problem) => (problem.path === '' ? { ...problem, path: file.path } : problem)),
      ...(mismatch
        ? [
            {
              kind: 'misnamed' as const,
              path: file.path,
              message: `By its name it would be ${expected.words}, by its content it is ${facts.format}; the content was read.`,
              action: 'Check that it is the file that was meant.',
            },
          ]
        : []),
    ],
  }
}

/**
 * The canonical hash of what a model file has learned; null where it can't be had. Two files of the same `kind` and `sha256`
 * hold the same learned content, whatever their bytes, their format or their compression: a LightGBM text file and a pickle
 * of the same booster agree, so do XGBoost's JSON, its UBJSON and the buffer in its pickles. This decides the rung
 * "identical learned content" of the same-model verdict; what different hashes mean is said at `LearnedContent`.
 *
 * @throws Error of the file system where the file can't be read.
 */
export async function learnedContentOf(file: ModelFile): Promise<LearnedContent | null> {
  return (await inspectModel(file)).learnedContent
}

async function inspect(file: ModelFile): Promise<ModelFacts> {
  const pointer = lfsPointer(file.head)
  if (pointer !== null) {
    return factsOf('git-lfs-pointer', {
      problems: [
        {
          kind: 'artifact-missing',
          path: file.path,
          message: `This is a git-lfs pointer, not the model: the model has ${pointer.bytes} bytes and SHA-256 ${pointer.sha256}.`,
          action: 'Run "git lfs pull" where the project was cloned and scan again.',
        },
      ],
    })
  }
  if (file.bytes === 0) {
    return factsOf('empty', { problems: [{ kind: 'file-empty', path: file.path, message: 'The file is empty.', action: 'Copy the model again.' }] })
  }
  if (file.bytes > mostDecompressed) return factsOf('unknown', { problems: [tooLarge(file.path, false)] })
  const stored = await readFile(file.absolute)
  const compression = compressionOf(file.head)
  return compression === null ? inspectBytes(file.path, stored, '') : inspectCompressed(file.path, stored, compression)
}

function inspectCompressed(filePath: string, stored: Buffer, compression: Compression): ModelFacts {
  const name = compression === 'joblib-zlib' ? 'zlib' : compression
  let bytes: Buffer
  try {
    bytes = decompress(stored, compression)
  } catch (error) {
    const problem = isTooMuch(error) ? tooLarge(filePath, true) : corrupt(filePath, `its ${name} compression is broken or of a kind that can't be read`)
    return factsOf(name, { problems: [problem] })
  }
  return inspectBytes(filePath, bytes, `+${name}`)
}

type Format = 'pickle' | 'lightgbm-text' | 'catboost' | 'catboost-json' | XgboostFormat | null

function formatByContent(head: Buffer): Format {
  // PROTO, then a protocol number that has been defined.
  if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5) return 'pickle'
  if (isLightgbmText(head)) return 'lightgbm-text'
  if (isCatboost(head)) return 'catboost'
  if (isCatboostJson(head)) return 'catboost-json'
  return xgboostFormat(head)
}

function inspectBytes(filePath: string, bytes: Buffer, suffix: string): ModelFacts {
  const facts = readBytes(filePath, bytes)
  return suffix === '' ? facts : { ...facts, format: `${facts.format}${suffix}` }
}

function readBytes(filePath: string, bytes: Buffer): ModelFacts {
  const format = formatByContent(bytes.subarray(0, 256))
  switch (format) {
    case 'pickle':
      return inspectPickle(filePath, bytes)
    case 'lightgbm-text':
      return lightgbmFacts(bytes)
    case 'catboost':
      return catboostFacts(bytes)
    case 'catboost-json':
      return catboostJsonFacts(bytes) ?? factsOf('catboost-json', { problems: [corrupt(filePath, 'it is not whole JSON')] })
    case 'xgboost-json':
    case 'xgboost-ubjson':
    case 'xgboost-binary':
      return xgboostFacts(bytes)
    case null:
      return readUntold(filePath, bytes)
  }
}

/** Formats whose first bytes don't tell, or tell only a container. */
function readUntold(filePath: string, bytes: Buffer): ModelFacts {
  const signature = bytes.subarray(0, 8).toString('latin1')
  if (signature.startsWith('\u0089HDF')) return factsOf('hdf5', { problems: [onlyHashed(filePath)] })
  if (signature.startsWith('PK\u0003\u0004')) return inspectZip(filePath, bytes)
  const onnx = onnxFacts(bytes)
  if (onnx !== null) return onnx
  // Protocols 0 and 1 begin with any opcode.
  if (isPickleName(filePath) || isWholePickle(bytes)) return inspectPickle(filePath, bytes)
  const extension = path.extname(filePath).toLowerCase()
  return factsOf(extension === '.json' ? 'json' : 'unknown', { problems: [onlyHashed(filePath)] })
}
