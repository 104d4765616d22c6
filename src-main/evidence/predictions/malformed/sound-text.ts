import type { DelimitedHeader } from '../delimited-header.ts'
import { FaultCounter } from './faults.ts'
import { lineAt, mostRowBytes, readRecord } from './read-record.ts'
import type { TextRecord } from './read-record.ts'

const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf)

/**
 * A delimited UTF-8 text so that DuckDB reads all of it: malformed rows become empty lines, which are no rows, and every
 * line ends in LF. Lines keep their numbers. What is left out is counted in `faults`.
 */
export async function* soundText(bytes: AsyncIterable<Buffer>, header: DelimitedHeader, faults: FaultCounter): AsyncGenerator<Buffer> {
  const text = new SoundText(header, faults)
  for await (const piece of bytes) yield text.take(piece, false)
  yield text.take(Buffer.alloc(0), true)
}

class SoundText {
  private readonly delimiter: number
  private readonly columns: number
  private readonly faults: FaultCounter
  /** Records of the preamble and the header that are still to come. */
  private headers: number
  private pending: Buffer = Buffer.alloc(0)
  private begun = false
  /** In the middle of a line that is too long. */
  private skipping = false
  private line = 1

  constructor(header: DelimitedHeader, faults: FaultCounter) {
    this.delimiter = header.delimiter.charCodeAt(0)
    this.columns = header.names.length
    this.headers = header.skip + 1
    this.faults = faults
  }

  /** What of the text is settled with a further piece. */
  take(piece: Buffer, last: boolean): Buffer {
    this.pending = Buffer.concat([this.pending, piece])
    const { pending } = this
    const out: Buffer[] = []
    let at = this.skippedMark(out)
    // Rows that stay as they are, copied at once.
    let kept = at
    while (at < pending.length) {
      if (this.skipping) {
        const line = lineAt(pending, at, pending.length)
        if (line.end === pending.length && line.lineEnd !== 'lf' && !last) {
          kept = line.contentEnd
          at = kept
          break
        }
        this.skipping = false
        this.faults.add('tooLong', this.line)
        out.push(emptyLines(1))
        this.line += 1
        at = line.end
        kept = at
        continue
      }
      const columns = this.headers > 0 ? null : this.columns
      const record = readRecord(pending, at, last, { delimiter: this.delimiter, columns })
      if (record === null) {
        if (pending.length - at <= mostRowBytes) break
        out.push(pending.subarray(kept, at))
        kept = at
        this.skipping = true
        continue
      }
      if (record.kind === 'blank' && record.contentEnd > at) this.faults.blankedLines = true
      this.count(record)
      if (record.kind !== 'row' || record.lineEnd !== 'lf') {
        out.push(pending.subarray(kept, at))
        if (record.kind === 'row') out.push(pending.subarray(at, record.contentEnd))
        out.push(emptyLines(record.kind === 'row' ? 1 : record.lines))
        kept = record.end
      }
      at = record.end
    }
    if (last && this.skipping) {
      this.skipping = false
      this.faults.add('tooLong', this.line)
    }
    out.push(pending.subarray(kept, at))
    this.pending = pending.subarray(at)
    return Buffer.concat(out)
  }

  private skippedMark(out: Buffer[]): number {
    if (this.begun) return 0
    this.begun = this.pending.length >= byteOrderMark.length
    if (!this.pending.subarray(0, byteOrderMark.length).equals(byteOrderMark)) return 0
    out.push(byteOrderMark)
    return byteOrderMark.length
  }

  private count(record: TextRecord): void {
    if (record.lineEnd !== null) this.faults.lineEnds[record.lineEnd] += 1
    if (record.cause !== null) this.faults.add(record.cause, this.line)
    if (this.headers > 0) {
      this.headers -= 1
      if (record.cause !== null) this.faults.headerIsMalformed = true
    }
    this.line += record.lines
  }
}

function emptyLines(lines: number): Buffer {
  return Buffer.alloc(lines, '\n')
}
