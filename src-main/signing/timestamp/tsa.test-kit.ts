import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** An element of DER (X.690), written without a library, so that the one under test is not its own witness. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const length: number[] = []
  for (let left = content.length; left > 0; left = Math.floor(left / 256)) length.unshift(left % 256)
  const head = content.length < 0x80 ? [content.length] : [0x80 | length.length, ...length]
  return Buffer.concat([Buffer.from([tag, ...head]), content])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const set = (...parts: readonly Uint8Array[]) => der(0x31, ...parts)
const octets = (bytes: Uint8Array) => der(0x04, bytes)
const integer = (...bytes: readonly number[]) => der(0x02, Buffer.from(bytes))
const time = (at: number) => der(0x18, Buffer.from(`${new Date(at).toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`))
const nullValue = der(0x05)

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const base128 = (value: number): number[] => (value < 128 ? [value] : [...base128(Math.floor(value / 128)).map((digit) => digit | 0x80), value % 128])
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

const oid = {
  sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', ecdsaWithSha256: '1.2.840.10045.4.3.2', commonName: '2.5.4.3', extKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8', emailProtection: '1.3.6.1.5.5.7.3.4', signedData: '1.2.840.113549.1.7.2', tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4', signingCertificateV2: '1.2.840.113549.1.9.16.2.47', policy: '1.2.3.4.1',
} as const

/** What an authority is made with; each thing can be made wrong. */
export interface AuthorityOptions {
  readonly validFrom: number
  readonly validTo: number
  readonly usage?: 'timeStamping' | 'emailProtection' | 'none' | 'both'
  readonly critical?: boolean
}

export interface Authority {
  /** DER. */
  readonly certificate: Buffer
  readonly key: KeyObject
}

/** A time-stamping authority that certified itself, over P-256. */
export function makeTsa({ validFrom, validTo, usage = 'timeStamping', critical = true }: AuthorityOptions): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = sequence(set(sequence(objectId(oid.commonName), der(0x0c, Buffer.from('Example time')))))
  const purposes = usage === 'both' ? [oid.timeStamping, oid.emailProtection] : usage === 'none' ? [] : [oid[usage]]
  const extension = sequence(objectId(oid.extKeyUsage), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), octets(sequence(...purposes.map(objectId))))
  const algorithm = sequence(objectId(oid.ecdsaWithSha256))
  const toSign = sequence(
    der(0xa0, integer(2)), integer(7), algorithm, name, sequence(time(validFrom), time(validTo)), name, publicKey.export({ type: 'spki', format: 'der' }),
    ...(purposes.length === 0 ? [] : [der(0xa3, sequence(extension))]),
  )
  return { certificate: sequence(toSign, algorithm, der(0x03, Buffer.from([0]), sign('sha256', toSign, privateKey))), key: privateKey }
}

export interface ReplyOptions {
  readonly at: number
  readonly nonce?: Uint8Array
  readonly status?: number
  /** The hash function that the imprint names, and the type that the signed attributes state. */
  readonly imprint?: 'sha1' | 'sha256'
  readonly contentType?: string
  /** A certificate that the attributes name in place of the authority's. */
  readonly named?: Uint8Array
  readonly criticalExtension?: boolean
}

/** A reply over `bytes` as RFC 3161, section 2.4.2, lays it out, with an accuracy of 1.5 seconds. */
export function replyOf({ certificate, key }: Authority, bytes: Uint8Array, options: ReplyOptions): Buffer {
  const { at, nonce, status = 0, imprint = 'sha256', contentType = oid.tstInfo, named = certificate, criticalExtension = false } = options
  const hash = (algorithm: string, of: Uint8Array) => createHash(algorithm).update(of).digest()
  const info = sequence(
    integer(1), objectId(oid.policy), sequence(sequence(objectId(oid[imprint]), nullValue), octets(hash(imprint, bytes))), integer(0x2a), time(at),
    sequence(integer(1), der(0x80, Buffer.from([0x01, 0xf4]))),
    ...(nonce === undefined ? [] : [der(0x02, nonce)]),
    ...(criticalExtension ? [der(0xa1, sequence(objectId('1.2.3.9'), der(0x01, Buffer.from([0xff])), octets(nullValue)))] : []),
  )
  const attribute = (type: string, value: Uint8Array) => sequence(objectId(type), set(value))
  const attributes = [
    attribute(oid.contentType, objectId(contentType)),
    attribute(oid.messageDigest, octets(hash('sha256', info))),
    attribute(oid.signingCertificateV2, sequence(sequence(sequence(octets(hash('sha256', named)))))),
  ]
  const issuer = sequence(set(sequence(objectId(oid.commonName), der(0x0c, Buffer.from('Example time')))))
  const digestAlgorithm = sequence(objectId(oid.sha256), nullValue)
  const signer = sequence(
    integer(1), sequence(issuer, integer(7)), digestAlgorithm, der(0xa0, ...attributes), sequence(objectId(oid.ecdsaWithSha256)), octets(sign('sha256', set(...attributes), key)),
  )
  const signed = sequence(integer(3), set(digestAlgorithm), sequence(objectId(oid.tstInfo), der(0xa0, octets(info))), der(0xa0, certificate), set(signer))
  const token = sequence(objectId(oid.signedData), der(0xa0, signed))
  return sequence(sequence(integer(status)), ...(status > 1 ? [] : [token]))
}
