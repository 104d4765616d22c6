import { Button, TextInput } from '@mantine/core'
import { IconArrowUp, IconFolder, IconFolderCheck, IconServer } from '@tabler/icons-react'
import { useState } from 'react'
import { lastName } from '../../app/TitleBar.tsx'
import { useOpenFolder } from '../../app/use-evidence.ts'
import { useFolderListing } from '../../app/use-folder-listing.ts'
import { Card } from '../../components/Card.tsx'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { plural } from '../../format/number.ts'

/** The folders of this computer, and a field for a path. */
export function FolderBrowser() {
  const openFolder = useOpenFolder()
  const { listing, problem, path, go } = useFolderListing(null)
  // What a person types stays, whatever is listed meanwhile, until they go somewhere.
  const [typed, setTyped] = useState<string | null>(null)
  const field = typed ?? path ?? ''
  const listed = problem === null && listing !== null && field === listing.path ? listing.path : null
  const wanted = field.trim()
  const walk = (to: string) => {
    setTyped(null)
    go(to)
  }
  // The first Enter goes to what was typed, the next one opens it, listed already or not.
  const enter = () => {
    if (listed !== null || (typed === null && problem === null && wanted !== '')) openFolder(listed ?? wanted)
    else if (wanted !== '') walk(wanted)
  }

  return (
    <Card title="This computer" className="folder-browser">
      <div className="path-line">
        <TextInput
          aria-label="Path of the folder"
          className="path-field"
          spellCheck={false}
          value={field}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') enter()
          }}
        />
        <Button variant="default" disabled={listed !== null || wanted === ''} onClick={() => walk(wanted)}>
          Go to it
        </Button>
        <Button disabled={wanted === ''} onClick={() => openFolder(listed ?? wanted)}>
          Open this folder
        </Button>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      {listing !== null && (
        <>
          <div className="places">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowUp size={13} stroke={1.8} aria-hidden />}
              disabled={listing.parent === null}
              onClick={() => listing.parent !== null && walk(listing.parent)}
            >
              Up{listing.parent === null ? '' : ` to ${lastName(listing.parent)}`}
            </Button>
            {listing.roots.map((root) => (
              <Button
                key={root}
                size="xs"
                variant="default"
                leftSection={<IconServer size={13} stroke={1.6} aria-hidden />}
                onClick={() => walk(root)}
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
                <button className="entry" title={folder.path} onClick={() => walk(folder.path)}>
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
