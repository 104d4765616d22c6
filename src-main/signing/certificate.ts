import { createHash, X509Certificate } from 'node:crypto'
import type { CertificateFacts } from '../contract/signing.ts'

/** SHA-256 of a certificate's DER bytes, as lower-case hexadecimal. */
export function certificateFingerprint(certificate: Uint8Array): string {
  return createHash('sha256').update(certificate).digest('hex')
}

/**
 * What a certificate says of itself.
 * @throws Error where the bytes are no X.509 certificate
 */
export function certificateFacts(certificate: Uint8Array): CertificateFacts {
  const read = new X509Certificate(certificate)
  const subject = oneLine(read.subject)
  const [, commonName] = /(?:^|\n)CN=([^\n]*)/.exec(read.subject) ?? []
  return {
    fingerprint: certificateFingerprint(certificate),
    name: commonName ?? subject,
    subject,
    issuer: oneLine(read.issuer),
    serialNumber: read.serialNumber.toLowerCase(),
    validFrom: read.validFromDate.getTime(),
    validTo: read.validToDate.getTime(),
    key: keyWords(read),
    assurance: isSelfSigned(certificate) ? 'self-asserted' : 'certificate',
  }
}

/** Whether the key of the certificate signed the certificate itself, so that nobody else vouches for its name. */
export function isSelfSigned(certificate: Uint8Array): boolean {
  const read = new X509Certificate(certificate)
  return read.subject === read.issuer && read.verify(read.publicKey)
}

/** Whether a time, in milliseconds since 1970 UTC, lies in the time for which a certificate was issued. */
export function isValidAt(certificate: Uint8Array, at: number): boolean {
  const { validFrom, validTo } = certificateFacts(certificate)
  return validFrom <= at && at <= validTo
}

/** Whether the key is one that signs here: RSA of 2048 bits or more, or ECDSA over a NIST curve of 256 bits or more. */
export function hasStrongKey(certificate: Uint8Array): boolean {
  const { publicKey } = new X509Certificate(certificate)
  const details = publicKey.asymmetricKeyDetails
  if (publicKey.asymmetricKeyType === 'rsa') return (details?.modulusLength ?? 0) >= 2048
  return publicKey.asymmetricKeyType === 'ec' && details?.namedCurve !== undefined && Object.hasOwn(curveNames, details.namedCurve)
}

/** The names of the curves that sign here, by the names that OpenSSL gives them. */
export const curveNames: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }

function keyWords({ publicKey }: X509Certificate): string {
  const details = publicKey.asymmetricKeyDetails
  if (publicKey.asymmetricKeyType === 'rsa') return `RSA, ${details?.modulusLength ?? 0} bits`
  const curve = details?.namedCurve
  if (publicKey.asymmetricKeyType === 'ec' && curve !== undefined) return `ECDSA, ${curveNames[curve] ?? curve}`
  return publicKey.asymmetricKeyType ?? 'unknown'
}

function oneLine(name: string): string {
  return name.split('\n').join(', ')
}
