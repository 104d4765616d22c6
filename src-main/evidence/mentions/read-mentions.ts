import { readFile } from 'node:fs/promises'
import { noOwnNames } from '../../contract/own-names.ts'
import type { OwnNames } from '../../contract/own-names.ts'
import type { Problem } from '../../contract/problem.ts'
import type { Mention } from '../../contract/scan.ts'
import { isDisowned, wordsOf } from '../../domain/inventory/name-kinds.ts'
import { fileProblem, throwIfStopped } from '../folder/folder-problem.ts'
import { createKeyPath, withEnclosingName } from './key-path.ts'
import type { LineMention } from './line-mention.ts'
import { comparisonMentions, pairMentions } from './pair-mentions.ts'
import { proseMentions } from './prose-mentions.ts'
import { tableMentions } from './table-mentions.ts'

/** A file to search, as it was hashed. */
export interface TextFile {
  readonly path: string
  readonly absolute: string
  readonly bytes: number
  readonly sha256: string
}

/** A mention with the keys that enclose it in its file, outermost first. */
export interface FoundMention extends Mention {
  readonly enclosing: readonly string[]
}

export interface FoundMentions {
  /** By path, then by line. */
  readonly mentions: readonly FoundMention[]
  readonly problems: readonly Problem[]
}

type Language = 'keys' | 'prose' | 'code' | 'notebook'

const languages: Readonly<Record<string, Language>> = {
  yaml: 'keys', yml: 'keys', json: 'keys', toml: 'keys', ini: 'keys', cfg: 'keys', conf: 'keys', properties: 'keys', env: 'keys',
  md: 'prose', markdown: 'prose', rst: 'prose', txt: 'prose', log: 'prose', rmd: 'prose', qmd: 'prose',
  py: 'code', r: 'code', sql: 'code',
  ipynb: 'notebook',
}
const mostBytes = 2 << 20
const mostPerFile = 200
/** A longer line is data or a minified file: pairs are still found in it, sentences are not looked for. */
const longestSentence = 2000
const worthReading = /thr|cut|seuil|co[uû]t|cost|penalt|weight|beta|β|prob|score|pred|optim|_f[np]\b|\bF\d/i

function languageOf(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (/^\.env(?:\.|$)/.test(name)) return 'keys'
  return languages[name.slice(name.lastIndexOf('.') + 1)] ?? null
}

/** Whether mentions are looked for in a file of this name. */
export function mayMention(path: string): boolean {
  return languageOf(path) !== null
}

/**
 * Thresholds, costs and F-betas that configuration, notes, scripts and notebooks state. Files are read as text, never run.
 * `names` are names beside those that are known. Files over 2 MiB and binary ones are counted in a problem; one that can't be read is a problem of its own.
 *
 * @throws ProblemError `stopped`.
 */
export async function readMentions(
  files: readonly TextFile[],
  options: { signal?: AbortSignal; names?: OwnNames } = {},
): Promise<FoundMentions> {
  const vocabulary = vocabularyOf(options.names ?? noOwnNames)
  const mentions: FoundMention[] = []
  const problems: Problem[] = []
  const large: string[] = []
  const binary: string[] = []
  for (const file of files) {
    const language = languageOf(file.path)
    if (language === null) continue
    throwIfStopped(options.signal)
    if (file.bytes > mostBytes) {
      large.push(file.path)
      continue
    }
    try {
      const text = decoded(await readFile(file.absolute))
      if (text === null) binary.push(file.path)
      else mentions.push(...mentionsIn(file, text, language, vocabulary, problems))
    } catch (error) {
      problems.push(fileProblem(file.path, error))
    }
  }
  if (large.length > 0) problems.push(notSearched('too-large', large, 'over 2 MiB'))
  if (binary.length > 0) problems.push(notSearched('skipped', binary, 'binary in spite of the name'))
  return { mentions, problems }
}

interface Vocabulary {
  readonly own: OwnNames
  /** Whether a text may state anything: a quick look before the thorough one. */
  readonly isWorthReading: (text: string) => boolean
}

