import { signDetached } from '../signing/sign-detached.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { sealForm } from './seal-form.ts'

/** Bytes that a signature takes beside its certificates; what is left over stays zero. */
const beside = 3072

/**
 * Seals a compiled report by one update behind it: the sealed file begins with the bytes of the report, and the seal
 * covers all of it but its own place. With an RSA key the same report, key and time give the same file.
 *
 * @param at milliseconds since 1970 UTC, as this computer asserts them; parts of a second are dropped
 * @throws PdfError where the report isn't one as it is compiled; ProblemError `usage` where the certificate isn't valid
 *   at that time
 */
export async function sealReport(report: Uint8Array, key: SigningKey, at: number): Promise<Uint8Array> {
  const certificates = [key.certificate, ...key.chain].reduce((sum, { length }) => sum + length, 0)
  const time = Math.floor(at / 1000) * 1000
  const { bytes, gap } = sealForm(report, { name: key.facts.name, at: time, room: certificates + beside })
  const cms = await signDetached(key, signedBytes(bytes, gap), time, { timeInside: false })
  const hex = Buffer.from(cms).toString('hex')
  const [start, end] = gap
  if (hex.length > end - start - 2) throw new Error('The signature is longer than the place kept for it.')
  const sealed = Uint8Array.from(bytes)
  sealed.set(Buffer.from(hex, 'latin1'), start + 1)
  return sealed
}

/** Everything but the place of the signature. */
export function signedBytes(bytes: Uint8Array, [start, end]: readonly [number, number]): Uint8Array {
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
}
