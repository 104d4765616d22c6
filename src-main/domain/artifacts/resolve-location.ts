import { readLocation } from './location-rules.ts'
import type { RuleChoice } from './location-rules.ts'

/**
 * present: the directory that the location names. elsewhere: found in this folder at another place, by the rules
 * named. missing: a path of which nothing is here. outside: a bucket, a server or a place above the folder.
 */
export type LocationState = 'present' | 'elsewhere' | 'missing' | 'outside'

export interface ResolvedLocation {
  readonly state: LocationState
  /** The directory relative to the folder; null unless present or elsewhere. */
  readonly directory: string | null
  /** Ids of the rules that led there, in order. */
  readonly rules: readonly string[]
  /** Why nothing is there; empty where something is. */
  readonly why: string
}

/** What is known of the folder, without reading it. */
export interface KnownDirectories {
  has(path: string): boolean
  /** The paths of the directories of this name. */
  named(name: string): readonly string[]
  /** Whether the directory is what a store says of an experiment, a run or a model: it holds a meta.yaml. */
  isRecord(path: string): boolean
}

export interface LocationContext {
  readonly directories: KnownDirectories
  /** The folder's own absolute path in parts; locations below it are its own. */
  readonly root: readonly string[]
  /** The store whose location it is, relative to the folder. */
  readonly storePath: string
  readonly rules: RuleChoice
}

/**
 * Finds the directory that a recorded location stands for inside the folder; `owner` is the id of the run or logged
 * model whose location it is. A location outside the folder is never looked at.
 */
export function resolveLocation(recorded: string | null, owner: string, context: LocationContext): ResolvedLocation {
  if (recorded === null || recorded.trim() === '') return { state: 'missing', directory: null, rules: [], why: 'no location is recorded' }
  const { directories, root, storePath, rules: choice } = context
  const location = readLocation(recorded, choice)
  if (location.kind === 'outside') return { state: 'outside', directory: null, rules: location.rules, why: location.why }
  const { parts, up, absolute, rules } = location
  const spelled = rules.some((rule) => rule === 'tracking-server' || rule.startsWith('custom-')) ? 'elsewhere' : 'present'
  for (const path of absolute ? belowRoot(parts, root) : relativeTo(parts, up, storePath)) {
    if (directories.has(path) && !isRecord(path, directories)) return { state: spelled, directory: path, rules, why: '' }
  }
  const moved = choice.disabled.includes('moved-folder') ? null : movedTo(parts, owner, context)
  if (moved === null) {
    if (up > 0 && relativeTo(parts, up, storePath).length === 0) return { state: 'outside', directory: null, rules, why: 'it leads above this folder' }
    return { state: 'missing', directory: null, rules, why: 'nothing in this folder is it' }
  }
  return { state: 'elsewhere', directory: moved, rules: [...rules, 'moved-folder'], why: '' }
}

/** What a store says of a run is none of its artifacts, though a location that lost its end names that directory. */
function isRecord(path: string, directories: KnownDirectories): boolean {
  return directories.isRecord(path) && path.split('/').at(-1) !== 'artifacts'
}

function belowRoot(parts: readonly string[], root: readonly string[]): string[] {
  return root.length > 0 && root.every((part, index) => parts[index] === part) ? [parts.slice(root.length).join('/')] : []
}

/** A relative location begins where the tracking program ran: at the store, above it, or in the folder itself. */
function relativeTo(parts: readonly string[], up: number, storePath: string): string[] {
  const above = storePath === '.' ? [] : storePath.split('/')
  const paths: string[] = []
  for (let length = above.length - up; length >= 0; length--) paths.push([...above.slice(0, length), ...parts].join('/'))
  return paths
}

/**
 * A store remembers paths of the machine that wrote it. The end of the path must hold the id of the owner, else be the
 * whole path: two directories of one name are not one.
 */
function movedTo(parts: readonly string[], owner: string, { directories, storePath }: LocationContext): string | null {
  const ownerAt = parts.lastIndexOf(owner)
  const least = ownerAt === -1 ? parts.length : parts.length - ownerAt
  const store = storePath.split('/')
  let best: { path: string; rank: readonly [number, number] } | null = null
  for (const path of directories.named(parts.at(-1) ?? '')) {
    if (isRecord(path, directories)) continue
    const candidate = path.split('/')
    const tail = commonEnd(parts, candidate)
    if (tail < least) continue
    const rank = [tail, commonStart(store, candidate)] as const
    if (best === null || rank[0] > best.rank[0] || (rank[0] === best.rank[0] && rank[1] > best.rank[1])) best = { path, rank }
  }
  return best?.path ?? null
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1
  return length
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}
