import { ProblemError } from '../contract/problem.ts'
import { caseEntrySchema, entryHash, entryLine, formatVersion, noHash, openedSchema } from './case-entry.ts'
import type { CaseEntry } from './case-entry.ts'

/** What the bytes of a case file hold. */
export interface ReadCase {
  readonly entries: readonly CaseEntry[]
  /** Length in bytes of the whole entries. */
  readonly wholeBytes: number
  /** The bytes after the last whole entry: a line whose writing was cut off; empty in a sound file. */
  readonly torn: Uint8Array
}

const lineEnd = 10

/**
 * Reads the bytes of a case file and checks every entry: its form, its number, its hash and the chain.
 *
 * @throws ProblemError `file-corrupt` where an entry is not what was written; `usage` where a newer program wrote it.
 */
export function readCase(path: string, bytes: Uint8Array): ReadCase {
  const entries: CaseEntry[] = []
  let from = 0
  for (;;) {
    const end = bytes.indexOf(lineEnd, from)
    if (end < 0) break
    const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes.subarray(from, end))
    entries.push(checkedEntry(path, text, entries))
    from = end + 1
  }
  return { entries, wholeBytes: from, torn: bytes.subarray(from) }
}

function checkedEntry(path: string, text: string, before: readonly CaseEntry[]): CaseEntry {
  const seq = before.length + 1
  const parsed = caseEntrySchema.safeParse(parsedJson(text))
  if (!parsed.success) throw corrupt(path, seq, 'is not an entry')
  const entry = parsed.data
  if (entryLine(entry) !== `${text}\n`) throw corrupt(path, seq, 'is not in the form in which it was written')
  if (entry.hash !== entryHash(entry)) throw corrupt(path, seq, 'does not have the hash of its content')
  if (entry.seq !== seq || entry.previous !== (before.at(-1)?.hash ?? noHash)) throw corrupt(path, seq, 'does not follow the one before it')
  if (seq === 1) checkFormat(path, entry)
  return entry
}

function checkFormat(path: string, first: CaseEntry): void {
  const opened = openedSchema.safeParse(first.payload)
  if (first.kind !== 'case-opened' || !opened.success) throw corrupt(path, 1, 'does not say that this is a case file')
  if (opened.data.version <= formatVersion) return
  throw new ProblemError({
    kind: 'usage',
    path,
    message: `A newer Countersign wrote this case file (format ${opened.data.version}; this one knows up to ${formatVersion}).`,
    action: 'Open it with the newer version. Nothing was changed.',
  })
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function corrupt(path: string, line: number, what: string): ProblemError {
  return new ProblemError({
    kind: 'file-corrupt',
    path,
    message: `Line ${line} ${what}: the case file was changed after it was written.`,
    action: 'Put back an unchanged copy of it. Until then nothing is added to it.',
  })
}
