import type { ArtifactPlaceRow } from '../../../src-main/contract/comparison.ts'
import type { ArtifactRulesPreview } from '../../../src-main/contract/artifact-rules.ts'
import { formatCount } from '../../format/number.ts'

export type LocationState = ArtifactPlaceRow['state']

/** The states in the order in which they need a look. */
export const locationStates: readonly LocationState[] = ['missing', 'outside', 'elsewhere', 'present']

/** What each state means. */
export const stateMeaning: Readonly<Record<LocationState, string>> = {
  present: 'the directory that the location names',
  elsewhere: 'found in this folder at another place',
  missing: 'a path of which nothing is in this folder',
  outside: 'a bucket, a server or a place above the folder; never looked at',
}

/** How many locations are in each state, those that don't occur left out: "2 missing, 5 present". */
export function countsWords(counts: ArtifactRulesPreview['counts']): string {
  const some = locationStates.filter((state) => counts[state] > 0)
  return some.length === 0 ? 'no artifact location is recorded' : some.map((state) => `${formatCount(counts[state])} ${state}`).join(', ')
}

/** How many places are in each state. */
export function countPlaces(places: readonly Pick<ArtifactPlaceRow, 'state'>[]): ArtifactRulesPreview['counts'] {
  const counts = { present: 0, elsewhere: 0, missing: 0, outside: 0 }
  for (const { state } of places) counts[state] += 1
  return counts
}