function vocabularyOf(own: OwnNames): Vocabulary {
  // Names are compared by words, so that the longest word of each must stand in the text.
  const words = [...own.threshold, ...own.cost, ...own.objective].flatMap((name) => wordsOf(name).sort((a, b) => b.length - a.length).slice(0, 1))
  return {
    own,
    isWorthReading: (text) => {
      if (worthReading.test(text)) return true
      const lower = words.length === 0 ? '' : text.toLowerCase()
      return words.some((word) => lower.includes(word))
    },
  }
}

function mentionsIn(file: TextFile, text: string, language: Language, vocabulary: Vocabulary, problems: Problem[]): FoundMention[] {
  if (!vocabulary.isWorthReading(text)) return []
  const raw = text.split(/\r\n|\n|\r/)
  const lines = language === 'notebook' ? raw.map(cellText) : raw
  const tables = language === 'prose' || language === 'notebook' ? tableMentions(lines) : new Map<number, LineMention[]>()
  const keys = createKeyPath()
  const found: FoundMention[] = []
  lines.forEach((line, at) => {
    const enclosing = language === 'keys' ? keys.next(line) : []
    const stated = [...statedIn(line, language, enclosing, vocabulary), ...(tables.get(at) ?? [])].filter(
      ({ kind, name }) => kind !== 'threshold' || !isDisowned(name, vocabulary.own),
    )
    for (const mention of eachOnce(stated)) {
      found.push({ path: file.path, line: at + 1, ...mention, text: [...line.trim()].slice(0, 200).join(''), sha256: file.sha256, enclosing })
    }
  })
  if (found.length <= mostPerFile) return found
  problems.push({
    kind: 'too-large',
    path: file.path,
    message: `It states ${found.length} thresholds, costs or betas; the first ${mostPerFile} are listed.`,
    action: 'Nothing to do, unless a decision threshold stands further down.',
  })
  return found.slice(0, mostPerFile)
}

/** A value that several patterns found in one line counts once, under the name of most words. */
function eachOnce(stated: readonly LineMention[]): LineMention[] {
  const once = new Map<string, LineMention>()
  for (const mention of stated) {
    const key = `${mention.kind} ${mention.value}`
    const known = once.get(key)
    if (known === undefined || wordsOf(mention.name).length > wordsOf(known.name).length) once.set(key, mention)
  }
  return [...once.values()]
}

function statedIn(line: string, language: Language, enclosing: readonly string[], { own, isWorthReading }: Vocabulary): LineMention[] {
  if (!isWorthReading(line) && enclosing.length === 0) return []
  const short = line.length <= longestSentence
  switch (language) {
    case 'keys':
      return [...pairMentions(withEnclosingName(line, enclosing, own), own), ...(short ? proseMentions(comment(line, '#')) : [])]
    case 'prose':
      return short ? [...proseMentions(line), ...pairMentions(line.replace(/[*`]/g, ''), own)] : pairMentions(line, own)
    case 'code':
      return [...pairMentions(line, own), ...comparisonMentions(line), ...(short ? proseMentions(comment(line, '#') + comment(line, '--')) : [])]
    case 'notebook':
      return [...pairMentions(line, own), ...comparisonMentions(line), ...(short ? proseMentions(line) : [])]
  }
}

/** What stands behind a comment sign; empty where there is none. */
function comment(line: string, sign: string): string {
  const at = line.indexOf(sign)
  return at < 0 ? '' : line.slice(at + sign.length)
}

/** A line of a notebook's file with the JSON string in it unescaped, so that source lines read as they were typed. */
function cellText(line: string): string {
  const match = /^\s*("(?:[^"\\]|\\.)*"),?\s*$/.exec(line)
  if (match === null) return line
  try {
    const text: unknown = JSON.parse(match[1] ?? '')
    return typeof text === 'string' ? text.trimEnd() : line
  } catch {
    return line
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so; null for binary content. */
function decoded(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return bytes.includes(0) ? null : new TextDecoder().decode(bytes)
}

function notSearched(kind: 'too-large' | 'skipped', paths: readonly string[], why: string): Problem {
  const count = paths.length === 1 ? '1 text file is' : `${paths.length} text files are`
  return {
    kind,
    path: paths.length === 1 ? (paths[0] ?? null) : null,
    message: `${count} ${why} and not searched for thresholds and costs.`,
    action: 'Look into it yourself if it may state one.',
  }
}
