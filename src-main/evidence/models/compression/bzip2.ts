import bunzip from 'seek-bzip'
import { OutputBuffer } from './output-buffer.ts'

/**
 * Unfolds bzip2 streams, up to `most` bytes; the checksums of blocks and streams are checked.
 *
 * @throws RangeError where the result would be larger, another Error where the data is broken or ends early.
 */
export function unfoldBzip2(bytes: Buffer, most: number): Buffer {
  const output = new OutputBuffer(most)
  let at = 0
  const input = Object.assign(new bunzip.Stream(), {
    readByte: () => {
      const byte = bytes[at++]
      // The library would take missing bytes for zeros.
      if (byte === undefined) throw new Error('The bzip2 data ends in the middle.')
      return byte
    },
    eof: () => at >= bytes.length,
  })
  bunzip.decode(input, { writeByte: (byte) => output.push(byte) }, true)
  return output.written()
}
