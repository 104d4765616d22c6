import { useState, useSyncExternalStore } from 'react'

export type ThemeChoice = 'light' | 'dark' | 'system'

const key = 'countersign.theme'
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')

function kept(): ThemeChoice {
  const value = localStorage.getItem(key)
  return value === 'light' || value === 'dark' ? value : 'system'
}

function subscribe(onChange: () => void): () => void {
  darkQuery.addEventListener('change', onChange)
  return () => darkQuery.removeEventListener('change', onChange)
}

/** The chosen theme, the one that is shown, and how to choose another. The choice is kept on this computer. */
export function useTheme(): { choice: ThemeChoice; shown: 'light' | 'dark'; choose: (choice: ThemeChoice) => void } {
  const [choice, setChoice] = useState(kept)
  const systemIsDark = useSyncExternalStore(subscribe, () => darkQuery.matches)
  const shown = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice
  const choose = (next: ThemeChoice) => {
    localStorage.setItem(key, next)
    setChoice(next)
  }
  return { choice, shown, choose }
}
