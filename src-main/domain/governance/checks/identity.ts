import { amountText } from '../../threshold/number-text.ts'
import type { CheckInput, InputFile } from '../facts.ts'
import { evidenceOf, fail, listText, notAssessable, pass } from '../verdict.ts'
import type { Verdict } from '../verdict.ts'
import { withInterval } from '../numbers.ts'

/** G01: the bytes that the decision rests on are those that were recorded. */
export function inputBytes({ facts, review }: CheckInput): Verdict {
  const { inputs } = facts
  if (inputs.every(({ role }) => role !== 'predictions')) {
    return notAssessable('There is no prediction table whose bytes could be identified.', ['a prediction table with label and score'], filesFound(inputs))
  }
  const gone = inputs.filter(({ now }) => now === null)
  if (gone.length > 0) {
    return notAssessable(`${listText(gone.map(({ path }) => path))} could not be read again.`, gone.map(({ path }) => `the file ${path}`), filesFound(inputs))
  }
  const changed = inputs.filter(({ sha256, now }) => sha256 !== now).map(({ path }) => path)
  const frozen = review?.frozen ?? null
  const frozenHashes = new Map((frozen?.manifest ?? []).map(({ path, sha256 }) => [path, sha256]))
  const other = inputs.filter(({ path, now }) => frozenHashes.has(path) && frozenHashes.get(path) !== now).map(({ path }) => path)
  const differing = [...new Set([...changed, ...other])]
  if (differing.length > 0) {
    const since = other.length > 0 ? 'since it was frozen' : 'since it was first read'
    return fail(`${listText(differing)} changed ${since}.`, { origin: 'computed', evidence: filesFound(inputs).evidence })
  }
  if (frozen !== null && frozen.evidenceSha256 !== facts.evidenceSha256) {
    const evidence = [...filesFound(inputs).evidence, evidenceOf(`Frozen ${frozen.evidenceSha256}, now ${facts.evidenceSha256}.`, 'hash over all files of the folder')]
    return fail('The folder is not the one that was frozen: a file was added, removed or changed.', { origin: 'computed', evidence })
  }
  const files = inputs.length === 1 ? '1 file' : `${amountText(inputs.length)} files`
  const message = frozen === null ? `${files} read twice, with the same SHA-256; a review holds them against the hashes that it froze.` : `${files} read again, with the SHA-256 that was frozen.`
  return pass(message, { origin: 'computed', value: inputs.length, evidence: filesFound(inputs).evidence })
}

function filesFound(inputs: readonly InputFile[]) {
  const evidence = inputs.map(({ path, sha256, bytes, role }) =>
    evidenceOf(`${role}: SHA-256 ${sha256}${bytes === null ? '' : `, ${amountText(bytes)} bytes`}`, path, { path, sha256 }),
  )
  return { origin: 'computed' as const, evidence }
}

const causes = {
  nullScore: 'without a score',
  nanScore: 'with a score that is no number',
  infiniteScore: 'with an infinite score',
  textScore: 'with text as the score',
  nullLabel: 'without a label',
  foreignLabel: 'with a third label',
  malformedRow: 'that can’t be taken apart',
} as const

/** G02: every row that was read is used or excluded by a named cause. */
export function rowReconciliation({ facts: { table } }: CheckInput): Verdict {
  if (table === null) return notAssessable('There are no rows to reconcile.', ['a prediction table with label and score'])
  const excluded = Object.values(table.excluded).reduce((sum, count) => sum + count, 0)
  const named = Object.entries(causes).flatMap(([cause, words]) => {
    const count = table.excluded[cause as keyof typeof causes] ?? 0
    return count === 0 ? [] : [`${amountText(count)} ${words}`]
  })
  const sum = `${amountText(table.rows)} rows read, ${amountText(table.used)} used, ${amountText(excluded)} excluded${named.length === 0 ? '' : ` (${listText(named)})`}`
  const file = { path: table.path, sha256: table.sha256 }
  const key = table.key
  const keyed =
    key === null
      ? 'No column was named that tells the rows apart, so rows that occur twice were not looked for.'
      : `Column ${key.column}: ${amountText(key.distinct)} different values, ${amountText(key.missing)} missing, ${amountText(table.rows - key.missing - key.distinct)} rows that repeat one; none was dropped.`
  const evidence = [evidenceOf(`${sum}.`, `rows of ${table.path}`, file), evidenceOf(keyed, `rows of ${table.path}`, file)]
  if (table.rows !== table.used + excluded || table.used !== table.positives + table.negatives) {
    return fail(`The rows do not add up: ${sum}, ${amountText(table.positives)} positive and ${amountText(table.negatives)} negative.`, { origin: 'computed', value: table.rows - table.used - excluded, evidence })
  }
  if (table.scannedRows !== null && table.scannedRows !== table.rows) {
    return fail(`Two counts of the rows differ: ${amountText(table.scannedRows)} and ${amountText(table.rows)}.`, { origin: 'computed', value: table.rows - table.scannedRows, evidence })
  }
  return pass(`The rows add up: ${sum}.`, { origin: 'computed', value: 0, evidence })
}

/** G06: the scores run in the declared direction. */
export function scoreOrientation({ facts: { table, auc } }: CheckInput): Verdict {
  if (table === null || auc === null) {
    return notAssessable('The direction of the scores cannot be checked without rows.', ['the interval of the AUC on labelled rows'])
  }
  const declared = `${table.orientation === 'high' ? 'High' : 'Low'} scores are declared to mean “${table.positive}”`
  const file = { path: table.path, sha256: table.sha256 }
  const evidence = [evidenceOf(`AUC ${withInterval(auc)} with ${table.orientation} scores as positive; ${amountText(table.positives)} rows are “${table.positive}”.`, `rows of ${table.path}`, file)]
  const found = { origin: 'computed', value: auc.value, interval: [auc.low, auc.high], evidence } as const
  if (table.positives === 0) return fail(`No row has the declared positive class “${table.positive}”.`, found)
  if (auc.low > 0.5) return pass(`${declared}, and the rows agree.`, found)
  if (auc.high < 0.5) return fail(`${declared}, and the rows contradict it.`, found)
  return notAssessable(`${declared}; the interval of the AUC holds 0.5, so the rows do not tell.`, ['more labelled rows, or a score that discriminates'], found)
}

/** G10: the result comes out again, to the last digit. */
export function replay({ facts: { replay: replayed, table } }: CheckInput): Verdict {
  if (replayed === null || table === null) {
    return notAssessable('Nothing was computed that could be computed again.', ['a prediction table with label and score'])
  }
  const { first, second, covers } = replayed
  const evidence = [evidenceOf(`First ${first}, second ${second}; over ${covers}.`, `two computations from ${table.path}, the second after reading the file anew`, { path: table.path, sha256: table.sha256 })]
  if (first !== second) return fail('Computed again from the same bytes, the result is another.', { origin: 'computed', evidence })
  return pass('Computed again from the file, the result is identical.', { origin: 'computed', evidence })
}
