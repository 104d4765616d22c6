import type { ExtraColumn } from '../../contract/extra-columns.ts'
import type { TableSummary } from '../../contract/reading.ts'
import type { ThresholdView } from '../../contract/recommendation.ts'
import { recordedText } from '../../contract/recorded-text.ts'
import type { Provenance, ProvenanceAnswer } from '../../contract/uncertainty.ts'
import { amountText } from '../threshold/number-text.ts'

/** An area under the ROC curve that a run records, and where. */
export interface LoggedAuc {
  readonly name: string
  readonly value: number
  readonly source: string
}

export interface ProvenanceInput {
  readonly summary: TableSummary
  /** Of the same table; its objectives should hold those that the evidence mentions. */
  readonly view: Pick<ThresholdView, 'recommendation' | 'recorded' | 'distribution'>
  readonly metrics: readonly LoggedAuc[]
  readonly columns: readonly ExtraColumn[]
}

/** Logged values beyond these many help nobody. */
const MOST_METRICS = 6
const MOST_RECORDED = 8
/** AUCs this close are called near each other. */
const near = 0.01

/** A recorded interval that covers more of the scores than this reproduces nearly everything. */
const MOST_COVERED = 0.05

const trainName = /^(train|training|trained|learn|fit|dev|development)$/i
const heldOutName = /^(test|testing|valid|validation|val|eval|holdout|hold-out|oot|oos|oof|out-of-time)$/i

/** Did the model train on these rows, and was the threshold chosen on them? Two questions with two answers. */
export function judgeProvenance(input: ProvenanceInput): Provenance {
  return { trainedOn: trainedOn(input), chosenOn: chosenOn(input) }
}

type Known = ProvenanceAnswer['known'][number]

function trainedOn({ summary, metrics, columns }: ProvenanceInput): ProvenanceAnswer {
  const question = 'Did the model train on these rows?'
  const wouldSettle = 'The row keys of the training data, or a column that says which rows were held out.'
  const partColumns = columns.flatMap((column) => {
    const values = column.distinct !== null && column.distinct <= column.examples.length ? column.examples : []
    const named = values.length > 0 && values.every((value) => trainName.test(value) || heldOutName.test(value))
    return named ? [{ column, values }] : []
  })
  const known: Known[] = [
    { text: `AUC ${summary.auc.toFixed(4)} on these ${amountText(summary.used)} rows.`, source: summary.reading.path },
    ...partColumns.map(({ column, values }) => ({ text: `Column ${column.name} holds ${values.join(', ')}.`, source: summary.reading.path })),
    ...fromName(summary.reading.path),
    ...fromMetrics(summary.auc, metrics),
  ]
  const stated = partColumns[0]
  if (stated !== undefined) {
    const trained = stated.values.filter((value) => trainName.test(value))
    const answer =
      trained.length === 0
        ? `Column ${stated.column.name} names every row as held out.`
        : `Column ${stated.column.name} names rows as ${trained.join(', ')}: a threshold must not be judged on those.`
    return { question, kind: trained.length === 0 ? 'no' : 'yes', answer: `${answer} That is what the table states; the model was not trained again.`, known, wouldSettle }
  }
  return { question, kind: 'cannot-tell', answer: `Cannot be told from this evidence. ${leaning(summary.auc, metrics)}`, known, wouldSettle }
}

function fromName(path: string): Known[] {
  const words = (path.split('/').at(-1) ?? path).toLowerCase().split(/[^a-z]+/)
  const found = words.find((word) => trainName.test(word) || heldOutName.test(word))
  return found === undefined ? [] : [{ text: `The name of the file says "${found}", which is no proof.`, source: path }]
}

function nearest(auc: number, metrics: readonly LoggedAuc[]): LoggedAuc[] {
  return metrics.toSorted((a, b) => Math.abs(a.value - auc) - Math.abs(b.value - auc)).slice(0, MOST_METRICS)
}

function fromMetrics(auc: number, metrics: readonly LoggedAuc[]): Known[] {
  return nearest(auc, metrics).map(({ name, value, source }) => ({ text: `${name} ${value.toFixed(4)} is logged.`, source }))
}

function isTraining(name: string): boolean {
  return name.toLowerCase().split(/[^a-z]+/).some((word) => trainName.test(word))
}

