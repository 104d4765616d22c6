import { createHash } from 'node:crypto'
import { factsOf } from './model-facts.ts'
import type { ModelFacts } from './model-facts.ts'

const headerBytes = 136

/**
 * The legacy binary format, up to XGBoost 2: "binf", a header of 136 bytes (base_score float32, num_feature uint32,
 * num_class int32, two flags, then since 1.0 the version's major and minor), the names of the objective and of the booster
 * with their lengths, then the booster, whose first int32 is the number of trees. A pickle may prepend "CONFIG-offset:", the
 * offset of the configuration that follows the model. Format: XGBoost 1.7, src/learner.cc.
 */
export function binaryFacts(bytes: Buffer): ModelFacts {
  const wrapped = bytes.subarray(0, 14).equals(Buffer.from('CONFIG-offset:')) && bytes.length >= 22
  const start = wrapped ? 22 : 0
  const offset = wrapped ? bytes.readBigUInt64LE(14) : 0n
  const end = wrapped && offset > BigInt(start) && offset + 22n <= BigInt(bytes.length) ? 22 + Number(offset) : bytes.length
  const model = bytes.subarray(start, end)
  const header = model.subarray(0, 4).equals(Buffer.from('binf')) ? 4 : 0
  const known = { className: 'Booster', module: 'xgboost.core', library: 'xgboost' }
  if (header + 12 > model.length) return factsOf('xgboost-binary', known)
  const features = model.readUInt32LE(header + 4)
  const plausible = features > 0 && features < 10_000_000
  if (header + headerBytes > model.length) return factsOf('xgboost-binary', { ...known, features: plausible ? features : null })
  const major = model.readUInt32LE(header + 20)
  const minor = model.readUInt32LE(header + 24)
  const objective = lengthAndText(model, header + headerBytes)
  const booster = objective === null ? null : lengthAndText(model, objective.end)
  const trees = booster !== null && booster.end + 4 <= model.length ? model.readInt32LE(booster.end) : -1
  return factsOf('xgboost-binary', {
    ...known,
    libraryVersion: major > 0 && major < 100 && minor < 1000 ? `${major}.${minor}` : null,
    features: plausible ? features : null,
    parameters: { booster: booster?.text ?? null, base_score: model.readFloatLE(header), num_class: model.readInt32LE(header + 8) },
    trees: booster?.text !== 'gblinear' && trees >= 0 && trees < 10_000_000 ? trees : null,
    objective: objective?.text ?? null,
    learnedContent: { kind: 'xgboost-binary', sha256: createHash('sha256').update(model).digest('hex') },
  })
}

/** A text behind its length in eight bytes; null where it isn't one. */
function lengthAndText(bytes: Buffer, at: number): { text: string; end: number } | null {
  if (at + 8 > bytes.length) return null
  const length = bytes.readBigUInt64LE(at)
  if (length > 100n || at + 8 + Number(length) > bytes.length) return null
  const end = at + 8 + Number(length)
  const text = bytes.subarray(at + 8, end).toString('latin1')
  return /^[\w:.-]*$/.test(text) ? { text, end } : null
}
