import type { RegisteredModel } from '../../contract/scan.ts'
import type { OpenedStore } from './open-stores.ts'

/** More versions than this of one store help nobody in a list. */
const mostVersions = 2000

interface Registry {
  /** Models by name; of each the latest version first. */
  readonly models: RegisteredModel[]
  /** Versions that are left out. */
  readonly left: number
}

/** The registered models of a store; prompts, which share the registry with them, are none. */
export function registryOf({ content }: Pick<OpenedStore, 'content'>): Registry {
  const runs = new Map(content.runs.map((run) => [run.id, run.name]))
  const placed = Map.groupBy(content.model_versions, keyOf)
  const aliases = Map.groupBy(content.aliases, (alias) => `${keyOf(alias)}\n${alias.version}`)
  let room = mostVersions
  let left = 0
  const models = content.registered_models
    .filter((model) => !model.is_prompt)
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.workspace < b.workspace ? -1 : 1))
    .map(({ workspace, name, description }): RegisteredModel => {
      const versions = placed.get(keyOf({ workspace, name })) ?? []
      const listed = versions.toSorted((a, b) => Number(b.version) - Number(a.version)).slice(0, room)
      room -= listed.length
      left += versions.length - listed.length
      return {
        name,
        ...(workspace === 'default' ? {} : { workspace }),
        description,
        versions: listed.map(({ version, stage, run_id, model_id, source, status, creation_time }) => ({
          version,
          stage: stage === 'None' ? null : stage,
          aliases: (aliases.get(`${keyOf({ workspace, name })}\n${version}`) ?? []).map(({ alias }) => alias).sort(),
          run: run_id === null ? null : { id: run_id, name: runs.get(run_id) ?? null },
          loggedModel: model_id,
          source,
          status,
          createdAt: creation_time,
        })),
      }
    })
  return { models, left }
}

function keyOf({ workspace, name }: { readonly workspace: string; readonly name: string }): string {
  return JSON.stringify([workspace, name])
}
