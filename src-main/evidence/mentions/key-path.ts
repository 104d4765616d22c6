import type { OwnNames } from '../../contract/own-names.ts'
import { kindOfName } from '../../domain/inventory/name-kinds.ts'

const openKey = /^[\s-]*["']?([\w.\-À-ɏ ]{1,80}?)["']?\s*:\s*(?:[{[]\s*)?(?:#.*)?$/
const section = /^\s*\[+\s*([\w.\-"' ]{1,80})\s*\]+\s*$/
const valueKeys = new Set(['value', 'default', 'optimal', 'best', 'current', 'selected', 'chosen', 'decision', 'final'])

/** Follows the keys that enclose a line of YAML, indented JSON, TOML or INI, also of a file that doesn't parse. */
export interface KeyPath {
  /** Takes the next line; gives the enclosing keys, outermost first. */
  next(line: string): readonly string[]
}

export function createKeyPath(): KeyPath {
  let open: { indent: number; key: string }[] = []
  return {
    next(line) {
      if (line.trim() === '') return open.map(({ key }) => key)
      const heading = section.exec(line)
      if (heading !== null) {
        open = [{ indent: -1, key: heading[1] ?? '' }]
        return []
      }
      const indent = line.length - line.trimStart().length
      open = open.filter((entry) => entry.indent < indent)
      const enclosing = open.map(({ key }) => key)
      const opened = openKey.exec(line)
      if (opened !== null) open.push({ indent, key: opened[1] ?? '' })
      return enclosing
    },
  }
}

/** `value: 0.48` below `threshold:` states the threshold: the line as if it named what encloses it. */
export function withEnclosingName(line: string, enclosing: readonly string[], own: OwnNames): string {
  const parent = enclosing.at(-1)
  if (parent === undefined || kindOfName(parent, own) === null) return line
  const key = /^([\s-]*["']?)(\w+)(["']?\s*:)/.exec(line)
  if (key === null || !valueKeys.has((key[2] ?? '').toLowerCase())) return line
  return `${key[1] ?? ''}${parent}${line.slice((key[1] ?? '').length + (key[2] ?? '').length)}`
}
