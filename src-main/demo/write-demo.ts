import { mkdir, readdir, writeFile } from 'node:fs/promises'
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

export interface DemoOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/**
 * Writes the demo workspace into the folder `out`, which must be empty or not exist: the same bytes every time.
 * Raises a problem where `out` holds something, can't be written or the disk is full, and where it is stopped.
 */
export async function writeDemo(out: string, { signal, onProgress }: DemoOptions = {}): Promise<void> {
  await requireEmpty(out)
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
    throw asProblem(out, error)
  }
}

async function requireEmpty(out: string): Promise<void> {
  const held = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw asProblem(out, error)
  })
  if (held.length > 0) {
    throw new ProblemError({
      kind: 'write-refused',
      path: out,
      message: 'The folder is not empty, and nothing in it may be overwritten.',
      action: 'Name a new or an empty folder.',
    })
  }
}

function stopped(out: string): ProblemError {
  return new ProblemError({
    kind: 'stopped',
    path: out,
    message: 'Writing the demo workspace was stopped; it is incomplete.',
    action: 'Delete the folder and start again.',
  })
}

function asProblem(out: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC') {
    return new ProblemError(
      { kind: 'disk-full', path: out, message: 'The disk is full.', action: 'Free about 20 MB, or name a folder on another disk.' },
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
