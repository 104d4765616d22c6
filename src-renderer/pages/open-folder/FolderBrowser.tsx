import { Button, TextInput } from '@mantine/core'
import { IconArrowUp, IconFolder, IconFolderCheck, IconServer } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { FolderListing } from '../../../src-main/contract/folders.ts'
import type { Problem } from '../../../src-main/contract/problem.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import { lastName } from '../../app/TitleBar.tsx'
import { useOpenFolder } from '../../app/use-evidence.ts'
import { Card } from '../../components/Card.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { plural } from '../../format/number.ts'

/** The folders of this computer, and a field for a path. */
export function FolderBrowser() {
  const { engine } = useCase()
  const openFolder = useOpenFolder()
  const [wanted, setWanted] = useState<string | null>(null)
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    const controller = new AbortController()
    engine.folders.list({ path: wanted }, { signal: controller.signal }).then(
      (found) => {
        if (controller.signal.aborted) return
        setListing(found)
        setTyped(found.path)
        setProblem(null)
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(problemOf(error))
      },
    )
    return () => controller.abort()
  }, [engine, wanted])

  return (
    <Card title="This computer" className="folder-browser">
      <form
        className="path-line"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim() === '') return
          if (listing !== null && typed === listing.path && problem === null) openFolder(listing.path)
          else setWanted(typed.trim())
        }}
      >
        <TextInput
          aria-label="Path of the folder"
          className="path-field"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={listing !== null && typed === listing.path}>
          Go to it
        </Button>
        <Button
          disabled={listing === null || typed !== listing.path}
          onClick={() => listing !== null && openFolder(listing.path)}
        >
          Open this folder
        </Button>
      </form>
      {problem !== null && <ProblemNotice problem={problem} />}
      {listing !== null && (
        <>
          <div className="places">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowUp size={13} stroke={1.8} aria-hidden />}
              disabled={listing.parent === null}
              onClick={() => setWanted(listing.parent)}
            >
              Up{listing.parent === null ? '' : ` to ${lastName(listing.parent)}`}
            </Button>
            {listing.roots.map((root) => (
              <Button
                key={root}
                size="xs"
                variant="default"
                leftSection={<IconServer size={13} stroke={1.6} aria-hidden />}
                onClick={() => setWanted(root)}
              >
                {root}
              </Button>
            ))}
            <span className="secondary">
              {plural(listing.folders.length, 'folder')}, {plural(listing.files, 'file')}
            </span>
          </div>
          <ul className="scroll folders" aria-label={`Folders in ${listing.path}`}>
            {listing.folders.map((folder) => (
              <li key={folder.path}>
                <button className="entry" title={folder.path} onClick={() => setWanted(folder.path)}>
                  {folder.looksLikeEvidence ? (
                    <IconFolderCheck size={16} stroke={1.6} aria-hidden />
                  ) : (
                    <IconFolder size={16} stroke={1.6} aria-hidden />
                  )}
                  <span className="name">{folder.name}</span>
                  {folder.looksLikeEvidence && <span className="evidence">holds evidence</span>}
                </button>
                <button className="link open" aria-label={`Open ${folder.name}`} onClick={() => openFolder(folder.path)}>
                  Open
                </button>
              </li>
            ))}
            {listing.folders.length === 0 && (
              <li className="secondary none">No folders in here. “Open this folder” reads this one.</li>
            )}
          </ul>
        </>
      )}
    </Card>
  )
}
