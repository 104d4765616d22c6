import type { Action } from '../../../src-main/contract/explanation.ts'

/** An action, its first word apart for emphasis, with every line of the one file that it is about. */
export interface ActionLine {
  readonly verb: Action['verb']
  /** "Adopt", "Correct": the word that the text begins with. */
  readonly word: string
  readonly rest: string
  /** "docs/note.md:47, 49, 53"; null where no file is to be changed, or the text names it. */
  readonly place: string | null
}

/** Actions that say the same of several lines of a file become one. */
export function actionLines(actions: readonly Action[]): ActionLine[] {
  const groups = new Map<string, { action: Action; lines: number[] }>()
  for (const action of actions) {
    const key = JSON.stringify([action.verb, action.path, action.text])
    const group = groups.get(key) ?? { action, lines: [] }
    if (action.line !== null) group.lines.push(action.line)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ action: { verb, path, text }, lines }) => {
    const [word = ''] = text.split(' ', 1)
    return { verb, word, rest: text.slice(word.length), place: path === null || text.includes(path) ? null : placeWords(path, lines) }
  })
}

function placeWords(path: string, lines: readonly number[]): string {
  return lines.length === 0 ? path : `${path}:${[...new Set(lines)].toSorted((a, b) => a - b).join(', ')}`
}
