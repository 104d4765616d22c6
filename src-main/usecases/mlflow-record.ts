import { createHash } from 'node:crypto'
import type { Analysis } from '../computing/analysis.ts'
import type { RunSummary } from '../contract/comparison.ts'
import type { MlflowOffer, MlflowOfferRequest, MlflowPatch, MlflowRecordRequest } from '../contract/mlflow-record.ts'
import { ProblemError } from '../contract/problem.ts'
import { pythonPatch, shellPatch } from '../domain/mlflow-record/patch-texts.ts'
import { reviewedTags } from '../domain/mlflow-record/reviewed-tags.ts'
import { writeReport } from '../report/write-report.ts'
import type { OpenCase } from './open-case.ts'
import { targetOutside } from './target-outside.ts'

export interface MlflowRecordParts {
  readonly analysis: Pick<Analysis, 'load' | 'recommend'>
  readonly listRuns: (folder: string) => Promise<readonly RunSummary[]>
  readonly evidenceSha256: (folder: string) => Promise<string>
  readonly version: string
}

/**
 * The patch that adds the recommended threshold to a run, for someone else to apply: the tracking store is never
 * written here.
 *
 * @throws ProblemError `run-missing` where no run of the folder has the id, and those of the analysis
 */
export async function mlflowPatch(request: MlflowRecordRequest, parts: MlflowRecordParts): Promise<MlflowPatch> {
  const { folder, reading, costs, run } = request
  const runs = await parts.listRuns(folder)
  if (!runs.some(({ id }) => id === run)) {
    throw new ProblemError({ kind: 'run-missing', path: null, message: 'No run of the folder has this id.', action: 'Choose a run of the folder.' })
  }
  const table = await parts.analysis.load(folder, reading)
  const recommendation = await parts.analysis.recommend(folder, reading, { costs, grids: [], at: [], bootstrap: null })
  const tags = reviewedTags({ recommendation, costs, table, evidenceSha256: await parts.evidenceSha256(folder), version: parts.version })
  const python = pythonPatch(run, tags)
  const shell = shellPatch(run, tags)
  return { run, tags, python, shell, pythonSha256: sha256(python), shellSha256: sha256(shell) }
}

/**
 * Hands the patch over: writes it to `request.out`, or notes that it was copied; its hash is kept with the case.
 *
 * @throws ProblemError as `mlflowPatch`; `inside-evidence` for a file in the evidence folder, `write-refused`,
 *   `disk-full`, and those of a case file
 */
export async function offerMlflowPatch(request: MlflowOfferRequest, parts: MlflowRecordParts, openCase: OpenCase): Promise<MlflowOffer> {
  const path = request.out === null ? null : await targetOutside(request.out, request.folder, 'patch')
  const patch = await mlflowPatch(request, parts)
  const text = request.form === 'python' ? patch.python : patch.shell
  const hash = sha256(text)
  if (path !== null) await writeReport(path, new TextEncoder().encode(text))
  const file = await openCase(request.folder)
  const payload = { run: patch.run, form: request.form, sha256: hash, handedOver: path === null ? 'copied' : 'saved', tags: patch.tags }
  await file.append({ kind: 'mlflow-patch-offered', payload })
  return { path, sha256: hash }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
