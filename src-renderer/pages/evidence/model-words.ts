import type { ModelInspection } from '../../../src-main/contract/model.ts'
import { formatCount } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'

/** Longer values would push everything else out of sight. */
const longestValue = 400

/** Text out of a model file, safe to show: nothing unseen in it, and cut where it is very long. */
export function modelText(text: string): string {
  const shown = visibleText(text.slice(0, longestValue))
  return text.length > longestValue ? `${shown} … (${formatCount(text.length)} characters)` : shown
}

/** A hyper-parameter as stated; null stands for the library's default. */
export function parameterText(value: ModelInspection['parameters'][string]): string {
  if (value === null) return 'library default'
  return modelText(typeof value === 'string' ? value : JSON.stringify(value))
}

/** A name with its module, "sklearn.svm.SVC"; "not stated" where the file has none. */
export function className({ module, className: name }: Pick<ModelInspection, 'module' | 'className'>): string {
  if (name === null) return 'not stated'
  return modelText(module === null ? name : `${module}.${name}`)
}

/** The library and its version, each as far as the file states it. */
export function libraryWords({ library, libraryVersion }: Pick<ModelInspection, 'library' | 'libraryVersion'>): string {
  if (library === null) return 'not stated'
  return `${modelText(library)}, ${libraryVersion === null ? 'version not stated' : `version ${modelText(libraryVersion)}`}`
}

const learned: Readonly<Record<NonNullable<ModelInspection['learnedContent']>['kind'], string>> = {
  lightgbm: 'Of the trees of the booster: equal hashes mean the same model, different ones mean other trees.',
  xgboost: 'Of the trees of the booster: equal hashes mean the same model, different ones mean other trees.',
  'xgboost-binary': 'Of the booster in its binary form: equal hashes mean the same model, different ones mean nothing.',
  catboost: 'Of the CatBoost model: equal hashes mean the same model, different ones mean nothing.',
  'fitted-attributes': 'Of every fitted attribute: equal hashes mean the same model, different ones mean nothing.',
}

/** What the hash of the learned content covers, and what it says. */
export function learnedWords(kind: NonNullable<ModelInspection['learnedContent']>['kind']): string {
  return learned[kind]
}

/** The callables with the dangerous ones first, in their order otherwise. */
export function dangerousFirst(callables: ModelInspection['callables']): ModelInspection['callables'] {
  return [...callables].sort((a, b) => Number(b.dangerous) - Number(a.dangerous))
}
