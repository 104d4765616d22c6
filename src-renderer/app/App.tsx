import { IconPlugConnectedX } from '@tabler/icons-react'
import { memo, useEffect, useRef } from 'react'
import { DerivationPanel } from '../components/DerivationPanel.tsx'
import { WorkBar } from '../components/WorkBar.tsx'
import { OpenFolderPage } from '../pages/open-folder/OpenFolderPage.tsx'
import { VerifyPage } from '../pages/verify/VerifyPage.tsx'
import { verifyQuestion } from '../pages/verify/verify-words.ts'
import { shown } from './case.ts'
import { useCase, useDispatch } from './case-state.tsx'
import { pages, questionOf } from './pages.tsx'
import { Rail } from './Rail.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TitleBar } from './TitleBar.tsx'
import { useEvidence } from './use-evidence.ts'
import { useDismissals } from './use-dismissals.ts'
import { useExplanation } from './use-explanation.ts'
import { useKeptChoices } from './use-kept-choices.ts'
import { useKeptComparison } from './use-kept-comparison.ts'
import { useShortcut } from './use-shortcut.ts'
import { useTable } from './use-table.ts'
import type { ThemeChoice } from './use-theme.ts'

function PageShortcut({ number, open }: { number: number; open: () => void }) {
  useShortcut(String(number), open, { control: true })
  return null
}

/** Ctrl 1, 2, … open the pages of a folder. */
const PageShortcuts = memo(function PageShortcuts({ isDisabled }: { isDisabled: boolean }) {
  const dispatch = useDispatch()
  return pages.map((entry, index) => (
    <PageShortcut
      key={entry.id}
      number={index + 1}
      open={() => {
        if (!isDisabled) dispatch({ type: 'page-opened', page: entry.id })
      }}
    />
  ))
})

interface AppProps {
  connected: boolean
  theme: ThemeChoice
  onTheme: (choice: ThemeChoice) => void
}

/** The frame of the window: title bar, rail, the page, status bar. */
export function App({ connected, theme, onTheme }: AppProps) {
  const { state, dispatch } = useCase()
  const page = useRef<HTMLElement>(null)
  const [work] = state.works
  useEvidence()
  useKeptChoices()
  useKeptComparison()
  useTable()
  useDismissals()
  useExplanation()
  useShortcut('Escape', () => dispatch({ type: 'derivation-closed' }), { inFields: true })

  const current = pages.find((entry) => entry.id === state.page)
  const verifying = state.page === 'verify'
  const Page = verifying ? VerifyPage : (current?.component ?? OpenFolderPage)
  const question = verifying ? verifyQuestion : current === undefined ? 'Which folder holds the evidence?' : questionOf(current, state)
  const titled = verifying || state.folder !== null
  useEffect(() => {
    document.title = titled ? `${question} – Countersign` : 'Countersign'
  }, [question, titled])
  useEffect(() => {
    page.current?.scrollTo(0, 0)
  }, [state.page, state.folder])
  useEffect(() => {
    // The control that opened the folder is gone; without this the next Tab would start at the top of the window.
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true })
  }, [state.folder])

  return (
    <div className="frame" data-panel={state.derivation === null ? undefined : 'open'}>
      <a className="skip-link" href="#page" onClick={(event) => {
        event.preventDefault()
        page.current?.focus()
      }}>
        Skip to the page
      </a>
      <TitleBar folder={state.folder} theme={theme} onTheme={onTheme} />
      <Rail />
      <main className="page" id="page" tabIndex={-1} ref={page} key={state.page}>
        <Page />
      </main>
      <DerivationPanel />
      <div className="top-lines">
        {work !== undefined && <WorkBar key={work.title} work={work} />}
        {!connected && (
          <div className="banner" role="alert">
            <IconPlugConnectedX className="icon" size={16} stroke={1.7} aria-hidden />
            <p>
              <strong>The connection to the engine is lost.</strong> What is on screen stays readable, but nothing can be
              computed or exported. Close this window and start Countersign again.
            </p>
          </div>
        )}
      </div>
      <StatusBar evidence={shown(state.scan)?.evidenceSha256 ?? null} table={shown(state.table)} />
      <PageShortcuts isDisabled={state.folder === null} />
    </div>
  )
}
