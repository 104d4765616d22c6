import { isTableName } from './table-files.ts'

/** A table as it lies in a folder: one file, or the parts that one job wrote. */
export interface TableGroup {
  /** The file, or a pattern that matches exactly the members. */
  readonly path: string
  /** Sorted paths. */
  readonly members: readonly string[]
}

/**
 * Groups the tables among all paths of a folder (relative, forward slashes): the files `part-0…`, `part.0…`, `part_0…`
 * of one folder with one ending, and the files below folders like `year=2024` with one ending, are parts of one table.
 * A group of one is that file, and so is each file of a group whose pattern would match others.
 */
export function tableGroups(paths: readonly string[]): TableGroup[] {
  const tables = paths.filter(isTableName).toSorted()
  const groups = new Map<string, string[]>()
  for (const path of tables) {
    const pattern = patternOf(path)
    groups.set(pattern, [...(groups.get(pattern) ?? []), path])
  }
  return [...groups].flatMap(([path, members]) =>
    members.length > 1 && !isMixed(path, members, tables) ? [{ path, members }] : members.map((member) => ({ path: member, members: [member] })),
  )
}

function patternOf(path: string): string {
  const folders = path.split('/')
  const name = folders.pop() ?? ''
  const ending = endingOf(name)
  const root = folders.slice(0, folders.length - partitionDepth(folders))
  const separator = /^part([-_.])\d/i.exec(name)?.[1]
  const part = separator === undefined ? '*' : `${name.slice(0, 4)}${separator}*`
  // A wildcard in the name of a folder would make a pattern of it.
  if (/[*?[]/.test(path)) return path
  if (root.length < folders.length) return [...root, '**', `${part}.${ending}`].join('/')
  return separator === undefined ? path : [...root, `${part}.${ending}`].join('/')
}

function partitionDepth(folders: readonly string[]): number {
  const last = folders.findLastIndex((folder) => !/^[^=]+=/.test(folder))
  return folders.length - 1 - last
}

function endingOf(name: string): string {
  return /[^.]+(?:\.gz)?$/i.exec(name)?.[0] ?? ''
}

/** Whether the pattern would match tables that are no members: those below its root that end alike. */
function isMixed(pattern: string, members: readonly string[], tables: readonly string[]): boolean {
  const deep = pattern.includes('/**/') || pattern.startsWith('**/')
  const root = pattern.slice(0, pattern.lastIndexOf(deep ? '**/' : '/') + (deep ? 0 : 1))
  const [before = '', after = ''] = pattern.slice(pattern.lastIndexOf('/') + 1).split('*')
  const own = new Set(members)
  return tables.some((table) => {
    const name = table.slice(table.lastIndexOf('/') + 1)
    const inside = deep ? table.startsWith(root) : table.slice(0, table.length - name.length) === root
    return inside && !own.has(table) && name.startsWith(before) && name.endsWith(after)
  })
}
