import { noOwnNames } from '../contract/own-names.ts'
import type { OwnNames } from '../contract/own-names.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ModelInspection } from '../contract/model.ts'
import type { Problem } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { Mention, RunMention, Scan, ScannedModel } from '../contract/scan.ts'
import { isDisowned, kindOfKey, kindOfName } from '../domain/inventory/name-kinds.ts'
import { rankThresholds } from '../domain/inventory/rank-thresholds.ts'
import type { ThresholdCandidate } from '../domain/inventory/rank-thresholds.ts'
import { decisionsCandidate, mentionCandidate, modelCandidate, runCandidate } from '../domain/inventory/threshold-candidates.ts'
import { fileProblem, throwIfStopped } from '../evidence/folder/folder-problem.ts'
import type { HashedFile } from '../evidence/folder/hash-files.ts'
import { assertStillThere, readFolder } from '../evidence/folder/read-folder.ts'
import { withPoint } from '../evidence/mentions/printed-number.ts'
import { mayMention, readMentions } from '../evidence/mentions/read-mentions.ts'
import type { FoundMention } from '../evidence/mentions/read-mentions.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'
import { mostRecorded, recordedInRuns } from '../evidence/mlflow/recorded-in-runs.ts'
import { scannedStores } from '../evidence/mlflow/scanned-stores.ts'
import { inspectModelApart } from '../evidence/models/inspect-apart.ts'
import { looksLikeModel } from '../evidence/models/inspect-model.ts'
import { lfsPointer } from '../evidence/models/lfs-pointer.ts'
import { examineTable } from '../evidence/predictions/examine-table.ts'
import type { TableUses } from '../evidence/predictions/examine-table.ts'
import { tableGroups } from '../evidence/predictions/part-files.ts'
import { readOwnNames } from './own-names.ts'

export interface ScanOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
  /** A file of names by which thresholds, costs and objectives are stated, as `readOwnNames` reads it. */
  readonly namesFile?: string
}

/**
 * Everything of use in an evidence folder, which is only read. A piece that can't be read becomes a problem and the rest
 * goes on; all paths are relative to the folder.
 *
 * @throws ProblemError `folder-missing` (also where the folder vanishes meanwhile), `folder-unreadable` or `stopped`.
 */
export async function scanFolder(folder: string, options: ScanOptions = {}): Promise<Scan> {
  const listing = await readFolder(folder, options)
  const own = options.namesFile === undefined ? { names: noOwnNames, problem: null } : await readOwnNames(options.namesFile)
  const problems: Problem[] = [...(own.problem === null ? [] : [own.problem]), ...listing.problems]
  try {
    return await scanFiles(listing.files, listing.evidenceSha256, own.names, problems, options)
  } finally {
    // Thrown from here it replaces what the readers made of the files' absence.
    if (options.signal?.aborted !== true) await assertStillThere(folder, listing.root)
  }
}

async function scanFiles(
  files: readonly HashedFile[],
  evidenceSha256: string,
  names: OwnNames,
  problems: Problem[],
  options: ScanOptions,
): Promise<Scan> {
  const stores = await scanStores(files, names, problems, options)
  const free = files.filter((file) => !stores.ownFiles.has(file.path))
  const modelFiles = free.filter(looksLikeModel)
  const models = await eachFile(modelFiles, 'Inspecting models', problems, options, (file) => inspectModelApart(file, options.signal))
  const tables = (
    await eachFile(groupedTables(free), 'Reading tables', problems, options, (table) => readTables(table, problems, options))
  ).flat()
  const taken = new Set(modelFiles.map((file) => file.path))
  const texts = free.filter((file) => mayMention(file.path) && !taken.has(file.path) && !stores.holds(file.path))
  options.onProgress?.({ stage: 'Searching for thresholds and costs', done: 0, total: texts.length, unit: 'files' })
  throwIfStopped(options.signal)
  const found = await readMentions(texts, { ...signalOf(options), names })
  problems.push(...found.problems)
  const decisions = tables.flatMap((table) => table.decisions)
  const candidates = [
    ...stores.recorded,
    ...models.flatMap((model) => model.thresholds.map((threshold) => modelCandidate(model, threshold))),
    ...decisions.map(decisionsCandidate).filter((candidate) => candidate !== null),
    ...found.mentions.filter((mention) => mention.kind === 'threshold').map(candidateOf),
  ]
  return {
    stores: stores.scanned,
    predictions: tables.map((table) => table.predictions).filter((predictions) => predictions !== null),
    decisions,
    models: models.map(scannedModel),
    mentions: found.mentions.map(withoutEnclosing),
    runMentions: [...stores.mentions],
    thresholds: rankThresholds(candidates.filter(({ name }) => !isDisowned(name, names)).map((candidate) => withOwnName(candidate, names))),
    files: free.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    evidenceSha256,
    fileCount: files.length,
    problems,
  }
}

interface StoresFound {
  readonly scanned: Scan['stores']
  readonly recorded: readonly ThresholdCandidate[]
  readonly mentions: readonly RunMention[]
  readonly ownFiles: ReadonlySet<string>
  /** Whether a path lies in a file store, its runs' artifacts included. */
  readonly holds: (path: string) => boolean
}

