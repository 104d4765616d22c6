import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import { fBetaCut } from './f-beta-cut.ts'
import { writeFileStore } from './file-store.ts'
import { modelPickle } from './model-pickle.ts'
import { demoScores } from './score-quantiles.ts'
import { writeSqliteStore } from './sqlite-store.ts'
import { writeDecisionTable, writePredictionTable } from './tables.ts'
import { configuration, note } from './texts.ts'

/** Raised by one when the workspace's bytes change, so that an older copy is written anew. */
export const demoVersion = 1

/** SQLite's result code SQLITE_FULL. */
const sqliteFull = 13

export interface DemoOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/**
 * Writes the demo workspace into the folder `out`, which must be empty or not exist: the same bytes every time.
 * Raises a problem where `out` holds something, can't be written or the disk is full, and where it is stopped;
 * then nothing of the workspace is left.
 */
export async function writeDemo(out: string, { signal, onProgress }: DemoOptions = {}): Promise<void> {
  const isNew = await requireEmpty(out)
  const scores = demoScores()
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    ['tracking store (files)', () => writeFileStore(path.join(out, 'mlruns'))],
    ['tracking store (database)', () => writeSqliteStore(path.join(out, 'mlflow.db'))],
    ['predictions', () => writePredictionTable(path.join(out, 'results', 'predictions.parquet'), scores)],
    ['decisions', () => writeDecisionTable(path.join(out, 'results', 'decisions.csv'), scores, fBetaCut(scores))],
    ['model', () => writeFile(path.join(out, 'models', 'production_model.pkl'), modelPickle())],
    ['configuration', () => writeFile(path.join(out, 'config.yaml'), configuration())],
    ['note', () => writeFile(path.join(out, 'docs', 'threshold-note.md'), note())],
  ]
  try {
    for (const folder of ['results', 'models', 'docs']) await mkdir(path.join(out, folder), { recursive: true })
    for (const [index, [what, write]] of steps.entries()) {
      if (signal?.aborted) throw stopped(out)
      onProgress?.({ stage: `Writing the demo workspace: ${what}`, done: index, total: steps.length, unit: 'parts' })
      await write()
    }
    onProgress?.({ stage: 'Demo workspace written', done: steps.length, total: steps.length, unit: 'parts' })
  } catch (error) {
    await removeWorkspace(out, isNew)
    throw asProblem(out, error)
  }
}

/** Takes away what was written into a folder that was empty, and the folder itself where it is new. */
async function removeWorkspace(out: string, isNew: boolean): Promise<void> {
  const written = isNew ? [out] : (await readdir(out)).map((name) => path.join(out, name))
  for (const entry of written) await rm(entry, { recursive: true, force: true })
}

/** Whether the folder does not exist yet. */
async function requireEmpty(out: string): Promise<boolean> {
  const held = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw asProblem(out, error)
  })
  if (held !== null && held.length > 0) {
    throw new ProblemError({
      kind: 'write-refused',
      path: out,
      message: 'The folder is not empty, and nothing in it may be overwritten.',
      action: 'Name a new or an empty folder.',
    })
  }
  return held === null
}

function stopped(out: string): ProblemError {
  return new ProblemError({
    kind: 'stopped',
    path: out,
    message: 'Writing the demo workspace was stopped; nothing of it is left.',
    action: 'Start again to write it.',
  })
}

function asProblem(out: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || (error as { errcode?: number }).errcode === sqliteFull) {
    return new ProblemError(
      { kind: 'disk-full', path: out, message: 'The disk is full; nothing was written.', action: 'Free about 20 MB, or name a folder on another disk.' },
      { cause: error },
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new ProblemError(
      { kind: 'write-refused', path: out, message: 'The folder can\'t be written.', action: 'Name a folder that you may write to.' },
      { cause: error },
    )
  }
  return error
}
