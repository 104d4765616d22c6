import { useEffect, useState } from 'react'
import type { Work } from '../app/works.ts'
import { progressWords } from '../format/progress-words.ts'

/** Shorter work isn't told of: a bar that flashes is noise. */
const delayMilliseconds = 400

/** A 2 px line under the title bar with words, counts and Stop. */
export function WorkBar({ work }: { work: Work }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  const { progress, stop } = work
  const share = progress === null || progress.total === null || progress.total === 0 ? null : progress.done / progress.total
  const percent = share === null ? null : Math.min(100, Math.round(share * 100))
  return (
    <section className="work-bar" aria-label="Work in progress">
      <div
        className="track"
        role="progressbar"
        aria-label={work.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
      >
        <i style={{ width: `${percent ?? 100}%` }} />
      </div>
      <div className="words">
        <span>{progressWords(work.title, progress)}</span>
        <button className="link" onClick={stop}>
          Stop
        </button>
      </div>
    </section>
  )
}
