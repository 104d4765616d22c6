import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Analysis } from '../computing/analysis.ts'
import type { Comparison, ComparisonOptions } from '../contract/comparison.ts'
import type { ExplainRequest, ExplanationResult } from '../contract/explanation.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ExportedReport, ReportRequest, ReviewedReportRequest } from '../contract/report.ts'
import type { Verification, VerifyRequest } from '../contract/verification.ts'
import type { Governance, GovernanceRequest } from '../contract/governance.ts'
import type { Dismissal } from '../contract/inventory.ts'
import type { Scan } from '../contract/scan.ts'
import { defaultRules } from '../domain/artifacts/location-rules.ts'
import { defaultPolicy } from '../domain/governance/default-policy.ts'
import { policyDifferences } from '../domain/governance/policy.ts'
import { withoutDismissed } from '../domain/inventory/dismissals.ts'
import { labelValues, nameTable } from '../evidence/predictions/name-table.ts'
import { warehouseResults } from '../evidence/predictions/warehouse-results.ts'
import type { Application } from './application.ts'
import { comparisonStart } from './comparison-start.ts'
import { createDemoWorkspace } from './demo-workspace.ts'
import type { WriteDemo } from './demo-workspace.ts'
import { enteredExplanations, keepExplanation } from './entered-explanations.ts'
import { createFingerprints } from './fingerprint.ts'
import { inspectModelIn } from './inspect.ts'
import { listFolder, locateFolder } from './folders.ts'
import { policySha256, readPolicy } from './governance.ts'
import { thresholdJudgement } from './judge-threshold.ts'
import { inventoryDismissals } from './inventory-dismissals.ts'
import { keptChoices } from './kept-choices.ts'
import { keptComparisons } from './kept-comparison.ts'
import { mlflowPatch, offerMlflowPatch } from './mlflow-record.ts'
import { withNotedRemaps } from './noted-remaps.ts'
import { accountName, openCaseIn } from './open-case.ts'
import type { WorkOptions } from './progress-stream.ts'
import { createPreferences } from './preferences.ts'
import { createRecentFolders, isFolder } from './recent-folders.ts'
import { recordingRuns } from './recording-runs.ts'
import { makeKeyFile } from './review-keys.ts'
import { createReviews } from './reviews.ts'
import type { ReviewParts } from './reviews.ts'
import { createRouter } from './router.ts'
import type { ListRuns } from './run-index.ts'
import { createRunQueries } from './run-queries.ts'
import { createScanCache } from './scan-cache.ts'
import type { ScanFolder } from './scan-cache.ts'
import { inFolder, warehouseQuery } from './warehouse.ts'

export interface EngineOptions {
  /** Where the application keeps what it writes: recent folders, preferences, the demo workspace. */
  readonly dataFolder: string
  readonly shell: 'electron' | 'browser'
  /** The folder that the window opens with; 'demo' for the demo workspace, null for the start page. */
  readonly initialFolder: string | null
  readonly version: string
  /** Who adds to a case; the account of the system where left out. */
  readonly actor?: { readonly name: string }
  /** Told of every error that isn't an expected problem. */
  readonly onDefect: (error: unknown) => void
}

/** What the engine joins: each reads evidence, computes or writes a report. */
export interface EngineParts {
  readonly scanFolder: ScanFolder
  readonly listRuns: ListRuns
  readonly compareRuns: (
    folder: string,
    runs: readonly string[],
    options?: ComparisonOptions & { readonly signal?: AbortSignal },
  ) => Promise<Comparison>
  readonly analysis: Pick<Analysis, 'warm' | 'load' | 'view' | 'move' | 'recommend' | 'judge' | 'buckets' | 'close'>
  readonly explain: (request: ExplainRequest, scan: Scan, options: WorkOptions) => Promise<ExplanationResult>
  /** `dismissals` are the places of the folder that count as false hits. */
  readonly exportReport: (request: ReportRequest, dismissals: readonly Dismissal[], options: WorkOptions) => Promise<ExportedReport>
  readonly exportReviewedReport: (request: ReviewedReportRequest, options: WorkOptions) => Promise<ExportedReport>
  readonly verifyReport: (request: VerifyRequest, options: WorkOptions) => Promise<Verification>
  /** Judges the governance checks for a day; `scan` gives the folder without false hits. */
  readonly governance: (request: GovernanceRequest, today: string, scan: (folder: string) => Promise<Scan>, options: WorkOptions) => Promise<Governance>
  readonly review: ReviewParts
  readonly writeDemo: WriteDemo
  /** Changes when the demo workspace's bytes do. */
  readonly demoVersion: string
}

