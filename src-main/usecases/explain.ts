import type { Analysis } from '../computing/analysis.ts'
import type { ExplainRequest, ExplanationResult } from '../contract/explanation.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import type { Costs, Recommendation } from '../contract/recommendation.ts'
import type { RunMention, Scan } from '../contract/scan.ts'
import { gridSteps } from '../domain/forensics/candidate-set.ts'
import { noEvidence, statedBetas, type ExplainEvidence, type OtherTable, type StatedMention } from '../domain/forensics/inquiry.ts'
import { holds, recordedOf } from '../domain/forensics/recorded.ts'
import { statedCosts, type Mistake } from '../domain/report/stated-costs.ts'
import { throwIfStopped } from '../evidence/folder/folder-problem.ts'
import { noteEvidence } from './explain-notes.ts'
import { runEvidence, type RunEvidence } from './explain-runs.ts'

interface Options {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

export interface ExplainOptions extends Options {
  /** Where `reading.path` counts from; null for a path of its own. The request's folder where left out. */
  readonly tableFolder?: string | null
}

/** What an explanation is gathered with. */
export interface ExplainParts {
  readonly analysis: Pick<Analysis, 'explain' | 'recommend'>
}

/** More tables, or longer ones, would keep a person waiting for little. */
const mostOtherTables = 4
const mostOtherRows = 1_000_000
const noRuns: RunEvidence = { names: [], logged: [], classWeights: [] }

/**
 * Tests every explanation of a recorded threshold against a prediction table and the evidence of its folder.
 * `scan` null goes without a folder: nothing is corroborated then.
 *
 * @throws ProblemError `usage` for a recorded value that is no decimal, `cost-invalid`, `stopped`, and those of reading
 *   the table.
 */
export async function explainRecorded(
  request: ExplainRequest,
  scan: Scan | null,
  { analysis }: ExplainParts,
  options: ExplainOptions = {},
): Promise<ExplanationResult> {
  const recorded = recordedOf(request.recorded)
  const stated = request.costs === null ? costsStated(scan) : { costs: request.costs, assumed: [] }
  const tableFolder = options.tableFolder === undefined ? request.folder : options.tableFolder
  const work: Options = optionsOf(options)
  options.onProgress?.({ stage: 'Reading the evidence', done: 0, total: null, unit: 'files' })
  const evidence =
    scan === null
      ? noEvidence
      : await gather(request, scan, (value) => holds(recorded, value) || value === recorded.value, stated.costs, analysis, work)
  throwIfStopped(options.signal)
  options.onProgress?.({ stage: 'Testing explanations', done: 0, total: null, unit: 'explanations' })
  const { recorded: value, against, claim } = request
  const result = await analysis.explain(tableFolder, request.reading, { recorded: value, costs: stated.costs, evidence, against, claim, ...work })
  return { ...result, assumed: stated.assumed }
}

async function gather(
  request: ExplainRequest,
  scan: Scan,
  isRecorded: (value: number) => boolean,
  costs: Costs | null,
  analysis: ExplainParts['analysis'],
  work: Options,
): Promise<ExplainEvidence> {
  const recording = new Set(scan.thresholds.filter(({ run, value }) => run !== null && isRecorded(value)).map(({ run }) => run?.id ?? ''))
  const signal = work.signal === undefined ? {} : { signal: work.signal }
  // A store that can't be read has been reported by the scan; the rest still answers.
  const runs = scan.stores.length === 0 ? noRuns : await runEvidence(request.folder, recording, signal).catch(() => noRuns)
  throwIfStopped(work.signal)
  const notes = await noteEvidence(request.folder, scan, isRecorded)
  const { decisions, thresholds } = scan
  const mentions = [...scan.mentions, ...(scan.runMentions ?? []).filter(({ origin }) => origin !== 'metric').map(statedByRun)]
  const evidence: ExplainEvidence = {
    mentions,
    decisions,
    thresholds,
    names: [...runs.names, ...notes.names],
    notes: notes.notes,
    classWeights: [...runs.classWeights, ...notes.classWeights],
    logged: [...runs.logged, ...notes.logged],
    others: [],
    notExamined: [],
  }
  return { ...evidence, ...(await otherTables(request, scan, evidence, costs, analysis, work)) }
}

/** What a run was given; what it measured, such as the F-beta that it reached, states no parameter. */
function statedByRun({ path, kind, name, value, printed, source, sha256 }: RunMention): StatedMention {
  return { path, line: null, kind, name, value, printed, text: `${source} ${printed}`, sha256 }
}

/** The optima of the other prediction tables and scores of the folder. */
async function otherTables(
  { folder, reading }: ExplainRequest,
  scan: Scan,
  evidence: ExplainEvidence,
  costs: Costs | null,
  analysis: ExplainParts['analysis'],
  work: Options,
): Promise<Pick<ExplainEvidence, 'others' | 'notExamined'>> {
  const readings = scan.predictions.flatMap(({ path, rows, candidates }) =>
    candidates
      .filter((candidate) => candidate.positive !== null)
      .filter(({ label, score }) => !(reading.path.endsWith(path) && (score === reading.score || label !== reading.label)))
      .map(({ label, score, positive, negative }) => ({
        name: candidates.length === 1 ? path : `${path}, score ${score}`,
        rows,
        reading: { path, label, score, positive, negative, orientation: reading.orientation } satisfies TableReading,
      })),
  )
  const chosen = readings.filter(({ rows }) => rows <= mostOtherRows).slice(0, mostOtherTables)
  const others: OtherTable[] = []
  const notExamined = readings.filter((other) => !chosen.includes(other)).map(({ name }) => name)
  for (const other of chosen) {
    try {
      const recommendation = await analysis.recommend(folder, other.reading, {
        costs: costs ?? { fn: '1', fp: '1' },
        grids: costs === null ? [] : gridSteps,
        at: [],
        betas: [...new Set(['1', '2', ...statedBetas(evidence).map(({ printed }) => printed)])],
        bootstrap: null,
        ...work,
      })
      others.push({ path: other.name, optima: optimaOf(recommendation, costs) })
    } catch {
      throwIfStopped(work.signal)
      notExamined.push(other.name)
    }
  }
  return { others, notExamined }
}

function optimaOf({ optimum, grids, objectives }: Recommendation, costs: Costs | null): OtherTable['optima'] {
  const cost = costs === null ? [] : [{ words: `the cost at ${costs.fn} : ${costs.fp}`, threshold: optimum.threshold }]
  return [
    ...cost,
    ...grids.map(({ step, threshold }) => ({ words: `the cost on a grid of ${step}`, threshold })),
    ...objectives.map(({ kind, parameters, threshold }) => ({
      words: kind === 'f-beta' ? `the F-beta with beta ${parameters['beta'] ?? ''}` : kind.replaceAll('-', ' '),
      threshold,
    })),
  ]
}

/** The costs that a folder states, where it states exactly one of each; null otherwise. */
function costsStated(scan: Scan | null): { costs: Costs | null; assumed: string[] } {
  const one = (mistake: Mistake) => {
    const stated = scan === null ? [] : statedCosts(scan, mistake)
    const [first] = stated
    const usable = first !== undefined && stated.every(({ value }) => value === first.value) && /^\d+(\.\d+)?$/.test(first.printed)
    return usable ? first : null
  }
  const [fn, fp] = [one('fn'), one('fp')]
  if (fn === null || fp === null || (fn.value === 0 && fp.value === 0)) return { costs: null, assumed: [] }
  const words = (mistake: Mistake, mention: typeof fn) =>
    `cost_${mistake} ${mention.printed}, assumed from ${mention.path}:${mention.line}, unconfirmed`
  return { costs: { fn: fn.printed, fp: fp.printed }, assumed: [words('fn', fn), words('fp', fp)] }
}

function optionsOf({ signal, onProgress }: Options): Options {
  return { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) }
}
