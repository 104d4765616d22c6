import { ProblemError } from '../contract/problem.ts'
import { caseEntrySchema, entryHash, entryLine, noHash } from './case-entry.ts'
import type { CaseEntry } from './case-entry.ts'
import { openingSchema } from './chain-form.ts'
import type { ChainForm } from './chain-form.ts'

/** What the bytes of a chain of entries hold. */
export interface ReadChain {
  readonly entries: readonly CaseEntry[]
  /** Length in bytes of the whole entries. */
  readonly wholeBytes: number
  /** The bytes after the last whole entry: a line whose writing was cut off; empty in a sound file. */
  readonly torn: Uint8Array
  /** True where the last entry is whole and only the end of its line is missing. */
  readonly unended: boolean
}

const lineEnd = 10

/**
 * Reads the bytes of a case or review file and checks every entry: its form, its number, its hash and the chain.
 *
 * @throws ProblemError `file-corrupt` where an entry is not what was written; `usage` where a newer program wrote it.
 */
export function readChain(form: ChainForm, path: string, bytes: Uint8Array): ReadChain {
  const entries: CaseEntry[] = []
  let from = 0
  for (;;) {
    const end = bytes.indexOf(lineEnd, from)
    if (end < 0) break
    entries.push(checkedEntry(form, path, textOf(bytes.subarray(from, end)), entries))
    from = end + 1
  }
  const rest = bytes.subarray(from)
  const last = rest.length === 0 ? null : wholeEntry(form, path, textOf(rest), entries)
  if (last === null) return { entries, wholeBytes: from, torn: rest, unended: false }
  return { entries: [...entries, last], wholeBytes: bytes.length, torn: new Uint8Array(), unended: true }
}

function textOf(bytes: Uint8Array): string {
  // The mark of a byte order is no part of what was written: kept, it fails the comparison with the form of an entry.
  return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
}

/** An entry without its line end, where nothing but that is missing. */
function wholeEntry(form: ChainForm, path: string, text: string, before: readonly CaseEntry[]): CaseEntry | null {
  try {
    return checkedEntry(form, path, text, before)
  } catch (error) {
    if (error instanceof ProblemError && error.problem.kind === 'file-corrupt') return null
    throw error
  }
}

function checkedEntry(form: ChainForm, path: string, text: string, before: readonly CaseEntry[]): CaseEntry {
  const seq = before.length + 1
  const parsed = caseEntrySchema.safeParse(parsedJson(text))
  if (!parsed.success) throw corruptLine(form, path, seq, 'is not an entry')
  const entry = parsed.data
  if (entryLine(entry) !== `${text}\n`) throw corruptLine(form, path, seq, 'is not in the form in which it was written')
  if (entry.hash !== entryHash(entry)) throw corruptLine(form, path, seq, 'does not have the hash of its content')
  if (entry.seq !== seq || entry.previous !== (before.at(-1)?.hash ?? noHash)) throw corruptLine(form, path, seq, 'does not follow the one before it')
  if (seq === 1) checkFormat(form, path, entry)
  return entry
}

function checkFormat(form: ChainForm, path: string, first: CaseEntry): void {
  const opened = openingSchema.safeParse(first.payload)
  if (first.kind !== form.opening || !opened.success || opened.data.format !== form.format) throw corruptLine(form, path, 1, `does not say that this is a ${form.noun}`)
  if (opened.data.version <= form.version) return
  throw newerFormat(form, path, `format ${opened.data.version}; this one knows up to ${form.version}`)
}

/** The problem of a file that a later program wrote. */
export function newerFormat(form: ChainForm, path: string, what: string): ProblemError {
  return new ProblemError({
    kind: 'usage',
    path,
    message: `A newer Countersign wrote this ${form.noun} (${what}).`,
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

/** The problem of a line that is not what was written. What stands before it is sound and can be read by anyone. */
export function corruptLine(form: ChainForm, path: string, line: number, what: string): ProblemError {
  const before = line === 1 ? '' : line === 2 ? ' Line 1 is sound.' : ` Lines 1 to ${line - 1} are sound.`
  return new ProblemError({
    kind: 'file-corrupt',
    path,
    message: `Line ${line} ${what}: the ${form.noun} was changed after it was written.${before}`,
    action: 'Put back an unchanged copy of it. Until then nothing is added to it.',
  })
}
