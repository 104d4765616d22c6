import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { folderOfPath } from '../format/path.ts'
import { PathChooser } from './PathChooser.tsx'

interface PathInputProps {
  label: string
  /** What the button says, "Choose a folder"; it is the title of the dialog too where `title` is left out. */
  choose: string
  title?: string
  /** How the names of files end that can be chosen; left out, a folder is chosen. */
  types?: readonly string[]
  value: string
  /** Where the dialog starts while nothing is typed; empty is the home folder. */
  start?: string
  placeholder?: string
  disabled?: boolean
  onChange: (path: string) => void
}

/** A path that is typed, pasted or chosen in a dialog. */
export function PathInput({ label, choose, title = choose, types, value, start = '', placeholder, disabled = false, onChange }: PathInputProps) {
  const [choosing, setChoosing] = useState(false)
  const typed = value.trim()
  return (
    <div className="path-input">
      <TextInput
        label={label}
        spellCheck={false}
        value={value}
        {...(placeholder === undefined ? {} : { placeholder })}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Button variant="default" disabled={disabled} onClick={() => setChoosing(true)}>
        {choose}
      </Button>
      {choosing && (
        <PathChooser
          title={title}
          start={typed === '' ? start : types === undefined ? typed : folderOfPath(typed)}
          {...(types === undefined ? {} : { types })}
          onChoose={(path) => {
            onChange(path)
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  )
}
