/**
 * How a recorded artifact location becomes a path of the evidence folder. Every step is a rule with words of its own,
 * so that a person sees, previews and changes what was done.
 */
export interface LocationRule {
  readonly id: string
  readonly words: string
  /** Text that the location, as the rules before left it, begins with or holds. "*" stands for one name between slashes. */
  readonly pattern: string
  readonly replacement: string
}

/** A rule of the user: a location that begins with `pattern` begins with `replacement` instead. */
export interface CustomRule {
  readonly pattern: string
  readonly replacement: string
}

/** The rules that are always there unless they are switched off, in the order in which they are tried. */
export const builtInRules = [
  { id: 'file-uri', words: 'A file URI stands for its path.', pattern: 'file://*/', replacement: '/' },
  { id: 'percent-encoding', words: 'In a URI, % and two digits stand for one character.', pattern: '%20', replacement: ' ' },
  { id: 'backslashes', words: 'The backslashes of Windows separate names.', pattern: '\\', replacement: '/' },
  { id: 'windows-drive', words: 'A drive letter of Windows stands for the root of that machine.', pattern: 'C:/', replacement: '/' },
  {
    id: 'tracking-server',
    words: 'A tracking server keeps artifacts below mlartifacts, unless told otherwise.',
    pattern: 'mlflow-artifacts:/',
    replacement: 'mlartifacts/',
  },
  {
    id: 'dot-segments',
    words: '"." and ".." are followed; a location that leads out of the folder is outside.',
    pattern: 'a/../b',
    replacement: 'b',
  },
  {
    id: 'moved-folder',
    words: 'The folder was moved or copied: the longest end of the location that holds the id of its run or model and is a directory here, nearest to the store.',
    pattern: '*/ID/artifacts',
    replacement: 'where ID/artifacts lies in this folder',
  },
] as const satisfies readonly LocationRule[]

export type BuiltInRuleId = (typeof builtInRules)[number]['id']

/** What the rules made of a recorded location. */
export type Location =
  /** A path of another machine or of the folder, without empty names and dots; a relative one begins `up` directories higher. */
  | {
      readonly kind: 'path'
      readonly parts: readonly string[]
      readonly up: number
      readonly absolute: boolean
      readonly rules: readonly string[]
    }
  /** A bucket, a server, or a place above the folder: never looked at. */
  | { readonly kind: 'outside'; readonly why: string; readonly rules: readonly string[] }

/** Which rules to use: those of the user come before the built-in ones. */
export interface RuleChoice {
  readonly custom: readonly CustomRule[]
  readonly disabled: readonly string[]
}

export const defaultRules: RuleChoice = { custom: [], disabled: [] }

/** The rules in force, in their order; the user's are called "custom-1" and so on. */
export function rulesInForce({ custom, disabled }: RuleChoice): LocationRule[] {
  return [
    ...custom.map(({ pattern, replacement }, index) => ({
      id: `custom-${index + 1}`,
      words: `A location that begins with ${pattern} begins with ${replacement === '' ? 'nothing' : replacement} instead.`,
      pattern,
      replacement,
    })),
    ...builtInRules.filter((rule) => !disabled.includes(rule.id)),
  ]
}

/** Applies the rules that need no look into the folder. */
export function readLocation(recorded: string, choice: RuleChoice): Location {
  const rules: string[] = []
  const used = (id: BuiltInRuleId): boolean => {
    if (choice.disabled.includes(id)) return false
    rules.push(id)
    return true
  }
  let location = recorded.trim()
  for (const [index, rule] of choice.custom.entries()) {
    const replaced = replacePrefix(location, rule)
    if (replaced === null) continue
    location = replaced
    rules.push(`custom-${index + 1}`)
    break
  }
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase()
  if (scheme !== undefined) {
    const served = scheme === 'mlflow-artifacts'
    if ((scheme !== 'file' && !served) || !used(served ? 'tracking-server' : 'file-uri')) {
      return { kind: 'outside', why: `${scheme}: is not a place of this folder`, rules }
    }
    // MLflow appends to the path, so that a query or fragment stands at the very end; before a slash these are part of a name.
    const rest = location.slice(scheme.length + 1).replace(/[?#][^/\\]*$/, '')
    const host = /^\/\/([^/\\]*)/.exec(rest)?.[1] ?? ''
    location = rest.startsWith('//') && !/^[a-z]:?$/i.test(host) ? rest.slice(2 + host.length) : rest.replace(/^\/\//, '/')
    if (location.includes('%') && used('percent-encoding')) location = decoded(location)
    if (served) location = `mlartifacts/${location.replace(/^\/+/, '')}`
  }
  if (location.includes('\\') && used('backslashes')) location = location.replaceAll('\\', '/')
  if (/^\/*[a-z]:(\/|$)/i.test(location) && used('windows-drive')) location = location.replace(/^\/*[a-z]:\/*/i, '/')
  return followDots(location, rules, used)
}

function followDots(location: string, rules: string[], used: (id: BuiltInRuleId) => boolean): Location {
  const absolute = location.startsWith('/')
  const parts: string[] = []
  let up = 0
  for (const part of location.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') {
      parts.push(part)
      continue
    }
    if (!rules.includes('dot-segments') && !used('dot-segments')) return { kind: 'outside', why: 'it holds ".."', rules }
    // Above the root of a machine is the root again.
    if (parts.pop() === undefined && !absolute) up += 1
  }
  return { kind: 'path', parts, up, absolute, rules }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `location` with its beginning replaced; null where it begins otherwise. A "*" of the pattern fits one name. */
function replacePrefix(location: string, { pattern, replacement }: CustomRule): string | null {
  if (pattern === '') return null
  const fixed = pattern.split('*').map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const [matched] = new RegExp(`^${fixed.join('[^/\\\\]*')}`).exec(location) ?? []
  return matched === undefined ? null : replacement + location.slice(matched.length)
}
