import { Worker } from 'node:worker_threads'
import type { ExplanationResult } from '../contract/explanation.ts'
import type { ScoreHistogram } from '../contract/histogram.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading, TableSummary } from '../contract/reading.ts'
import type { MovedAnswer } from '../contract/moved-costs.ts'
import type { Costs, Recommendation, ThresholdView } from '../contract/recommendation.ts'
import type { RecordedThreshold } from '../contract/scan.ts'
import { step } from './analysis-messages.ts'
import type { AnalysisQuestions, Buckets, BucketsQuestion, ExplainQuestion, FromWorker, HistogramQuestion, QuestionKind, RecommendQuestion, ToWorker, ViewQuestion } from './analysis-messages.ts'
import type { JudgementKind, JudgementQuestions } from './judgement-messages.ts'
import { analysisWorkerFile } from './worker-file.ts'

export interface AnalysisOptions {
  /** Aborting rejects at once with a ProblemError of kind `stopped`. */
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/**
 * Computing over rows, apart from the thread that serves the window. A table is read once and kept, until its
 * file changes or two others were asked for. With a `folder`, `reading.path` is relative to it and may not leave it;
 * with null it is a path of its own. All of them reject with the ProblemErrors of `readPredictionTable`.
 */
export interface Analysis {
  /** Starts the worker, so that the first question doesn't wait for it. It doesn't keep a process alive. */
  readonly warm: () => void
  readonly load: (folder: string | null, reading: TableReading, options?: AnalysisOptions) => Promise<TableSummary>
  readonly view: (
    folder: string | null,
    reading: TableReading,
    costs: Costs,
    recorded: readonly RecordedThreshold[],
    options?: ViewQuestion & AnalysisOptions,
  ) => Promise<ThresholdView>
  /** What moves with the costs, without reading anything; null where it isn't all in memory. */
  readonly move: (question: AnalysisQuestions['move']['question'] & { readonly recorded: readonly RecordedThreshold[] }, options?: AnalysisOptions) => Promise<MovedAnswer | null>
  readonly recommend: (
    folder: string | null,
    reading: TableReading,
    options: RecommendQuestion & AnalysisOptions,
  ) => Promise<Recommendation>
  readonly explain: (
    folder: string | null,
    reading: TableReading,
    options: ExplainQuestion & AnalysisOptions,
  ) => Promise<Omit<ExplanationResult, 'assumed'>>
  readonly histogram: (folder: string | null, reading: TableReading, options: HistogramQuestion & AnalysisOptions) => Promise<ScoreHistogram>
  /** The warehouse's buckets whose scores must be listed, given its counts in `reading`; see `bucketsToList`. */
  readonly buckets: (folder: string | null, reading: TableReading, options: BucketsQuestion & AnalysisOptions) => Promise<Buckets>
  /** A question about uncertainty, choices or the score. */
  readonly judge: <Kind extends JudgementKind>(
    kind: Kind,
    question: JudgementQuestions[Kind]['question'],
    options?: AnalysisOptions,
  ) => Promise<JudgementQuestions[Kind]['answer']>
  /** Stops what is under way and ends the worker; a later question starts a new one. */
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly answer: (message: FromWorker) => void
  readonly fail: (error: Error) => void
}

interface Running {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
  readonly ended: Promise<void>
  /** Those that a moved cost was last compared with: the worker keeps them, and copying them takes longer than to compare them. */
  recorded: readonly RecordedThreshold[] | null
}

const patience = 2000

/** An {@link Analysis} whose worker starts when it is warmed or with the first question, and again after it died. */
export function createAnalysis(workerFile: URL = analysisWorkerFile()): Analysis {
  let running: Running | null = null
  let lastId = 0

  function start(): Running {
    const worker = new Worker(workerFile)
    const waiting = new Map<number, Waiting>()
    const failAll = (error: Error) => {
      if (running?.worker === worker) running = null
      for (const { fail } of waiting.values()) fail(error)
    }
    worker.on('message', (message: FromWorker) => waiting.get(message.id)?.answer(message))
    worker.on('messageerror', failAll)
    worker.on('error', (error: unknown) => {
      failAll(failureOf(error))
    })
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', (code) => {
        failAll(new Error(`The analysis ended unexpectedly (code ${code}).`))
        resolve()
      })
    })
    return { worker, waiting, ended, recorded: null }
  }

  function ask<Kind extends QuestionKind>(
    kind: Kind,
    question: AnalysisQuestions[Kind]['question'],
    { signal, onProgress }: AnalysisOptions,
    asSent: (running: Running) => AnalysisQuestions[Kind]['question'] = () => question,
  ): Promise<AnalysisQuestions[Kind]['answer']> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(stopped(question.reading.path))
        return
      }
      const id = ++lastId
      if (running === null) onProgress?.(step('Starting the computation'))
      running ??= start()
      const { worker, waiting } = running
      const finish = () => {
        waiting.delete(id)
        signal?.removeEventListener('abort', stop)
        // A worker without work must not keep a command line alive.
        if (waiting.size === 0) worker.unref()
      }
      const fail = (error: Error) => {
        finish()
        reject(error)
      }
      const stop = () => {
        worker.postMessage({ kind: 'stop', id } satisfies ToWorker)
        fail(stopped(question.reading.path))
      }
      waiting.set(id, {
        fail,
        answer: (message) => {
          switch (message.kind) {
            case 'progress':
              onProgress?.(message.progress)
              return
            case 'answer':
              finish()
              resolve(message.answer)
              return
            case 'problem':
              fail(new ProblemError(message.problem))
              return
            case 'defect':
              fail(defect(message.message, message.stack))
              return
          }
        },
      })
      signal?.addEventListener('abort', stop, { once: true })
      worker.ref()
      worker.postMessage({ kind, id, question: asSent(running) })
    })
  }

  return {
    warm: () => {
      running ??= start()
      if (running.waiting.size === 0) running.worker.unref()
    },
    load: (folder, reading, options = {}) => ask('load', { folder, reading }, options),
    view: (folder, reading, costs, recorded, options = {}) =>
      ask('view', { ...questionOf(options), folder, reading, costs, recorded }, options),
    move: (question, options = {}) =>
      ask('move', question, options, (to) => {
        const known = to.recorded === question.recorded
        to.recorded = question.recorded
        return known ? { ...question, recorded: null } : question
      }),
    recommend: (folder, reading, options) => ask('recommend', { ...questionOf(options), folder, reading }, options),
    buckets: (folder, reading, options) => ask('buckets', { ...questionOf(options), folder, reading }, options),
    histogram: (folder, reading, options) => ask('histogram', { ...questionOf(options), folder, reading }, options),
    explain: (folder, reading, options) => ask('explain', { ...questionOf(options), folder, reading }, options),
    judge: (kind, question, options = {}) => ask(kind, question, options),
    close: async () => {
      if (running === null) return
      const { worker, waiting, ended } = running
      running = null
      for (const { fail } of waiting.values()) fail(stopped(null))
      worker.ref()
      worker.postMessage({ kind: 'close' } satisfies ToWorker)
      const timer = setTimeout(() => void worker.terminate(), patience)
      await ended
      clearTimeout(timer)
    },
  }
}

/** The options as they can be sent to the worker: without the signal and the function. */
function questionOf<Options extends AnalysisOptions>(options: Options) {
  return { ...options, signal: undefined, onProgress: undefined }
}

function stopped(path: string | null): ProblemError {
  return new ProblemError({
    kind: 'stopped',
    path,
    message: 'The analysis was stopped.',
    action: 'Nothing was changed; start again when you like.',
  })
}

function failureOf(error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new ProblemError(
      {
        kind: 'too-large',
        path: null,
        message: 'The table needs more memory than there is.',
        action: 'Close other programs, or keep only the label and score columns.',
      },
      { cause: error },
    )
  }
  return new Error('The analysis failed unexpectedly.', { cause: error })
}

function defect(message: string, stack: string): Error {
  const error = new Error(message)
  error.stack = stack
  return error
}
