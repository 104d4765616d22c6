import { createHash, verify, X509Certificate } from 'node:crypto'

interface Element {
  readonly tag: number
  /** The whole element, and what it holds. */
  readonly all: Buffer
  readonly content: Buffer
}

/** The elements that follow one another in DER (X.690, lengths of up to four bytes). */
function elements(bytes: Buffer): Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.readUInt8(at + 1)
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f
    const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes)
    const start = at + 2 + lengthBytes
    found.push({ tag: bytes.readUInt8(at), all: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}

function only(bytes: Buffer, tag: number): Element {
  const found = elements(bytes).find((element) => element.tag === tag)
  if (found === undefined) throw new Error(`There is no element ${tag.toString(16)}.`)
  return found
}

/**
 * Checks a detached CMS signature with Node's own `verify` and a reading of the structure (RFC 5652, section 5) that
 * shares nothing with the library under test. Gives the signer's certificate, or null where the signature is wrong.
 */
export function checkedIndependently(cms: Uint8Array, bytes: Uint8Array): X509Certificate | null {
  const signedData = only(only(only(Buffer.from(cms), 0x30).content, 0xa0).content, 0x30).content
  const certificates = elements(only(signedData, 0xa0).content).map(({ all }) => new X509Certificate(all))
  const signerInfos = elements(signedData).filter(({ tag }) => tag === 0x31).at(-1)
  const signer = only(signerInfos?.content ?? Buffer.alloc(0), 0x30).content
  const attributes = only(signer, 0xa0).all
  const signature = only(signer, 0x04).content
  const asSet = Buffer.concat([Buffer.from([0x31]), attributes.subarray(1)])
  const digest = createHash('sha256').update(bytes).digest()
  const states = elements(only(signer, 0xa0).content).some(({ content }) => content.includes(digest))
  const [certificate] = certificates
  if (certificate === undefined || !states) return null
  return verify('sha256', asSet, certificate.publicKey, signature) ? certificate : null
}
