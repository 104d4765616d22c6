import type { TableReading } from '../../src-main/contract/reading.ts'
import type { Mention, PredictionCandidate, Scan, ScannedPredictions } from '../../src-main/contract/scan.ts'
import type { ChosenCosts, ChosenReading } from './case.ts'

/** How a candidate pair of columns would be read: the higher score is the positive class until a person says otherwise. */
export function readingOf(table: ScannedPredictions, candidate: PredictionCandidate): TableReading {
  return {
    path: table.path,
    label: candidate.label,
    score: candidate.score,
    positive: candidate.positive,
    negative: candidate.negative,
    orientation: 'high',
  }
}

/**
 * The reading that is pre-selected, unconfirmed: the likeliest pair of columns of the only table that has any, or of
 * the longest one. Null where no table can be read, two are equally long or nothing says which class is the positive
 * one: then a person has to choose.
 */
export function assumedReading(scan: Scan): ChosenReading | null {
  const tables = scan.predictions.filter((table) => table.candidates.some(({ labels = [] }) => labels.length <= 2)).sort((a, b) => b.rows - a.rows)
  const [first, second] = tables
  const candidate = first?.candidates[0]
  if (first === undefined || candidate === undefined || candidate.positive === null) return null
  if (second !== undefined && second.rows === first.rows) return null
  const why = second === undefined ? 'The only table with labels and scores.' : 'The longest table with labels and scores.'
  return { reading: readingOf(first, candidate), because: `${why} ${candidate.reason}`, confirmed: false }
}

function only(mentions: readonly Mention[], name: RegExp): Mention | null {
  const found = mentions.filter((mention) => mention.kind === 'cost' && name.test(mention.name))
  const [first] = found
  if (first === undefined || found.some((mention) => mention.value !== first.value)) return null
  return first
}

function sourceOf(fn: Mention, fp: Mention): string {
  if (fn.path !== fp.path) return `${fn.path}:${fn.line}, ${fp.path}:${fp.line}`
  const [from, to] = fn.line <= fp.line ? [fn.line, fp.line] : [fp.line, fn.line]
  return from === to ? `${fn.path}:${from}` : `${fn.path}:${from}–${to}`
}

/** The costs that the folder states, unconfirmed, where it states exactly one value of each; else empty. */
export function assumedCosts(scan: Scan): ChosenCosts {
  const fn = only(scan.mentions, /(^|[^a-z])(fn|false_negative)($|[^a-z])/i)
  const fp = only(scan.mentions, /(^|[^a-z])(fp|false_positive)($|[^a-z])/i)
  const decimal = /^\d+(\.\d+)?$/
  if (fn === null || fp === null || !decimal.test(fn.printed) || !decimal.test(fp.printed)) {
    return { fn: '', fp: '', source: null, confirmed: false }
  }
  return { fn: fn.printed, fp: fp.printed, source: sourceOf(fn, fp), confirmed: false }
}
