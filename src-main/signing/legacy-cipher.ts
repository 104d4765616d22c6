import { fromBER, Integer, OctetString, Sequence } from 'asn1js'
import type { AlgorithmIdentifier } from 'pkijs'
import forge from 'node-forge'

/** The two ciphers of key files that older Windows and OpenSSL wrote (RFC 7292, appendix C). */
const tripleDes = '1.2.840.113549.1.12.1.3'
const rc2Of40Bits = '1.2.840.113549.1.12.1.6'

/** More rounds than any program writes would only be there to keep the computer busy. */
const mostRounds = 10_000_000

/** Whether the algorithm is one of the ciphers that WebCrypto doesn't have. */
export function isLegacyCipher(algorithm: string): boolean {
  return algorithm === tripleDes || algorithm === rc2Of40Bits
}

/**
 * Decrypts with one of the legacy ciphers.
 * @throws Error where the parameters are not as the standard says or the padding is wrong, as with a wrong passphrase
 */
export function decryptLegacy(algorithm: AlgorithmIdentifier, encrypted: Uint8Array, passphrase: string): Uint8Array {
  const { salt, rounds } = parametersOf(algorithm)
  const derived = (purpose: number, length: number) =>
    forge.pkcs12.generateKey(passphrase, forge.util.createBuffer(binary(salt)), purpose, rounds, length, forge.md.sha1.create())
  const iv = derived(2, 8)
  const payload = forge.util.createBuffer(binary(encrypted))
  if (algorithm.algorithmId === rc2Of40Bits) {
    const cipher = forge.rc2.createDecryptionCipher(derived(1, 5), 40)
    cipher.start(iv)
    cipher.update(payload)
    return finished(cipher.finish(), cipher.output)
  }
  const cipher = forge.cipher.createDecipher('3DES-CBC', derived(1, 24))
  cipher.start({ iv })
  cipher.update(payload)
  return finished(cipher.finish(), cipher.output)
}

function parametersOf(algorithm: AlgorithmIdentifier): { salt: Uint8Array; rounds: number } {
  const parameters: unknown = algorithm.algorithmParams
  const parsed = parameters instanceof Sequence ? parameters : fromBER(new Uint8Array()).result
  const [salt, rounds] = parsed instanceof Sequence ? parsed.valueBlock.value : []
  if (!(salt instanceof OctetString) || !(rounds instanceof Integer)) throw new Error('The cipher has no parameters.')
  const count = rounds.valueBlock.valueDec
  if (count < 1 || count > mostRounds) throw new Error('The cipher has an impossible number of rounds.')
  return { salt: salt.valueBlock.valueHexView, rounds: count }
}

function finished(whole: boolean, output: forge.util.ByteBuffer): Uint8Array {
  if (!whole) throw new Error('The padding is wrong.')
  return Uint8Array.from(Buffer.from(output.getBytes(), 'latin1'))
}

function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
