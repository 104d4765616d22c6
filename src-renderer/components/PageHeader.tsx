import type { ReactNode } from 'react'

interface PageHeaderProps {
  question: string
  /** What is asked before the answer; nothing where it needs no question. */
  first?: ReactNode
  /** The decisive clause, set in semibold; null while there is no answer yet. */
  decisive: ReactNode
  rest?: ReactNode
  caveat?: ReactNode
  /** Buttons at the right of the title. */
  actions?: ReactNode
}

/** The question as title, its answer as the first thing below, the caveat that could change it in one line. */
export function PageHeader({ question, first, decisive, rest, caveat, actions }: PageHeaderProps) {
  return (
    <>
      <header className="page-header">
        <h1>{question}</h1>
        {actions}
      </header>
      <section className="answer" aria-label="Answer" aria-live="polite">
        <p className="sentence">
          {first}
          <strong>{decisive}</strong> {rest}
        </p>
        {caveat !== undefined && caveat !== null && caveat !== '' && <p className="caveat">{caveat}</p>}
      </section>
    </>
  )
}
