import type { RecomputedNumber } from '../../../src-main/contract/recomputed.ts'
import type { Verification, VerifiedAttachment } from '../../../src-main/contract/verification.ts'
import { formatMoment } from '../../format/date.ts'
import { formatExact, plural } from '../../format/number.ts'

/** The question of the page. */
export const verifyQuestion = 'Is this report as it was sealed?'

/** The answer, in its decisive clause and what follows it. */
export interface VerifyAnswer {
  readonly decisive: string
  readonly rest: string
}

const signerWords = { true: 'Its signer is the one that you expect.', false: 'Its signer is not the one that you expect.', 'not-checked': 'Who sealed it was not checked.' } as const

/** Valid or not valid, which is a matter of the bytes alone; then whose seal it is, which is another. */
export function answerOf({ valid, trusted, seal, problems }: Verification): VerifyAnswer {
  if (valid) return { decisive: 'Valid: it is as it was made and sealed.', rest: signerWords[`${trusted}`] }
  if (seal.state === 'none') {
    return { decisive: 'Not valid: it is not sealed.', rest: 'Without a seal nobody can tell whether it was changed. A draft is often not sealed.' }
  }
  return { decisive: 'Not valid: it is not as it was sealed.', rest: problems[0] ?? '' }
}

/** What is said of the signer, below the answer about the bytes. */
export interface TrustWords {
  readonly kind: 'pass' | 'fail' | 'unknown'
  readonly word: string
  readonly sentence: string
}

/** Trusted, not trusted or not checked; whether the report is valid is another question. */
export function trustOf({ trusted, seal }: Verification): TrustWords {
  const name = seal.certificate === null ? null : `“${seal.certificate.name}”`
  if (trusted === 'not-checked') {
    const who = name === null ? 'There is no signer to check.' : `The certificate says ${name}; anybody can make one that says so.`
    return { kind: 'unknown', word: 'Not checked', sentence: `${who} ${name === null ? '' : 'Compare its fingerprint with one that the signer told you.'}`.trim() }
  }
  if (trusted) return { kind: 'pass', word: 'Trusted', sentence: 'It was sealed by the key that you expect.' }
  return { kind: 'fail', word: 'Not trusted', sentence: name === null || seal.state !== 'valid' ? 'No seal that holds is by the key that you expect.' : `It was sealed by another key than you expect; its certificate says ${name}.` }
}

/** One thing that was checked. */
export interface CheckLine {
  readonly title: string
  readonly kind: 'pass' | 'fail' | 'unknown' | 'plain'
  readonly word: string
  readonly detail: string
}

/** Everything that was checked, in the order in which one depends on the other. */
export function checkLines(found: Verification): CheckLine[] {
  return [sealLine(found), coverageLine(found), attachmentsLine(found), chainLine(found), distinctLine(found), pagesLine(found), numbersLine(found)]
}

function sealLine({ seal }: Verification): CheckLine {
  const title = 'Seal'
  if (seal.state === 'valid') return { title, kind: 'pass', word: 'Holds', detail: 'The signature fits these bytes and this certificate.' }
  if (seal.state === 'none') return { title, kind: 'fail', word: 'None', detail: 'The file carries no seal.' }
  return { title, kind: 'fail', word: 'Does not hold', detail: seal.why ?? 'The signature does not fit.' }
}

function coverageLine({ seal }: Verification): CheckLine {
  const title = 'Whole file'
  if (seal.coversWholeFile === null) return { title, kind: 'unknown', word: 'Cannot be told', detail: 'There is no seal to cover it.' }
  return seal.coversWholeFile
    ? { title, kind: 'pass', word: 'Covered', detail: 'Every byte is signed, but for the place of the signature itself.' }
    : { title, kind: 'fail', word: 'Not covered', detail: 'Something stands in the file that the seal does not sign.' }
}

function attachmentsLine({ attachments }: Verification): CheckLine {
  const title = 'Attachments'
  const wrong = attachments.filter(({ matches }) => !matches)
  const [first] = wrong
  if (attachments.length === 0) return { title, kind: 'fail', word: 'None', detail: 'A report of Countersign carries its evidence with it.' }
  if (first === undefined) return { title, kind: 'pass', word: 'As stated', detail: `${plural(attachments.length, 'file')}, each with the hash that the report states.` }
  return { title, kind: 'fail', word: 'Differ', detail: `${first.name}: ${first.why ?? 'its hash is another.'}${wrong.length === 1 ? '' : ` ${plural(wrong.length, 'file')} differ.`}` }
}

