import { createHash } from 'node:crypto'
import { lstat } from 'node:fs/promises'
import { ProblemError } from '../contract/problem.ts'
import type { CheckedTimestamp, TimestampCheck, TimestampRequest, VerifiedTimestamp, WrittenTimestampRequest } from '../contract/timestamp.ts'
import type { VerifyRequest } from '../contract/verification.ts'
import { readSealedPdf } from '../report/read-sealed-pdf.ts'
import { writeReport } from '../report/write-report.ts'
import { certificateFacts } from '../signing/certificate.ts'
import { chainsTo } from '../signing/chains-to.ts'
import { nonceOfRequest, timestampRequest } from '../signing/timestamp/timestamp-request.ts'
import { verifyTimestamp } from '../signing/timestamp/verify-timestamp.ts'
import { namedExchange, namedPdf, namedTrust } from './named-file.ts'

const aReply = 'the reply of the authority'

/** Where the reply of an authority over a report is kept: beside it, so that the sealed bytes stay as they are. */
export function replyBeside(file: string): string {
  return `${file}.tsr`
}

/**
 * Writes a request for a time stamp over a sealed report, for somebody to carry to an authority. Only the hash of the
 * file is in it.
 * @throws ProblemError `not-allowed` where the seal doesn't hold, and those of reading and writing files
 */
export async function requestTimestamp({ file, out }: TimestampRequest): Promise<WrittenTimestampRequest> {
  const { pdf } = await soundlySealed(file)
  const request = timestampRequest(pdf)
  await writeNew(out, request)
  return { path: out, bytes: request.length, sha256: createHash('sha256').update(pdf).digest('hex') }
}

/**
 * Checks an authority's reply over a sealed report, and keeps one that holds where that is wanted. One that doesn't
 * hold is an answer and no error.
 * @throws ProblemError `not-allowed` where the report's seal doesn't hold, `file-corrupt` where the certificates to
 *   trust or the request can't be read, and those of reading and writing files
 */
export async function checkTimestamp({ file, reply, request, trust, keep }: TimestampCheck): Promise<CheckedTimestamp> {
  const { pdf, sealedAt } = await soundlySealed(file)
  const bytes = await namedExchange(reply, aReply)
  const nonce = request === null ? null : nonceOfRequest(await namedExchange(request, 'the request'), request)
  const found = await verifiedTimestamp(bytes, pdf, { trust: trust === null ? null : await namedTrust(trust), nonce, sealedAt })
  const kept = keep && found.state === 'attested' && found.trusted !== false ? replyBeside(file) : null
  if (kept !== null && kept !== reply) await writeNew(kept, bytes)
  return { ...found, kept }
}

/**
 * The time stamp that a verification was given, or that lies beside the report; null where there is none. One beside
 * the report that can't be read is unsound, so that nobody takes it for one that holds.
 */
export async function timestampOf(request: VerifyRequest, pdf: Uint8Array, sealedAt: number | null): Promise<VerifiedTimestamp | null> {
  const trust = request.timestampTrust == null ? null : await namedTrust(request.timestampTrust)
  const read = (reply: Uint8Array) => verifiedTimestamp(reply, pdf, { trust, nonce: null, sealedAt })
  if (request.timestamp != null) return read(await namedExchange(request.timestamp, aReply))
  const beside = replyBeside(request.file)
  if (request.content !== undefined || !(await isThere(beside))) return null
  return read(await namedExchange(beside, aReply).catch(() => new Uint8Array()))
}

interface Against {
  readonly trust: string | null
  readonly nonce: bigint | null
  readonly sealedAt: number | null
}

async function verifiedTimestamp(reply: Uint8Array, pdf: Uint8Array, { trust, nonce, sealedAt }: Against): Promise<VerifiedTimestamp> {
  const { sound, why, time, accuracySeconds, certificate, chain, serialNumber, policy } = verifyTimestamp(reply, pdf, nonce)
  const believed = async () => sound && certificate !== null && time !== null && trust !== null && (await chainsTo([certificate, ...chain], trust, time)) === 'trusted'
  return {
    state: sound ? 'attested' : 'unsound',
    why,
    time: time === null ? null : new Date(time).toISOString().replace('.000', ''),
    accuracySeconds,
    authority: certificate === null ? null : certificateFacts(certificate),
    serialNumber,
    policy,
    trusted: trust === null ? 'not-checked' : await believed(),
    sealedLater: !sound || time === null || sealedAt === null ? null : sealedAt > time + (accuracySeconds ?? 0) * 1000,
  }
}

async function soundlySealed(file: string): Promise<{ pdf: Uint8Array; sealedAt: number | null }> {
  const pdf = await namedPdf(file)
  const { seal, why, sealedAt } = await readSealedPdf(pdf)
  if (seal === 'sound') return { pdf, sealedAt }
  throw new ProblemError({
    kind: 'not-allowed', path: file, message: `A time stamp is for a sealed report, and this seal does not hold. ${why ?? ''}`.trim(),
    action: 'Seal the report first, with “report --certificate”.',
  })
}

/** Writes a file that wasn't there: a request or a reply must never take the place of a report, a key or evidence. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  if (await isThere(path)) {
    throw new ProblemError({ kind: 'write-refused', path, message: 'A file of that name is there already.', action: 'Name another file, or move that one away.' })
  }
  await writeReport(path, bytes)
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
