import { OctetString } from 'asn1js'
import {
  AuthenticatedSafe, CertBag, ContentInfo, EncryptedContentInfo, EncryptedData, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, SafeContents,
} from 'pkijs'
import { ProblemError } from '../contract/problem.ts'
import type { UnfitKey } from './import-key.ts'
import { importKey } from './import-key.ts'
import { decryptLegacy, isLegacyCipher } from './legacy-cipher.ts'
import { ownBuffer } from './signing-key.ts'
import type { SigningKey } from './signing-key.ts'

/** A key file is some kilobytes; what is larger is another file. */
const mostBytes = 1 << 20

/**
 * Opens a PKCS#12 file (.p12, .pfx) with one private key: encrypted with AES as current programs do, or with 3DES and
 * RC2 as older ones did.
 *
 * @param passphrase kept nowhere
 * @param path names the file in a problem
 * @throws ProblemError `file-corrupt` where it is no such file, `usage` where the passphrase is wrong or the key is
 *   not one to sign with
 */
export async function openPkcs12(bytes: Uint8Array, passphrase: string, path: string | null = null): Promise<SigningKey> {
  const file = readFile(bytes, path)
  const safe = await withMacChecked(file, passphrase, path)
  const found = await contentsOf(safe, passphrase).catch((error: unknown) => {
    throw problem(path, 'usage', 'The key file is encrypted in a way that can not be read here.', 'Export it anew, encrypted with AES-256.', error)
  })
  const [key, ...further] = found.keys
  if (key === undefined || found.certificates.length === 0) {
    throw problem(path, 'usage', 'The key file holds no private key with its certificate.', 'Export the certificate together with its private key.')
  }
  if (further.length > 0) throw problem(path, 'usage', 'The key file holds more than one private key.', 'Export the one to sign with.')
  const imported = await importKey(key, found.certificates).catch((error: unknown) => {
    throw problem(path, 'usage', 'The key file holds a key of a kind that can not sign here.', 'Use an RSA key, or an ECDSA key of a NIST curve.', error)
  })
  if (typeof imported === 'string') throw problem(path, 'usage', ...unfit[imported])
  return imported
}

const unfit: Readonly<Record<UnfitKey, readonly [message: string, action: string]>> = {
  'other-key': ['The key file holds no certificate of its private key.', 'Export the certificate together with its private key.'],
  'weak-key': ['The key is too weak to sign with.', 'Use an RSA key of 2048 bits or more, or an ECDSA key of a NIST curve.'],
  'not-for-signing': ['The certificate was not issued for signing documents.', 'Use one whose key usage allows a digital signature.'],
}

function readFile(bytes: Uint8Array, path: string | null): PFX {
  try {
    if (bytes.length > mostBytes) throw new Error('too long')
    return PFX.fromBER(ownBuffer(bytes))
  } catch (error) {
    throw problem(path, 'file-corrupt', 'This is not a PKCS#12 file.', 'Choose the .p12 or .pfx file of your certificate.', error)
  }
}

async function withMacChecked(file: PFX, passphrase: string, path: string | null): Promise<AuthenticatedSafe> {
  try {
    await file.parseInternalValues({ password: utf8(passphrase), checkIntegrity: true })
    const safe: unknown = file.parsedValue?.authenticatedSafe
    if (safe instanceof AuthenticatedSafe) return safe
    throw new Error('The file has no content.')
  } catch (error) {
    const message = 'The key file can not be opened with this passphrase.'
    throw problem(path, 'usage', message, 'Check the passphrase; where it is right, the file is damaged.', error)
  }
}

interface Contents {
  readonly keys: Uint8Array[]
  readonly certificates: Uint8Array[]
}

async function contentsOf(safe: AuthenticatedSafe, passphrase: string): Promise<Contents> {
  const found: Contents = { keys: [], certificates: [] }
  for (const content of safe.safeContents) {
    const plain = await plainContent(content, passphrase)
    for (const { bagId, bagValue } of SafeContents.fromBER(ownBuffer(plain)).safeBags) {
      if (bagValue instanceof PKCS8ShroudedKeyBag) {
        found.keys.push(await decrypt(new EncryptedContentInfo({
          contentEncryptionAlgorithm: bagValue.encryptionAlgorithm, encryptedContent: bagValue.encryptedData,
        }), passphrase))
      } else if (bagValue instanceof PrivateKeyInfo && bagId === keyBag) {
        found.keys.push(new Uint8Array(bagValue.toSchema().toBER()))
      } else if (bagValue instanceof CertBag && bagValue.certValue instanceof OctetString) {
        found.certificates.push(new Uint8Array(bagValue.certValue.getValue()))
      }
    }
  }
  return found
}

const keyBag = '1.2.840.113549.1.12.10.1.1'

async function plainContent(content: ContentInfo, passphrase: string): Promise<Uint8Array> {
  if (content.contentType === ContentInfo.DATA && content.content instanceof OctetString) return new Uint8Array(content.content.getValue())
  if (content.contentType !== ContentInfo.ENCRYPTED_DATA) throw new Error(`Content of type ${content.contentType} is not known.`)
  return decrypt(new EncryptedData({ schema: content.content }).encryptedContentInfo, passphrase)
}

async function decrypt(content: EncryptedContentInfo, passphrase: string): Promise<Uint8Array> {
  const algorithm = content.contentEncryptionAlgorithm
  if (isLegacyCipher(algorithm.algorithmId)) {
    return decryptLegacy(algorithm, new Uint8Array(content.getEncryptedContent()), passphrase)
  }
  return new Uint8Array(await new EncryptedData({ encryptedContentInfo: content }).decrypt({ password: utf8(passphrase) }))
}

function utf8(passphrase: string): ArrayBuffer {
  return ownBuffer(new TextEncoder().encode(passphrase))
}

function problem(path: string | null, kind: 'usage' | 'file-corrupt', message: string, action: string, cause?: unknown): ProblemError {
  return new ProblemError({ kind, path, message, action }, { cause })
}
