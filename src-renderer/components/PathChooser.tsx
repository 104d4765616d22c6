import { Button, Modal } from '@mantine/core'
import { IconArrowUp, IconFile, IconFolder } from '@tabler/icons-react'
import { useFolderListing } from '../app/use-folder-listing.ts'
import './path-chooser.css'
import { ProblemNotice } from './ProblemNotice.tsx'

export interface PathChooserProps {
  title: string
  /** The folder to start from; empty is the home folder. */
  start: string
  /** How the names of files end that can be chosen, ".pdf"; left out, a folder is chosen. */
  types?: readonly string[]
  onChoose: (path: string) => void
  onClose: () => void
}

/** A dialog that walks through the folders of this computer to choose one, or a file in one. */
export function PathChooser({ title, start, types, onChoose, onClose }: PathChooserProps) {
  const { listing, problem, path, go } = useFolderListing(start === '' ? null : start, types)
  const empty = listing !== null && listing.folders.length + listing.named.length === 0
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={560}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close without a change' }}
      transitionProps={{ duration: 80 }}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <p className="chooser-path mono">{path ?? ''}</p>
      <div className="chooser-places">
        <Button
          size="xs"
          variant="default"
          disabled={listing === null || listing.parent === null}
          leftSection={<IconArrowUp size={13} stroke={1.8} aria-hidden />}
          onClick={() => {
            if (listing !== null && listing.parent !== null) go(listing.parent)
          }}
        >
          Up
        </Button>
        {listing === null && problem !== null && (
          <Button size="xs" variant="default" onClick={() => go(null)}>
            Your own folder
          </Button>
        )}
        {listing?.roots.map((root) => (
          <Button key={root} size="xs" variant="default" onClick={() => go(root)}>
            {root}
          </Button>
        ))}
      </div>
      <ul className="chooser-entries scroll" aria-label={types === undefined ? 'Folders in it' : 'Folders and files in it'}>
        {listing?.folders.map((folder) => (
          <li key={folder.path}>
            <button type="button" onClick={() => go(folder.path)}>
              <IconFolder size={15} stroke={1.6} aria-hidden /> {folder.name}
            </button>
          </li>
        ))}
        {listing?.named.map((file) => (
          <li key={file.path}>
            <button type="button" onClick={() => onChoose(file.path)}>
              <IconFile size={15} stroke={1.6} aria-hidden /> {file.name}
            </button>
          </li>
        ))}
        {empty && <li className="secondary">{types === undefined ? 'No folders in here.' : `No folders and no ${types.join(' or ')} files in here.`}</li>}
      </ul>
      <div className="chooser-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {types === undefined && (
          <Button disabled={listing === null} onClick={() => listing !== null && onChoose(listing.path)}>
            Use this folder
          </Button>
        )}
      </div>
    </Modal>
  )
}
