import { X509Certificate } from 'node:crypto'
import { Certificate, CertificateChainValidationEngine } from 'pkijs'
import { ProblemError } from '../contract/problem.ts'
import { isValidAt } from './certificate.ts'
import { ownBuffer } from './signing-key.ts'

export type Trust = 'trusted' | 'not-trusted'

/**
 * The certificates of a PEM file, as DER.
 * @throws ProblemError `file-corrupt` where there is none or one can't be read
 */
export function certificatesInPem(pem: string, path: string | null = null): Uint8Array[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  try {
    if (blocks.length === 0) throw new Error('no block')
    return blocks.map((block) => new Uint8Array(new X509Certificate(block).raw))
  } catch (error) {
    throw new ProblemError(
      { kind: 'file-corrupt', path, message: 'This is not a file of certificates in PEM.', action: 'Give the certificate of the authority that you trust, as PEM.' },
      { cause: error },
    )
  }
}

/**
 * Whether a certificate is one of the trusted ones or was issued, directly or through others, by one of them
 * (RFC 5280, section 6, without revocation: nothing is asked over a network).
 *
 * @param certificates DER, the signer's first, then those that came with it
 * @param trustPem the certificates that are trusted
 * @param at the time at which the chain has to hold, in milliseconds since 1970 UTC
 * @throws ProblemError `file-corrupt` where `trustPem` holds no certificate
 */
export async function chainsTo(certificates: readonly Uint8Array[], trustPem: string, at: number): Promise<Trust> {
  const [own, ...others] = certificates
  const trusted = certificatesInPem(trustPem)
  if (own === undefined || !isValidAt(own, at)) return 'not-trusted'
  if (trusted.some((certificate) => Buffer.from(certificate).equals(own))) return 'trusted'
  const parsed = (certificate: Uint8Array) => Certificate.fromBER(ownBuffer(certificate))
  try {
    const engine = new CertificateChainValidationEngine({
      trustedCerts: trusted.map(parsed),
      // The engine judges the last.
      certs: [...others, own].map(parsed),
      checkDate: new Date(at),
    })
    const { result } = await engine.verify()
    return result ? 'trusted' : 'not-trusted'
  } catch {
    return 'not-trusted'
  }
}
