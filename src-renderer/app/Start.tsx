import { Button, createTheme, MantineProvider, Menu, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { Connection } from '../api/client.ts'
import { problemOf } from '../api/problem-of.ts'
import { NoticeProvider } from '../components/Notice.tsx'
import { ProblemNotice } from '../components/ProblemNotice.tsx'
import { App } from './App.tsx'
import { CaseProvider, useCase } from './case-state.tsx'
import { useTheme } from './use-theme.ts'

const mantineTheme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { variant: 'filled' } }),
    // Inside the title bar, so that an open menu belongs to a landmark of the page.
    Menu: Menu.extend({
      defaultProps: { withInitialFocusPlaceholder: false, withinPortal: false, transitionProps: { duration: 80 } },
    }),
    Modal: Modal.extend({
      defaultProps: {
        // Locking the scroll would add a <style> element; the page behind a dialog doesn't scroll anyway.
        lockScroll: false,
        transitionProps: { duration: 80 },
        closeButtonProps: { 'aria-label': 'Close without a change' },
        // Its <header> would be a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    }),
  },
})

/** Opens the folder that the window was started with, once. */
function InitialFolder({ folder }: { folder: string | null }) {
  const { dispatch } = useCase()
  useEffect(() => {
    if (folder !== null) dispatch({ type: 'folder-opened', folder })
  }, [folder, dispatch])
  return null
}

/** Connects to the engine, then shows the app; or says why it can't. */
export function Start({ connecting }: { connecting: Promise<Connection> }) {
  const { choice, shown, show } = useTheme()
  const [opened, setOpened] = useState<{ connection: Connection; initialFolder: string | null } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [connected, setConnected] = useState(true)

  useEffect(() => {
    connecting
      .then(async (connection) => {
        void connection.lost.then(() => setConnected(false))
        const { initialFolder, theme } = await connection.engine.application.about()
        show(theme)
        setOpened({ connection, initialFolder })
      })
      .catch((error: unknown) => setProblem(problemOf(error)))
  }, [connecting, show])

  return (
    <MantineProvider
      forceColorScheme={shown}
      // Both would be <style> elements. Every variable that differs from Mantine's own is in mantine.css instead.
      withCssVariables={false}
      withGlobalClasses={false}
      getStyleNonce={() => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''}
      theme={mantineTheme}
    >
      {problem !== null && (
        <main className="page">
          <header className="page-header">
            <h1>Countersign can’t start in this window</h1>
          </header>
          <ProblemNotice problem={problem} />
        </main>
      )}
      {opened !== null && (
        <CaseProvider engine={opened.connection.engine}>
          <NoticeProvider>
            <InitialFolder folder={opened.initialFolder} />
            <App
              connected={connected}
              theme={choice}
              onTheme={(next) => {
                show(next)
                // Where it can't be kept, the window still shows it.
                opened.connection.engine.application.chooseTheme({ theme: next }).catch(() => {})
              }}
            />
          </NoticeProvider>
        </CaseProvider>
      )}
    </MantineProvider>
  )
}