function chainLine({ chain }: Verification): CheckLine {
  const title = 'Review chain'
  if (chain.state === 'none') return { title, kind: 'plain', word: 'None', detail: 'No review is attached: it is a draft, not a sign-off.' }
  if (chain.state === 'broken') return { title, kind: 'fail', word: 'Broken', detail: chain.why ?? 'An entry does not follow the one before.' }
  if (chain.ofThisReport === false) return { title, kind: 'fail', word: 'Another report', detail: 'The review is not the one that the report was made from.' }
  return { title, kind: 'pass', word: 'Whole', detail: `${plural(chain.entries, 'entry', 'entries')}, each follows the one before; status: ${chain.status ?? 'not stated'}.` }
}

function distinctLine({ chain }: Verification): CheckLine {
  const title = 'Roles and keys'
  if (chain.state === 'none') return { title, kind: 'plain', word: 'None', detail: 'Nobody signed a review.' }
  if (chain.distinct === null) return { title, kind: 'unknown', word: 'Cannot be told', detail: `${chain.signatures.length === 0 ? 'Nobody' : 'Only one role'} signed.` }
  if (chain.distinct && chain.signatures.some(({ assurance }) => assurance !== 'certificate')) {
    return { title, kind: 'unknown', word: 'Keys distinct', detail: 'Every role was signed with another key under another name; nobody vouches that these are different people.' }
  }
  return chain.distinct
    ? { title, kind: 'pass', word: 'Distinct', detail: 'Every role was signed by another person with another key.' }
    : { title, kind: 'fail', word: 'Not distinct', detail: 'One person or one key signed in more than one role.' }
}

function pagesLine({ pages, pagesWhy, madeBy }: Verification): CheckLine {
  const title = 'Pages'
  if (pages === 'identical') return { title, kind: 'pass', word: 'Identical', detail: 'Made again from the attachments, they are the same to the last byte.' }
  if (pages === 'differ') return { title, kind: 'fail', word: 'Differ', detail: pagesWhy ?? 'They are not those that the attachments give.' }
  return { title, kind: 'unknown', word: 'Not rendered', detail: pagesWhy ?? `Made by Countersign ${madeBy ?? 'of an unknown version'}.` }
}

const againstWords = { histogram: 'the attached histogram', table: 'the prediction table', folder: 'the evidence folder' } as const

function numbersLine({ recomputed }: Verification): CheckLine {
  const title = 'Numbers'
  const { exact, bounded, notChecked, differences, against } = recomputed
  if (against === null) return { title, kind: 'unknown', word: 'Not checked', detail: recomputed.sentence }
  const counts = `${plural(exact, 'number')} exact, ${plural(bounded, 'number')} within bounds, ${plural(notChecked, 'number')} not checked`
  if (differences.length > 0) return { title, kind: 'fail', word: `${plural(differences.length, 'differs', 'differ')}`, detail: `Against ${againstWords[against]}: ${counts}.` }
  return { title, kind: 'pass', word: 'None differs', detail: `Against ${againstWords[against]}: ${counts}.` }
}

/** What an authority attests of the time; without one, only the computer that sealed says when. */
export function timeWords({ timestamp }: Pick<Verification, 'timestamp'>): string {
  if (timestamp === null) return 'No authority attests it'
  if (timestamp.state === 'unsound') return `A reply is there and does not hold: ${timestamp.why ?? 'it does not fit this file.'}`
  const trust = { true: 'trusted', false: 'not trusted', 'not-checked': 'not checked whether it is trusted' } as const
  const when = timestamp.time === null ? 'at a time that can’t be read' : formatMoment(Date.parse(timestamp.time))
  const later = timestamp.sealedLater === true ? '; the seal asserts a later time, which can’t be' : ''
  return `${when}, attested by ${timestamp.authority?.name ?? 'an authority without a name'} (${trust[`${timestamp.trusted}`]})${later}`
}

/** What is said of one attachment. */
export function attachmentWords({ matches, stated, why }: VerifiedAttachment): string {
  if (!matches) return why ?? 'its hash is another'
  return stated === null ? 'its hash is printed on the pages' : 'as stated'
}

/** What a number was found to be: the number, its bounds, or that nothing was computed. */
export function foundWords({ found }: RecomputedNumber): string {
  if (found === null) return 'not computed'
  return typeof found === 'number' ? formatExact(found) : `${formatExact(found[0])} to ${formatExact(found[1])}`
}
