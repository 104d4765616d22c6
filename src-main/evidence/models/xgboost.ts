/** The serialisations of an XGBoost model. */
export type XgboostFormat = 'xgboost-json' | 'xgboost-ubjson' | 'xgboost-binary'

/** Which XGBoost serialisation the file begins like; null where it is none. */
export function xgboostFormat(head: Buffer): XgboostFormat | null {
  const text = head.toString('latin1')
  if (/^\s*\{\s*"(?:learner|Model|Config)"\s*:\s*\{/.test(text)) return 'xgboost-json'
  // UBJSON: an object whose first key is written with its length before it.
  if (/^\{[LlIiU][^]{1,8}(?:learner|Config|Model)\{/.test(text)) return 'xgboost-ubjson'
  if (text.startsWith('binf') || text.startsWith('CONFIG-offset:')) return 'xgboost-binary'
  return null
}

/** The number of features that a serialised XGBoost model states; null where it states none. */
export function xgboostFeatures(bytes: Buffer): number | null {
  const format = xgboostFormat(bytes.subarray(0, 256))
  switch (format) {
    case 'xgboost-json':
      return jsonFeatures(bytes)
    case 'xgboost-ubjson':
      return ubjsonFeatures(bytes)
    case 'xgboost-binary':
      return binaryFeatures(bytes)
    case null:
      return null
  }
}

function jsonFeatures(bytes: Buffer): number | null {
  let model: unknown
  try {
    model = JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
  const wrapped = property(model, 'Model') ?? model
  const stated = property(property(property(wrapped, 'learner'), 'learner_model_param'), 'num_feature')
  return typeof stated === 'string' && /^\d{1,9}$/.test(stated) ? Number(stated) : null
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

/** UBJSON writes a key as its type-tagged length and its bytes: found whole, it can't be part of a longer string. */
function ubjsonFeatures(bytes: Buffer): number | null {
  const section = bytes.indexOf(Buffer.concat([lengthOf('learner_model_param'), Buffer.from('learner_model_param{')]))
  if (section < 0) return null
  const key = Buffer.concat([lengthOf('num_feature'), Buffer.from('num_featureSL')])
  const at = bytes.indexOf(key, section)
  if (at < 0 || at > section + 2048) return null
  const start = at + key.length
  if (start + 8 > bytes.length) return null
  const length = bytes.readBigInt64BE(start)
  if (length < 1n || length > 9n) return null
  const digits = bytes.subarray(start + 8, start + 8 + Number(length)).toString('latin1')
  return /^\d+$/.test(digits) ? Number(digits) : null
}

function lengthOf(key: string): Buffer {
  const length = Buffer.alloc(9)
  length.write('L')
  length.writeBigInt64BE(BigInt(key.length), 1)
  return length
}

/** The legacy header, `LearnerModelParamLegacy`: base_score (float32), num_feature (uint32), num_class (int32). */
function binaryFeatures(bytes: Buffer): number | null {
  const start = bytes.subarray(0, 14).equals(Buffer.from('CONFIG-offset:')) ? 22 : 0
  const header = bytes.subarray(start, start + 4).equals(Buffer.from('binf')) ? start + 4 : start
  if (header + 12 > bytes.length) return null
  const count = bytes.readUInt32LE(header + 4)
  return count > 0 && count < 10_000_000 ? count : null
}
