import type { FingerprintComparison, MlflowDigest, TableFingerprint } from '../contract/fingerprint.ts'
import type { TableSummary } from '../contract/reading.ts'
import { compareFingerprints } from '../domain/fingerprint/compare-fingerprints.ts'
import { whyMlflowDigestIsNoProof } from '../domain/fingerprint/mlflow-digest.ts'
import { evidencePath } from '../evidence/predictions/evidence-path.ts'
import { fingerprintTable } from '../evidence/fingerprint/fingerprint-table.ts'
import { walkFolder } from '../evidence/folder/walk-folder.ts'
import { queryRows } from '../evidence/mlflow/duckdb-tables.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'
import type { WorkOptions } from './progress-stream.ts'
import { keepLatest } from '../domain/keep-latest.ts'

const mostDigests = 50
const mostKept = 32

/** Fingerprints of tables, and those that were computed before. */
export interface Fingerprints {
  /**
   * The fingerprint of the table at `path`, relative to `folder`, beside the dataset digests that the folder's stores
   * hold. DuckDB computes it on its own threads; this one only hashes the row digests, 2,048 at a time. Rejects with
   * the ProblemErrors of `fingerprintTable`.
   */
  readonly of: (folder: string, path: string, options: WorkOptions) => Promise<TableFingerprint>
  /** The fingerprints of two tables of `folder`, one after the other, and what they say; rejects as `of` does. */
  readonly compare: (folder: string, paths: readonly [string, string], options: WorkOptions) => Promise<FingerprintComparison>
  /** The summary with the fingerprint of its table, where it was computed of the same bytes. */
  readonly added: (summary: TableSummary) => TableSummary
}

export function createFingerprints(): Fingerprints {
  const known = new Map<string, NonNullable<TableSummary['fingerprint']>>()
  const of: Fingerprints['of'] = async (folder, path, options) => {
    const content = await fingerprintTable(await evidencePath(folder, path), { ...options, path })
    const { version, ordered, unordered, sha256 } = content
    keepLatest(known, sha256, { version, ordered, unordered }, mostKept)
    return { ...content, mlflowDigests: await mlflowDigests(folder, options), whyMlflowDigestIsNoProof: [...whyMlflowDigestIsNoProof] }
  }
  return {
    of,
    compare: async (folder, [path, second], options) => {
      const one = await of(folder, path, options)
      const other = await of(folder, second, options)
      return { one, other, ...compareFingerprints(one, other) }
    },
    added: (summary) => {
      const fingerprint = known.get(summary.sha256)
      return fingerprint === undefined ? summary : { ...summary, fingerprint }
    },
  }
}

/** The distinct dataset digests of the stores of a folder, up to 50; of large databases none is read. */
async function mlflowDigests(folder: string, { signal }: WorkOptions): Promise<MlflowDigest[]> {
  const { files } = await walkFolder(folder, { signal })
  const stores = await openStores(files, { signal, load: 'small' })
  try {
    const rows = await queryRows<{ store: number; name: string; digest: string }>(
      stores.connection,
      `SELECT DISTINCT store, name, digest FROM datasets WHERE digest IS NOT NULL ORDER BY ALL LIMIT ${mostDigests}`,
    )
    return rows.map(({ store, name, digest }) => ({ store: stores.opened[store]?.path ?? '', dataset: name, digest }))
  } finally {
    await stores.close()
  }
}
