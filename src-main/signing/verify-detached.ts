import { createHash, verify, X509Certificate } from 'node:crypto'
import { fromBER, OctetString, UTCTime } from 'asn1js'
import type { BaseBlock } from 'asn1js'
import { Certificate, ContentInfo, SignedData } from 'pkijs'
import type { SignerInfo } from 'pkijs'
import { certificateFacts, hasStrongKey, isValidAt } from './certificate.ts'
import { maySign } from './key-usage.ts'
import { attributesToSign, encodeSignature, signedAttribute } from './signature-form.ts'
import type { SignatureParts } from './signature-form.ts'
import { ownBuffer } from './signing-key.ts'

/** What a detached signature was found to be. Where it isn't valid `why` says so, and the rest is what could be read. */
export interface DetachedVerification {
  readonly valid: boolean
  readonly why: string | null
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array | null
  /** DER of the certificates of its issuers, upwards. */
  readonly chain: readonly Uint8Array[]
  readonly fingerprint: string | null
  readonly subject: string | null
  /** Milliseconds since 1970 UTC as the signer's computer asserted them; null where the time isn't inside. */
  readonly signedAt: number | null
}

/** A signature of Countersign has some kilobytes with its certificates. */
const mostBytes = 1 << 20
const mostCertificates = 16

/**
 * Checks a detached CMS signature over `bytes`. It is valid where it is in the one form that Countersign writes, names
 * the certificates that are in it, its certificate may sign, and digest and signature are right. Whether the
 * certificate is to be believed is another question: `chainsTo`.
 */
export function verifyDetached(cms: Uint8Array, bytes: Uint8Array): Promise<DetachedVerification> {
  let found: DetachedVerification = { valid: false, why: null, certificate: null, chain: [], fingerprint: null, subject: null, signedAt: null }
  try {
    const { parts, signature } = readSignature(cms)
    const [certificate, ...chain] = parts.certificates
    const { fingerprint, subject } = certificateFacts(certificate)
    found = { ...found, certificate, chain, fingerprint, subject, signedAt: parts.signedAt }
    checkCertificate(certificate, parts.signedAt)
    const { publicKey } = new X509Certificate(certificate)
    const kind = publicKey.asymmetricKeyType === 'ec' ? 'ec' : 'rsa'
    if (!createHash('sha256').update(bytes).digest().equals(parts.digest)) throw new Unsound('What is signed was changed after it was signed.')
    if (!Buffer.from(encodeSignature(parts, kind, signature)).equals(cms)) throw new Unsound('The signature itself was changed after it was made.')
    if (!verify('sha256', attributesToSign(parts), publicKey, signature)) throw new Unsound('The signature is not by the key of its certificate.')
    found = { ...found, valid: true }
  } catch (error) {
    found = { ...found, valid: false, why: error instanceof Unsound ? error.message : 'The signature can not be read.' }
  }
  return Promise.resolve(found)
}

class Unsound extends Error {}

/** The parts of a signature as it states them; whether they stand in the right form is seen by writing them anew. */
function readSignature(cms: Uint8Array): { parts: SignatureParts; signature: Uint8Array } {
  if (cms.length > mostBytes) throw new Unsound('The signature is too long.')
  const content = new ContentInfo({ schema: fromBER(ownBuffer(cms)).result })
  const signed = new SignedData({ schema: content.content })
  const [signer, ...further] = signed.signerInfos
  if (signer === undefined || further.length > 0) throw new Unsound(`The signature has ${signed.signerInfos.length} signers; one is expected.`)
  const certificates = (signed.certificates ?? []).filter((item) => item instanceof Certificate)
  if (certificates.length > mostCertificates) throw new Unsound('The signature holds too many certificates.')
  const [own, ...chain] = certificates.map((certificate) => new Uint8Array(certificate.toSchema().toBER()))
  if (own === undefined) throw new Unsound('The certificate of the signer is not in the signature.')
  const digest = attributeOf(signer, signedAttribute.messageDigest)
  if (!(digest instanceof OctetString)) throw new Unsound('The signature does not say what it is over.')
  const time = attributeOf(signer, signedAttribute.signingTime)
  return {
    parts: {
      certificates: [own, ...chain],
      digest: digest.valueBlock.valueHexView.slice(),
      signedAt: time instanceof UTCTime ? time.toDate().getTime() : null,
    },
    signature: signer.signature.valueBlock.valueHexView.slice(),
  }
}

function attributeOf(signer: SignerInfo, wanted: string): BaseBlock | undefined {
  const found = signer.signedAttrs?.attributes.find(({ type }) => type === wanted)
  return (found?.values as readonly BaseBlock[] | undefined)?.[0]
}

function checkCertificate(certificate: Uint8Array, signedAt: number | null): void {
  if (!hasStrongKey(certificate)) throw new Unsound('The key of the certificate is too weak.')
  if (!maySign(certificate)) throw new Unsound('The certificate was not issued for signing documents.')
  if (signedAt !== null && !isValidAt(certificate, signedAt)) throw new Unsound('The certificate was not valid at the time of the signature.')
}
