import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CaseEntry } from './case-entry.ts'
import { chainFile } from './chain-file.ts'
import { caseForm } from './chain-form.ts'

/** What is added to a case. */
export interface NewCaseEntry {
  readonly kind: string
  /** Plain data; it is kept as canonical JSON. */
  readonly payload: unknown
}

/** The append-only file of an evidence folder. Kinds that this program doesn't know are kept and passed over. */
export interface CaseFile {
  readonly path: string
  /** Every entry, oldest first; none where the file doesn't exist yet. A torn last line is not among them. */
  readonly entries: () => Promise<readonly CaseEntry[]>
  /**
   * Adds an entry and flushes it to the disk before it resolves; gives all entries. `unless` is asked under the lock:
   * where it holds for the entries that are there, nothing is added.
   */
  readonly append: (entry: NewCaseEntry, unless?: (entries: readonly CaseEntry[]) => boolean) => Promise<readonly CaseEntry[]>
}

export interface CaseFileOptions {
  readonly path: string
  /** The evidence folder that the case is about; written into the first entry. */
  readonly folder: string
  readonly actor: { readonly name: string }
  /** Milliseconds since 1970 UTC. */
  readonly now?: () => number
}

/**
 * A case file that is written when the first entry is added.
 *
 * Its functions throw the ProblemErrors of `chainFile`.
 */
export function caseFile({ path, folder, actor, now = Date.now }: CaseFileOptions): CaseFile {
  const chain = chainFile(caseForm, path)
  const stamp = () => ({ actor: { name: actor.name }, at: now() })
  return {
    path,
    entries: async () => (await chain.read()).entries,
    append: async (entry, unless = () => false) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(() => undefined)
      return chain.append(({ read: { entries }, add }) => {
        if (unless(entries)) return
        if (entries.length === 0) add({ kind: caseForm.opening, payload: { format: caseForm.format, version: caseForm.version, folder }, ...stamp() })
        add({ ...entry, ...stamp() })
      })
    },
  }
}
