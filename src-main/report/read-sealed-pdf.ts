import type { DetachedVerification } from '../signing/verify-detached.ts'
import { verifyDetached } from '../signing/verify-detached.ts'
import { certificateFacts, isValidAt } from '../signing/certificate.ts'
import { openPdfFile, lastTable, numberOf, readObject, readRevision } from './pdf-file.ts'
import type { PdfRevision } from './pdf-file.ts'
import { pdfAttachments } from './pdf-attachments.ts'
import type { PdfAttachment } from './pdf-attachments.ts'
import { PdfError, textOfPdf } from './pdf-value.ts'
import type { PdfDictionary, PdfValue } from './pdf-value.ts'
import { sealForm, timeOfPdfDate } from './seal-form.ts'
import { signedBytes } from './seal.ts'

/** What was found in a file that should be a sealed report. */
export interface SealedPdf {
  /** `none` where nothing seals it, `unsound` where a seal is there and does not hold; `why` then says so. */
  readonly seal: 'sound' | 'unsound' | 'none'
  readonly why: string | null
  /** Whether everything in the file but the signature's own place is signed; null where there is no seal. */
  readonly coversWholeFile: boolean | null
  readonly signature: DetachedVerification | null
  /** Milliseconds since 1970 UTC, as the sealing computer asserted it. */
  readonly sealedAt: number | null
  /** The report before it was sealed; the whole file where it isn't sealed, null where that can't be told. */
  readonly base: Uint8Array | null
  readonly attachments: readonly PdfAttachment[]
  /** Why the attachments can't be read; null where they can. */
  readonly attachmentsWhy: string | null
}

/** More is no report; larger files are told by the one who opens them. */
export const mostPdfBytes = 256 << 20
const mostRevisions = 16

const nothing: SealedPdf = {
  seal: 'none', why: null, coversWholeFile: null, signature: null, sealedAt: null, base: null, attachments: [], attachmentsWhy: null,
}

/**
 * Reads a file that should be a sealed report, and holds it against what Countersign would have written: the report of
 * one writing, and behind it the one update of the seal. Whatever else is in it makes the seal unsound; a broken file
 * is an answer and no error.
 */
export async function readSealedPdf(bytes: Uint8Array): Promise<SealedPdf> {
  try {
    if (bytes.length > mostPdfBytes) throw new PdfError('is too large for a report.')
    const revisions = revisionsOf(bytes)
    const [update, original, ...further] = revisions
    if (update === undefined || original === undefined) return withAttachments({ ...nothing, why: 'The file is not sealed.', base: bytes }, bytes)
    const base = bytes.subarray(0, firstObject(update) - 1)
    const found = await readSeal(bytes, base, update)
    const many = further.length > 0 ? `The file was written to after it was sealed, or before: it has ${revisions.length} parts, and a sealed report has two.` : null
    const whole = many === null ? found : { ...found, seal: 'unsound' as const, why: many, coversWholeFile: false }
    if (many !== null) return { ...whole, base: null, attachmentsWhy: 'Which of its parts is the report can not be told.' }
    return withAttachments({ ...whole, base }, base)
  } catch (error) {
    const why = otherFile(bytes) ?? sentence(error)
    return { ...nothing, seal: otherFile(bytes) === null ? 'unsound' : 'none', why, attachmentsWhy: why }
  }
}

/** The writings of the file, last first. */
function revisionsOf(bytes: Uint8Array): PdfRevision[] {
  const found: PdfRevision[] = []
  for (let table: number | null = lastTable(bytes); table !== null; ) {
    const revision = readRevision(bytes, table)
    found.push(revision)
    const previous = revision.trailer.entries.get('Prev')
    const next = previous === undefined ? null : numberOf(previous)
    if (next !== null && (next >= table || found.length === mostRevisions)) throw new PdfError('has parts that do not follow one another.')
    table = next
  }
  return found
}

function firstObject({ offsets }: PdfRevision): number {
  const first = [...offsets.values()].reduce((least, offset) => Math.min(least, offset), Infinity)
  if (!Number.isFinite(first)) throw new PdfError('has an update without an object.')
  return first
}

