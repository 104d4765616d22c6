import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { NamedTable } from '../../../src-main/contract/named-table.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { formatCount, plural } from '../../format/number.ts'
import { visibleText } from '../../format/visible-text.ts'
import { useNamedTable } from './use-named-table.ts'

interface NameTableProps {
  folder: string
  /** What the field opens with. */
  path: string
  onFound: (table: NamedTable) => void
}

/** A table that the scan did not offer, by its path or a pattern; the files that it stands for are shown before it is used. */
export function NameTable({ folder, path, onFound }: NameTableProps) {
  const [text, setText] = useState(path)
  const { named, look } = useNamedTable(folder, onFound)
  const typed = text.trim()
  return (
    <div className="name-table">
      <div className="panel-action">
        <TextInput
          label="File, folder of parts or pattern, inside the folder"
          description="Such as scores/2024.csv, scores, or scores/**/part-*.parquet"
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            if (typed !== '') look(typed)
          }}
        />
        <Button variant="default" disabled={typed === '' || named.status === 'loading'} onClick={() => look(typed)}>
          Look
        </Button>
      </div>
      {named.status === 'loading' && <p role="status">Reading the table.</p>}
      {named.status === 'failed' && <ProblemNotice problem={named.problem} />}
      {named.status === 'ready' && <Matched named={named.value} />}
    </div>
  )
}

/** Names that are shown before the rest is only counted. */
const namesShown = 12

function Matched({ named: { table, files, fileCount } }: { named: NamedTable }) {
  const rest = fileCount - Math.min(files.length, namesShown)
  return (
    <div role="status" className="small">
      <p>
        <bdi className="mono">{visibleText(table.path)}</bdi> stands for {plural(fileCount, 'file')} with {plural(table.rows, 'row')} and{' '}
        {plural(table.columns.length, 'column')}
        {table.candidates.length === 0 && '; no pair of them is plainly label and score, so choose the columns'}.
      </p>
      <ul className="matched secondary">
        {files.slice(0, namesShown).map((file) => (
          <li key={file}>
            <bdi className="mono">{visibleText(file)}</bdi>
          </li>
        ))}
        {rest > 0 && <li>and {formatCount(rest)} more</li>}
      </ul>
    </div>
  )
}