function isHeldOut(name: string): boolean {
  return name.toLowerCase().split(/[^a-z]+/).some((word) => heldOutName.test(word) || /^(cv|fold|folds|cross|mean)$/.test(word))
}

function leaning(auc: number, metrics: readonly LoggedAuc[]): string {
  if (metrics.length === 0) return 'No run logs an AUC to compare with.'
  const closest = (kind: (name: string) => boolean) => nearest(auc, metrics.filter(({ name }) => kind(name)))[0]
  const heldOut = closest(isHeldOut)
  const training = closest(isTraining)
  const isNear = (metric: LoggedAuc | undefined) => metric !== undefined && Math.abs(metric.value - auc) <= near
  if (isNear(heldOut) && !isNear(training)) {
    return `The AUC here is near the logged ${heldOut?.name ?? ''}, which is consistent with rows that the model did not see, and with a model that hardly fits its own rows better.`
  }
  if (isNear(training) && !isNear(heldOut)) {
    return `The AUC here is near the logged ${training?.name ?? ''} and away from held-out values, which is consistent with rows that the model trained on.`
  }
  if (isNear(training)) return 'The AUC here is near logged values of training and of held-out rows, so it says nothing.'
  return 'The AUC here is near no logged value that names its rows.'
}

function chosenOn({ summary, view }: ProvenanceInput): ProvenanceAnswer {
  const { recommendation, recorded } = view
  const path = summary.reading.path
  const all = recorded.map(({ recorded: threshold }): Known => {
    const name = recordedText(threshold)
    const [low, high] = threshold.interval
    const inside = (value: number | null) => value !== null && (low === null || value >= low) && (high === null || value <= high)
    const share = shareInside(view.distribution, low, high)
    const reproduced = [
      ...(inside(recommendation.optimum.threshold) ? ['the least cost'] : []),
      ...recommendation.objectives
        .filter((objective) => inside(objective.threshold))
        .map(({ kind, parameters }) => (kind === 'f-beta' ? `F-beta ${parameters['beta'] ?? ''}` : kind)),
    ]
    const text =
      share > MOST_COVERED
        ? `The recorded ${name} stands for about ${(100 * share).toFixed(0)} % of the scores, so it says nothing.`
        : reproduced.length === 0
        ? `The recorded ${name} is the optimum of no objective that was tried on these rows.`
        : `The recorded ${name} holds the optimum of ${reproduced.join(', ')} on these rows, which is consistent with having been chosen on them.`
    return { text, source: threshold.source }
  })
  const isConsistent = ({ text }: Known) => text.includes('consistent with')
  const distinct = [...new Map(all.map((fact) => [fact.text, fact])).values()]
  const known = [...distinct.filter(isConsistent), ...distinct.filter((fact) => !isConsistent(fact))].slice(0, MOST_RECORDED)
  const consistent = known.some(isConsistent)
  return {
    question: 'Was the threshold chosen on these rows?',
    kind: 'yes',
    answer:
      'The recommended threshold is chosen and judged on the same rows, so its cost is somewhat too low; a held-out part answers that. ' +
      (known.length === 0
        ? 'No threshold is recorded.'
        : consistent
          ? 'For recorded thresholds it cannot be told for certain; at least one is consistent with it.'
          : 'For recorded thresholds nothing says so.'),
    known: [{ text: `The recommendation is the least cost over all ${amountText(summary.distinctScores)} scores of the table.`, source: path }, ...known],
    wouldSettle: 'The rows and the code with which each recorded threshold was chosen.',
  }
}

/** About which share of the rows has its score in an interval, by the bins of the distribution; null ends are open. */
function shareInside({ edges, positives, negatives }: ThresholdView['distribution'], low: number | null, high: number | null): number {
  let inside = 0
  let all = 0
  for (const [bin, count] of positives.entries()) {
    const from = edges[bin] ?? 0
    const to = edges[bin + 1] ?? from
    const rows = count + (negatives[bin] ?? 0)
    const overlap = Math.min(to, high ?? to) - Math.max(from, low ?? from)
    inside += to > from ? (rows * Math.max(0, overlap)) / (to - from) : 0
    all += rows
  }
  return all === 0 ? 0 : inside / all
}
