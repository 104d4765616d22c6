import { useState, useSyncExternalStore } from 'react'
import type { ThemeChoice } from '../../src-main/contract/theme.ts'

export type { ThemeChoice }

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(onChange: () => void): () => void {
  darkQuery.addEventListener('change', onChange)
  return () => darkQuery.removeEventListener('change', onChange)
}

/** The chosen theme, the one that is shown, and how to show another. */
export function useTheme(): { choice: ThemeChoice; shown: 'light' | 'dark'; show: (choice: ThemeChoice) => void } {
  const [choice, show] = useState<ThemeChoice>('system')
  const systemIsDark = useSyncExternalStore(subscribe, () => darkQuery.matches)
  const shown = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice
  return { choice, shown, show }
}
