import { z } from 'zod'
import { themeChoiceSchema } from '../contract/theme.ts'
import type { ThemeChoice } from '../contract/theme.ts'
import { readKept, replaceKept } from './kept-json.ts'

const fileSchema = z.object({ theme: themeChoiceSchema })

/** How a person likes the window, kept in one JSON file from one start to the next. */
export interface Preferences {
  theme(): Promise<ThemeChoice>
  chooseTheme(theme: ThemeChoice): Promise<void>
}

/** A missing or damaged `file` counts as no choice; it is replaced at the next one. */
export function createPreferences(file: string): Preferences {
  let last: Promise<void> = Promise.resolve()
  return {
    async theme() {
      await last
      return (await readKept(file, fileSchema))?.theme ?? 'system'
    },
    chooseTheme(theme) {
      const next = last.then(() => replaceKept(file, { theme }))
      last = next.catch(() => {})
      return next
    },
  }
}
