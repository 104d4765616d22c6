import { createHash, webcrypto, X509Certificate } from 'node:crypto'
import { ProblemError } from '../contract/problem.ts'
import { attributesToSign, ecdsaSequence, encodeSignature } from './signature-form.ts'
import { ownBuffer } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

export interface SignOptions {
  /** False where the time stands beside the signature, as PAdES wants it in a PDF; inside where left out, as CAdES does. */
  readonly timeInside?: boolean
}

/**
 * Signs bytes as detached CMS (RFC 5652) with SHA-256 and the certificates bound in: CAdES and PAdES baseline B-B. With
 * an RSA key the same call gives the same bytes.
 *
 * @param at milliseconds since 1970 UTC, as this computer asserts them; parts of a second are dropped
 * @throws ProblemError `usage` where the certificate isn't valid at that time
 */
export async function signDetached(key: SigningKey, bytes: Uint8Array, at: number, { timeInside = true }: SignOptions = {}): Promise<Uint8Array> {
  if (at < key.facts.validFrom || at > key.facts.validTo) {
    const day = (time: number) => new Date(time).toISOString().slice(0, 10)
    const message = `The certificate of ${key.facts.name} is valid from ${day(key.facts.validFrom)} to ${day(key.facts.validTo)} only.`
    throw new ProblemError({ kind: 'usage', path: null, message, action: 'Use a valid certificate, or check the clock of this computer.' })
  }
  const parts = {
    certificates: [key.certificate, ...issuersOf(key)] as const,
    digest: createHash('sha256').update(bytes).digest(),
    signedAt: timeInside ? Math.floor(at / 1000) * 1000 : null,
  }
  const kind = key.privateKey.algorithm.name === 'ECDSA' ? 'ec' : 'rsa'
  const algorithm = kind === 'ec' ? { name: 'ECDSA', hash: 'SHA-256' } : 'RSASSA-PKCS1-v1_5'
  const value = new Uint8Array(await webcrypto.subtle.sign(algorithm, key.privateKey, ownBuffer(attributesToSign(parts))))
  return encodeSignature(parts, kind, kind === 'ec' ? ecdsaSequence(value) : value)
}

/** The certificates of the file that issued the signer's and one another, upwards; others of the file are left out. */
function issuersOf({ certificate, chain }: SigningKey): Uint8Array[] {
  const path = [certificate]
  for (;;) {
    const last = new X509Certificate(path.at(-1) ?? certificate)
    const issuer = chain.find((other) => !path.includes(other) && last.checkIssued(new X509Certificate(other)))
    if (issuer === undefined || last.subject === last.issuer) return path.slice(1)
    path.push(issuer)
  }
}
