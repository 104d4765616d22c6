import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCase } from '../../app/case-state.tsx'
import { PathInput } from '../../components/PathInput.tsx'
import { optionsProblem, type ExportOptions } from './export-options.ts'
import { destinationProblem } from './report-state.ts'
import { ReviewFields } from './ReviewFields.tsx'
import { SealFields } from './SealFields.tsx'

interface DestinationFormProps {
  folder: string
  fileName: string
  options: ExportOptions
  onFolder: (folder: string) => void
  onFileName: (fileName: string) => void
  onOptions: (change: Partial<ExportOptions>) => void
  /** What the export waits for; null where it can start. */
  waits: string | null
  running: boolean
  /** Told the passphrase, which is forgotten here at the same time. */
  onExport: (passphrase: string) => void
}

/** What the report is made from, where it goes, its seal and its copies; checked as it is typed. */
export function DestinationForm({ folder, fileName, options, onFolder, onFileName, onOptions, waits, running, onExport }: DestinationFormProps) {
  const { state } = useCase()
  const [passphrase, setPassphrase] = useState('')
  const problem = folder === '' ? null : destinationProblem(state.folder, folder, fileName)
  const open = waits ?? problem ?? optionsProblem(options, passphrase)
  const ready = open === null && folder !== '' && !running
  return (
    <form
      className="destination"
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        onExport(passphrase)
        setPassphrase('')
      }}
    >
      <ReviewFields options={options} disabled={running} onOptions={onOptions} />
      <PathInput label="Folder" choose="Choose a folder" title="Where should the report go?" value={folder} disabled={running} onChange={onFolder} />
      <TextInput
        label="File name"
        spellCheck={false}
        value={fileName}
        disabled={running}
        error={problem}
        onChange={(event) => onFileName(event.currentTarget.value)}
      />
      <SealFields options={options} passphrase={passphrase} folder={folder} disabled={running} onOptions={onOptions} onPassphrase={setPassphrase} />
      <div className="export-choices">
        <Checkbox
          size="xs"
          label="Also as one HTML file"
          checked={options.html}
          disabled={running}
          onChange={(event) => onOptions({ html: event.currentTarget.checked })}
        />
        <Checkbox
          size="xs"
          label="Also as CSV and JSON files"
          checked={options.bundle}
          disabled={running}
          onChange={(event) => onOptions({ bundle: event.currentTarget.checked })}
        />
      </div>
      <div className="destination-end">
        <Button type="submit" aria-disabled={!ready} title={open ?? 'Write the PDF'}>
          Export the report
        </Button>
        {waits === null && problem === null && open !== null && <span className="secondary">{open}</span>}
      </div>
    </form>
  )
}
