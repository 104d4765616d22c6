import { noOwnNames } from '../../contract/own-names.ts'
import type { OwnNames } from '../../contract/own-names.ts'
import type { Mention } from '../../contract/scan.ts'

/** Words of a name that make it a threshold. */
const thresholdWords = new Set(['threshold', 'thresholds', 'thresh', 'thr', 'cutoff', 'seuil', 'seuils'])
/** Words that make a threshold's name one of a search, not of a threshold. */
const searchWords = new Set(['step', 'steps', 'n', 'num', 'count', 'grid', 'increment', 'resolution', 'pas'])
/** Words of a run's key that make it a decision threshold, and words that make it another kind of threshold. */
const keyThresholdWords = new Set(['threshold', 'thresholds', 'thresh', 'thr', 'cutoff', 'seuil'])
const otherThresholdWords = new Set([
  'at', 'by', 'cat', 'clip', 'collinearity', 'corr', 'correlation', 'cost', 'count', 'drift', 'feature', 'features',
  'importance', 'impurity', 'interaction', 'iou', 'level', 'loss', 'method', 'metric', 'missing', 'multicollinearity',
  'n', 'null', 'num', 'nan', 'outlier', 'outliers', 'polynomial', 'pruning', 'psi', 'rare', 'selection', 'std',
  'steps', 'stop', 'stopping', 'strategy', 'type', 'variance', 'vif',
])
/** Words of a key that holds a measured quality, not what was asked for. */
const measureWords = new Set(['score', 'scores', 'value', 'total', 'mean', 'std'])
const costWords = new Set(['cost', 'costs', 'cout', 'couts', 'coût', 'coûts', 'penalty', 'weight', 'c'])
const outcomeWords = new Set(['fn', 'fp', 'tp', 'tn', 'negative', 'negatives', 'positive', 'positives', 'ratio'])
/** Words of an expression that is compared with a decision threshold in code. */
const scoreWords = new Set(['prob', 'probs', 'proba', 'probas', 'probability', 'probabilities', 'score', 'scores', 'pred', 'preds'])

/** The words of a name, in lower case: "optimalThreshold_fn" gives optimal, threshold, fn. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/cut[-_\s]?off/gi, 'cutoff')
    .replace(/([a-zà-ÿ0-9])([A-ZÀ-Ý])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-zà-ÿ0-9]+/)
    .filter((word) => word !== '')
}

/** What a configuration key, a variable or an argument of this name states; null where none of the three. */
export function kindOfName(name: string, own: OwnNames = noOwnNames): Mention['kind'] | null {
  const said = kindByOwnNames(name, own)
  if (said !== undefined) return said
  const words = wordsOf(name)
  const joined = words.join('_')
  if (words.some((word) => thresholdWords.has(word))) {
    return words.some((word) => searchWords.has(word)) ? null : 'threshold'
  }
  if (/^c(?:ost)?f[np]$/.test(joined)) return 'cost'
  if (words.some((word) => costWords.has(word)) && words.some((word) => outcomeWords.has(word))) return 'cost'
  if (joined === 'fn_fp_ratio') return 'cost'
  if (joined === 'beta' || /(?:^|_)f_?beta(?:_|$)/.test(joined) || joined === 'beta_f') return 'objective'
  return null
}

/** What the key of a metric, a parameter or a tag states; null where none of the three, as the value of a score. */
export function kindOfKey(key: string, own: OwnNames = noOwnNames): Mention['kind'] | null {
  const said = kindByOwnNames(key, own)
  if (said !== undefined) return said
  if (namesThreshold(key)) return 'threshold'
  const words = wordsOf(key)
  const kind = kindOfName(key)
  return kind === 'threshold' || words.some((word) => measureWords.has(word)) ? null : kind
}

/** Whether a key such as `optimal_threshold`, `bestCutoff` or "decision threshold" names a decision threshold. */
export function namesThreshold(key: string): boolean {
  const words = wordsOf(key).flatMap((word) => word.split(/\d+/))
  return words.some((word) => keyThresholdWords.has(word)) && !words.some((word) => otherThresholdWords.has(word))
}

/** Whether own names say that this isn't a decision threshold. */
export function isDisowned(name: string, own: OwnNames): boolean {
  return isAmong(name, own.notThreshold)
}

/** undefined where own names say nothing of the name. */
function kindByOwnNames(name: string, own: OwnNames): Mention['kind'] | null | undefined {
  if (isDisowned(name, own)) return null
  return (['threshold', 'cost', 'objective'] as const).find((kind) => isAmong(name, own[kind]))
}

function isAmong(name: string, known: readonly string[]): boolean {
  if (known.length === 0) return false
  const text = `_${wordsOf(name).join('_')}_`
  return known.map((own) => wordsOf(own).join('_')).some((own) => own !== '' && text.includes(`_${own}_`))
}

/** Whether a variable is named like a score or a probability. */
export function isScoreName(name: string): boolean {
  return wordsOf(name).some((word) => scoreWords.has(word))
}
