import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { PathInput } from '../../components/PathInput.tsx'
import type { ExportOptions } from './export-options.ts'
import { MakeKeyDialog } from './MakeKeyDialog.tsx'

interface SealFieldsProps {
  options: ExportOptions
  passphrase: string
  /** The folder that a new key goes into unless the user says otherwise. */
  folder: string
  disabled: boolean
  onOptions: (change: Partial<ExportOptions>) => void
  onPassphrase: (passphrase: string) => void
}

/** Whether the report is sealed, and with which key; the passphrase is asked for each time. */
export function SealFields({ options, passphrase, folder, disabled, onOptions, onPassphrase }: SealFieldsProps) {
  const [making, setMaking] = useState(false)
  const { sealed, certificate } = options
  return (
    <>
      <Checkbox
        size="xs"
        label="Seal it, so that every later change shows"
        checked={sealed}
        disabled={disabled}
        onChange={(event) => onOptions({ sealed: event.currentTarget.checked })}
      />
      {sealed && (
        <div className="export-inset">
          <PathInput
            label="Key file (PKCS#12)"
            choose="Choose a key"
            title="Which key seals the report?"
            types={keyTypes}
            value={certificate}
            start={folder}
            disabled={disabled}
            onChange={(path) => onOptions({ certificate: path })}
          />
          <TextInput
            label="Passphrase of the key"
            type="password"
            autoComplete="off"
            value={passphrase}
            disabled={disabled}
            onChange={(event) => onPassphrase(event.currentTarget.value)}
          />
          <p className="secondary">
            Asked for each time and never kept. No certificate of your bank?{' '}
            <button type="button" className="link" disabled={disabled} onClick={() => setMaking(true)}>
              Make a self-asserted key
            </button>
          </p>
        </div>
      )}
      {making && (
        <MakeKeyDialog
          folder={folder}
          onMade={(path) => {
            onOptions({ certificate: path })
            setMaking(false)
          }}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  )
}

const keyTypes = ['.p12', '.pfx']
