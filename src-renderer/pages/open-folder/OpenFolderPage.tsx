import { IconFolderDown } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import { useOpenFolder } from '../../app/use-evidence.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { droppedReport } from '../verify/dropped-report.ts'
import { DemoCard } from './DemoCard.tsx'
import { FolderBrowser } from './FolderBrowser.tsx'
import './open-folder.css'
import { readDrop } from './read-drop.ts'
import { RecentFolders } from './RecentFolders.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import { VerifyCard } from './VerifyCard.tsx'

type Drop =
  | { kind: 'none' }
  | { kind: 'looking'; name: string }
  | { kind: 'choose'; name: string; folders: string[] }
  | { kind: 'problem'; problem: Problem }

const noFolder: Problem = {
  kind: 'usage',
  path: null,
  message: 'What was dropped is neither a folder nor a report.',
  action: 'Drop the folder that holds the evidence, not a file of it, or a PDF to verify.',
}

function notFound(name: string): Problem {
  return {
    kind: 'folder-missing',
    path: name,
    message: 'The window is not told where a dropped folder lies, and no folder like it was found in the usual places.',
    action: 'Go to it in the list at the right, or paste its path there.',
  }
}

/** What came of the last drop; nothing where there was none. */
function DropOutcome({ drop }: { drop: Drop }) {
  const openFolder = useOpenFolder()
  switch (drop.kind) {
    case 'none':
      return null
    case 'looking':
      return <p>Looking for {drop.name} on this computer.</p>
    case 'problem':
      return <ProblemNotice problem={drop.problem} />
    case 'choose':
      return (
        <div>
          <p>Which {drop.name} is it?</p>
          <ul>
            {drop.folders.map((folder) => (
              <li key={folder}>
                <button className="link mono" onClick={() => openFolder(folder)}>
                  {folder}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )
  }
}

/** Where a person says which folder holds the evidence. */
export function OpenFolderPage() {
  const { engine, dispatch } = useCase()
  const openFolder = useOpenFolder()
  const [over, setOver] = useState(false)
  const [drop, setDrop] = useState<Drop>({ kind: 'none' })

  const dropped = async (items: DataTransferItemList) => {
    const folder = await readDrop(items)
    if (folder === null) return setDrop({ kind: 'problem', problem: noFolder })
    setDrop({ kind: 'looking', name: folder.name })
    const folders = await engine.folders.locate(folder)
    const [only] = folders
    if (only !== undefined && folders.length === 1) return openFolder(only)
    setDrop(
      folders.length === 0 ? { kind: 'problem', problem: notFound(folder.name) } : { kind: 'choose', name: folder.name, folders },
    )
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const report = droppedReport(event.dataTransfer.files)
    if (report !== null) return dispatch({ type: 'verify-opened', report })
    dropped(event.dataTransfer.items).catch((error: unknown) => setDrop({ kind: 'problem', problem: problemOf(error) }))
  }

  return (
    <div
      className="open-folder"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false)
      }}
      onDrop={onDrop}
    >
      <header className="page-header">
        <h1>Which folder holds the evidence?</h1>
      </header>
      <section className="answer" aria-label="What happens">
        <p className="sentence">
          <strong>Open the project as the data scientists left it.</strong> Countersign finds tracking stores, prediction
          tables, models and places that state a threshold or a cost. It reads the folder, never writes to it, and nothing
          leaves this computer. Where the rows are in a warehouse, open the folder with the rest: its first page leads
          through the queries.
        </p>
      </section>
      <div className="open-folder-columns">
        <div className="open-folder-side">
          <RecentFolders />
          <DemoCard />
          <ReviewCard />
          <VerifyCard />
          <div className="drop-target" data-over={over} aria-live="polite">
            {(over || drop.kind === 'none') && (
              <p className="invitation">
                <IconFolderDown size={18} stroke={1.6} aria-hidden />{' '}
                {over ? 'Let go to open the folder or to verify the report' : 'Or drop a folder, or a report to verify, on this page'}
              </p>
            )}
            {!over && <DropOutcome drop={drop} />}
          </div>
        </div>
        <FolderBrowser />
      </div>
    </div>
  )
}
