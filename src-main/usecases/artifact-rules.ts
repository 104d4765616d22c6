import type { ArtifactRuleChoice, ArtifactRulesPreview } from '../contract/artifact-rules.ts'
import { walkFolder } from '../evidence/folder/walk-folder.ts'
import { openStores } from '../evidence/mlflow/open-stores.ts'
import { previewLocations } from '../evidence/mlflow/preview-locations.ts'

/**
 * What the rules make of every artifact location that the stores of the folder record.
 *
 * @throws ProblemError `folder-missing`, `folder-unreadable` or `stopped`.
 */
export async function previewArtifactRules(
  folder: string,
  rules: ArtifactRuleChoice,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ArtifactRulesPreview> {
  const walked = await walkFolder(folder, options)
  const stores = await openStores(walked.files, { ...options, load: 'none' })
  try {
    return previewLocations(stores, rules)
  } finally {
    await stores.close()
  }
}
