import type { Excluded, MalformedCause } from '../../contract/reading.ts'
import type { ObjectiveKind } from '../../contract/recommendation.ts'

/** The four cells of the confusion matrix: the act first, then the term. */
export const cellWords = {
  tp: 'A default we refused (true positive)',
  fn: 'A default we accepted (false negative)',
  fp: 'A good customer we refused (false positive)',
  tn: 'A good customer we accepted (true negative)',
} as const

/** Causes that a row has by its values; malformed rows have causes of their own. */
export const exclusionWords: Readonly<Record<Exclude<keyof Excluded, 'malformedRow'>, string>> = {
  nullScore: 'score missing',
  nanScore: 'score is not a number (NaN)',
  infiniteScore: 'score infinite',
  textScore: 'score is text',
  nullLabel: 'label missing',
  foreignLabel: 'label is neither of the two values',
}

export const exclusionCauses = [
  'nullScore', 'nanScore', 'infiniteScore', 'textScore', 'nullLabel', 'foreignLabel',
] as const satisfies readonly (keyof Excluded)[]

export const malformedWords: Readonly<Record<MalformedCause, string>> = {
  tooFewValues: 'fewer values than columns',
  tooManyValues: 'more values than columns',
  openQuote: 'a quote that does not close its value',
  encoding: 'bytes that are no text in the encoding of the file',
  notJson: 'not a JSON object',
  tooLong: 'too long to be a row',
}

const objectiveWords: Readonly<Record<ObjectiveKind, string>> = {
  'f-beta': 'F-beta',
  youden: 'Youden’s J',
  'g-mean': 'Geometric mean of both rates',
  mcc: 'Matthews correlation',
  kappa: 'Cohen’s kappa',
  accuracy: 'Accuracy',
  'balanced-accuracy': 'Balanced accuracy',
}

/** An objective with its parameters: "F-beta with beta 3.2". */
export function objectiveName(kind: ObjectiveKind, parameters: Readonly<Record<string, number>>): string {
  const written = Object.entries(parameters).map(([name, value]) => `${name} ${value}`).join(', ')
  return written === '' ? objectiveWords[kind] : `${objectiveWords[kind]} with ${written}`
}
