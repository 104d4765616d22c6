import type { ArtifactPlaceRow, Comparison } from '../contract/comparison.ts'
import { ProblemError } from '../contract/problem.ts'
import { canonicalJson } from '../domain/canonical/canonical-json.ts'
import { rulesInForce } from '../domain/artifacts/location-rules.ts'
import type { RuleChoice } from '../domain/artifacts/location-rules.ts'
import type { OpenCase } from './open-case.ts'

const kind = 'artifacts-remapped'

/**
 * Notes with the case of the folder each artifact location that the comparison read from another place than the one
 * recorded, with the rules that led there; what was noted before is not noted again. Where it can't be written, that is a
 * problem of the comparison.
 */
export async function withNotedRemaps(folder: string, comparison: Comparison, rules: RuleChoice, openCase: OpenCase): Promise<Comparison> {
  const remapped = (comparison.places ?? []).filter(({ state }) => state === 'elsewhere')
  if (remapped.length === 0) return comparison
  try {
    const file = await openCase(folder)
    const known = notedIn(await file.entries())
    const remaps = remapped.map((place) => remapOf(place, rules)).filter((remap) => !known.has(canonicalJson(remap)))
    if (remaps.length > 0) {
      await file.append({ kind, payload: { remaps } }, (entries) => {
        const noted = notedIn(entries)
        return remaps.every((remap) => noted.has(canonicalJson(remap)))
      })
    }
    return comparison
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ...comparison, problems: [...comparison.problems, error.problem] }
  }
}

/** A remap with the patterns of its rules, so that it can be followed when the rules have changed. */
function remapOf({ run, model, store, recorded, resolved, rules }: ArtifactPlaceRow, choice: RuleChoice) {
  const used = rules.split(', ')
  const applied = rulesInForce(choice).filter(({ id }) => used.includes(id))
  return { run, model, store, recorded, resolved, rules: applied.map(({ id, pattern, replacement }) => ({ id, pattern, replacement })) }
}

function notedIn(entries: readonly { readonly kind: string; readonly payload: unknown }[]): Set<string> {
  return new Set(
    entries.flatMap(({ kind: of, payload }) => {
      if (of !== kind || typeof payload !== 'object' || payload === null || !('remaps' in payload)) return []
      return Array.isArray(payload.remaps) ? payload.remaps.map(canonicalJson) : []
    }),
  )
}
