import { Button, CloseButton } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Derivation } from '../../src-main/contract/derivation.ts'
import { useCase } from '../app/case-state.tsx'
import { formatHash } from '../format/hash.ts'
import { derivationText } from './derivation-text.ts'
import './derivation.css'
import { useNotice } from './Notice.tsx'

/** The panel at the right that says where a number came from; nothing while none is opened. */
export function DerivationPanel() {
  const { state } = useCase()
  return state.derivation === null ? null : <OpenPanel key={state.derivation.title} derivation={state.derivation} />
}

function OpenPanel({ derivation }: { derivation: Derivation }) {
  const { dispatch } = useCase()
  const notice = useNotice()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    heading.current?.focus()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])
  const copy = async () => {
    await navigator.clipboard.writeText(derivationText(derivation))
    notice('Derivation copied')
  }
  return (
    <aside className="derivation scroll" aria-label="How this number was computed">
      <div className="derivation-head">
        <h2 ref={heading} tabIndex={-1}>
          {derivation.title}
        </h2>
        <CloseButton size="sm" aria-label="Close the derivation (Esc)" onClick={() => dispatch({ type: 'derivation-closed' })} />
      </div>
      <Part title="Formula">
        <p>{derivation.formula}</p>
      </Part>
      <Part title="Rows">
        <p className="derivation-rows">{derivation.rows}</p>
      </Part>
      <Part title="Ties">
        <p>{derivation.tieRule ?? 'None can occur.'}</p>
      </Part>
      <Part title="Query">
        {derivation.query === null ? <p className="missing">No query was needed.</p> : <pre tabIndex={0}>{derivation.query}</pre>}
      </Part>
      <Part title={derivation.files.length === 1 ? 'File' : 'Files'}>
        {derivation.files.length === 0 && <p className="missing">None was compared.</p>}
        <ul>
          {derivation.files.map(({ path, sha256 }) => (
            <li key={`${sha256} ${path}`}>
              <span className="mono">{path}</span>
              <span className="derivation-hash">SHA-256 {formatHash(sha256)}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Button variant="default" leftSection={<IconCopy size={14} stroke={1.7} aria-hidden />} onClick={() => void copy()}>
        Copy derivation
      </Button>
    </aside>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