async function readSeal(bytes: Uint8Array, base: Uint8Array, update: PdfRevision): Promise<SealedPdf> {
  const unsound = (why: string, more: Partial<SealedPdf> = {}): SealedPdf => ({ ...nothing, seal: 'unsound', why, coversWholeFile: false, ...more })
  const dictionary = signatureIn(bytes, update)
  if (dictionary === null) return unsound('The file was changed by another program after it was made, and not sealed.', { seal: 'none', coversWholeFile: null })
  const contents = dictionary.entries.get('Contents')
  const date = textIn(dictionary.entries.get('M'))
  const at = date === null ? null : timeOfPdfDate(date)
  if (contents?.kind !== 'string' || at === null) return unsound('The seal is not one that Countersign wrote.')
  const cms = wholeElement(contents.bytes)
  const form = sealForm(base, { name: nameOf(await verifyDetached(cms, base)), at, room: contents.bytes.length })
  const [start, end] = form.gap
  const signature = await verifyDetached(cms, signedBytes(bytes, form.gap))
  const more = { signature, sealedAt: at }
  if (!covers(dictionary, form.gap, bytes.length)) return unsound('The seal does not cover the whole file.', more)
  const covering = { ...more, coversWholeFile: true }
  if (!signature.valid || signature.certificate === null) return unsound(signature.why ?? 'The signature can not be read.', covering)
  if (form.bytes.length !== bytes.length || !Buffer.from(signedBytes(bytes, form.gap)).equals(signedBytes(form.bytes, form.gap))) {
    return unsound('The part of the file that seals it holds something that Countersign does not write there.', covering)
  }
  const padded = Buffer.alloc(contents.bytes.length)
  padded.set(cms)
  if (!Buffer.from(bytes.subarray(start, end)).equals(Buffer.from(`<${padded.toString('hex')}>`, 'latin1'))) {
    return unsound('The place of the signature holds something else beside it.', covering)
  }
  if (!isValidAt(signature.certificate, at)) return unsound('The certificate was not valid at the time of the seal.', covering)
  return { ...nothing, ...covering, seal: 'sound' }
}

/** Whether ByteRange names everything before the gap and everything behind it. */
function covers({ entries }: PdfDictionary, [start, end]: readonly [number, number], length: number): boolean {
  const range = entries.get('ByteRange')
  const numbers = range?.kind === 'array' ? range.items.map((item) => (item.kind === 'number' ? item.value : NaN)) : []
  return numbers.join(' ') === [0, start, end, length - end].join(' ')
}

/** The one signature of the update, whichever of its objects it is. */
function signatureIn(bytes: Uint8Array, { offsets }: PdfRevision): PdfDictionary | null {
  if (offsets.size > mostRevisions) return null
  const values = [...offsets].map(([number, at]) => readObject(bytes, number, at))
  const signatures = values.filter((value) => value.kind === 'dictionary' && value.entries.has('ByteRange'))
  const [only, ...others] = signatures
  if (others.length > 0) throw new PdfError('has more than one signature.')
  return only?.kind === 'dictionary' ? only : null
}

/** The one DER element at the beginning of the bytes, without the zeros behind it. */
function wholeElement(bytes: Uint8Array): Uint8Array {
  const first = bytes[1] ?? 0
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (lengthBytes > 3) return bytes
  let length = lengthBytes === 0 ? first : 0
  for (let index = 0; index < lengthBytes; index += 1) length = length * 256 + (bytes[2 + index] ?? 0)
  return bytes.subarray(0, 2 + lengthBytes + length)
}

function nameOf({ certificate }: DetachedVerification): string {
  return certificate === null ? '' : certificateFacts(certificate).name
}

function withAttachments(found: SealedPdf, base: Uint8Array): SealedPdf {
  try {
    return { ...found, attachments: pdfAttachments(openPdfFile(base)) }
  } catch (error) {
    return { ...found, attachmentsWhy: sentence(error) }
  }
}

function textIn(value: PdfValue | undefined): string | null {
  return value?.kind === 'string' ? textOfPdf(value.bytes) : null
}

/** What a file is that is no PDF at all; null where it begins as one. */
function otherFile(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'The file is empty.'
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-' ? null : 'The file is not a PDF.'
}

/** A stack that overflows or a number out of range on hostile bytes is told as a file that can't be read, too. */
function sentence(error: unknown): string {
  return error instanceof PdfError ? `The file is not as Countersign writes a report: it ${error.message}` : 'The file can not be read as a report.'
}
