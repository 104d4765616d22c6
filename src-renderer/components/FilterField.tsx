import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useShortcut } from '../app/use-shortcut.ts'

interface FilterFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  width?: number
}

/** A search field for the table beside it; "/" moves into it, Esc empties it. */
export function FilterField({ label, value, onChange, width = 200 }: FilterFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  useShortcut('/', () => field.current?.focus())
  return (
    <TextInput
      ref={field}
      w={width}
      className="filter-field"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={13} stroke={1.7} aria-hidden />}
      rightSection={value === '' ? <kbd aria-hidden>/</kbd> : undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onChange('')
        field.current?.blur()
      }}
    />
  )
}
