import type { webcrypto } from 'node:crypto'
import type { CertificateFacts } from '../contract/signing.ts'

/** A private key with its certificate, opened for one signature. The key can't be read out of it. */
export interface SigningKey {
  /** DER. */
  readonly certificate: Uint8Array
  /** The other certificates of the file, DER: those of its issuers. */
  readonly chain: readonly Uint8Array[]
  /** SHA-256 of `certificate`, lower-case hexadecimal. */
  readonly fingerprint: string
  /** The whole name in the certificate, as "CN=Ana Ruiz, O=Bank". */
  readonly subject: string
  /** True where the certificate was signed by its own key: the name in it is asserted by whoever made the key. */
  readonly selfAsserted: boolean
  readonly facts: CertificateFacts
  readonly privateKey: webcrypto.CryptoKey
}

/** The bytes in a buffer of their own, as WebCrypto and PKI.js take them. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return copy.buffer
}
