import { parseArgs } from 'node:util'
import { usageError } from './verb.ts'

/**
 * text: one value, given at most once. list: any number of values, by repeating the option or by writing them one
 * after another. flag: no value.
 */
export type OptionKind = 'text' | 'list' | 'flag'

type Values<Kinds extends Readonly<Record<string, OptionKind>>> = {
  readonly [Name in keyof Kinds]: Kinds[Name] extends 'list' ? readonly string[] : Kinds[Name] extends 'flag' ? boolean : string | null
}

export interface ReadArguments<Kinds extends Readonly<Record<string, OptionKind>>> {
  readonly values: Values<Kinds>
  readonly positionals: readonly string[]
}

const number = /^-(\d|\.\d)/

/**
 * Reads the arguments of `usage`'s verb. Unlike a plain parseArgs, a value may begin with a minus sign where a
 * number follows (`--positive -1`), and a list takes the values up to the next option (`--runs a b`). Throws
 * ProblemError `usage` for an unknown option, a missing value, an option given twice or the wrong number of
 * positional arguments.
 */
export function readArguments<const Kinds extends Readonly<Record<string, OptionKind>>>(
  args: readonly string[],
  options: { readonly usage: string; readonly kinds: Kinds; readonly positionals: number },
): ReadArguments<Kinds> {
  const { usage, kinds } = options
  const action = `Usage: countersign ${usage}`
  const parsed = parse(joinValues(args, kinds), kinds, action)

  const values: Record<string, readonly string[] | string | boolean | null> = {}
  for (const [name, kind] of Object.entries(kinds)) {
    const given = parsed.values[name]
    if (kind === 'flag') values[name] = given === true
    else if (kind === 'list') values[name] = texts(given)
    else {
      const all = texts(given)
      if (all.length > 1) throw usageError(`Option --${name} is given ${all.length} times.`, action)
      values[name] = all[0] ?? null
    }
  }
  if (parsed.positionals.length !== options.positionals) {
    const found = parsed.positionals.length === 0 ? 'none was given' : `${parsed.positionals.length} were given`
    throw usageError(`The command takes ${countOf(options.positionals)}, but ${found}.`, action)
  }
  return { values: values as Values<Kinds>, positionals: parsed.positionals }
}

/** Writes `--name value` as `--name=value`, once for every value of a list. */
function joinValues(args: readonly string[], kinds: Readonly<Record<string, OptionKind>>): string[] {
  const joined: string[] = []
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? ''
    if (argument === '--') return [...joined, ...args.slice(index)]
    const name = argument.startsWith('--') ? argument.slice(2) : ''
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    const isValue = (text: string | undefined): text is string =>
      text !== undefined && (!text.startsWith('-') || number.test(text))
    if ((kind !== 'text' && kind !== 'list') || !isValue(args[index + 1])) {
      joined.push(argument)
      continue
    }
    do {
      index += 1
      joined.push(`${argument}=${args[index] ?? ''}`)
    } while (kind === 'list' && isValue(args[index + 1]))
  }
  return joined
}

function parse(args: string[], kinds: Readonly<Record<string, OptionKind>>, action: string) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        Object.entries(kinds).map(([name, kind]) => [
          name,
          kind === 'flag' ? ({ type: 'boolean' } as const) : ({ type: 'string', multiple: true } as const),
        ]),
      ),
    })
  } catch (error) {
    const first = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error)
    throw usageError(`${first}.`, action)
  }
}

function texts(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : []
}

function countOf(positionals: number): string {
  return positionals === 0 ? 'no file or folder' : positionals === 1 ? 'one file or folder' : `${positionals} files or folders`
}
