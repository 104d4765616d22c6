import type { Mention } from '../../contract/scan.ts'

/** Words of a name that make it a threshold. */
const thresholdWords = new Set(['threshold', 'thresholds', 'thresh', 'thr', 'cutoff', 'seuil', 'seuils'])
/** Words that make a threshold's name one of a search, not of a threshold. */
const searchWords = new Set(['step', 'steps', 'n', 'num', 'count', 'grid', 'increment', 'resolution', 'pas'])
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
export function kindOfName(name: string): Mention['kind'] | null {
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

/** Whether a variable is named like a score or a probability. */
export function isScoreName(name: string): boolean {
  return wordsOf(name).some((word) => scoreWords.has(word))
}
