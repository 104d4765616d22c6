import { defaultIgnoreList } from '../contract/comparison.ts'
import type { Comparison, ComparisonOptions, ComparisonRow, MetricHistory, RunSummary } from '../contract/comparison.ts'
import type { Derivation } from '../contract/derivation.ts'
import type { Problem } from '../contract/problem.ts'
import { ProblemError } from '../contract/problem.ts'
import { defaultRules } from '../domain/artifacts/location-rules.ts'
import { canonicalValue } from '../domain/comparison/canonical-value.ts'
import { withClaimDerivations } from '../domain/comparison/claim-derivations.ts'
import { comparabilityWarnings } from '../domain/comparison/comparability.ts'
import { withoutIgnored } from '../domain/comparison/ignore-list.ts'
import { judgeRows } from '../domain/comparison/judge-rows.ts'
import { noTolerance } from '../domain/comparison/numeric-difference.ts'
import { unfoldRows } from '../domain/comparison/unfold-rows.ts'
import { judgeSameModel } from '../domain/comparison/verdict.ts'
import { throwIfStopped } from '../evidence/folder/folder-problem.ts'
import { walkFolder } from '../evidence/folder/walk-folder.ts'
import { comparedRows, comparisonQuery } from '../evidence/mlflow/compared-rows.ts'
import { gatherRun, statementQuery, strayModelFiles } from '../evidence/mlflow/gather-run-facts.ts'
import type { GatheredRun } from '../evidence/mlflow/gather-run-facts.ts'
import { findRuns, listRuns as runsOf } from '../evidence/mlflow/list-runs.ts'
import { metricHistory as historyOf } from '../evidence/mlflow/metric-history.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'
import type { Stores } from '../evidence/mlflow/open-stores.ts'
import { disagreementProblems } from '../evidence/mlflow/store-disagreements.ts'
import type { Disagreement } from '../evidence/mlflow/store-disagreements.ts'
import { derivedFacts } from './derived-facts.ts'
import { matchKeptTables } from './kept-tables.ts'
import { withLearnedContent } from './learned-content.ts'

interface CompareOptions extends ComparisonOptions {
  readonly signal?: AbortSignal
}

const mostRuns = 20

/**
 * Every run of every tracking store in the folder, newest first.
 *
 * @throws ProblemError `folder-missing`, `folder-unreadable` or `stopped`.
 */
export async function listRuns(folder: string, options: { readonly signal?: AbortSignal } = {}): Promise<RunSummary[]> {
  const walked = await walkFolder(folder, options)
  const stores = await openStores(walked.files, { ...options, load: 'none' })
  try {
    return runsOf(stores)
  } finally {
    await stores.close()
  }
}

/**
 * Every logged point of one metric of the runs.
 *
 * @throws ProblemError `run-missing` for an id that no run or several have; those of `listRuns`.
 */
