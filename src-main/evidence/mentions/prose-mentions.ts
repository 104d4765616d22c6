import { wordsOf } from '../../domain/inventory/name-kinds.ts'
import type { LineMention } from './line-mention.ts'
import { printedNumber } from './printed-number.ts'

const qualifiers =
  'optimal|optimum|best|recommended|decision|classification|operating|default|business|final|selected|chosen|current|production|probability'
const noun = String.raw`(?:${qualifiers})?[\s_-]?(?:threshold|cut-?\s?off)s?|seuils?(?:\s+(?:optimal|métier|retenu|de\s+décision))?`
/** A probability or a percentage, not a step width and not a part of a longer number. */
const fraction = String.raw`(?<![\d.,-])(?:0?[.,]\d{1,20}|1[.,]0{1,20}|\d{1,3}(?:[.,]\d{1,17})?\s?%)(?!\d|[.,]\d)(?!\s*-?(?:steps?|pas|increments?|granularity)\b)`
const positive = String.raw`(\d{1,9}(?:\.\d{1,9})?)(?!\d|[.,]\d|\s*:\s*\d)`

/** "optimal threshold of 0.48", "Threshold recorded: 0.338", "thresholds (0.338 vs 0.48)", "seuil : 33,8 %" */
const nounThenNumber = new RegExp(
  String.raw`(?<![\p{L}])(${noun})(?![\p{L}])([^0-9;.,%]{0,60}?)(${fraction}(?:\s*(?:vs\.?|versus|and|or|to|et|ou|\/|against|instead of|→|->)\s*${fraction}){0,3})`,
  'giu',
)
/** "0.48 as the threshold" */
const numberThenNoun = new RegExp(String.raw`(${fraction})\s+(?:as|comme)\s+(?:the\s+|a\s+|le\s+)?(${noun})`, 'giu')
/** "local optimum at 0.338", "0.48 is mathematically optimal" */
const optimum = new RegExp(String.raw`\boptimum\s+(?:at|of|is|=|:)\s*(${fraction})|(${fraction})\s+(?:is|was|est)\s+(?:\p{L}+\s+)?optimal\b`, 'giu')
const notAboutThreshold =
  /\b(?:auc|roc|recall|precision|accuracy|f1|f2|score|rate|cost|gain|sensitivity|specificity|rappel|précision|coût|taux|loss|gini|steps?|grid|from|between|range|entre|drift|psi|p-?value)\b|\|.*\|/iu

const outcome = String.raw`(FN|FP|TP|TN|false[-\s]negatives?|false[-\s]positives?|faux[-\s]négatifs?|faux[-\s]positifs?)`
/** "costs of FN=10 and FP=1" */
const costOfOutcomes = new RegExp(
  String.raw`(?:costs?|coûts?|penalt\p{L}+)\b[^0-9|]{0,30}?\b${outcome}\s*(?:=|:|is)\s*${positive}(?:[^0-9|]{1,12}?\b${outcome}\s*(?:=|:|is)\s*${positive})?`,
  'giu',
)
/** "a false negative costs 10", "FN cost: 10" */
const outcomeCosts = new RegExp(String.raw`\b${outcome}\s+(?:costs?|coûten?t?)\s*(?:=|:|is|of|at)?\s*${positive}`, 'giu')
const costRatio = new RegExp(String.raw`\b(?:cost|coûts?|FN\s*[:/]\s*FP)\b[^0-9|]{0,30}\bratio\b[^0-9|]{0,20}?((\d{1,9}(?:\.\d{1,9})?)\s*(?::|to|\/)\s*(\d{1,9}(?:\.\d{1,9})?))(?!\d|[.,]\d)`, 'giu')
const beta = new RegExp(String.raw`\bF[-_\s]?(?:beta|β)(?![\p{L}])[^0-9;.|]{0,30}?${positive}|(?<![\p{L}_])(?:beta|β)\s*(?:=|:|of|is)\s*${positive}|\bF(?!1\b)${positive}[-_\s]?(?:score|measure)`, 'giu')

/** What a sentence, a list item or a table row says of thresholds, costs and F-beta; `line` may hold Markdown emphasis. */
export function proseMentions(line: string): LineMention[] {
  const plain = line.replace(/[*`]/g, '')
  return [...thresholds(plain), ...costs(plain), ...betas(plain)]
}

function thresholds(line: string): LineMention[] {
  const found: LineMention[] = []
  const add = (name: string, printed: string): void => {
    const number = printedNumber(printed, 'threshold')
    if (number !== null) found.push({ kind: 'threshold', name: wordsOf(name).join('_'), ...number })
  }
  for (const [, name = '', between = '', numbers = ''] of line.matchAll(nounThenNumber)) {
    if (notAboutThreshold.test(between)) continue
    for (const [printed] of numbers.matchAll(new RegExp(fraction, 'giu'))) add(name.replace(/s$/i, ''), printed)
  }
  for (const [, printed = '', name = ''] of line.matchAll(numberThenNoun)) add(name, printed)
  for (const [, at, is] of line.matchAll(optimum)) add('optimum', at ?? is ?? '')
  return found
}

function costs(line: string): LineMention[] {
  const found: LineMention[] = []
  const add = (name: string | undefined, printed: string | undefined): void => {
    if (name === undefined || printed === undefined) return
    const number = printedNumber(printed, 'cost')
    if (number !== null) found.push({ kind: 'cost', name: `cost_${outcomeCode(name)}`, ...number })
  }
  for (const [, first, firstCost, second, secondCost] of line.matchAll(costOfOutcomes)) {
    add(first, firstCost)
    add(second, secondCost)
  }
  for (const [, name, printed] of line.matchAll(outcomeCosts)) add(name, printed)
  for (const [, printed = '', dividend, divisor] of line.matchAll(costRatio)) {
    const value = Number(dividend) / Number(divisor)
    if (Number.isFinite(value) && value > 0) found.push({ kind: 'cost', name: 'cost_ratio', value, printed })
  }
  return found
}

function outcomeCode(name: string): string {
  const lower = name.toLowerCase()
  if (lower.length === 2) return lower
  return /n[eé]gati/.test(lower) ? 'fn' : 'fp'
}

function betas(line: string): LineMention[] {
  const found: LineMention[] = []
  for (const [, named, plain, score] of line.matchAll(beta)) {
    const number = printedNumber(named ?? plain ?? score ?? '', 'objective')
    if (number !== null) found.push({ kind: 'objective', name: 'f_beta', ...number })
  }
  return found
}
