import { basename, isAbsolute, relative, resolve } from 'node:path'
import type { Analysis } from '../computing/analysis.ts'
import type { Comparison, ComparisonOptions, RunSummary } from '../contract/comparison.ts'
import { recordedValueOf } from '../contract/explanation.ts'
import type { ExplainRequest, ExplanationResult } from '../contract/explanation.ts'
import type { Dismissal } from '../contract/inventory.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ReportProgress } from '../contract/progress.ts'
import type { TableReading } from '../contract/reading.ts'
import type { ThresholdView } from '../contract/recommendation.ts'
import type { ExplainedThreshold, ReportFacts } from '../contract/report-facts.ts'
import type { ReportRequest } from '../contract/report.ts'
import type { Scan } from '../contract/scan.ts'
import { withoutDismissed } from '../domain/inventory/dismissals.ts'
import { recordedGroups, recordedName } from '../domain/report/recorded-groups.ts'
import type { RecordedGroup } from '../domain/report/recorded-groups.ts'
import { isInside } from '../evidence/folder/contained-path.ts'
import { gatherJudgement } from './gather-judgement.ts'
import type { ThresholdJudgement } from './judge-threshold.ts'

interface Options {
  readonly signal?: AbortSignal
  readonly onProgress?: ReportProgress
}

/** What a report is gathered with. */
export interface ReportParts {
  readonly analysis: Pick<Analysis, 'load' | 'view' | 'histogram'>
  readonly scan: (folder: string, options: Options) => Promise<Scan>
  readonly compare: (folder: string, runs: readonly string[], options?: ComparisonOptions) => Promise<Comparison>
  readonly listRuns: (folder: string) => Promise<readonly RunSummary[]>
  readonly explain: (request: ExplainRequest, scan: Scan, options: Options) => Promise<ExplanationResult>
  /** What is judged beside the recommendation; a report without it says nothing of it. */
  readonly judgement?: (scan: Scan) => ThresholdJudgement
  readonly version: string
}

/** What a report is about, without where it goes. */
export type GatherRequest = Omit<ReportRequest, 'out' | 'seal' | 'copies'>

export interface GatherOptions extends Options {
  /** What was taken from the folder and not confirmed by a person. */
  readonly assumed?: readonly string[]
  /** The places of the folder that count as false hits; none where left out. */
  readonly dismissals?: readonly Dismissal[]
}

/** More runs than this don't fit side by side. */
const mostRuns = 10
/** The values whose explanations a report holds, and the others with which each is compared. */
const mostExplained = 2
const mostAgainst = 3
/** The uncertainty of the threshold, with a fixed seed so that equal evidence gives equal reports. */
const bootstrap = { resamples: 2000, seed: 1 }
const defaultBetas = ['1', '2']

/**
 * Gathers everything that a report says of a folder, one table of it and one pair of costs. Equal evidence gives equal
 * facts.
 * @throws ProblemError those of the parts
 */
export async function gatherFacts(request: GatherRequest, parts: ReportParts, options: GatherOptions = {}): Promise<ReportFacts> {
  const { dismissals = [], signal, onProgress = () => undefined } = options
  const work: Options = signal === undefined ? { onProgress } : { signal, onProgress }
  const reading = readingInFolder(request.reading, request.folder)
  const scan = withoutDismissed(await parts.scan(request.folder, work), dismissals)
  const { table, view } = await readTable({ folder: request.folder, reading, costs: request.costs, scan }, parts, work)
  return {
    folderName: basename(resolve(request.folder)),
    scan,
    comparison: await compareChosen(request, scan, parts),
    ...(request.comparison === undefined ? {} : { comparisonOptions: request.comparison }),
    view,
    table,
    explained: await explainLikeliest({ ...request, reading }, recordedGroups(view.recorded, scan), scan, parts, work),
    dismissals: [...dismissals],
    assumed: [...(options.assumed ?? request.assumed ?? [])],
    bootstrap,
    ...(await judged({ ...request, reading }, view, parts.judgement?.(scan), work)),
    version: parts.version,
  }
}

