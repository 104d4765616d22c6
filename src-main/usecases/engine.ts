import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Analysis } from '../computing/analysis.ts'
import type { Comparison, RunSummary } from '../contract/comparison.ts'
import type { ExplainRequest, ExplanationResult } from '../contract/explanation.ts'
import type { ExportedReport, ReportRequest } from '../contract/report.ts'
import type { Scan } from '../contract/scan.ts'
import type { Application } from './application.ts'
import { createDemoWorkspace } from './demo-workspace.ts'
import type { WriteDemo } from './demo-workspace.ts'
import { listFolder, locateFolder } from './folders.ts'
import type { WorkOptions } from './progress-stream.ts'
import { createRecentFolders } from './recent-folders.ts'
import { createRouter } from './router.ts'
import { createScanCache } from './scan-cache.ts'
import type { ScanFolder } from './scan-cache.ts'

export interface EngineOptions {
  /** Where the application keeps what it writes: recent folders, the demo workspace. */
  readonly dataFolder: string
  readonly shell: 'electron' | 'browser'
  /** The folder that the window opens with; 'demo' for the demo workspace, null for the start page. */
  readonly initialFolder: string | null
  readonly version: string
  /** Told of every error that isn't an expected problem. */
  readonly onDefect: (error: unknown) => void
}

/** What the engine joins: each reads evidence, computes or writes a report. */
export interface EngineParts {
  readonly scanFolder: ScanFolder
  readonly listRuns: (folder: string) => Promise<RunSummary[]>
  readonly compareRuns: (folder: string, runs: readonly string[]) => Promise<Comparison>
  readonly analysis: Pick<Analysis, 'load' | 'view' | 'close'>
  readonly explain: (request: ExplainRequest, scan: Scan, options: WorkOptions) => Promise<ExplanationResult>
  readonly exportReport: (request: ReportRequest, options: WorkOptions) => Promise<ExportedReport>
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
  const demo = createDemoWorkspace(options.dataFolder, parts.demoVersion, parts.writeDemo)
  const scans = createScanCache(parts.scanFolder)
  const folderOf = (path: string) => resolve(path)
  const { initialFolder } = options

  const application: Application = {
    about: () => ({
      version: options.version,
      shell: options.shell,
      initialFolder: initialFolder === 'demo' ? demo.folder : initialFolder === null ? null : folderOf(initialFolder),
      exportFolder: exportFolder(),
    }),
    recentFolders: () => recent.list(),
    forgetFolder: (path) => recent.forget(path),
    listFolder: (path) => listFolder(path),
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
      const scan = await scans.fresh(folder, work)
      // A list that can't be written is no reason to keep a folder closed.
      await recent.add(folder, Date.now()).catch(options.onDefect)
      return scan
    },
    runs: (folder) => parts.listRuns(folderOf(folder)),
    compare: (folder, runs) => parts.compareRuns(folderOf(folder), runs),
    loadTable: (folder, reading, work) => parts.analysis.load(folderOf(folder), reading, work),
    async viewThreshold(path, reading, costs) {
      const folder = folderOf(path)
      const { thresholds } = await scans.latest(folder)
      return parts.analysis.view(folder, reading, costs, thresholds)
    },
    async explain(request, work) {
      const folder = folderOf(request.folder)
      return parts.explain({ ...request, folder }, await scans.latest(folder), work)
    },
    exportReport: (request, work) => parts.exportReport({ ...request, folder: folderOf(request.folder) }, work),
  }
  return { router: createRouter(application, options.onDefect), close: () => parts.analysis.close() }
}

function exportFolder(): string {
  const documents = join(homedir(), 'Documents')
  return existsSync(documents) ? documents : homedir()
}
