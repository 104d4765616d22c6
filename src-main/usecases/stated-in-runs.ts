import type { StatedWeighting } from '../domain/statistics/weighting.ts'
import type { LoggedAuc } from '../domain/uncertainty/provenance.ts'
import { walkFolder } from '../evidence/folder/walk-folder.ts'
import { queryRows } from '../evidence/mlflow/duckdb-tables.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'
import { summaryAucs } from '../evidence/predictions/summary-aucs.ts'

/** What runs state about the training of a score. */
export interface StatedInRuns {
  readonly metrics: readonly LoggedAuc[]
  readonly weightings: readonly StatedWeighting[]
}

const statedQuery = `SELECT DISTINCT 'metric' AS origin, run_id, key, printed AS text, source FROM latest_metrics
UNION ALL SELECT DISTINCT 'parameter', run_id, key, value, source FROM params ORDER BY ALL`

interface StatedRow {
  origin: 'metric' | 'parameter'
  run_id: string
  key: string
  text: string
  source: string
}

/** Reads the areas under the ROC curve that the runs and the small tables of a folder record, and the class weightings of the runs. Rejects as `openStores` does. */
export async function statedInRuns(folder: string, { signal }: { signal: AbortSignal }): Promise<StatedInRuns> {
  const walked = await walkFolder(folder, { signal })
  const stores = await openStores(walked.files, { signal, load: 'scan', keys: (key) => namesAuc(key) || namesWeighting(key) })
  try {
    const names = new Map(stores.opened.flatMap(({ content }) => content.runs.map((run) => [run.id, run.name] as const)))
    const source = ({ run_id, source: file }: StatedRow) => `run ${names.get(run_id) ?? run_id}, ${file}`
    const rows = await queryRows<StatedRow>(stores.connection, statedQuery)
    return {
      metrics: [
        ...rows
          .filter(({ origin, key, text }) => origin === 'metric' && namesAuc(key) && Number.isFinite(Number(text)))
          .map((row) => ({ name: row.key, value: Number(row.text), source: source(row) })),
        ...(await summaryAucs(walked.files, namesAuc)),
      ],
      weightings: rows
        .filter(({ origin, key }) => origin === 'parameter' && namesWeighting(key))
        .map((row) => ({ name: row.key, value: row.text, source: source(row) })),
    }
  } finally {
    await stores.close()
  }
}

function namesAuc(key: string): boolean {
  return /(^|[^a-z])(roc[ _-]?)?auc([^a-z]|$)/i.test(key) && !/(^|[^a-z])(pr[ _-]?auc|auc[ _-]?pr|std)([^a-z]|$)/i.test(key)
}

function namesWeighting(key: string): boolean {
  return /(class_weight|scale_pos_weight|is_unbalance|smote|sampling_strategy)$/i.test(key)
}
