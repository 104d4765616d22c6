import { memo } from 'react'

/** The mark of a threshold's role, as in the charts: filled circle, open diamond, grey tick. */
export const ThresholdMark = memo(function ThresholdMark({ kind }: { kind: 'recommended' | 'recorded' | 'reference' }) {
  return (
    <svg className="threshold-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden focusable="false">
      {kind === 'recommended' && <circle cx="6" cy="6" r="4.6" fill="var(--recommended)" />}
      {kind === 'recorded' && (
        <path d="M6 1.2 10.8 6 6 10.8 1.2 6Z" fill="none" stroke="var(--recorded)" strokeWidth="1.6" />
      )}
      {kind === 'reference' && <path d="M6 2v8" stroke="var(--ink-3)" strokeWidth="1.6" />}
    </svg>
  )
})
