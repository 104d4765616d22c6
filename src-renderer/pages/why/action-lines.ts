import type { Action } from '../../../src-main/contract/explanation.ts'

/** An action with every line of the one file that it is about. */
export interface ActionLine {
  readonly verb: Action['verb']
  readonly text: string
  /** "docs/note.md:47, 49, 53"; null where no file is to be changed. */
  readonly place: string | null
}

/** Actions that say the same of several lines of a file become one. The place is taken out of the text. */
export function actionLines(actions: readonly Action[]): ActionLine[] {
  const groups = new Map<string, { action: Action; text: string; lines: number[] }>()
  for (const action of actions) {
    const { verb, path, line } = action
    const text = path === null ? action.text : action.text.replaceAll(line === null ? path : `${path}:${line}`, 'the file')
    const key = JSON.stringify([verb, path, text])
    const group = groups.get(key) ?? { action, text, lines: [] }
    if (line !== null) group.lines.push(line)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ action: { verb, path }, text, lines }) => ({ verb, text, place: path === null ? null : placeWords(path, lines) }))
}

function placeWords(path: string, lines: readonly number[]): string {
  return lines.length === 0 ? path : `${path}:${[...new Set(lines)].toSorted((a, b) => a - b).join(', ')}`
}
