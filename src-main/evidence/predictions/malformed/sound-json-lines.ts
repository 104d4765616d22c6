import { isUtf8 } from 'node:buffer'
import type { MalformedCause } from '../../../contract/reading.ts'
import type { FaultCounter } from './faults.ts'
import { lineAt } from './read-record.ts'

/** DuckDB takes no longer object. */
const mostObjectBytes = 16 << 20

/**
 * UTF-8 JSON lines so that DuckDB reads all of them: lines that hold no object become empty, every line ends in LF.
 * Lines keep their numbers. What is left out is counted in `faults`.
 */
export async function* soundJsonLines(bytes: AsyncIterable<Buffer>, faults: FaultCounter): AsyncGenerator<Buffer> {
  let pending: Buffer = Buffer.alloc(0)
  let line = 1
  let skipping = false
  const take = (last: boolean): Buffer => {
    const out: Buffer[] = []
    let at = 0
    while (at < pending.length) {
      const { contentEnd, end, lineEnd } = lineAt(pending, at, pending.length)
      const cut = lineEnd === null || (lineEnd === 'cr' && end === pending.length)
      if (cut && !last) {
        if (contentEnd - at > mostObjectBytes) skipping = true
        if (skipping) at = contentEnd
        break
      }
      const text = pending.subarray(at, contentEnd)
      const cause = skipping || text.length > mostObjectBytes ? 'tooLong' : causeOf(text)
      skipping = false
      if (cause === null) out.push(text)
      else faults.add(cause, line)
      if (lineEnd !== null) faults.lineEnds[lineEnd] += 1
      out.push(lineFeed)
      line += 1
      at = end
    }
    if (last && skipping) faults.add('tooLong', line)
    pending = pending.subarray(at)
    return Buffer.concat(out)
  }
  for await (const piece of bytes) {
    pending = Buffer.concat([pending, piece])
    yield take(false)
  }
  yield take(true)
}

const lineFeed = Buffer.from('\n')

function causeOf(bytes: Buffer): MalformedCause | null {
  if (!isUtf8(bytes)) return 'encoding'
  const text = bytes.toString('utf8')
  return text.trim() === '' || isObject(text) ? null : 'notJson'
}

/** An object whose keys differ. Like DuckDB's it may hold NaN and Infinity, and a comma behind its last value. */
function isObject(text: string): boolean {
  const value = parsed(text) ?? parsed(text.replace(lenient, (part) => (part.startsWith('"') ? part : part === ',' ? '' : '0')))
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === keysIn(text)
}

const lenient = /"(?:[^"\\]|\\.)*"|-?\b(?:nan|inf(?:inity)?)\b|,(?=\s*[}\]])/gi

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The keys of the outermost object, equal ones counted each time. */
function keysIn(text: string): number {
  let depth = 0
  let keys = 0
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (part === '{' || part === '[') depth += 1
    else if (part === '}' || part === ']') depth -= 1
    else if (part === ':' && depth === 1) keys += 1
  }
  return keys
}
