import type { ModelFacts } from '../model-facts.ts'
import { catboostFacts, isCatboost } from '../catboost.ts'
import { isLightgbmText, lightgbmFacts } from '../lightgbm-text.ts'
import { xgboostFacts, xgboostFormat } from '../xgboost.ts'
import { rawBytes } from './numpy-value.ts'
import { attribute, isRecord } from './pickle-value.ts'
import type { PickleObject, PickleValue } from './pickle-value.ts'

const read = new WeakMap<PickleObject, ModelFacts | null>()
const readValues = new WeakMap<object, ModelFacts | null>()

/**
 * What a booster inside an object says: LightGBM keeps its text model in `_handle` (`handle` before 4.0) or in the
 * estimator's `_Booster`, XGBoost its serialised one in `handle`, CatBoost its file in `__model`. Null where there is none.
 */
export function boosterOf(object: PickleObject): ModelFacts | null {
  const known = read.get(object)
  if (known !== undefined) return known
  const facts = readBooster(object)
  read.set(object, facts)
  return facts
}

function readBooster(object: PickleObject): ModelFacts | null {
  for (const name of ['_handle', 'handle', 'model_str', '_model_str']) {
    const facts = serialised(attribute(object, name))
    if (facts !== null) return facts
  }
  const catboost = rawBytes(attribute(object, '__model'))
  if (catboost !== null && isCatboost(catboost)) return catboostFacts(catboost)
  const inner = attribute(object, '_Booster')
  if (isRecord(inner) && inner.kind === 'object' && inner !== object) return readBoosterOnce(inner)
  return serialised(inner)
}

function readBoosterOnce(object: PickleObject): ModelFacts | null {
  for (const name of ['_handle', 'handle', 'model_str']) {
    const facts = serialised(attribute(object, name))
    if (facts !== null) return facts
  }
  return null
}

function serialised(value: PickleValue | undefined): ModelFacts | null {
  if (value === undefined) return null
  const bytes = typeof value === 'string' ? Buffer.from(value) : rawBytes(value)
  if (bytes === null) return null
  // One text may be the handle of many objects.
  const known = isRecord(value) ? readValues.get(value) : undefined
  if (known !== undefined) return known
  const facts = readSerialised(bytes)
  if (isRecord(value)) readValues.set(value, facts)
  return facts
}

function readSerialised(bytes: Buffer): ModelFacts | null {
  const head = bytes.subarray(0, 256)
  if (isLightgbmText(head)) return lightgbmFacts(bytes)
  return xgboostFormat(head) === null ? null : xgboostFacts(bytes)
}