async function scanStores(files: readonly HashedFile[], names: OwnNames, problems: Problem[], options: ScanOptions): Promise<StoresFound> {
  options.onProgress?.({ stage: 'Reading tracking stores', done: 0, total: null, unit: 'stores' })
  try {
    const stores = await openStores(files, { ...signalOf(options), load: 'scan', keys: (key) => kindOfKey(key, names) !== null })
    try {
      const { recorded, mentions, left } = await recordedInRuns(stores, mostRecorded, names)
      if (left > 0) problems.push(notListed(left))
      problems.push(...stores.noStores)
      const roots = stores.opened.filter((store) => store.kind === 'file').map((store) => store.path)
      return {
        scanned: await scannedStores(stores),
        recorded: recorded.map(runCandidate),
        mentions,
        ownFiles: stores.ownFiles,
        holds: (path) => roots.some((root) => (root === '.' ? path.includes('/artifacts/') : path.startsWith(`${root}/`))),
      }
    } finally {
      await stores.close()
    }
  } catch (error) {
    throwIfStopped(options.signal)
    problems.push({
      kind: 'store-unreadable',
      path: null,
      message: `The tracking stores could not be read (${error instanceof Error ? error.message : 'unknown error'}).`,
      action: 'Scan again, or go on without the runs.',
    })
    return { scanned: [], recorded: [], mentions: [], ownFiles: new Set(), holds: () => false }
  }
}

interface GroupedTable {
  /** The file, or a pattern that matches the members. */
  readonly path: string
  readonly members: readonly HashedFile[]
}

function groupedTables(files: readonly HashedFile[]): GroupedTable[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return tableGroups(files.map((file) => file.path)).map(({ path, members }) => ({
    path,
    members: members.flatMap((member) => byPath.get(member) ?? []),
  }))
}

/** Parts that are no one table after all are read one by one. */
async function readTables({ path, members }: GroupedTable, problems: Problem[], options: ScanOptions): Promise<TableUses[]> {
  const [first] = members
  if (first === undefined) return []
  if (members.length === 1) return [await readTable(first, options)]
  try {
    const root = first.absolute.slice(0, first.absolute.length - first.path.length)
    return [await examineTable(root + path, { path, ...signalOf(options) })]
  } catch (error) {
    throwIfStopped(options.signal)
    if (!(error instanceof ProblemError) || error.problem.kind !== 'file-corrupt') throw error
    return eachFile(members, 'Reading tables', problems, options, (file) => readTable(file, options))
  }
}

function notListed(left: number): Problem {
  return {
    kind: 'skipped',
    path: null,
    message: `Runs record ${left} more thresholds, costs and objectives than are listed: those of the newest runs are.`,
    action: 'Compare an older run to see what it records.',
  }
}

async function readTable(file: HashedFile, options: ScanOptions): ReturnType<typeof examineTable> {
  const pointer = lfsPointer(file.head)
  if (pointer !== null) {
    throw new ProblemError({
      kind: 'artifact-missing',
      path: file.path,
      message: `This is a git-lfs pointer, not the table: the table has ${pointer.bytes} bytes.`,
      action: 'Run "git lfs pull" where the project was cloned and scan again.',
    })
  }
  return examineTable(file.absolute, { path: file.path, sha256: file.sha256, ...signalOf(options) })
}

/** Runs `read` over the files, two at a time; what fails becomes a problem. Results are in the order of the files. */
async function eachFile<Result, File extends { readonly path: string } = HashedFile>(
  files: readonly File[],
  stage: string,
  problems: Problem[],
  options: ScanOptions,
  read: (file: File) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>()
  const waiting = files.entries()
  let done = 0
  const work = async (): Promise<void> => {
    for (const [index, file] of waiting) {
      throwIfStopped(options.signal)
      options.onProgress?.({ stage, done, total: files.length, unit: 'files' })
      try {
        results.set(index, await read(file))
      } catch (error) {
        throwIfStopped(options.signal)
        problems.push(fileProblem(file.path, error))
      }
      done += 1
    }
  }
  // Settled, so that nothing reads on after a scan that was stopped has ended.
  const ended = await Promise.allSettled([work(), work()])
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}

function scannedModel({ path, format, className, features, sha256, problems }: ModelInspection): ScannedModel {
  return { path, format, className, features, sha256, problems }
}

function withoutEnclosing({ path, line, kind, name, value, printed, text, sha256 }: FoundMention): Mention {
  return { path, line, kind, name, value, printed, text, sha256 }
}

function candidateOf(mention: FoundMention): ThresholdCandidate {
  return mentionCandidate(mention, withPoint(mention.printed), mention.enclosing)
}

/** Marks a threshold whose name is one of the bank's own. */
function withOwnName(candidate: ThresholdCandidate, names: OwnNames): ThresholdCandidate {
  const { threshold } = names
  return kindOfName(candidate.name, { ...noOwnNames, threshold }) === 'threshold' && kindOfName(candidate.name) !== 'threshold'
    ? { ...candidate, named: true }
    : candidate
}

function signalOf({ signal }: ScanOptions): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
