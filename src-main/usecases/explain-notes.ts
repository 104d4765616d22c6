import { readFile, stat } from 'node:fs/promises'
import type { Corroboration } from '../contract/explanation.ts'
import type { Scan } from '../contract/scan.ts'
import type { ClassWeight, LoggedNumber } from '../domain/forensics/inquiry.ts'
import { containedPath } from '../evidence/folder/contained-path.ts'
import { weightOf } from './explain-runs.ts'

/** What the text files of a folder say about how a threshold may have been chosen. */
export interface NoteEvidence {
  readonly notes: readonly Corroboration[]
  readonly names: readonly Corroboration[]
  readonly logged: readonly LoggedNumber[]
  readonly classWeights: readonly ClassWeight[]
}

const largest = 2_000_000
const longestLine = 2000
/** A longer table holds a curve over thresholds, not the results of models. */
const mostResults = 1000
const searchWords = /argmax|maximi[sz]|threshold_search|granular|finer|coarser|grid|\bsteps?\b|youden|matthews|\bmcc\b|kappa|g-?mean|f-?beta|\bf[12][\s_-]?score|\brounded|truncat/i
const namesColumn = /(^|,)\s*"?(experiment|experiment_name|run|run_name)"?\s*(,|$)/i

/**
 * Reads the text files that state one of `values` as a threshold or that state a cost or an objective, and tables of
 * runs: lines that speak of a search, numbers beside the value, class weights, names. What can't be read is left out;
 * the scan has said so already.
 */
export async function noteEvidence(folder: string, scan: Scan, isRecorded: (value: number) => boolean): Promise<NoteEvidence> {
  const mentioning = scan.mentions.filter(({ kind, value }) => kind !== 'threshold' || isRecorded(value))
  const notes: Corroboration[] = []
  const names: Corroboration[] = []
  const logged: LoggedNumber[] = []
  const classWeights: ClassWeight[] = []
  for (const path of new Set(mentioning.map((mention) => mention.path))) {
    const text = await textOf(folder, path)
    if (text === null) continue
    const lines = text.split(/\r?\n/)
    const stated = mentioning.filter((mention) => mention.path === path && mention.kind === 'threshold')
    lines.forEach((line, at) => {
      const weight = weightIn(line)
      if (weight !== null) classWeights.push({ weight, place: placeOf(path, at, line) })
      if (stated.length > 0 && line.length <= longestLine && searchWords.test(line)) notes.push(placeOf(path, at, line))
    })
    for (const mention of stated) logged.push(...rowNumbers(path, lines, mention.line - 1))
    if (path.endsWith('.json') && stated.length > 0) logged.push(...jsonNumbers(path, text, isRecorded, stated[0]?.line ?? null))
  }
  for (const { path } of scan.files.filter((file) => file.path.endsWith('.csv') && file.bytes <= largest)) {
    const text = await textOf(folder, path)
    if (text === null) continue
    names.push(...namesIn(path, text))
    logged.push(...csvNumbers(path, text, isRecorded))
  }
  return { notes, names, logged, classWeights }
}

function placeOf(path: string, at: number, line: string): Corroboration {
  return { path, line: at + 1, text: [...line.trim()].slice(0, 200).join('') }
}

async function textOf(folder: string, path: string): Promise<string | null> {
  try {
    const file = await containedPath(folder, path)
    return (await stat(file)).size > largest ? null : await readFile(file, 'utf8')
  } catch {
    return null
  }
}

