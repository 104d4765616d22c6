import { useId, type ReactNode } from 'react'

interface CardProps {
  title: ReactNode
  /** Secondary words beside the title. */
  aside?: ReactNode
  /** A control at the end of the title line. */
  end?: ReactNode
  className?: string
  children: ReactNode
}

/** One surface with one title. Cards are never put inside cards. */
export function Card({ title, aside, end, className = '', children }: CardProps) {
  const id = useId()
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <div className="card-title">
        <h2 id={id}>
          {title}
        </h2>
        {aside !== undefined && <span className="aside">{aside}</span>}
        {end !== undefined && <span className="end">{end}</span>}
      </div>
      {children}
    </section>
  )
}
