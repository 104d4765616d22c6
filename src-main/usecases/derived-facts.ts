import type { RunSummary } from '../contract/comparison.ts'
import type { DerivedFact } from '../evidence/mlflow/compared-rows.ts'
import type { GatheredRun } from '../evidence/mlflow/gather-run-facts.ts'
import type { ArtifactPlace } from '../evidence/mlflow/run-artifacts.ts'

/** The rows of a comparison that stand in no table of the store, for one run. */
export function derivedFacts(run: RunSummary, gathered: GatheredRun | undefined): DerivedFact[] {
  if (gathered === undefined) return []
  const { facts, artifacts, flavors, classNames, runFolder, places } = gathered
  const fact = (section: DerivedFact['section'], place: number, key: string, text: string | null, canonical?: string): DerivedFact[] =>
    text === null || text === '' ? [] : [{ section, place, key, runId: run.id, text, ...(canonical === undefined ? {} : { canonical }) }]
  const stated = (statements: readonly { value: string }[]): string =>
    [...new Set(statements.map(({ value }) => value))].join(', ')
  return [
    ...fact('identity', 1, 'Run', run.name),
    ...fact('identity', 2, 'Run id', run.id),
    ...fact('identity', 3, 'Experiment', `${run.experimentId} ${run.experiment}`),
    ...fact('identity', 4, 'Status', statusWords(run)),
    ...fact('identity', 5, 'Started', run.startTime === null ? null : utc(run.startTime)),
    ...fact('identity', 6, 'Ended', run.endTime === null ? null : utc(run.endTime)),
    ...fact('identity', 7, 'User', run.user),
    ...fact('identity', 8, 'Recorded in', run.stores.join(', ')),
    ...fact('identity', 9, 'Workspace', run.workspace ?? null),
    ...fact('models', 1, 'Kind of model', stated(facts.families)),
    ...fact('models', 3, 'Model class', classNames.join(', ')),
    ...fact('models', 4, 'Library', flavors.join(', ')),
    ...fact('models', 5, 'Number of features', stated(facts.features)),
    ...fact('artifacts', 1, 'Run folder', runFolder),
    { section: 'artifacts', place: 2, key: 'Model file', runId: run.id, text: modelFileWords(facts.modelFiles) },
    ...places.flatMap((place) =>
      fact('artifacts', 3, place.owner === null ? 'Artifact location' : `Artifact location of ${place.owner}`, placeWords(place), samePlace(place, run)),
    ).filter((entry, index, all) => all.findIndex((other) => other.key === entry.key) === index),
    ...artifacts.flatMap((file) => fact('artifacts', 0, file.name, `SHA-256 ${file.sha256}`)),
  ]
}

/** Both stages where they say different things: "FINISHED, deleted (lies in .trash and calls itself active)". */
function statusWords(run: RunSummary): string {
  const words = [run.status]
  if (run.lifecycle === 'deleted') {
    words.push(run.statedLifecycle === undefined ? 'deleted' : `deleted (lies in .trash and calls itself ${run.statedLifecycle})`)
  }
  if (run.experimentLifecycle !== undefined) words.push(`in ${run.experimentLifecycle === 'deleted' ? 'a deleted' : 'an active'} experiment`)
  return words.join(', ')
}

function placeWords({ state, recorded, location, rules }: ArtifactPlace): string {
  if (state === 'present') return location === recorded ? recorded : `${location === '' ? '.' : (location ?? '')}, recorded as ${recorded}`
  if (state === 'elsewhere') return `elsewhere: ${location ?? ''} (rules: ${rules}), recorded as ${recorded}`
  return `${state}: ${recorded === '' ? 'none recorded' : recorded} (${rules})`
}

/** Every location holds the ids of its own run or model, which say nothing. */
function samePlace(place: ArtifactPlace, run: RunSummary): string {
  return placeWords(place)
    .replaceAll(run.id, 'RUN')
    .replaceAll(/\bm-[0-9a-f]{32}\b/g, 'MODEL')
    .replaceAll(`/${run.experimentId}/`, '/EXPERIMENT/')
}

function modelFileWords(files: readonly { name: string; sha256: string }[]): string | null {
  return files.length === 0 ? null : files.map((file) => `${file.name} (SHA-256 ${file.sha256})`).join(', ')
}

function utc(milliseconds: number): string | null {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}
