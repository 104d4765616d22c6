import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto'
import type { SigningKey } from './signing-key.ts'
import { certificateFacts, curveNames, hasStrongKey } from './certificate.ts'
import { maySign } from './key-usage.ts'
import { ownBuffer } from './signing-key.ts'

/** Why a certificate and a key that were read can't sign. */
export type UnfitKey = 'other-key' | 'weak-key' | 'not-for-signing'

/**
 * Joins a private key (PKCS#8, DER) with the one of the certificates that belongs to it.
 * Gives the reason where none does, or where the pair may not sign.
 */
export async function importKey(pkcs8: Uint8Array, certificates: readonly Uint8Array[]): Promise<SigningKey | UnfitKey> {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  const own = certificates.find((certificate) => new X509Certificate(certificate).checkPrivateKey(key))
  if (own === undefined) return 'other-key'
  if (!hasStrongKey(own)) return 'weak-key'
  if (!maySign(own)) return 'not-for-signing'
  const curve = key.asymmetricKeyDetails?.namedCurve ?? ''
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: curveNames[curve] ?? curve }
  const facts = certificateFacts(own)
  return {
    certificate: own,
    chain: certificates.filter((certificate) => certificate !== own),
    fingerprint: facts.fingerprint,
    subject: facts.subject,
    selfAsserted: facts.assurance === 'self-asserted',
    facts,
    privateKey: await webcrypto.subtle.importKey('pkcs8', ownBuffer(pkcs8), algorithm, false, ['sign']),
  }
}