export interface Engine {
  readonly router: ReturnType<typeof createRouter>
  /** Stops the workers. */
  close(): Promise<void>
}

/** The application behind every window: one per process, whatever shell started it. */
export function createEngine(options: EngineOptions, parts: EngineParts): Engine {
  const recent = createRecentFolders(join(options.dataFolder, 'recent-folders.json'))
  const preferences = createPreferences(join(options.dataFolder, 'preferences.json'))
  const demo = createDemoWorkspace(options.dataFolder, parts.demoVersion, parts.writeDemo)
  const fingerprints = createFingerprints()
  const scans = createScanCache(parts.scanFolder)
  const folderOf = (path: string) => resolve(path)
  const recordingIn = recordingRuns((folder) => scans.latest(folder))
  const runQueries = createRunQueries(parts.listRuns, folderOf, recordingIn)
  const comparisons = keptComparisons(options.dataFolder)
  const choices = keptChoices(options.dataFolder)
  const openCase = openCaseIn(options.dataFolder, options.actor)
  const dismissals = inventoryDismissals(openCase)
  /** The scan without false hits. Where the case can't be read nothing is left out; the page of dismissals says why. */
  const standing = async (folder: string): Promise<Scan> => {
    const scan = await scans.latest(folder)
    const known = await dismissals.list(folder).catch((error: unknown) => {
      if (error instanceof ProblemError) return []
      throw error
    })
    return withoutDismissed(scan, known)
  }
  /** What the last view of each folder was compared with: its costs move without reading the case again. */
  const compared = new Map<string, Scan['thresholds']>()
  const mlflow = {
    analysis: parts.analysis,
    listRuns: (folder: string) => runQueries.all(folder),
    evidenceSha256: async (folder: string) => (await scans.latest(folder)).evidenceSha256,
    version: options.version,
  }
  const { initialFolder } = options

  const application: Application = {
    // A window asks this first: what it will need next gets ready meanwhile.
    about: async () => {
      parts.analysis.warm()
      return {
        version: options.version,
        shell: options.shell,
        initialFolder: initialFolder === 'demo' ? demo.folder : initialFolder === null ? null : folderOf(initialFolder),
        exportFolder: exportFolder(),
        theme: await preferences.theme(),
      }
    },
    chooseTheme: (theme) => preferences.chooseTheme(theme),
    recentFolders: () => recent.list(),
    forgetFolder: (path) => recent.forget(path),
    listFolder: (path, types) => listFolder(path, types),
    async locateFolder(dropped) {
      const opened = await recent.list()
      const near = [...opened.map((folder) => dirname(folder.path)), process.cwd(), homedir()]
      // An installed application may be started in the root folder, below which everything lies.
      return locateFolder(dropped, { near: near.filter((folder) => dirname(folder) !== folder), depth: 5, time: 2000 })
    },
    async demo(work) {
      await demo.ensure(work)
      return { folder: demo.folder }
    },
    async scan(path, work) {
      const folder = folderOf(path)
      if (folder === demo.folder) await demo.ensure(work)
      runQueries.forget(folder)
      compared.delete(folder)
      // Before it is read: a person who stops the reading opened it too. A list that can't be written is no reason
      // to keep a folder closed.
      if (await isFolder(folder)) await recent.add(folder, Date.now()).catch(options.onDefect)
      return scans.fresh(folder, work)
    },
    runQueries,
    async startComparison(path, signal) {
      const folder = folderOf(path)
      const runs = await runQueries.all(folder, signal)
      return comparisonStart(runs, [...(await recordingIn(folder))], await comparisons.of(folder))
    },
    keepComparison: (folder, comparison) => comparisons.keep(folderOf(folder), comparison),
    async compare(path, runs, options, signal) {
      const folder = folderOf(path)
      const comparison = await parts.compareRuns(folder, runs, { ...options, ...(signal === undefined ? {} : { signal }) })
      return withNotedRemaps(folder, comparison, options?.artifactRules ?? defaultRules, openCase)
    },
    fingerprint: (folder, path, work) => fingerprints.of(folderOf(folder), path, work),
    compareFingerprints: (folder, paths, work) => fingerprints.compare(folderOf(folder), paths, work),
    nameTable: (folder, path, work) => nameTable(folderOf(folder), path, work),
    labelValues: (folder, path, label, signal) => labelValues(folderOf(folder), path, label, signal === undefined ? {} : { signal }),
    inspectModel: (folder, path, signal) => inspectModelIn(folderOf(folder), path, signal === undefined ? {} : { signal }),
    loadTable: async (folder, reading, work) => fingerprints.added(await parts.analysis.load(folderOf(folder), reading, work)),
    async viewThreshold(path, reading, costs, work) {
      const folder = folderOf(path)
      const { thresholds } = await standing(folder)
      compared.set(folder, thresholds)
      return parts.analysis.view(folder, reading, costs, thresholds, work)
    },
    async moveCosts(request, signal) {
      const folder = folderOf(request.folder)
      const recorded = compared.get(folder) ?? (await standing(folder)).thresholds
      return parts.analysis.move({ ...request, folder, recorded }, signal === undefined ? {} : { signal })
    },
    judgement: thresholdJudgement({ analysis: parts.analysis, scan: standing, folderOf }),
    keptChoices: {
      of: (request) => choices.of({ ...request, folder: folderOf(request.folder) }),
      keep: (request) => choices.keep({ ...request, folder: folderOf(request.folder) }),
    },
    warehouseQuery: (request, signal) => warehouseQuery(inFolder(request, folderOf), parts, signal === undefined ? {} : { signal }),
    warehouseResults: (folder, signal) => warehouseResults(folderOf(folder), signal === undefined ? {} : { signal }),
    async explain(request, work) {
      const folder = folderOf(request.folder)
      const result = await parts.explain({ ...request, folder }, await standing(folder), work)
      await keepExplanation({ ...request, folder }, result, openCase)
      return result
    },
    enteredExplanations: (folder) => enteredExplanations(folderOf(folder), openCase),
    dismissals: (folder) => dismissals.list(folderOf(folder)),
    dismiss: (request) => {
      const folder = folderOf(request.folder)
      return dismissals.dismiss({ ...request, folder }).finally(() => compared.delete(folder))
    },
    restore: (request) => {
      const folder = folderOf(request.folder)
      return dismissals.restore({ ...request, folder }).finally(() => compared.delete(folder))
    },
    previewMlflowPatch: (request) => mlflowPatch({ ...request, folder: folderOf(request.folder) }, mlflow),
    offerMlflowPatch: (request) => offerMlflowPatch({ ...request, folder: folderOf(request.folder) }, mlflow, openCase),
    async policy(path) {
      const policy = await readPolicy(path)
      return { policy, sha256: policySha256(policy), differences: policyDifferences(policy, defaultPolicy) }
    },
    governance: (request, work) =>
      parts.governance({ ...request, folder: folderOf(request.folder) }, new Date().toISOString().slice(0, 10), standing, work),
    reviews: createReviews({ dataFolder: options.dataFolder, account: options.actor?.name ?? accountName() }, parts.review),
    makeKey: (request) => makeKeyFile(request),
    async exportReport(request, work) {
      const folder = folderOf(request.folder)
      const chosen = request.choices ?? (await choices.of({ folder, reading: request.reading }))
      return parts.exportReport({ ...request, folder, ...(chosen === null ? {} : { choices: chosen }) }, await dismissals.list(folder), work)
    },
    exportReviewedReport: (request, work) => parts.exportReviewedReport({ ...request, folder: folderOf(request.folder) }, work),
    verifyReport: (request, work) =>
      parts.verifyReport({ ...request, file: resolve(request.file), evidence: request.evidence === null ? null : folderOf(request.evidence) }, work),
  }
  return { router: createRouter(application, options.onDefect), close: () => parts.analysis.close() }
}

function exportFolder(): string {
  const documents = join(homedir(), 'Documents')
  return existsSync(documents) ? documents : homedir()
}
