import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import type { BaseBlock } from 'asn1js'
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, TimeStampResp, TSTInfo } from 'pkijs'
import type { SignerInfo } from 'pkijs'
import { signedAttribute } from '../signature-form.ts'
import { ownBuffer } from '../signing-key.ts'

/** Why a reply attests nothing. */
export class UnsoundTimestamp extends Error {}

/** What a time stamp token says, before any of it is checked. */
export interface TimestampToken {
  /** What is signed: who says what about which hash, and when. */
  readonly info: TSTInfo
  /** The encoded `info`, and the encoded signed attributes as the SET that the signature is over. */
  readonly content: Uint8Array
  readonly attributes: Uint8Array
  readonly signer: SignerInfo
  /** The value of a signed attribute; undefined where it is absent. */
  readonly attribute: (type: string) => BaseBlock | undefined
  /** DER of every certificate inside. */
  readonly certificates: readonly Uint8Array[]
}

const tstInfo = '1.2.840.113549.1.9.16.1.4'
/** ESS signing-certificate of RFC 2634, which names a certificate by SHA-1; RFC 5816 allows the later one. */
const signingCertificate = '1.2.840.113549.1.9.16.2.12'
const mostBytes = 1 << 20
const mostCertificates = 16

const statusWords = ['granted', 'granted with changes', 'refused', 'to be had later', 'warning that a revocation is near', 'told of a revocation'] as const

/**
 * The token of an authority's reply (RFC 3161, section 2.4.2).
 * @throws UnsoundTimestamp where the reply is none, grants nothing or its token isn't in the form of one
 */
export function tokenOfReply(reply: Uint8Array): TimestampToken {
  if (reply.length > mostBytes) throw new UnsoundTimestamp('The reply is too long.')
  const response = parsed(reply)
  const status: number = response.status.status
  if (status > 1) throw new UnsoundTimestamp(`The authority did not grant the time stamp: ${statusWords[status] ?? status}.${reasonOf(response)}`)
  if (response.timeStampToken?.contentType !== ContentInfo.SIGNED_DATA) throw new UnsoundTimestamp('The reply holds no time stamp.')
  const signed = new SignedData({ schema: response.timeStampToken.content })
  if (signed.encapContentInfo.eContentType !== tstInfo || signed.encapContentInfo.eContent === undefined) throw new UnsoundTimestamp('What the authority signed is no time stamp.')
  const [signer, ...further] = signed.signerInfos
  if (signer?.signedAttrs === undefined || further.length > 0) throw new UnsoundTimestamp('The time stamp is not signed by one authority.')
  const certificates = (signed.certificates ?? []).filter((item) => item instanceof Certificate)
  if (certificates.length > mostCertificates) throw new UnsoundTimestamp('The time stamp holds too many certificates.')
  const content = new Uint8Array(signed.encapContentInfo.eContent.getValue())
  const { attributes, encodedValue } = signer.signedAttrs
  return {
    info: new TSTInfo({ schema: wholeElement(content) }),
    content,
    attributes: new Uint8Array(encodedValue),
    signer,
    attribute: (type) => {
      const [found, ...others] = attributes.filter((attribute) => attribute.type === type)
      const [value, ...more] = (found?.values ?? []) as readonly BaseBlock[]
      return others.length === 0 && more.length === 0 ? value : undefined
    },
    certificates: certificates.map((certificate) => new Uint8Array(certificate.toSchema().toBER())),
  }
}

/** How the signed attributes name the authority's certificate: by a hash of it. Null where they don't. */
export function namedCertificate({ attribute }: TimestampToken): { algorithm: string; hash: Uint8Array } | null {
  const later = firstCertificateId(attribute(signedAttribute.signingCertificateV2))
  const id = later ?? firstCertificateId(attribute(signingCertificate))
  const [first, second] = id ?? []
  if (first instanceof OctetString) return { algorithm: later === null ? 'sha1' : 'sha256', hash: first.valueBlock.valueHexView }
  if (later === null || !(first instanceof Sequence) || !(second instanceof OctetString)) return null
  const [type] = first.valueBlock.value
  const algorithm = type instanceof ObjectIdentifier ? digestNames[type.valueBlock.toString()] : undefined
  return algorithm === undefined ? null : { algorithm, hash: second.valueBlock.valueHexView }
}

/** Whether the token says that the key of this certificate signed it, by its issuer and number. */
export function namesSigner({ signer }: TimestampToken, der: Uint8Array): boolean {
  const sid: unknown = signer.sid
  if (!(sid instanceof IssuerAndSerialNumber)) return true
  const { issuer, serialNumber } = Certificate.fromBER(ownBuffer(der))
  return issuer.isEqual(sid.issuer) && serialNumber.isEqual(sid.serialNumber)
}

/** The hash functions that are strong enough, by their object identifiers. */
export const digestNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

function firstCertificateId(attribute: BaseBlock | undefined): readonly BaseBlock[] | null {
  const list = attribute instanceof Sequence ? attribute.valueBlock.value[0] : undefined
  const id = list instanceof Sequence ? list.valueBlock.value[0] : undefined
  return id instanceof Sequence ? id.valueBlock.value : null
}

function parsed(reply: Uint8Array): TimeStampResp {
  try {
    return new TimeStampResp({ schema: wholeElement(reply) })
  } catch {
    throw new UnsoundTimestamp('This is not a reply of a time-stamping authority.')
  }
}

function wholeElement(bytes: Uint8Array): BaseBlock {
  const { offset, result } = fromBER(ownBuffer(bytes))
  if (offset !== bytes.length) throw new UnsoundTimestamp('This is not a reply of a time-stamping authority.')
  return result
}

function reasonOf({ status: { statusStrings = [] } }: TimeStampResp): string {
  const said = statusStrings.map((text) => text.getValue()).join(' ')
  return said === '' ? '' : ` It says: “${said}”.`
}
