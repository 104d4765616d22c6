import { useLayoutEffect, useRef } from 'react'

interface ReadingProps {
  /** Where the point is in the chart, in CSS pixels. */
  readonly at: readonly [number, number]
  /** What the point says, in lines. */
  readonly text: string
}

/** A line through a point of a curve with what it says beside it, on the side that has room. */
export function Reading({ at, text }: ReadingProps) {
  const line = useRef<HTMLDivElement>(null)
  const words = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => {
    if (line.current === null || words.current === null) return
    const [x, y] = at
    const room = line.current.parentElement?.clientWidth ?? 0
    const fits = x + 14 + words.current.offsetWidth <= room
    line.current.style.setProperty('--x', `${x}px`)
    line.current.style.setProperty('--y', `${y}px`)
    words.current.style.setProperty('left', `${fits ? x + 12 : x - 12 - words.current.offsetWidth}px`)
  })
  return (
    <>
      <div ref={line} className="reading-line" aria-hidden />
      <p ref={words} className="reading" aria-hidden>
        {text}
      </p>
    </>
  )
}
