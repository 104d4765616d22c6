import { Worker } from 'node:worker_threads'
import type { ModelInspection } from '../../contract/model.ts'
import { ProblemError } from '../../contract/problem.ts'
import { compressionOf } from './compression/decompress.ts'
import { inspectModel } from './inspect-model.ts'
import type { ModelFile } from './inspect-model.ts'
import type { InspectAnswered, InspectAsked } from './models-messages.ts'

/** Inspects models apart from the thread that serves the window. */
export interface ModelInspector {
  /**
   * What `inspectModel` gives and raises. Aborting rejects at once with a ProblemError of kind `stopped`, even in the
   * middle of a model.
   */
  readonly inspect: (file: ModelFile, signal?: AbortSignal) => Promise<ModelInspection>
}

/** A model of so few bytes, as they are, is inspected sooner than it is handed over. */
const fewBytes = 64 << 10

interface Waiting {
  readonly file: ModelFile
  readonly signal: AbortSignal | undefined
  readonly resolve: (model: ModelInspection) => void
  readonly reject: (error: Error) => void
}

/** A {@link ModelInspector} with one worker, that starts with the first large model and doesn't keep a process alive. */
export function createModelInspector(workerFile: URL = modelsWorkerFile()): ModelInspector {
  let worker: Worker | null = null
  let lastId = 0
  /** In the order in which the worker takes them: it is at the first, even where that was given up meanwhile. */
  const waiting = new Map<number, Waiting>()

  function ask(id: number, { file }: Waiting): void {
    const { path, absolute, bytes, sha256, head } = file
    worker ??= start()
    worker.ref()
    // The head may be a view of all that was read at once, which would be copied whole.
    worker.postMessage({ id, file: { path, absolute, bytes, sha256, head: Uint8Array.from(head) } } satisfies InspectAsked)
  }

  function start(): Worker {
    const started = new Worker(workerFile)
    started.on('message', (answer: InspectAnswered) => {
      const asked = taken(answer.id)
      if (asked === undefined) return
      if ('model' in answer) asked.resolve(answer.model)
      else asked.reject(Object.assign(new Error(answer.failure.message), answer.failure.code === null ? {} : { code: answer.failure.code }))
    })
    started.on('error', (error: unknown) => {
      if (worker === started) goOn(error instanceof Error ? error : new Error(String(error)))
    })
    started.on('exit', (code) => {
      if (worker === started) goOn(new Error(`The inspection ended unexpectedly (code ${code}).`))
    })
    return started
  }

  /** The model that is no longer waited for; a worker without work must not keep a command line alive. */
  function taken(id: number): Waiting | undefined {
    const found = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    return found
  }

  /** Gives the model up at which the worker died, and the others to a new one. */
  function goOn(error: Error): void {
    const [first] = waiting.keys()
    worker = null
    if (first !== undefined) taken(first)?.reject(error)
    for (const [id, asked] of waiting) {
      if (asked.signal?.aborted === true) waiting.delete(id)
      else ask(id, asked)
    }
  }

  function stop(id: number, error: Error): void {
    const [first] = waiting.keys()
    const running = worker
    if (first === id && running !== null) {
      // It can't be stopped from within: it computes without a pause.
      goOn(error)
      void running.terminate()
    } else waiting.get(id)?.reject(error)
  }

  return {
    inspect: async (file, signal) => {
      if (signal?.aborted === true) throw stopped(file.path)
      if (file.bytes <= fewBytes && compressionOf(file.head) === null && !isZip(file.head)) return inspectModel(file)
      const id = ++lastId
      const abort = () => stop(id, stopped(file.path))
      try {
        return await new Promise((resolve, reject) => {
          signal?.addEventListener('abort', abort, { once: true })
          const asked = { file, signal, resolve, reject }
          waiting.set(id, asked)
          ask(id, asked)
        })
      } finally {
        signal?.removeEventListener('abort', abort)
      }
    },
  }
}

const inspector = createModelInspector()

/** Inspects a model by the one inspector of the process. */
export const inspectModelApart = inspector.inspect

function stopped(path: string): ProblemError {
  return new ProblemError({ kind: 'stopped', path, message: 'The inspection was stopped.', action: 'Nothing was changed; start again when you like.' })
}

function isZip(head: Buffer): boolean {
  return head.subarray(0, 2).toString('latin1') === 'PK'
}

/** Beside this file in the sources; beside the chunk that holds it in the bundle. */
function modelsWorkerFile(): URL {
  const name = ['./models-worker', import.meta.url.endsWith('.ts') ? 'ts' : 'js'].join('.')
  return new URL(name, import.meta.url)
}
