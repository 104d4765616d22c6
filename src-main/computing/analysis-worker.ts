import { parentPort } from 'node:worker_threads'
import { ProblemError } from '../contract/problem.ts'
import type { RecordedThreshold } from '../contract/scan.ts'
import type { MovedCosts } from '../contract/moved-costs.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { Costs } from '../contract/recommendation.ts'
import { answers } from './analysis-answers.ts'
import { step } from './analysis-messages.ts'
import type { AnalysisQuestions, Ask, FromWorker, QuestionKind, ToWorker } from './analysis-messages.ts'
import { createPreparedColumns, createPreparedCounts } from './analysis-columns.ts'
import { createPreparedTables, tableFileOf } from './analysis-tables.ts'
import type { PreparedTable } from './analysis-tables.ts'
import { createKeptHulls } from './kept-hulls.ts'
import { inSpareTime } from './in-spare-time.ts'
import { changesText, createMovedAnswers } from './moved-answers.ts'
import { practice } from './practice.ts'
import type { AnswerContext } from './judgement-answers.ts'
import { describeLargeColumns } from '../evidence/predictions/large/describe-large-columns.ts'
import { describeExtraColumns } from '../evidence/predictions/describe-extra-columns.ts'

/** The entry of the worker thread: answers the questions of `createAnalysis`, several at once. */
const port = parentPort
if (port === null) throw new Error('analysis-worker runs as a worker thread only.')
serve(port)

function serve(port: NonNullable<typeof parentPort>): void {
  const { prepare, prepared } = createPreparedTables()
  const prepareColumn = createPreparedColumns()
  const prepareCounts = createPreparedCounts()
  const underWay = new Map<number, AbortController>()
  const hulls = createKeptHulls(() => underWay.size > 0)
  const practised = new WeakMap<PreparedTable, Set<string>>()
  const closed = new AbortController()
  const send = (message: FromWorker) => {
    port.postMessage(message)
  }

  async function answer({ id, kind, question }: Ask): Promise<void> {
    const controller = new AbortController()
    underWay.set(id, controller)
    try {
      const { signal } = controller
      const onProgress = sparsely((progress) => {
        send({ kind: 'progress', id, progress })
      })
      const { folder, reading } = question
      // A moved cost is not worth a turn of the disk.
      const table = (kind === 'move' ? prepared(question) : null) ?? (await prepare({ folder, reading, signal, onProgress }))
      const context: AnswerContext = {
        column: (...columns) => prepareColumn({ folder, reading, table, columns, signal, onProgress }),
        counted: (basis, request) => prepareCounts({ basis, sha256: table.sha256, request, signal, onProgress }),
        describeColumns: async () =>
          table.basis === undefined
            ? describeExtraColumns(await tableFileOf(folder, reading), reading, table, { signal, onProgress })
            : describeLargeColumns(table.basis, { signal, onProgress }),
        otherTable: (other) => prepare({ folder, reading: other, signal, onProgress }),
        hulls,
        signal,
        onProgress,
      }
      // Nobody waits any more: spare the others the computation.
      if (controller.signal.aborted) return
      if (kind !== 'move') onProgress(step('Computing'))
      send({ kind: 'answer', id, answer: await compute(kind, table, question, context) })
      if (kind === 'move') practiseMoves(table, question, context)
    } catch (error) {
      send(failure(id, error))
    } finally {
      underWay.delete(id)
    }
  }

  /** Practises a kind of move that was asked for the first time. */
  function practiseMoves(table: PreparedTable, question: MoveQuestion, context: AnswerContext): void {
    const parts = [question.choices, question.groups, question.uncertainty].map((part) => part !== null).join()
    const before = practised.get(table) ?? new Set()
    if (before.has(parts)) return
    practised.set(table, before.add(parts))
    let last: MovedCosts | null = null
    const move = (costs: Costs) => {
      const moved = movedCosts(table, { ...question, costs }, context)
      if (moved !== null) changesText(last, moved)
      last = moved
    }
    void inSpareTime(practice(move), closed.signal, () => underWay.size > 0)
  }

  let closing = false
  let recorded: readonly RecordedThreshold[] = []
  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'stop':
        underWay.get(message.id)?.abort()
        return
      case 'close':
        closing = true
        hulls.close()
        closed.abort()
        for (const controller of underWay.values()) controller.abort()
        break
      case 'move':
        // In the order of the questions: they may be answered in another.
        recorded = message.question.recorded ?? recorded
        void answer({ ...message, question: { ...message.question, recorded } }).finally(endWhenIdle)
        break
      case 'load':
      case 'buckets':
      case 'view':
      case 'recommend':
      case 'explain':
      case 'histogram':
      case 'columns':
      case 'loadColumns':
      case 'choices':
      case 'groups':
      case 'quality':
      case 'uncertainty':
      case 'heldOut':
        void answer(message).finally(endWhenIdle)
    }
    endWhenIdle()
  })

  // DuckDB's threads must be done before the thread ends.
  function endWhenIdle(): void {
    if (closing && underWay.size === 0) port.close()
  }
}

type Answer = AnalysisQuestions[QuestionKind]['answer']
type MoveQuestion = AnalysisQuestions['move']['question']

const asMoved = createMovedAnswers()

/** The answers as they travel. */
const travelling = {
  ...answers,
  move: (table: PreparedTable, question: MoveQuestion, context: AnswerContext): AnalysisQuestions['move']['answer'] => {
    const moved = movedCosts(table, question, context)
    return moved === null ? null : asMoved(question.since, moved)
  },
}

function movedCosts(table: PreparedTable, { recorded, ...question }: MoveQuestion, context: AnswerContext): MovedCosts | null {
  return answers.move(table, { ...question, recorded: recorded ?? [] }, context)
}

function compute(kind: QuestionKind, table: PreparedTable, question: Ask['question'], context: AnswerContext): Answer | Promise<Answer> {
  // `Ask` ties kind and question together; a switch on the kind alone can't show that to the compiler.
  const answer = travelling[kind] as (table: PreparedTable, question: Ask['question'], context: AnswerContext) => Answer | Promise<Answer>
  return answer(table, question, context)
}

function failure(id: number, error: unknown): FromWorker {
  if (error instanceof ProblemError) return { kind: 'problem', id, problem: error.problem }
  const defect = error instanceof Error ? error : new Error(String(error))
  return { kind: 'defect', id, message: defect.message, stack: defect.stack ?? '' }
}

/** Readers tell how far they are every 50 ms, give or take the jitter of a timer, or with every piece that they read. */
const mostOften = 25

/** Lets a progress message through every 25 ms, and every change of stage or unit and the last of one. */
function sparsely(report: ReportProgress): ReportProgress {
  let last = { time: -Infinity, stage: '', unit: '' }
  return (progress) => {
    const time = performance.now()
    const same = progress.stage === last.stage && progress.unit === last.unit
    if (same && progress.done !== progress.total && time - last.time < mostOften) return
    last = { time, stage: progress.stage, unit: progress.unit }
    report(progress)
  }
}
