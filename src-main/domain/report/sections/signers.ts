import { severitySchema, opinionWords } from '../../../contract/review-events.ts'
import { cell, column, prose, row, span, table, type Block } from '../document.ts'
import { count, number, signed } from '../number-format.ts'
import { personName, roleWords, statusText, utcTime, type ReportedReview } from '../reported-review.ts'

/** What was adopted, and where that isn't what is recommended: why, at what cost and with whose approval. */
export function adoptedBlocks(review: ReportedReview): Block[] {
  const { state } = review
  const { record } = state
  if (record === null) return [prose(span(adoptedSentence(review), 'strong'))]
  const { adopted, deviation } = record
  const counts = `${number(adopted.fn)} defaults accepted (false negatives), ${number(adopted.fp)} good customers refused (false positives), cost ${number(adopted.cost)}`
  if (deviation === null) return [prose(span(adoptedSentence(review), 'strong'), ` ${counts}.`)]
  const price = deviation.cost === null ? '' : ` It costs ${signed(deviation.cost)} units against the recommendation.`
  return [prose(span(adoptedSentence(review), 'strong'), ` ${counts}.${price} Reason: ${deviation.reason} To be approved by ${personName(state, deviation.approver)}.`)]
}

/** The threshold that is signed off, in one sentence. */
export function adoptedSentence({ state: { record } }: Pick<ReportedReview, 'state'>): string {
  if (record === null) return 'No threshold is adopted yet: nothing is frozen.'
  const name = record.adopted.decimal ?? 'flag nobody'
  return record.deviation === null ? `Adopted: ${name}, as recommended.` : `Adopted: ${name}, not the recommended ${record.recommended?.decimal ?? 'none'}.`
}

/** The opinion, what is open, and who signed: in the space that a page of decisions has. */
export function signerBlocks(review: ReportedReview): Block[] {
  const { state } = review
  const opinion = state.opinions.approver ?? state.opinions.validator
  const open = severitySchema.options.flatMap((severity) => {
    const found = state.findings.filter((finding) => finding.severity === severity && finding.status !== 'closed').length
    return found === 0 ? [] : [`${number(found)} ${severity}`]
  })
  const rows = (['preparer', 'validator', 'approver'] as const).map((role) => {
    const signature = state.signatures.findLast((given) => given.role === role && given.void === null)
    return row([
      cell(roleWords[role]), cell(personName(state, signature?.person ?? state.roles[role])),
      signature === undefined ? cell('not signed', 'missing') : cell(`${signature.meaning} ${utcTime(signature.at)}`),
      signature === undefined ? cell('', 'quiet') : cell(`${signature.fingerprint.slice(0, 16)}…`, 'mono'),
    ])
  })
  return [
    prose(
      span(`${statusText(review)}. `, 'strong'),
      `Opinion: ${opinion === null ? 'none yet' : opinionWords[opinion].toLowerCase()}. Open findings: ${open.length === 0 ? 'none' : open.join(', ')}. ` +
        `${count(state.conditions.filter(({ met }) => met === null).length, 'open condition', 'open conditions')}, ${count(state.exceptions.length, 'exception', 'exceptions')}.`,
    ),
    table([column('Role'), column('Name', 'left', 2), column('Signed', 'left', 2), column('Key', 'left', 1)], rows),
  ]
}
