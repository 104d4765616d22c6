import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WarehouseResult } from '../../../src-main/contract/warehouse.ts'
import { useCase } from '../../app/case-state.tsx'
import { PathChooser } from '../../components/PathChooser.tsx'
import { plural } from '../../format/number.ts'
import { pathInFolder } from './warehouse-draft.ts'

const resultTypes = ['.csv', '.tsv', '.txt', '.parquet'] as const

interface ResultFieldProps {
  /** "File with the counts". */
  label: string
  /** Which of the two queries it is the result of. */
  query: WarehouseResult['query']
  value: string
  /** What the folder holds that looks like a result. */
  results: readonly WarehouseResult[]
  onChange: (path: string) => void
}

/** The file with a result: typed, chosen in a dialog, or one of those that the folder holds. */
export function ResultField({ label, query, value, results, onChange }: ResultFieldProps) {
  const folder = useCase().state.folder ?? ''
  const [choosing, setChoosing] = useState(false)
  // A person may have saved both alike: what looks like the other query's is offered too, after those that fit.
  const offered = [...results.filter((result) => result.query === query), ...results.filter((result) => result.query !== query)]
  const taken = pathInFolder(folder, value)
  return (
    <div className="result-field">
      <div className="path-input">
        <TextInput label={label} spellCheck={false} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
        <Button variant="default" onClick={() => setChoosing(true)}>
          Choose a file
        </Button>
      </div>
      {offered.length > 0 && (
        <ul className="found-results" aria-label={`${label}: found in the folder`}>
          {offered.map((result) => (
            <li key={result.path}>
              <button type="button" className="link" aria-pressed={result.path === taken} onClick={() => onChange(result.path)}>
                {result.path}
              </button>{' '}
              <span className="secondary">{resultWords(result, query)}</span>
            </li>
          ))}
        </ul>
      )}
      {choosing && (
        <PathChooser
          title={label}
          start={folder}
          types={resultTypes}
          onChoose={(path) => {
            onChange(pathInFolder(folder, path))
            setChoosing(false)
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  )
}

function resultWords({ query, lines, segments }: WarehouseResult, wanted: WarehouseResult['query']): string {
  const which = query === 'first' ? 'counts by range' : 'scores one by one'
  const other = query === wanted ? '' : `; looks like the result of the ${query} query`
  return `${plural(lines, 'line')}, ${which}${segments ? ' and segment' : ''}${other}`
}
