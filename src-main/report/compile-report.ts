import { Worker } from 'node:worker_threads'
import type { ReportAttachment } from '../contract/report-attachments.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReportModel } from '../domain/report/document.ts'
import { readReportFonts } from './fonts.ts'
import type { CompiledPages, TypstJob } from './typst-job.ts'

/** A draft has no date of its own; PDF needs one, so every draft carries 1 January 1980 UTC. */
const undated = 315_532_800

export interface CompileOptions {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds since 1970 UTC that the document is dated with; left out for a draft. */
  readonly at?: number | undefined
  /** Only tests compile with anything but PDF/A-3a. */
  readonly standard?: TypstJob['standard']
}

/**
 * Compiles a report with its attachments to PDF/A-3a, in a worker. Equal models and attachments give equal bytes.
 * @throws ProblemError `stopped` where the signal stops it
 */
export async function compileReport(model: ReportModel, attachments: readonly ReportAttachment[], options: CompileOptions = {}): Promise<CompiledPages> {
  const fonts = await readReportFonts()
  const job: TypstJob = {
    modelJson: JSON.stringify(model),
    attachments,
    fonts: fonts.blobs,
    standard: options.standard ?? 'a-3a',
    creationTimestamp: options.at === undefined ? undated : Math.floor(options.at / 1000),
  }
  return runWorker(job, options.signal)
}

function runWorker(job: TypstJob, signal: AbortSignal | undefined): Promise<CompiledPages> {
  return new Promise((resolve, reject) => {
    const stopped = () => new ProblemError({ kind: 'stopped', path: null, message: 'The export was stopped.', action: 'Nothing was written.' })
    if (signal?.aborted === true) {
      reject(stopped())
      return
    }
    const worker = new Worker(workerFile(), { workerData: job })
    const stop = () => {
      reject(stopped())
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', (message: CompiledPages) => resolve(message))
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', stop)
      reject(new Error(`The worker that makes the report ended with code ${code} and gave no report.`))
    })
  })
}

/** Beside this file in the sources; beside the chunk that holds it in the bundle. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./typst-worker.ts', import.meta.url)
    : new URL('./typst-worker.js', import.meta.url)
}
