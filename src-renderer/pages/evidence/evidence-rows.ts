import type { CaseState } from '../../app/case.ts'
import { shown } from '../../app/case.ts'
import type { Mention, Scan, ScannedDecisions, ScannedModel, ScannedPredictions, ScannedStore } from '../../../src-main/contract/scan.ts'
import { formatCount, formatHalfOpen, formatHalfOpenAbove, formatPercent, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'

export type EvidenceGroup = 'stores' | 'tables' | 'models' | 'mentions'

/** One file of the evidence: what was read from it, and whether an answer rests on it. */
export interface EvidenceRow {
  group: EvidenceGroup
  path: string
  kind: string
  read: string
  /** The places that state something, one a line of the file. */
  mentions: readonly Mention[]
  sha256: string
  used: boolean
  problems: number
}

export const groupTitles: Readonly<Record<EvidenceGroup, string>> = {
  stores: 'Tracking stores',
  tables: 'Predictions and decisions',
  models: 'Models',
  mentions: 'Mentions of thresholds, costs and objectives',
}

const groups: readonly EvidenceGroup[] = ['stores', 'tables', 'models', 'mentions']

function storeRow(store: ScannedStore, used: boolean): EvidenceRow {
  const parts = [
    plural(store.experiments.active, 'experiment'),
    plural(store.runs.active, 'run'),
    ...(store.runs.deleted > 0 ? [`${formatCount(store.runs.deleted)} deleted`] : []),
    ...(store.registeredModels > 0 ? [plural(store.registeredModels, 'registered model')] : []),
  ]
  return {
    group: 'stores',
    path: store.path,
    kind: store.kind === 'sqlite' ? 'MLflow, SQLite' : 'MLflow, files',
    read: parts.join(', '),
    mentions: [],
    sha256: store.sha256,
    used,
    problems: store.problems.length,
  }
}

function predictionsRow(table: ScannedPredictions, used: boolean): EvidenceRow {
  const candidate = table.candidates[0]
  const rows = `${plural(table.rows, 'row')}${table.malformed === undefined ? '' : ` (${formatCount(table.malformed.rows)} malformed)`}`
  return {
    group: 'tables',
    path: table.path,
    kind: candidate === undefined ? 'table' : 'labels, scores',
    read:
      candidate === undefined || table.rows === 0
        ? `${rows}; no pair of label and score`
        : candidate.positive === null
          ? `${rows}; the positive class has to be chosen`
          : `${rows}, ${formatCount(candidate.positives)} positive (${formatPercent(candidate.positives / table.rows, 2)})`,
    mentions: [],
    sha256: table.sha256,
    used,
    problems: 0,
  }
}

/** `named` says of which column the decisions are, where the table has several. */
function decisionsRow(table: ScannedDecisions, used: boolean, named: boolean): EvidenceRow {
  const { above, atMost } = table.impliedThreshold
  const contradictions = table.contradictions > 0 ? `; ${plural(table.contradictions, 'row contradicts', 'rows contradict')} it` : ''
  return {
    group: 'tables',
    path: table.path,
    kind: 'scores, decisions',
    read: `${named ? `${visibleText(table.decision)}: ` : ''}${plural(table.rows, 'row')}, ${formatCount(table.positives)} flagged; ${
      table.orientation === 'low' ? `positive up to a cut in ${formatHalfOpenAbove(above, atMost, 6)}` : `cut ${formatHalfOpen(above, atMost, 6)}`
    }${contradictions}`,
    mentions: [],
    sha256: table.sha256,
    used,
    problems: 0,
  }
}

function modelRow(model: ScannedModel, used: boolean): EvidenceRow {
  const parts = [
    model.className ?? 'class not stated',
    ...(model.features === null ? [] : [plural(model.features, 'feature')]),
  ]
  return {
    group: 'models',
    path: model.path,
    kind: model.format,
    read: `${parts.join(', ')}; read as bytes, never run`,
    mentions: [],
    sha256: model.sha256,
    used,
    problems: model.problems.length,
  }
}

function kindOfMentions(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  if (['yaml', 'yml', 'toml', 'ini', 'json', 'cfg', 'env'].includes(extension)) return 'settings'
  if (['py', 'r', 'sh', 'sql', 'ipynb'].includes(extension)) return 'script'
  if (['csv', 'tsv', 'parquet'].includes(extension)) return 'table'
  return 'note'
}

/** One row a file, in the order of the groups, paths in order within a group. */
export function evidenceRows(scan: Scan, state: Pick<CaseState, 'reading' | 'costs' | 'comparison'>): EvidenceRow[] {
  const recorded = new Set(scan.thresholds.map((threshold) => threshold.path))
  const sources = shown(state.comparison)?.verdict.evidence.map((evidence) => evidence.source) ?? []
  const decided = new Set(scan.decisions.map((table) => table.path))
  const severalDecisions = new Set(scan.decisions.filter(({ path }, index) => scan.decisions.findIndex((other) => other.path === path) !== index).map(({ path }) => path))
  const byFile = new Map<string, Mention[]>()
  for (const mention of scan.mentions) byFile.set(mention.path, [...(byFile.get(mention.path) ?? []), mention])

  const rows: EvidenceRow[] = [
    ...scan.stores.map((store) => storeRow(store, store.runs.active > 0)),
    ...scan.predictions
      .filter((table) => table.candidates.length > 0 || !decided.has(table.path))
      .map((table) => predictionsRow(table, state.reading?.reading.path === table.path)),
    ...scan.decisions.map((table) => decisionsRow(table, recorded.has(table.path), severalDecisions.has(table.path))),
    ...scan.models.map((model) => modelRow(model, sources.some((source) => source.includes(model.path)))),
    ...[...byFile].map(
      ([path, mentions]): EvidenceRow => ({
        group: 'mentions',
        path,
        kind: kindOfMentions(path),
        read: '',
        mentions,
        sha256: mentions[0]?.sha256 ?? '',
        used: recorded.has(path) || (state.costs.source?.includes(path) ?? false),
        problems: 0,
      }),
    ),
  ]
  const order = (row: EvidenceRow) => groups.indexOf(row.group) * 2 + (row.used ? 0 : 1)
  return rows.sort((a, b) => order(a) - order(b) || a.path.localeCompare(b.path, 'en'))
}
