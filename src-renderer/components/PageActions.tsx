import { IconTable } from '@tabler/icons-react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import { useDispatch } from '../app/case-state.tsx'
import { useShortcut } from '../app/use-shortcut.ts'
import { SteadyButton } from './SteadyButton.tsx'

const tableIcon = <IconTable size={14} stroke={1.7} aria-hidden />

/** What D explains by the card that has the focus: a selector and the name of its derivation. */
export type CardDerivations = readonly (readonly [selector: string, name: string])[]

/** The derivation of the card around `focused`, else the one of the answer. */
export function derivationAtFocus(
  focused: Element | null,
  cards: CardDerivations,
  derivations: Readonly<Record<string, Derivation>>,
  answer: string,
): Derivation | undefined {
  const card = cards.find(([selector]) => focused?.closest(selector) != null)
  return derivations[card?.[1] ?? answer]
}

interface PageActionsProps {
  asTable: boolean
  onAsTable: (asTable: boolean) => void
  /** The derivation that D and its button open; nothing where there is none. */
  derivation: () => Derivation | undefined
}

/** The two buttons of every answered page, with their keys: the charts as tables, and how it was computed. */
export function PageActions({ asTable, onAsTable, derivation }: PageActionsProps) {
  const dispatch = useDispatch()
  const explain = () => {
    const { activeElement } = document
    // A row's own number says more than the card around it.
    const number = activeElement?.matches('[data-cell]') === true ? activeElement.closest('tr')?.querySelector('.number-target') : null
    if (number instanceof HTMLElement) {
      number.click()
      return
    }
    const found = derivation()
    if (found !== undefined) dispatch({ type: 'derivation-opened', derivation: found })
  }
  useShortcut('t', () => onAsTable(!asTable))
  useShortcut('d', explain)
  const words = asTable ? 'Show as charts' : 'Show as table'
  return (
    <>
      <SteadyButton
        variant="default"
        aria-pressed={asTable}
        aria-keyshortcuts="T"
        title={`${words} (T)`}
        leftSection={tableIcon}
        onClick={() => onAsTable(!asTable)}
      >
        {words}
      </SteadyButton>
      <SteadyButton variant="default" aria-keyshortcuts="D" title="How was this computed? (D)" onClick={explain}>
        How was this computed?
      </SteadyButton>
    </>
  )
}
