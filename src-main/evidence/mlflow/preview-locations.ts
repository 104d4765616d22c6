import type { ArtifactRulesPreview } from '../../contract/artifact-rules.ts'
import { rulesInForce } from '../../domain/artifacts/location-rules.ts'
import type { RuleChoice } from '../../domain/artifacts/location-rules.ts'
import { locationResolver } from './artifact-location.ts'
import type { Stores } from './open-stores.ts'

const mostShown = 500
const ranks = { outside: 0, missing: 1, elsewhere: 2, present: 3 } as const

type PreviewedLocation = ArtifactRulesPreview['locations'][number]

/** What the rules make of every artifact location that the stores record. Nothing is opened. */
export function previewLocations(stores: Stores, rules: RuleChoice): ArtifactRulesPreview {
  const counts = { present: 0, elsewhere: 0, missing: 0, outside: 0 }
  const byPlace = new Map<string, PreviewedLocation[]>()
  for (const { path: store, content } of stores.opened) {
    const resolve = locationResolver(stores.directories, store, stores.root, rules)
    const add = (ownerKind: PreviewedLocation['ownerKind'], id: string, name: string, experiment: string, recorded: string | null): void => {
      const { state, directory, rules: used, why } = resolve(recorded, id)
      counts[state] += 1
      const place = JSON.stringify([ranks[state], store, experiment])
      const same = byPlace.get(place) ?? []
      byPlace.set(place, same)
      if (same.length < mostShown) {
        same.push({ store, owner: id, ownerKind, name, recorded: recorded ?? '', state, resolved: directory, rules: [...used], why })
      }
    }
    for (const run of content.runs) add('run', run.id, run.name, run.experiment_id, run.artifact_uri)
    for (const model of content.logged_models) add('logged-model', model.id, model.name, model.experiment_id, model.artifact_location)
  }
  const share = Math.max(1, Math.floor(mostShown / Math.max(1, byPlace.size)))
  const shown = [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, locations]) => locations.slice(0, share))
  return { rules: rulesInForce(rules), counts, locations: shown.slice(0, mostShown) }
}
