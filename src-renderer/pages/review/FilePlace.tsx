import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { PathChooser } from '../../components/PathChooser.tsx'
import { folderOfPath, fileNameOfPath, pathIn } from '../../format/path.ts'

interface FilePlaceProps {
  label: string
  value: string
  onChange: (path: string) => void
  /** What the dialog asks that chooses a folder for it. */
  question: string
  error?: string | null
}

/** The whole path of a file to write, typed or with its folder chosen. */
export function FilePlace({ label, value, onChange, question, error = null }: FilePlaceProps) {
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="path-input">
      <TextInput label={label} spellCheck={false} value={value} error={error} onChange={(event) => onChange(event.currentTarget.value)} />
      <Button variant="default" onClick={() => setChoosing(true)}>
        Choose a folder
      </Button>
      {choosing && (
        <PathChooser
          title={question}
          start={folderOfPath(value)}
          onChoose={(folder) => {
            onChange(pathIn(folder, fileNameOfPath(value)))
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  )
}
