import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { FolderChooser } from './FolderChooser.tsx'
import { destinationProblem } from './report-state.ts'

interface DestinationFormProps {
  folder: string
  fileName: string
  onFolder: (folder: string) => void
  onFileName: (fileName: string) => void
  /** What the export waits for; null where it can start. */
  waits: string | null
  running: boolean
  onExport: () => void
}

/** Folder and name of the PDF, checked as they are typed. */
export function DestinationForm({ folder, fileName, onFolder, onFileName, waits, running, onExport }: DestinationFormProps) {
  const { state } = useCase()
  const [choosing, setChoosing] = useState(false)
  const problem = folder === '' ? null : destinationProblem(state.folder, folder, fileName)
  const ready = waits === null && problem === null && folder !== '' && !running
  return (
    <form
      className="destination"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onExport()
      }}
    >
      <div className="destination-folder">
        <TextInput
          label="Folder"
          spellCheck={false}
          value={folder}
          disabled={running}
          onChange={(event) => onFolder(event.currentTarget.value)}
        />
        <Button variant="default" disabled={running} onClick={() => setChoosing(true)}>
          Choose a folder
        </Button>
      </div>
      <TextInput
        label="File name"
        spellCheck={false}
        value={fileName}
        disabled={running}
        error={problem}
        onChange={(event) => onFileName(event.currentTarget.value)}
      />
      <Button type="submit" aria-disabled={!ready} title={waits ?? problem ?? 'Write the PDF'}>
        Export the report
      </Button>
      {choosing && (
        <FolderChooser
          start={folder}
          onChoose={(path) => {
            onFolder(path)
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </form>
  )
}
