import { webcrypto } from 'node:crypto'
import { BitString, BmpString, Integer, OctetString, Utf8String } from 'asn1js'
import {
  Attribute, AttributeTypeAndValue, AuthenticatedSafe, BasicConstraints, CertBag, Certificate, Extension, ExtKeyUsage, PFX,
  PKCS8ShroudedKeyBag, PrivateKeyInfo, SafeBag, SafeContents,
} from 'pkijs'
import { ProblemError } from '../contract/problem.ts'
import type { CertificateFacts, KeyAlgorithm } from '../contract/signing.ts'
import { certificateFacts } from './certificate.ts'
import { ownBuffer } from './signing-key.ts'

export interface NewKey {
  /** The PKCS#12 file, encrypted with AES-256 under the passphrase. */
  readonly pkcs12: Uint8Array
  /** DER. */
  readonly certificate: Uint8Array
  readonly fingerprint: string
  readonly facts: CertificateFacts
}

export interface NewKeyOptions {
  readonly passphrase: string
  /** Milliseconds since 1970 UTC; the certificate is valid from here on. */
  readonly at: number
  /** RSA where left out: its signatures are the same each time, so that sealing twice gives the same file. */
  readonly algorithm?: KeyAlgorithm
  readonly years?: number
}

/** What guessing a passphrase costs: rounds of PBKDF2 for the encryption, and of the older derivation for the check of the whole. */
const rounds = { encryption: 600_000, check: 100_000 }
const leastPassphrase = 8

const algorithms: Readonly<Record<KeyAlgorithm, webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams>> = {
  'rsa-3072': { name: 'RSASSA-PKCS1-v1_5', modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  'ecdsa-p256': { name: 'ECDSA', namedCurve: 'P-256' },
}

/**
 * Makes a key and a certificate that the key signs itself: a self-asserted identity. It shows that the same key signed
 * and that nothing was changed since; that the name is right nobody vouches for.
 *
 * @throws ProblemError `usage` for an empty name or a passphrase of fewer than 8 characters
 */
export async function makeSelfAssertedKey(name: string, options: NewKeyOptions): Promise<NewKey> {
  const { passphrase, at, algorithm = 'rsa-3072', years = 3 } = options
  const told = name.trim()
  if (told === '' || told.length > 64) throw usage('The name is empty or longer than 64 characters.', 'Give the name as it shall be printed.')
  if (passphrase.length < leastPassphrase) throw usage('The passphrase is too short.', `Choose one of at least ${leastPassphrase} characters.`)
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(algorithms[algorithm], true, ['sign', 'verify'])
  const certificate = await selfSigned(told, publicKey, privateKey, at, years)
  const der = new Uint8Array(certificate.toSchema(true).toBER())
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', privateKey)
  const facts = certificateFacts(der)
  return { pkcs12: await keyFile(pkcs8, certificate, told, passphrase), certificate: der, fingerprint: facts.fingerprint, facts }
}

async function selfSigned(name: string, publicKey: webcrypto.CryptoKey, privateKey: webcrypto.CryptoKey, at: number, years: number): Promise<Certificate> {
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ valueHex: serialNumber() })
  for (const side of [certificate.subject, certificate.issuer]) {
    side.typesAndValues.push(new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }))
  }
  const from = new Date(Math.floor(at / 1000) * 1000)
  certificate.notBefore.value = from
  certificate.notAfter.value = new Date(Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate(), from.getUTCHours()))
  certificate.extensions = [
    extension('2.5.29.19', new BasicConstraints({ cA: false }).toSchema().toBER(), true),
    // Digital signature and non-repudiation.
    extension('2.5.29.15', new BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 }).toBER(), true),
    // Signing documents (RFC 9336), and protecting mail, which older readers ask for.
    extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4'] }).toSchema().toBER(), false),
  ]
  await certificate.subjectPublicKeyInfo.importKey(publicKey)
  await certificate.sign(privateKey, 'SHA-256')
  return certificate
}

/** 16 random bytes whose first bit is 0, so that the number is positive, and whose second is 1, so that its length is fixed. */
function serialNumber(): ArrayBuffer {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.buffer
}

function extension(extnID: string, extnValue: ArrayBuffer, critical: boolean): Extension {
  return new Extension({ extnID, extnValue, critical })
}

async function keyFile(pkcs8: ArrayBuffer, certificate: Certificate, name: string, passphrase: string): Promise<Uint8Array> {
  const password = ownBuffer(new TextEncoder().encode(passphrase))
  const encryption = {
    password,
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256 } as const,
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: rounds.encryption,
  }
  const attributes = () => [
    new Attribute({ type: '1.2.840.113549.1.9.20', values: [new BmpString({ value: name })] }),
    new Attribute({ type: '1.2.840.113549.1.9.21', values: [new OctetString({ valueHex: ownBuffer(new Uint8Array([1])) })] }),
  ]
  const shrouded = new PKCS8ShroudedKeyBag({ parsedValue: PrivateKeyInfo.fromBER(pkcs8) })
  await shrouded.makeInternalValues(encryption)
  const bag = (bagId: string, bagValue: PKCS8ShroudedKeyBag | CertBag) =>
    new SafeContents({ safeBags: [new SafeBag({ bagId, bagValue, bagAttributes: attributes() })] })
  const safe = new AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 0, value: bag('1.2.840.113549.1.12.10.1.2', shrouded) },
        { privacyMode: 1, value: bag('1.2.840.113549.1.12.10.1.3', new CertBag({ parsedValue: certificate })) },
      ],
    },
  })
  await safe.makeInternalValues({ safeContents: [{}, encryption] })
  const file = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } })
  await file.makeInternalValues({ password, iterations: rounds.check, pbkdf2HashAlgorithm: 'SHA-256', hmacHashAlgorithm: 'SHA-256' })
  return new Uint8Array(file.toSchema().toBER())
}

function usage(message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'usage', path: null, message, action })
}
