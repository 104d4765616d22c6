import type { RegisteredModel, ScannedStore } from '../../../src-main/contract/scan.ts'
import { plural } from '../../format/number.ts'

type Version = RegisteredModel['versions'][number]

/** A version of a registered model; `version` is null for a model without any. */
export interface RegistryRow {
  model: string
  version: string | null
  stage: string | null
  aliases: readonly string[]
  run: Version['run']
  source: string | null
}

/** One row a version, a model without versions too. */
export function registryRows(models: readonly RegisteredModel[]): RegistryRow[] {
  return models.flatMap(({ name, workspace, versions }): RegistryRow[] => {
    const model = workspace === undefined ? name : `${name} (workspace ${workspace})`
    if (versions.length === 0) return [{ model, version: null, stage: null, aliases: [], run: null, source: null }]
    return versions.map(({ version, stage, aliases, run, source }) => ({ model, version, stage, aliases, run, source }))
  })
}

/** The registry in one line. */
export function registryWords({ registeredModels, registry = [], prompts = 0 }: Pick<ScannedStore, 'registeredModels' | 'registry' | 'prompts'>): string {
  const versions = registry.reduce((sum, model) => sum + model.versions.length, 0)
  const models = registeredModels === 0 ? 'no registered models' : `${plural(registeredModels, 'registered model')} with ${plural(versions, 'version')}`
  return prompts === 0 ? models : `${models}; ${plural(prompts, 'prompt is no model', 'prompts are no models')}`
}
