import { createHash } from 'node:crypto'
import { Integer, Null, ObjectIdentifier, OctetString, Sequence, UTCTime } from 'asn1js'
import type { BaseBlock } from 'asn1js'
import {
  AlgorithmIdentifier, Attribute, Certificate, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedAndUnsignedAttributes,
  SignedData, SignerInfo,
} from 'pkijs'
import { ownBuffer } from './signing-key.ts'

/** The object identifiers of the signed attributes (RFC 5652, section 11, and RFC 5035). */
export const signedAttribute = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

const sha256 = '2.16.840.1.101.3.4.2.1'
const signatureAlgorithms = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' } as const

/** Everything that a signature of Countersign says. */
export interface SignatureParts {
  /** DER, the signer's first, then those of its issuers upwards. */
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]]
  /** SHA-256 of what is signed. */
  readonly digest: Uint8Array
  /** Milliseconds since 1970 UTC, whole seconds; null where the time stands elsewhere. */
  readonly signedAt: number | null
}

/**
 * The signed attributes as the SET whose bytes are signed. Each certificate is named by its SHA-256 (ESS
 * signing-certificate-v2), the issuers' too, so that none can be exchanged.
 */
export function attributesToSign(parts: SignatureParts): Uint8Array {
  const bytes = new Uint8Array(signedAttributes(parts).toSchema().toBER())
  // In the signature the set is tagged [0]; signed is the set itself (RFC 5652, section 5.4).
  bytes[0] = 0x31
  return bytes
}

/**
 * A detached CMS signature in the one form that Countersign writes: DER, one signer, SHA-256 with RSA (PKCS #1 v1.5) or
 * ECDSA. Verifying writes it anew and compares, so that no byte of it can be changed unseen.
 * @param signature over `attributesToSign`, for ECDSA as SEQUENCE of r and s
 */
export function encodeSignature(parts: SignatureParts, kind: 'rsa' | 'ec', signature: Uint8Array): Uint8Array {
  const certificates = parts.certificates.map((der) => Certificate.fromBER(ownBuffer(der)))
  const [own = new Certificate()] = certificates
  const digestAlgorithm = () => new AlgorithmIdentifier({ algorithmId: sha256, algorithmParams: new Null() })
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm()],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        digestAlgorithm: digestAlgorithm(),
        signedAttrs: signedAttributes(parts),
        signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: signatureAlgorithms[kind], ...(kind === 'rsa' ? { algorithmParams: new Null() } : {}) }),
        signature: new OctetString({ valueHex: ownBuffer(signature) }),
      }),
    ],
  })
  return new Uint8Array(new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) }).toSchema().toBER())
}

/** An ECDSA signature of WebCrypto, r and s in a row, as CMS has it (RFC 3279, section 2.2.3). */
export function ecdsaSequence(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2
  const number = (bytes: Uint8Array) => new Integer({ valueHex: ownBuffer(positive(bytes)) })
  return new Uint8Array(new Sequence({ value: [number(signature.subarray(0, half)), number(signature.subarray(half))] }).toBER())
}

/** The shortest form of an unsigned number that DER reads as positive. */
function positive(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = first < 0 ? Uint8Array.of(0) : bytes.subarray(first)
  return (short[0] ?? 0) < 0x80 ? short : Uint8Array.of(0, ...short)
}

function signedAttributes({ certificates, digest, signedAt }: SignatureParts): SignedAndUnsignedAttributes {
  const attribute = (type: string, value: BaseBlock) => new Attribute({ type, values: [value] })
  const named = certificates.map((der) => {
    const hash = createHash('sha256').update(der).digest()
    return new Sequence({ value: [new OctetString({ valueHex: ownBuffer(hash) })] })
  })
  return new SignedAndUnsignedAttributes({
    type: 0,
    attributes: inDerOrder([
      attribute(signedAttribute.contentType, new ObjectIdentifier({ value: ContentInfo.DATA })),
      attribute(signedAttribute.messageDigest, new OctetString({ valueHex: ownBuffer(digest) })),
      attribute(signedAttribute.signingCertificateV2, new Sequence({ value: [new Sequence({ value: named })] })),
      ...(signedAt === null ? [] : [attribute(signedAttribute.signingTime, new UTCTime({ valueDate: new Date(signedAt) }))]),
    ]),
  })
}

/** The order of a SET OF in DER: verifiers that encode the attributes anew hash them in it. */
function inDerOrder(attributes: readonly Attribute[]): Attribute[] {
  const encoded = attributes.map((attribute) => ({ attribute, bytes: Buffer.from(attribute.toSchema().toBER()) }))
  return encoded.sort((one, other) => one.bytes.compare(other.bytes)).map(({ attribute }) => attribute)
}
