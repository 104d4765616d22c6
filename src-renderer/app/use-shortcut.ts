import { useEffect, useEffectEvent } from 'react'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]') !== null
}

/**
 * Runs `act` when `key` is pressed while this component is shown. Plain keys don't act while someone types in a field;
 * with `control` the Ctrl (or Command) key has to be held.
 */
export function useShortcut(key: string, act: () => void, options: { control?: boolean; inFields?: boolean } = {}): void {
  const { control = false, inFields = control } = options
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key.toLowerCase() || event.defaultPrevented) return
    if ((event.ctrlKey || event.metaKey) !== control || event.altKey) return
    if (!inFields && isTyping(event.target)) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
