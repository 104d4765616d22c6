import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ProblemError } from '../../contract/problem.ts'
import type { ProblemKind } from '../../contract/problem.ts'
import { withPrivateFolder } from '../mlflow/private-copy.ts'
import { FaultCounter, malformedRowsOf, mixedLineEnds } from './malformed/faults.ts'
import { soundJsonLines } from './malformed/sound-json-lines.ts'
import { soundText } from './malformed/sound-text.ts'
import { tableFiles } from './table-files.ts'
import { fileSystemProblem, notAFile, stopped } from './table-problems.ts'
import type { TableProblem } from './table-problems.ts'
import { emptyFile, isJson, isParquet, sourceOf } from './table-source.ts'
import type { LocatedTable, TableSource } from './table-source.ts'
import { encodingOf, isMostlyUtf8, isReadAsIs, isUtf8Throughout, readHead, unpackedBytes, utf8Bytes } from './text-encoding.ts'
import type { TextEncoding } from './text-encoding.ts'

type Encodings = readonly (TextEncoding | null)[]

/**
 * Finds the file, the folder's files or the files of a glob at the absolute path `file`, and how to read them, and lends
 * them to `use`. A path that exists is that file, even where its name holds `*`. A text that isn't UTF-8 is read
 * through a private copy, deleted afterwards, and so is one with rows that are malformed or lines that end in different
 * ways: `use` is then called again on what is left, and `source.malformed` says what isn't. Throws ProblemErrors for
 * what can't be a table, `no-usable-row` where all rows are malformed.
 */
export async function withTable<Result>(
  file: string,
  problem: TableProblem,
  signal: AbortSignal | undefined,
  use: (source: TableSource) => Promise<Result>,
): Promise<Result> {
  return lendTable(file, problem, signal, use, true)
}

/** Like {@link withTable}, for what needs every row: throws file-corrupt where one is malformed. */
export async function withWholeTable<Result>(
  file: string,
  problem: TableProblem,
  signal: AbortSignal | undefined,
  use: (source: TableSource) => Promise<Result>,
): Promise<Result> {
  return lendTable(file, problem, signal, use, false)
}

async function lendTable<Result>(
  file: string,
  problem: TableProblem,
  signal: AbortSignal | undefined,
  use: (source: TableSource) => Promise<Result>,
  leavesOut: boolean,
): Promise<Result> {
  const table = await locate(file, problem)
  const { encodings, damaged } = await encodingsOf(table, problem, signal)
  if (damaged && leavesOut) {
    const cause = problem('file-corrupt', 'The header holds bytes that are no text in the encoding of the file.', 'Save the file as UTF-8 and try again.')
    return lendRest(table, encodings, cause, problem, signal, use, leavesOut)
  }
  try {
    return await lendSound(table, encodings, problem, signal, use)
  } catch (error) {
    if (!isRowFailure(error)) throw error
    return lendRest(table, encodings, error, problem, signal, use, leavesOut)
  }
}

/** Lends the files themselves, or UTF-8 copies where their texts need it. */
async function lendSound<Result>(
  table: LocatedTable,
  encodings: Encodings,
  problem: TableProblem,
  signal: AbortSignal | undefined,
  use: (source: TableSource) => Promise<Result>,
): Promise<Result> {
  const { files } = table.found
  const asIs = encodings.every((encoding, index) => encoding === null || isReadAsIs(encoding, isJson(files[index] ?? '', table.heads[index]?.head)))
  if (asIs) return use(sourceOf(table, files, encodings, { malformed: null }, problem))
  return withPrivateFolder(table.names.join(', '), async (folder) => {
    const copies = await copied(folder, files, problem, signal, (index) => utf8Bytes(files[index] ?? '', encodings[index] ?? 'UTF-8', signal))
    return use(sourceOf(table, copies, encodings, { malformed: null }, problem))
  })
}