function weightIn(line: string): ClassWeight['weight'] | null {
  const match = /(?:class_weight|scale_pos_weight)["'`*]*\s*[:=]\s*["'`*]*([A-Za-z]+|\d+(?:\.\d+)?)/.exec(line)
  return match === null ? null : weightOf(match[1] ?? '')
}

/** The numbers of a table's row in a note, by the heads of their columns; a row of three cells or more. */
function rowNumbers(path: string, lines: readonly string[], at: number): LoggedNumber[] {
  const cells = cellsOf(lines[at] ?? '')
  if (cells.length < 3) return []
  for (let above = at - 1; above >= Math.max(0, at - 20); above -= 1) {
    const heads = cellsOf(lines[above] ?? '')
    if (heads.length !== cells.length) continue
    if (!heads.some((head) => /threshold|cut-?off|seuil/i.test(head))) continue
    return cells.flatMap((cell, index) => {
      const head = heads[index] ?? ''
      const printed = cell.replaceAll(',', '')
      const number = /^-?(\d+\.?\d*|\.\d+)$/.test(printed) && !/threshold|cut-?off|seuil/i.test(head)
      return number ? [{ name: head, value: Number(printed), printed, path, line: at + 1, group: `${path}:${at + 1}`, origin: 'noted' as const }] : []
    })
  }
  return []
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.replace(/[*`]/g, '').trim())
}

/** The numbers that stand in one object with the recorded threshold. */
function jsonNumbers(path: string, text: string, isRecorded: (value: number) => boolean, line: number | null): LoggedNumber[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return []
  }
  const found: LoggedNumber[] = []
  const visit = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return
    const entries = Object.entries(value)
    const states = entries.some(([key, item]) => typeof item === 'number' && /thr|cut-?off|seuil/i.test(key) && isRecorded(item))
    for (const [key, item] of entries) {
      if (states && typeof item === 'number' && !/thr|cut-?off|seuil/i.test(key)) {
        found.push({ name: key, value: item, printed: String(item), path, line, group: `${path} ${place}`, origin: 'logged' })
      }
      visit(item, `${place}/${key}`)
    }
  }
  visit(parsed, '')
  return found
}

/**
 * The numbers that stand in a table of results with the recorded threshold: those whose column begins like the
 * threshold's ("test_" of test_threshold).
 */
function csvNumbers(path: string, text: string, isRecorded: (value: number) => boolean): LoggedNumber[] {
  const lines = text.split(/\r?\n/)
  const head = (lines[0] ?? '').split(',').map((cell) => cell.replaceAll('"', '').trim())
  const columns = head.flatMap((name, index) => (/^(.*_)?(threshold|cut_?off|seuil)$/i.test(name) ? [{ index, prefix: name.replace(/(threshold|cut_?off|seuil)$/i, '') }] : []))
  if (columns.length === 0 || lines.length > mostResults) return []
  return lines.slice(1).flatMap((line, at) => {
    const cells = line.split(',').map((cell) => cell.trim())
    return columns
      .filter(({ index }) => cells[index] !== undefined && cells[index] !== '' && isRecorded(Number(cells[index])))
      .flatMap(({ index, prefix }) =>
        cells.flatMap((printed, column) => {
          const name = head[column] ?? ''
          const usable = column !== index && name.startsWith(prefix) && printed !== '' && Number.isFinite(Number(printed))
          return usable
            ? [{ name, value: Number(printed), printed, path, line: at + 2, group: `${path}:${at + 2} ${prefix}`, origin: 'logged' as const }]
            : []
        }),
      )
  })
}

/** Distinct names of experiments and runs in a table of runs. */
function namesIn(path: string, text: string): Corroboration[] {
  const lines = text.split(/\r?\n/)
  const head = (lines[0] ?? '').split(',').map((cell) => cell.replaceAll('"', '').trim())
  if (!namesColumn.test(lines[0] ?? '')) return []
  const columns = head.flatMap((cell, index) => (/^(experiment|run)(_name)?$/i.test(cell) ? [index] : []))
  const names = new Map<string, Corroboration>()
  lines.slice(1).forEach((line, at) => {
    const cells = line.split(',')
    for (const column of columns) {
      const name = (cells[column] ?? '').replaceAll('"', '').trim()
      const what = (head[column] ?? '').replace(/_?name$/i, '')
      if (name !== '' && !names.has(`${what} ${name}`)) names.set(`${what} ${name}`, { path, line: at + 2, text: `${what} ${name}` })
    }
  })
  return [...names.values()]
}
