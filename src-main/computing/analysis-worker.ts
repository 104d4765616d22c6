import { parentPort } from 'node:worker_threads'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import { answers } from './analysis-answers.ts'
import type { AnalysisQuestions, Ask, FromWorker, QuestionKind, ToWorker } from './analysis-messages.ts'
import { createPreparedTables } from './analysis-tables.ts'

/** The entry of the worker thread: answers the questions of `createAnalysis`, several at once. */
const port = parentPort
if (port === null) throw new Error('analysis-worker runs as a worker thread only.')
serve(port)

function serve(port: NonNullable<typeof parentPort>): void {
  const prepare = createPreparedTables()
  const underWay = new Map<number, AbortController>()
  const send = (message: FromWorker) => {
    port.postMessage(message)
  }

  async function answer({ id, kind, question }: Ask): Promise<void> {
    const controller = new AbortController()
    underWay.set(id, controller)
    try {
      const table = await prepare({
        ...question,
        signal: controller.signal,
        onProgress: sparsely((progress) => {
          send({ kind: 'progress', id, progress })
        }),
      })
      // Nobody waits any more: spare the others the computation.
      if (controller.signal.aborted) return
      send({ kind: 'answer', id, answer: compute(kind, table, question) })
    } catch (error) {
      send(failure(id, error))
    } finally {
      underWay.delete(id)
    }
  }

  let closing = false
  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'stop':
        underWay.get(message.id)?.abort()
        return
      case 'close':
        closing = true
        for (const controller of underWay.values()) controller.abort()
        break
      case 'load':
      case 'view':
      case 'recommend':
      case 'explain':
        void answer(message).finally(endWhenIdle)
    }
    endWhenIdle()
  })

  // DuckDB's threads must be done before the thread ends.
  function endWhenIdle(): void {
    if (closing && underWay.size === 0) port.close()
  }
}

function compute(
  kind: QuestionKind,
  table: Parameters<typeof answers.load>[0],
  question: Ask['question'],
): AnalysisQuestions[QuestionKind]['answer'] {
  // `Ask` ties kind and question together; a switch on the kind alone can't show that to the compiler.
  return (answers[kind] as (table: Parameters<typeof answers.load>[0], question: Ask['question']) => AnalysisQuestions[QuestionKind]['answer'])(table, question)
}

function failure(id: number, error: unknown): FromWorker {
  if (error instanceof ProblemError) return { kind: 'problem', id, problem: error.problem }
  const defect = error instanceof Error ? error : new Error(String(error))
  return { kind: 'defect', id, message: defect.message, stack: defect.stack ?? '' }
}

/** Lets a progress message through every 50 ms, and every change of stage or unit and the last of one. */
function sparsely(report: ReportProgress): ReportProgress {
  let last = { time: -Infinity, stage: '', unit: '' }
  return (progress) => {
    const time = performance.now()
    const same = progress.stage === last.stage && progress.unit === last.unit
    if (same && progress.done !== progress.total && time - last.time < 50) return
    last = { time, stage: progress.stage, unit: progress.unit }
    report(progress)
  }
}
