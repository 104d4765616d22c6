import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, matchesGlob, parse, relative, sep } from 'node:path'
import { notAFile } from './table-problems.ts'
import type { TableProblem } from './table-problems.ts'

/** The files that make up one table. */
export interface TableFiles {
  /** Absolute paths, sorted. */
  readonly files: readonly string[]
  /** The folder that a pattern or a folder's table starts from; null for a single file. */
  readonly base: string | null
}

const tableEnd = /\.(parquet|pq|csv|tsv|jsonl|ndjson|(csv|tsv|jsonl|ndjson)\.gz)$/i
const wildcard = /[*?[]/

/** Whether a file is a table by the end of its name. */
export function isTableName(path: string): boolean {
  return tableEnd.test(path)
}

/**
 * The files that the absolute path `path` stands for: itself; for a folder the tables in and below it; for a pattern
 * (`*`, `?`, `[…]` in any part, `**` for folders in folders) the files that match. A part that exists as it stands is
 * no pattern. Hidden files, names that start with `_` and what a link leads out of the base are left out.
 */
export async function tableFiles(path: string, problem: TableProblem): Promise<TableFiles> {
  if (await exists(path)) {
    if (!(await stat(path)).isDirectory()) return { files: [path], base: null }
    const files = (await filesBelow(path)).filter((file) => isTableName(file))
    if (files.length === 0) throw notAFile(problem)
    return { files, base: path }
  }
  const base = await existingPart(path)
  const pattern = relative(base, path)
  // Throws what the system says of the first part that is missing.
  if (!wildcard.test(pattern)) await lstat(path)
  return { files: (await filesBelow(base, pattern)).toSorted(), base }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch {
    return false
  }
}

async function existingPart(path: string): Promise<string> {
  let part = dirname(path)
  while (part !== parse(part).root && !(await exists(part))) part = dirname(part)
  return part
}

async function filesBelow(base: string, pattern: string | null = null): Promise<string[]> {
  const root = await realpath(base)
  const deep = pattern === null || pattern.includes('**')
  const depth = pattern === null ? Infinity : pattern.split(sep).length
  const found: string[] = []
  const pending: { folder: string; level: number }[] = [{ folder: base, level: 1 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of await readdir(next.folder, { withFileTypes: true })) {
      const file = join(next.folder, entry.name)
      if (/^[._]/.test(entry.name) && pattern === null) continue
      if (entry.isDirectory()) {
        if (deep || next.level < depth) pending.push({ folder: file, level: next.level + 1 })
      } else if (pattern === null || matchesGlob(relative(base, file), pattern)) {
        if (entry.isFile() || (entry.isSymbolicLink() && (await leadsInside(root, file)))) found.push(file)
      }
    }
  }
  return found.toSorted()
}

async function leadsInside(root: string, link: string): Promise<boolean> {
  try {
    const target = await realpath(link)
    return target.startsWith(root + sep) && (await stat(target)).isFile()
  } catch {
    return false
  }
}

/**
 * The columns that the folders of a table's files add, as `year=2024` does: their names, where every file below `base`
 * has the same ones and no folder above has any; else none.
 */
export function partitionColumns({ files, base }: TableFiles): string[] {
  if (base === null || keysOf(base).length > 0) return []
  const [first = [], ...others] = files.map((file) => keysOf(dirname(relative(base, file))))
  return others.every((keys) => keys.join('\n') === first.join('\n')) ? first : []
}

function keysOf(folder: string): string[] {
  return folder.split(sep).flatMap((part) => /^([^=]+)=/.exec(part)?.[1] ?? [])
}