export async function metricHistory(
  folder: string,
  ids: readonly string[],
  key: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<MetricHistory> {
  const walked = await walkFolder(folder, options)
  const stores = await openStores(walked.files, { ...options, load: 'none' })
  try {
    const runs = findRuns(runsOf(stores), ids).map((run) => run.id)
    await stores.load(new Set(runs))
    return await historyOf(stores, runs, key)
  } finally {
    await stores.close()
  }
}

/**
 * The runs side by side, in the order given, and whether they hold the same model. An id may be cut short as long as
 * it fits one run only.
 *
 * @throws ProblemError `usage` for fewer than two or more than twenty different runs or a baseline that is none of them,
 *   `run-missing` for an id that no run or several have; those of `listRuns`, `stopped` among them.
 */
export async function compareRuns(
  folder: string,
  ids: readonly string[],
  options: CompareOptions = {},
): Promise<Comparison> {
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const walked = await walkFolder(folder, signal)
  const stores = await openStores(walked.files, { ...signal, load: 'small', rules: options.artifactRules ?? defaultRules })
  try {
    const runs = findRuns(runsOf(stores), ids)
    if (runs.length < 2 || runs.length > mostRuns) {
      throw usage(runs.length < 2 ? 'A comparison needs two different runs.' : `${runs.length} runs are too many to compare.`, `Name from 2 to ${mostRuns} run ids.`)
    }
    const baseline = baselineOf(runs, options.baseline)
    const problems: Problem[] = []
    await stores.load(new Set(runs.map((run) => run.id)))
    const disagreements = await stores.disagreements()
    problems.push(...stores.opened.flatMap((store) => store.problems), ...disagreementProblems(stores, disagreements, runs))
    const evidence = { root: walked.root, files: new Map(walked.files.map((file) => [file.path, file])), signal: options.signal }
    const gathered: GatheredRun[] = []
    for (const run of runs) {
      throwIfStopped(options.signal)
      gathered.push(await gatherRun(stores, run, evidence, problems))
    }
    const facts = await withLearnedContent(gathered.map((run) => run.facts), evidence, problems, options.signal)
    const matches = await matchKeptTables(facts, evidence, problems, options.signal)
    throwIfStopped(options.signal)
    const derived = runs.flatMap((run, index) => derivedFacts(run, gathered[index]))
    const stated = await comparedRows(stores.connection, runs.map((run) => run.id), derived, options.metric ?? 'last', canonicalValue)
    const { shown, ignored } = withoutIgnored(options.unfold === false ? stated : unfoldRows(stated), options.ignore ?? defaultIgnoreList)
    const judged = judgeRows(shown, { baseline, tolerance: options.tolerance ?? noTolerance })
    const rows = withConflicts(judged, disagreements, stores, new Set(runs.map((run) => run.id)))
    const places = runs.flatMap((run, index) =>
      (gathered[index]?.places ?? []).map(({ owner, store, recorded, state, location, rules }) => ({
        run: run.id, model: owner, store, recorded, state, resolved: location, rules,
      })),
    )
    return {
      runs,
      rows,
      ignored,
      baseline: runs[baseline]?.id ?? '',
      warnings: comparabilityWarnings(facts),
      places,
      verdict: withClaimDerivations(judgeSameModel(facts, { ...matches, strayModelFiles: strayModelFiles(stores, evidence) }), facts, {
        ...matches, stores: storesOf(stores, runs), query: statementQuery,
      }),
      derivation: derivationOf(stores, runs, gathered, rows.length, options, places),
      problems,
    }
  } finally {
    await stores.close()
  }
}

function usage(message: string, action: string): ProblemError {
  return new ProblemError({ kind: 'usage', path: null, message, action })
}

function baselineOf(runs: readonly RunSummary[], baseline: string | undefined): number {
  if (baseline === undefined) return 0
  const fitting = runs.flatMap((run, index) => (run.id.startsWith(baseline) ? [index] : []))
  const [only] = fitting
  if (only === undefined || fitting.length > 1) throw usage(`The baseline ${baseline} is not one of the compared runs.`, 'Name one of them.')
  return only
}

const sectionsOf = { metric: ['metrics'], parameter: ['parameters'], tag: ['tags', 'system-tags'], run: [] } as const

/** Adds to each row what the stores that hold one run tell differently. */
function withConflicts(rows: ComparisonRow[], disagreements: readonly Disagreement[], stores: Stores, runs: ReadonlySet<string>): ComparisonRow[] {
  const conflicts = new Map<string, NonNullable<ComparisonRow['conflicts']>>()
  for (const { run_id, word, key, stores: positions, texts } of disagreements) {
    if (!runs.has(run_id)) continue
    const told = texts.map((value, index) => ({ store: stores.opened[positions[index] ?? -1]?.path ?? '', value }))
    for (const section of sectionsOf[word]) {
      const place = `${section} ${key}`
      conflicts.set(place, [...(conflicts.get(place) ?? []), { run: run_id, told }])
    }
  }
  return rows.map((row) => {
    const found = conflicts.get(`${row.section} ${row.key}`)
    return found === undefined ? row : { ...row, conflicts: found }
  })
}

/** The stores that hold any of the runs. */
function storesOf(stores: Stores, runs: readonly RunSummary[]): Derivation['files'] {
  const holding = stores.opened.filter((store) => runs.some((run) => run.stores.includes(store.path)))
  return holding.map(({ path, sha256 }) => ({ path, sha256 }))
}

function derivationOf(
  stores: Stores,
  runs: readonly RunSummary[],
  gathered: readonly GatheredRun[],
  rows: number,
  options: ComparisonOptions,
  places: NonNullable<Comparison['places']>,
): Derivation {
  const modelFiles = gathered.flatMap(({ facts }) => facts.modelFiles)
  const { absolute, relative } = options.tolerance ?? noTolerance
  const moved = places.filter(({ state }) => state === 'elsewhere')
  return {
    title: 'Runs side by side',
    query: comparisonQuery,
    formula: [
      'Parameters and tags are equal as exact decimals where they are numbers, metrics as doubles, all else as text. A value that a run does not have is missing, not different.',
      ...(absolute === 0 && relative === 0 ? [] : [`Numbers are also equal where they differ by at most ${absolute}, or by at most ${relative} times the greater of them.`]),
      ...stores.partlyRead().map((path) => `The hash of ${path} covers the files that were read: every meta.yaml, and those of these runs.`),
      ...moved.map(({ recorded, resolved, rules }) => `Artifacts recorded at ${recorded} were read from ${resolved ?? ''} (rules: ${rules}).`),
    ].join(' '),
    rows: `${rows} keys of ${runs.length} runs`,
    files: [...storesOf(stores, runs), ...modelFiles.map(({ file, sha256 }) => ({ path: file, sha256 }))],
    tieRule: tieRule(options.metric ?? 'last'),
  }
}

function tieRule(metric: NonNullable<ComparisonOptions['metric']>): string {
  if (metric === 'min' || metric === 'max') {
    return `Of a metric that was logged several times, the ${metric === 'min' ? 'least' : 'greatest'} value that is a number counts.`
  }
  const where = metric === 'last' ? '' : ` at step ${metric.step}`
  return `Of a metric that was logged several times${where}, the value with the greatest (step, timestamp, value) counts, as in MLflow.`
}
