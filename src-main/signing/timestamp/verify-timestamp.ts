import { createHash, verify, X509Certificate } from 'node:crypto'
import { ObjectIdentifier, OctetString } from 'asn1js'
import { Certificate, ExtKeyUsage } from 'pkijs'
import { hasStrongKey, isValidAt } from '../certificate.ts'
import { maySign } from '../key-usage.ts'
import { signedAttribute } from '../signature-form.ts'
import { ownBuffer } from '../signing-key.ts'
import { digestNames, namedCertificate, namesSigner, tokenOfReply, UnsoundTimestamp } from './timestamp-token.ts'
import type { TimestampToken } from './timestamp-token.ts'

/** What a reply of a time-stamping authority was found to be. Where it isn't sound, `why` says so, and the rest is what could be read. */
export interface TimestampVerification {
  readonly sound: boolean
  readonly why: string | null
  /** Milliseconds since 1970 UTC. */
  readonly time: number | null
  /** How far from `time` the true one may be, as the authority states; null where it doesn't. */
  readonly accuracySeconds: number | null
  /** DER of the authority's certificate, and of the others that came with it. */
  readonly certificate: Uint8Array | null
  readonly chain: readonly Uint8Array[]
  readonly serialNumber: string | null
  /** The object identifier of the rules by which the authority works. */
  readonly policy: string | null
}

const extendedKeyUsage = '2.5.29.37'
const timeStamping = '1.3.6.1.5.5.7.3.8'
const rsaEncryption = '1.2.840.113549.1.1.1'
/** Signatures that name their hash: RSA (PKCS #1 v1.5) and ECDSA (RFC 5754, section 3). */
const signatureDigests: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}

/**
 * Checks an authority's reply over `bytes` (RFC 3161, section 2.2, with RFC 5816): it grants, its token is over these
 * bytes, its signature holds, and its certificate is for time stamps alone and was valid at the time that is attested.
 * Whether the authority is to be believed is another question: `chainsTo`.
 *
 * @param nonce that of the request, which the reply must repeat; null where the request isn't at hand
 */
export function verifyTimestamp(reply: Uint8Array, bytes: Uint8Array, nonce: bigint | null = null): TimestampVerification {
  let found: TimestampVerification = {
    sound: false, why: null, time: null, accuracySeconds: null, certificate: null, chain: [], serialNumber: null, policy: null,
  }
  try {
    const token = tokenOfReply(reply)
    const { info } = token
    const certificate = certificateOf(token)
    const chain = token.certificates.filter((other) => other !== certificate)
    const time = info.genTime.getTime()
    found = { ...found, time, accuracySeconds: accuracyOf(token), certificate, chain, serialNumber: info.serialNumber.toBigInt().toString(16), policy: info.policy }
    checkSignature(token, certificate)
    checkInfo(token, bytes, nonce)
    checkAuthority(certificate, time)
    return { ...found, sound: true }
  } catch (error) {
    return { ...found, why: error instanceof UnsoundTimestamp ? error.message : 'The reply can not be read.' }
  }
}

/** The certificate that the signed attributes name, so that none can be put in its place. */
function certificateOf(token: TimestampToken): Uint8Array {
  const named = namedCertificate(token)
  if (named === null) throw new UnsoundTimestamp('The time stamp does not say by which certificate it is.')
  const own = token.certificates.find((certificate) => createHash(named.algorithm).update(certificate).digest().equals(named.hash))
  if (own === undefined || !namesSigner(token, own)) throw new UnsoundTimestamp('The certificate of the authority is not in the reply.')
  return own
}

function checkSignature({ content, attributes, attribute, signer }: TimestampToken, certificate: Uint8Array): void {
  const digest = digestNames[signer.digestAlgorithm.algorithmId]
  const { algorithmId } = signer.signatureAlgorithm
  if (digest === undefined || (algorithmId !== rsaEncryption && signatureDigests[algorithmId] !== digest)) {
    throw new UnsoundTimestamp('The authority signs in a way that is too weak, or that Countersign does not read.')
  }
  const type = attribute(signedAttribute.contentType)
  const stated = attribute(signedAttribute.messageDigest)
  const ofTimestamp = type instanceof ObjectIdentifier && type.valueBlock.toString() === '1.2.840.113549.1.9.16.1.4'
  const hash = createHash(digest).update(content).digest()
  if (!ofTimestamp || !(stated instanceof OctetString) || !hash.equals(stated.valueBlock.valueHexView)) {
    throw new UnsoundTimestamp('The reply was changed after it was signed.')
  }
  const { publicKey } = new X509Certificate(certificate)
  if (!verify(digest, attributes, publicKey, signer.signature.valueBlock.valueHexView)) {
    throw new UnsoundTimestamp('The reply was changed after it was signed, or is not by the key of its certificate.')
  }
}

function checkInfo({ info }: TimestampToken, bytes: Uint8Array, nonce: bigint | null): void {
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const digest = digestNames[hashAlgorithm.algorithmId]
  if (info.version !== 1 || digest === undefined) throw new UnsoundTimestamp('The time stamp is over a hash that is too weak, or that Countersign does not read.')
  if (!createHash(digest).update(bytes).digest().equals(hashedMessage.valueBlock.valueHexView)) {
    throw new UnsoundTimestamp('The time stamp is over another file.')
  }
  if (nonce !== null && info.nonce?.toBigInt() !== nonce) throw new UnsoundTimestamp('The reply answers another request.')
  // What an authority marks as critical must be understood, and nothing is defined that could be.
  if (info.extensions?.some(({ critical }) => critical) === true) throw new UnsoundTimestamp('The time stamp depends on something that Countersign does not read.')
}

/** RFC 3161, section 2.3: the certificate is for time stamps and for nothing else, and says that this is binding. */
function checkAuthority(certificate: Uint8Array, time: number): void {
  const { extensions = [] } = Certificate.fromBER(ownBuffer(certificate))
  const usage = extensions.find(({ extnID }) => extnID === extendedKeyUsage)
  const parsed: unknown = usage?.parsedValue
  const purposes = parsed instanceof ExtKeyUsage ? parsed.keyPurposes : []
  if (usage?.critical !== true || purposes.join(' ') !== timeStamping || !maySign(certificate)) {
    throw new UnsoundTimestamp('The certificate of the authority was not issued for time stamps alone.')
  }
  if (!hasStrongKey(certificate)) throw new UnsoundTimestamp('The key of the authority is too weak, or of a kind that Countersign does not read.')
  if (!isValidAt(certificate, time)) throw new UnsoundTimestamp('The certificate of the authority was not valid at the time that it attests.')
}

function accuracyOf({ info: { accuracy } }: TimestampToken): number | null {
  if (accuracy === undefined) return null
  return (accuracy.seconds ?? 0) + (accuracy.millis ?? 0) / 1e3 + (accuracy.micros ?? 0) / 1e6
}