/** Lends copies without the malformed rows; raises `cause` where they are wanted, or where leaving them out doesn't help. */
async function lendRest<Result>(
  table: LocatedTable,
  encodings: Encodings,
  cause: unknown,
  problem: TableProblem,
  signal: AbortSignal | undefined,
  use: (source: TableSource) => Promise<Result>,
  leavesOut: boolean,
): Promise<Result> {
  const { files } = table.found
  const whole = sourceOf(table, files, encodings, { malformed: null }, problem)
  const { header } = whole
  const mayHelp = whole.format === 'json-lines' || (header !== null && header.names.length > 1)
  if (!mayHelp) throw cause
  return withPrivateFolder(table.names.join(', '), async (folder) => {
    const faults = files.map(() => new FaultCounter())
    const copies = await copied(folder, files, problem, signal, (index) => {
      const bytes = utf8Bytes(files[index] ?? '', encodings[index] ?? 'UTF-8', signal)
      const counter = faults[index] ?? new FaultCounter()
      return header === null ? soundJsonLines(bytes, counter) : soundText(bytes, header, counter)
    })
    const malformed = malformedRowsOf(faults, files.length > 1 ? table.names : null)
    const lineEnds = mixedLineEnds(faults)
    const helps = (malformed !== null && leavesOut) || (malformed === null && (lineEnds !== null || faults.some(({ blankedLines }) => blankedLines)))
    if (!helps || faults.some(({ headerIsMalformed }) => headerIsMalformed)) throw cause
    try {
      return await use(sourceOf(table, copies, encodings, { malformed, ...(lineEnds === null ? {} : { lineEnds }) }, problem))
    } catch (error) {
      if (malformed === null || !(error instanceof ProblemError)) throw error
      const { kind, message, action } = error.problem
      const rows = malformed.rows.toLocaleString('en')
      if (kind === 'file-empty') throw problem('no-usable-row', `No row of the file can be read: malformed are all ${rows}.`, 'Export the table again.', error)
      if (!aboutRows.has(kind)) throw error
      throw problem(kind, `${message} Malformed and left out: ${rows}.`, action, error)
    }
  })
}

/** Problems that the rows may cause which are left out. */
const aboutRows: ReadonlySet<ProblemKind> = new Set(['one-class-only', 'no-usable-row', 'positive-ambiguous'])

/** Whether rows of the text can't be read, so that the others may be. */
function isRowFailure(error: unknown): boolean {
  const rows = /CSV Error on Line|CSV Parser state machine|Parallel CSV Reader|Malformed JSON|JSON transform error/
  return error instanceof ProblemError && error.cause instanceof Error && rows.test(error.cause.message)
}

/**
 * The encodings of the texts, and whether one holds what is no text in its own. A head is believed only where the rest
 * is like it: DuckDB checks no column that it doesn't read, and the rows of a table may not depend on which are.
 */
async function encodingsOf(table: LocatedTable, problem: TableProblem, signal: AbortSignal | undefined): Promise<{ encodings: Encodings; damaged: boolean }> {
  const encodings: (TextEncoding | null)[] = []
  let damaged = false
  for (const [index, { encoding }] of table.heads.entries()) {
    const file = table.found.files[index] ?? ''
    try {
      const broken = encoding !== null && encoding !== 'Windows-1252' && !(await isUtf8Throughout(utf8Bytes(file, encoding, signal)))
      const other = broken && encoding === 'UTF-8' && !(await isMostlyUtf8(unpackedBytes(file, signal)))
      damaged ||= broken && !other
      encodings.push(other ? 'Windows-1252' : encoding)
    } catch (error) {
      if (signal?.aborted === true) throw stopped(problem)
      const unreadable = fileSystemProblem(error, problem)
      if (unreadable !== null) throw unreadable
      // A packed file that can't be unpacked: DuckDB says so.
      encodings.push(encoding)
    }
  }
  return { encodings, damaged }
}

async function locate(file: string, problem: TableProblem): Promise<LocatedTable> {
  try {
    const found = await tableFiles(file, problem)
    const { files, base } = found
    let bytes = 0
    for (const path of files) {
      const stats = await stat(path)
      if (!stats.isFile()) throw notAFile(problem)
      bytes += stats.size
    }
    if (files.length === 0) throw problem('file-missing', 'No file matches this pattern.', 'Check the path and the pattern.')
    if (bytes === 0) throw emptyFile(problem)
    const heads: LocatedTable['heads'][number][] = []
    for (const path of files) {
      const head = await readHead(path)
      heads.push({ head, encoding: isParquet(head) ? null : encodingOf(head) })
    }
    const names = files.map((path) => (base === null ? basename(path) : relative(base, path).replaceAll('\\', '/')))
    return { found, names, bytes, heads }
  } catch (error) {
    throw fileSystemProblem(error, problem) ?? error
  }
}

async function copied(
  folder: string,
  files: readonly string[],
  problem: TableProblem,
  signal: AbortSignal | undefined,
  bytesOf: (index: number) => AsyncIterable<Buffer>,
): Promise<string[]> {
  const copies: string[] = []
  for (const index of files.keys()) {
    const copy = join(folder, String(index))
    try {
      await pipeline(bytesOf(index), createWriteStream(copy, { flags: 'wx', mode: 0o600 }))
    } catch (error) {
      if (signal?.aborted === true) throw stopped(problem)
      throw fileSystemProblem(error, problem) ?? error
    }
    copies.push(copy)
  }
  return copies
}