async function judged(
  { folder, reading, costs, choices }: GatherRequest,
  view: ThresholdView,
  judgement: ThresholdJudgement | undefined,
  { signal = new AbortController().signal, onProgress = () => undefined }: Options,
): Promise<Pick<ReportFacts, 'judgement'>> {
  if (judgement === undefined) return {}
  return { judgement: await gatherJudgement({ folder, reading, costs, document: choices ?? null, view }, judgement, { signal, onProgress }) }
}

/** What the rows of a table give, with the thresholds and objectives that a scan found. */
export async function readTable(
  { folder, reading, costs, scan }: Pick<ReportRequest, 'folder' | 'reading' | 'costs'> & { readonly scan: Scan },
  parts: Pick<ReportParts, 'analysis'>,
  work: Options,
): Promise<Pick<ReportFacts, 'table' | 'view'>> {
  const table = await parts.analysis.load(folder, reading, work)
  const betas = scan.mentions.filter((mention) => mention.kind === 'objective' && mention.value > 0).map((mention) => String(mention.value))
  const view = await parts.analysis.view(folder, reading, costs, scan.thresholds, {
    ...work, bootstrap, betas: [...new Set([...betas, ...defaultBetas])],
  })
  return { table, view }
}

/** Explains the likeliest values; where one can't be explained the report says why and has the rest. */
async function explainLikeliest(
  { folder, reading, costs }: GatherRequest,
  groups: readonly RecordedGroup[],
  scan: Scan,
  parts: ReportParts,
  work: Options,
): Promise<ExplainedThreshold[]> {
  const explained: ExplainedThreshold[] = []
  // What somebody wrote down comes before what decisions imply, as on the page that explains one value.
  const implied = (group: RecordedGroup) => group.places.every(({ origin }) => origin === 'decisions')
  const ordered = [...groups.filter((group) => !implied(group)), ...groups.filter(implied)]
  for (const group of ordered.slice(0, mostExplained)) {
    const [place] = group.places
    if (place === undefined) continue
    const named = { value: group.value, name: recordedName(group) }
    const against = ordered.filter((other) => other !== group).slice(0, mostAgainst).map((other) => other.places[0]?.printed ?? String(other.value))
    try {
      const request = { folder, reading, recorded: recordedValueOf(place), costs, against, claim: null }
      explained.push({ ...named, result: await parts.explain(request, scan, work), problem: '' })
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.kind === 'stopped') throw error
      explained.push({ ...named, result: null, problem: error.problem.message })
    }
  }
  return explained
}

async function compareChosen(request: GatherRequest, scan: Scan, parts: ReportParts): Promise<Comparison | null> {
  const runs = request.runs.length > 0 ? request.runs : await runsOfInterest(request.folder, scan, parts)
  return runs.length < 2 ? null : parts.compare(request.folder, runs, request.comparison)
}

/** The runs that record a threshold; where fewer than two do, all runs of a folder that holds few, those first. */
async function runsOfInterest(folder: string, scan: Scan, parts: ReportParts): Promise<string[]> {
  const recording = scan.thresholds.flatMap((threshold) => (threshold.run === null ? [] : [threshold.run.id]))
  const first = [...new Set(recording)]
  if (first.length >= 2) return first.slice(0, mostRuns)
  if (scan.stores.length === 0) return []
  const all = await parts.listRuns(folder)
  return all.length > mostRuns ? [] : [...new Set([...first, ...all.map((run) => run.id)])]
}

/** A path inside the folder is written relative to it, so that a report names no other place of the computer. */
function readingInFolder(reading: TableReading, folder: string): TableReading {
  if (!isAbsolute(reading.path) || !isInside(resolve(folder), resolve(reading.path))) return reading
  return { ...reading, path: relative(resolve(folder), resolve(reading.path)).replaceAll('\\', '/') }
}
