import type { Comparison, ComparisonOptions, ComparisonStart, KeptComparison } from '../contract/comparison.ts'
import type { EnteredExplanation, ExplainRequest, ExplanationResult } from '../contract/explanation.ts'
import type { LabelValues, NamedTable } from '../contract/named-table.ts'
import type { FingerprintComparison, TableFingerprint } from '../contract/fingerprint.ts'
import type { DroppedFolder, FolderListing, RecentFolder } from '../contract/folders.ts'
import type { Governance, GovernanceRequest } from '../contract/governance.ts'
import type { Policy } from '../contract/governance-policy.ts'
import type { Dismissal, DismissRequest, RestoreRequest } from '../contract/inventory.ts'
import type { MlflowOffer, MlflowOfferRequest, MlflowPatch, MlflowRecordRequest } from '../contract/mlflow-record.ts'
import type { ModelInspection } from '../contract/model.ts'
import type { TableReading, TableSummary } from '../contract/reading.ts'
import type { MovedAnswer, MoveRequest } from '../contract/moved-costs.ts'
import type { Costs, ThresholdView } from '../contract/recommendation.ts'
import type { ExportedReport, ReportRequest, ReviewedReportRequest } from '../contract/report.ts'
import type { MadeKey, MakeKeyRequest } from '../contract/review.ts'
import type { Scan } from '../contract/scan.ts'
import type { KeptChoices } from './kept-choices.ts'
import type { ThresholdJudgement } from './judge-threshold.ts'
import type { Verification, VerifyRequest } from '../contract/verification.ts'
import type { WarehouseQuery, WarehouseRequest, WarehouseResult } from '../contract/warehouse.ts'
import type { ThemeChoice } from '../contract/theme.ts'
import type { WorkOptions } from './progress-stream.ts'
import type { Reviews } from './reviews.ts'
import type { RunQueries } from './run-queries.ts'

export interface About {
  readonly version: string
  readonly shell: 'electron' | 'browser'
  readonly initialFolder: string | null
  readonly exportFolder: string
  readonly theme: ThemeChoice
}

/** Every use case of a window. Expected failures are thrown as ProblemError; anything else that is thrown is a defect. */
export interface Application {
  about(): Promise<About>
  chooseTheme(theme: ThemeChoice): Promise<void>
  recentFolders(): Promise<RecentFolder[]>
  forgetFolder(path: string): Promise<void>
  listFolder(path: string | null, types?: readonly string[]): Promise<FolderListing>
  locateFolder(dropped: DroppedFolder): Promise<string[]>
  demo(options: WorkOptions): Promise<{ folder: string }>
  scan(folder: string, options: WorkOptions): Promise<Scan>
  fingerprint(folder: string, path: string, options: WorkOptions): Promise<TableFingerprint>
  compareFingerprints(folder: string, paths: readonly [string, string], options: WorkOptions): Promise<FingerprintComparison>
  nameTable(folder: string, path: string, options: WorkOptions): Promise<NamedTable>
  labelValues(folder: string, path: string, label: string, signal: AbortSignal | undefined): Promise<LabelValues>
  inspectModel(folder: string, path: string, signal: AbortSignal | undefined): Promise<ModelInspection>
  readonly runQueries: RunQueries
  startComparison(folder: string, signal: AbortSignal | undefined): Promise<ComparisonStart>
  keepComparison(folder: string, comparison: KeptComparison): Promise<void>
  compare(folder: string, runs: readonly string[], options: ComparisonOptions | undefined, signal: AbortSignal | undefined): Promise<Comparison>
  loadTable(folder: string, reading: TableReading, options: WorkOptions): Promise<TableSummary>
  viewThreshold(folder: string, reading: TableReading, costs: Costs, options: WorkOptions): Promise<ThresholdView>
  moveCosts(request: MoveRequest, signal: AbortSignal | undefined): Promise<MovedAnswer | null>
  readonly judgement: ThresholdJudgement
  readonly keptChoices: KeptChoices
  warehouseQuery(request: WarehouseRequest, signal: AbortSignal | undefined): Promise<WarehouseQuery>
  warehouseResults(folder: string, signal: AbortSignal | undefined): Promise<WarehouseResult[]>
  explain(request: ExplainRequest, options: WorkOptions): Promise<ExplanationResult>
  enteredExplanations(folder: string): Promise<EnteredExplanation[]>
  dismissals(folder: string): Promise<Dismissal[]>
  dismiss(request: DismissRequest): Promise<Dismissal[]>
  restore(request: RestoreRequest): Promise<Dismissal[]>
  previewMlflowPatch(request: MlflowRecordRequest): Promise<MlflowPatch>
  offerMlflowPatch(request: MlflowOfferRequest): Promise<MlflowOffer>
  policy(path: string | null): Promise<{ policy: Policy; sha256: string; differences: string[] }>
  governance(request: GovernanceRequest, options: WorkOptions): Promise<Governance>
  readonly reviews: Reviews
  makeKey(request: MakeKeyRequest): Promise<MadeKey>
  exportReport(request: ReportRequest, options: WorkOptions): Promise<ExportedReport>
  exportReviewedReport(request: ReviewedReportRequest, options: WorkOptions): Promise<ExportedReport>
  verifyReport(request: VerifyRequest, options: WorkOptions): Promise<Verification>
}
