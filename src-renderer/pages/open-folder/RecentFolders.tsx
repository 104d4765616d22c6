import { IconFolder, IconFolderOff, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { RecentFolder } from '../../../src-main/contract/folders.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import { lastName } from '../../app/TitleBar.tsx'
import { useOpenFolder } from '../../app/use-evidence.ts'
import { Card } from '../../components/Card.tsx'
import { PathText } from '../../components/PathText.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatDay } from '../../format/date.ts'

/** Folders that were opened before, the latest first; those that are gone are marked and can be forgotten. */
export function RecentFolders() {
  const { engine } = useCase()
  const openFolder = useOpenFolder()
  const [folders, setFolders] = useState<RecentFolder[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    let current = true
    engine.folders.recent().then(
      (recent) => {
        if (current) setFolders(recent)
      },
      (error: unknown) => {
        if (current) setProblem(problemOf(error))
      },
    )
    return () => {
      current = false
    }
  }, [engine])

  const forget = (path: string) => {
    engine.folders.forget({ path }).then(
      () => setFolders((before) => before?.filter((folder) => folder.path !== path) ?? null),
      (error: unknown) => setProblem(problemOf(error)),
    )
  }

  return (
    <Card title="Recent folders" className="recent-folders">
      {problem !== null && <ProblemNotice problem={problem} />}
      {folders?.length === 0 && (
        <p className="secondary">None yet. Folders that you open are listed here, on this computer only.</p>
      )}
      <ul className="scroll">
        {folders?.map((folder) => (
          <li key={folder.path}>
            <button
              className="entry"
              disabled={!folder.exists}
              title={folder.path}
              onClick={() => openFolder(folder.path)}
            >
              {folder.exists ? (
                <IconFolder size={16} stroke={1.6} aria-hidden />
              ) : (
                <IconFolderOff size={16} stroke={1.6} aria-hidden />
              )}
              <span className="name">{lastName(folder.path)}</span>
              <span className="when">{folder.exists ? formatDay(folder.openedAt) : 'missing: moved or deleted'}</span>
              <span className="where">
                <PathText path={folder.path} />
              </span>
            </button>
            <button className="forget" aria-label={`Forget ${folder.path}`} title="Forget" onClick={() => forget(folder.path)}>
              <IconX size={14} stroke={1.8} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
