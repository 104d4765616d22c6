import type { Analysis } from '../computing/analysis.ts'
import type { BankChoices } from '../contract/bank-choices.ts'
import type { ChoicesRequest } from '../contract/choices.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Cut } from '../contract/recommendation.ts'
import type { FrozenRecord, RecordedCut, ReviewEvent } from '../contract/review-events.ts'
import type { ReviewState } from '../contract/review.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { hexFloat } from '../domain/report/hex-float.ts'
import { decimalOf } from '../domain/review/payload-rules.ts'
import { readFolder } from '../evidence/folder/read-folder.ts'
import type { WorkOptions } from './progress-stream.ts'
import { sha256 } from './review-integrity.ts'

export interface FreezeParts {
  readonly analysis: Pick<Analysis, 'load' | 'judge'>
  /** SHA-256 of the evidence.json that a report of this folder and proposal attaches; null where none is made. */
  readonly evidenceJsonSha256: (folder: string, proposal: Pick<ReviewState, 'draft' | 'policy'>, work: WorkOptions) => Promise<string | null>
  readonly product: string
}

/**
 * Gathers what is frozen: the hash of every file of the folder, the table, the recommended threshold under what the
 * bank chose, and what the adopted one does. Nothing is written.
 *
 * @throws ProblemError `not-allowed` where something of the proposal is missing, and those of the readers
 */
export async function gatherRecord(folder: string, state: ReviewState, parts: FreezeParts, work: WorkOptions): Promise<Extract<ReviewEvent, { kind: 'frozen' }>['payload']> {
  const { draft, policy } = state
  if (draft === null || draft.adopted === null) throw missing('No threshold is proposed yet.')
  if (policy === null) throw missing('The policy is not set.')
  const { choices, adopted } = draft
  const before = await readFolder(folder, work)
  const table = await parts.analysis.load(folder, choices.reading, work)
  if (choices.amount !== null) {
    await parts.analysis.judge('loadColumns', { folder, reading: choices.reading, columns: [{ name: choices.amount, use: 'amount' }] }, work)
  }
  const beyond = choices.reading.orientation === 'high' ? Number.MAX_VALUE : -Number.MAX_VALUE
  const answer = await parts.analysis.judge('choices', { ...choicesRequest(folder, choices), thresholds: [adopted.threshold ?? beyond] }, work)
  const [judged] = answer.compared
  if (judged === undefined) throw missing('The proposed threshold could not be judged on the rows.')
  const recommended = answer.recommended === null ? null : recordedCut(answer.recommended.cut, answer.recommended.cut.threshold)
  const adoptedCut = recordedCut(judged.cut, adopted.threshold)
  const deviates = recommended === null || recommended.decimal !== adoptedCut.decimal
  if (deviates && state.deviation === null) {
    throw missing(
      `The proposed threshold, ${adoptedCut.decimal ?? 'flag nobody'}, is not the recommended one, ${recommended === null ? 'which no threshold is under these constraints' : (recommended.decimal ?? 'flag nobody')}.`,
      'Give the reason of the deviation and who approves it.',
    )
  }
  const evidenceJsonSha256 = await parts.evidenceJsonSha256(folder, state, work)
  const after = await readFolder(folder, work)
  if (after.evidenceSha256 !== before.evidenceSha256) {
    throw new ProblemError({ kind: 'file-corrupt', path: folder, message: 'The folder changed while its evidence was gathered.', action: 'Wait until nobody writes to it, and freeze again.' })
  }
  const record: FrozenRecord = {
    format: 'countersign-record',
    version: state.version,
    model: state.model,
    evidenceSha256: after.evidenceSha256,
    table: { path: table.reading.path, sha256: table.sha256, rows: table.rows, used: table.used, positives: table.positives },
    draft,
    statements: state.statements,
    policySha256: policy.sha256,
    recommended,
    adopted: adoptedCut,
    deviation: deviates && state.deviation !== null ? { ...state.deviation, cost: recommended === null ? null : adoptedCut.cost - recommended.cost } : null,
    evidenceJsonSha256,
    product: parts.product,
  }
  const manifest = after.files.map(({ path, sha256: hash, bytes }) => ({ path, sha256: hash, bytes }))
  return { version: state.version, record, recordSha256: sha256(canonicalJson(record)), manifest }
}

function choicesRequest(folder: string, { payoffs, statement, amount, prevalence, constraints, review, ratios, reading }: BankChoices): Omit<ChoicesRequest, 'thresholds'> {
  return { folder, reading, payoffs, statement, amount, prevalence, constraints, review, ratios }
}

function recordedCut({ cost, tp, fp, fn, tn }: Cut, threshold: number | null): RecordedCut {
  return { decimal: decimalOf(threshold), hex: threshold === null ? null : hexFloat(threshold), cost, tp, fp, fn, tn }
}

function missing(message: string, action = 'Complete the proposal, and freeze again.'): ProblemError {
  return new ProblemError({ kind: 'not-allowed', path: null, message, action })
}
