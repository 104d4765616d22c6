import { Button, Modal } from '@mantine/core'
import { IconArrowUp, IconFolder } from '@tabler/icons-react'
import { useFolderListing } from '../../app/use-folder-listing.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'

interface FolderChooserProps {
  /** The folder to start from. */
  start: string
  onChoose: (path: string) => void
  onClose: () => void
}

/** A dialog that walks through the folders of this computer to choose one. */
export function FolderChooser({ start, onChoose, onClose }: FolderChooserProps) {
  const { listing, problem, path, go } = useFolderListing(start === '' ? null : start)
  return (
    <Modal
      opened
      onClose={onClose}
      title="Where should the report go?"
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
        {listing?.roots.map((root) => (
          <Button key={root} size="xs" variant="default" onClick={() => go(root)}>
            {root}
          </Button>
        ))}
      </div>
      <ul className="chooser-folders scroll" aria-label="Folders in it">
        {listing?.folders.map(({ name, path }) => (
          <li key={path}>
            <button type="button" onClick={() => go(path)}>
              <IconFolder size={15} stroke={1.6} aria-hidden /> {name}
            </button>
          </li>
        ))}
        {listing?.folders.length === 0 && <li className="secondary">No folders in here.</li>}
      </ul>
      <div className="chooser-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={listing === null} onClick={() => listing !== null && onChoose(listing.path)}>
          Use this folder
        </Button>
      </div>
    </Modal>
  )
}
