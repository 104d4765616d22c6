import { createHash, randomBytes } from 'node:crypto'
import { fromBER, Integer, Null, OctetString } from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs'
import { ProblemError } from '../../contract/problem.ts'
import { ownBuffer } from '../signing-key.ts'

const sha256 = '2.16.840.1.101.3.4.2.1'

/** Eight bytes that DER reads as a positive number, and that no shorter number stands for. */
function newNonce(): Uint8Array {
  const bytes = new Uint8Array(randomBytes(8))
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f)
  return bytes
}

/**
 * A request for a time stamp over `bytes` (RFC 3161, section 2.4.1), DER: their SHA-256, a nonce, and the wish that the
 * reply carries the authority's certificate. It holds nothing else of the bytes.
 * @param nonce random where left out, so that two requests differ
 */
export function timestampRequest(bytes: Uint8Array, nonce: Uint8Array = newNonce()): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: ownBuffer(createHash('sha256').update(bytes).digest()) }),
    }),
    nonce: new Integer({ valueHex: ownBuffer(nonce) }),
    certReq: true,
  })
  return new Uint8Array(request.toSchema().toBER())
}

/**
 * The nonce of a request; null where it has none.
 * @throws ProblemError `file-corrupt` where the bytes are no request
 */
export function nonceOfRequest(request: Uint8Array, path: string | null = null): bigint | null {
  try {
    const { nonce } = new TimeStampReq({ schema: fromBER(ownBuffer(request)).result })
    return nonce?.toBigInt() ?? null
  } catch (error) {
    throw new ProblemError(
      { kind: 'file-corrupt', path, message: 'This is not a request for a time stamp.', action: 'Name the file that “timestamp request” wrote.' },
      { cause: error },
    )
  }
}
