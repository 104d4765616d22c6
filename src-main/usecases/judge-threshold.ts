import type { Analysis } from '../computing/analysis.ts'
import type { Choices, ChoicesRequest } from '../contract/choices.ts'
import type { ColumnRequest, ColumnsRequest, ExtraColumn } from '../contract/extra-columns.ts'
import type { Groups, GroupsRequest, QualityRequest, ScoreQuality } from '../contract/score-quality.ts'
import type { HeldOut, HeldOutRequest, Provenance, ProvenanceRequest, Uncertainty, UncertaintyRequest } from '../contract/uncertainty.ts'
import type { Scan } from '../contract/scan.ts'
import { defaultBetas } from '../domain/threshold/recommend.ts'
import { judgeProvenance } from '../domain/uncertainty/provenance.ts'
import { statedInRuns } from './stated-in-runs.ts'
import type { WorkOptions } from './progress-stream.ts'

/** What a window asks about a threshold beyond the least cost: how sure, at what price, and whether the score is good. */
export interface ThresholdJudgement {
  columns(request: ColumnsRequest, options: WorkOptions): Promise<ExtraColumn[]>
  loadColumns(request: ColumnsRequest & { readonly columns: readonly ColumnRequest[] }, options: WorkOptions): Promise<{ rows: number }>
  choices(request: ChoicesRequest, options: WorkOptions): Promise<Choices>
  quality(request: QualityRequest, options: WorkOptions): Promise<ScoreQuality>
  groups(request: GroupsRequest, signal: AbortSignal | undefined): Promise<Groups>
  uncertainty(request: UncertaintyRequest, options: WorkOptions): Promise<Uncertainty>
  heldOut(request: HeldOutRequest, options: WorkOptions): Promise<HeldOut>
  provenance(request: ProvenanceRequest, options: WorkOptions): Promise<Provenance>
}

export interface JudgementParts {
  readonly analysis: Pick<Analysis, 'judge' | 'load' | 'view'>
  /** The last scan of a folder, without what was set aside. */
  readonly scan: (folder: string) => Promise<Scan>
  readonly folderOf: (path: string) => string
}

/** Joins the analysis of a table with what the stores of its folder state about it. */
export function thresholdJudgement({ analysis, scan, folderOf }: JudgementParts): ThresholdJudgement {
  return {
    columns: (request, options) => analysis.judge('columns', { ...request, folder: folderOf(request.folder) }, options),
    loadColumns: (request, options) => analysis.judge('loadColumns', { ...request, folder: folderOf(request.folder) }, options),
    choices: (request, options) => analysis.judge('choices', { ...request, folder: folderOf(request.folder) }, options),
    groups: (request, signal) => analysis.judge('groups', { ...request, folder: folderOf(request.folder) }, signal === undefined ? {} : { signal }),
    uncertainty: (request, options) => analysis.judge('uncertainty', { ...request, folder: folderOf(request.folder) }, options),
    heldOut: (request, options) => analysis.judge('heldOut', { ...request, folder: folderOf(request.folder) }, options),
    async quality(request, options) {
      const folder = folderOf(request.folder)
      const { weightings } = await statedInRuns(folder, options)
      return analysis.judge('quality', { ...request, folder, stated: weightings }, options)
    },
    async provenance({ folder: path, reading, costs }, options) {
      const folder = folderOf(path)
      const [summary, columns, { thresholds, mentions }, { metrics }] = await Promise.all([
        analysis.load(folder, reading, options),
        analysis.judge('columns', { folder, reading }, options),
        scan(folder),
        statedInRuns(folder, options),
      ])
      const stated = mentions.filter(({ kind, name }) => kind === 'objective' && /beta/i.test(name)).map(({ printed }) => printed)
      const betas = [...new Set([...defaultBetas, ...stated])]
      const view = await analysis.view(folder, reading, costs, thresholds, { betas, ...options })
      return judgeProvenance({ summary, view, metrics, columns })
    },
  }
}
