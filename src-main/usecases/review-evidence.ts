import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import type { EvidenceSearch, ReviewState } from '../contract/review.ts'
import { readFolder } from '../evidence/folder/read-folder.ts'
import type { WorkOptions } from './progress-stream.ts'

type Tried = EvidenceSearch['tried'][number]

/** Files of this number are named; the rest is counted. */
const named = 50

/** How the files of a folder differ from those that were frozen; all three empty where it is the evidence. */
export async function compareWithManifest(folder: string, state: Pick<ReviewState, 'manifest'>, work: WorkOptions): Promise<Tried> {
  try {
    const { files, evidenceSha256 } = await readFolder(folder, work)
    const there = new Map(files.map(({ path, sha256 }) => [path, sha256]))
    const frozen = new Map(state.manifest.map(({ path, sha256 }) => [path, sha256]))
    return {
      folder,
      evidenceSha256,
      missing: [...frozen.keys()].filter((path) => !there.has(path)),
      changed: [...frozen].filter(([path, sha256]) => there.has(path) && there.get(path) !== sha256).map(([path]) => path),
      added: [...there.keys()].filter((path) => !frozen.has(path)),
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.kind === 'stopped') throw error
    return { folder, evidenceSha256: null, missing: [], changed: [], added: [], problem: error.problem }
  }
}

/**
 * Finds the evidence of a review on this computer by its hash: in the one folder that is named, else where it was
 * before, and in the folders beside the review file and beside those places that have the name it had.
 */
export async function findEvidence(file: string, state: ReviewState, known: readonly string[], only: string | null, work: WorkOptions): Promise<EvidenceSearch> {
  const expected = state.record?.evidenceSha256 ?? null
  if (expected === null) {
    return { folder: null, expected, tried: [], sentence: 'No evidence is frozen in this review yet, so that there is no hash to find it by.' }
  }
  const tried: Tried[] = []
  for (const folder of only === null ? await candidates(file, state, known) : [resolve(only)]) {
    const found = await compareWithManifest(folder, state, work)
    if (found.evidenceSha256 === expected) return { folder, expected, tried: [...tried, shortened(found)], sentence: `The evidence is in ${folder}: every file has the hash that was frozen.` }
    tried.push(found)
  }
  tried.sort((one, other) => distance(one) - distance(other))
  return { folder: null, expected, tried: tried.map(shortened), sentence: sentenceOf(state, tried[0]) }
}

/** Folders that may be the evidence: known ones first. Only those that hold one of its files are worth hashing. */
async function candidates(file: string, state: ReviewState, known: readonly string[]): Promise<string[]> {
  const beside = dirname(resolve(file))
  const places = [beside, dirname(beside), ...known.map((folder) => dirname(folder))]
  const byName = places.map((place) => join(place, state.folderName))
  const inside = await readdir(beside, { withFileTypes: true }).catch(() => [])
  const children = inside.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => join(beside, name))
  const all = [...new Set([...known, ...byName, ...children].map((folder) => resolve(folder)))]
  const there = await Promise.all(all.map((folder) => holdsSome(folder, state)))
  return all.filter((_, index) => there[index] === true)
}

async function holdsSome(folder: string, { manifest }: ReviewState): Promise<boolean> {
  const found = await Promise.all(manifest.slice(0, 5).map(({ path }) => stat(join(folder, ...path.split('/'))).then((item) => item.isFile(), () => false)))
  return found.includes(true)
}

function distance({ missing, changed, added, problem }: Tried): number {
  return problem === null ? missing.length + changed.length + added.length : Number.POSITIVE_INFINITY
}

function shortened(found: Tried): Tried {
  const cut = (paths: readonly string[]) => (paths.length <= named ? [...paths] : [...paths.slice(0, named), `and ${paths.length - named} more`])
  return { ...found, missing: cut(found.missing), changed: cut(found.changed), added: cut(found.added) }
}

function sentenceOf(state: ReviewState, nearest: Tried | undefined): string {
  if (nearest === undefined) {
    return `The evidence is not on this computer where it was looked for: a folder “${state.folderName}” with ${state.manifest.length} files. Copy it here and name the folder.`
  }
  if (nearest.problem !== null) return `${basename(nearest.folder)} can not be read: ${nearest.problem.message}`
  const counts = [
    ...(nearest.missing.length > 0 ? [`${nearest.missing.length} of ${state.manifest.length} files are missing`] : []),
    ...(nearest.changed.length > 0 ? [`${nearest.changed.length} ${nearest.changed.length === 1 ? 'has' : 'have'} other content`] : []),
    ...(nearest.added.length > 0 ? [`${nearest.added.length} ${nearest.added.length === 1 ? 'was' : 'were'} added`] : []),
  ]
  return `${nearest.folder} is not the evidence as it was frozen: ${counts.join(', ')}.`
}
