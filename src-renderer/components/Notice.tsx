import { IconCheck } from '@tabler/icons-react'
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react'
import './notice.css'

const Context = createContext<(words: string) => void>(() => undefined)
const shownMilliseconds = 4000

/** Shows short words such as "Copied" at the foot of the window, and reads them out. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<{ words: string; number: number } | null>(null)
  const tell = useCallback((words: string) => setNotice((last) => ({ words, number: (last?.number ?? 0) + 1 })), [])
  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => setNotice(null), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <Context value={tell}>
      {children}
      <div className="notice-place" role="status">
        {notice !== null && (
          <p className="notice" key={notice.number}>
            <IconCheck size={14} stroke={1.8} aria-hidden /> {notice.words}
          </p>
        )}
      </div>
    </Context>
  )
}

/** Gives a function that tells the user that something was copied or exported. */
export function useNotice(): (words: string) => void {
  return use(Context)
}
