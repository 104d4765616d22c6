import { IconAlertTriangle } from '@tabler/icons-react'
import type { MalformedRows } from '../../../src-main/contract/reading.ts'
import { formatCount } from '../../format/number.ts'
import { malformedCauseWords } from './reading-words.ts'

interface MalformedProps {
  malformed: MalformedRows
  /** All rows of the table, these included. */
  rows: number
}

/** The rows of a text that can't be taken apart: how many, why, and on which lines. */
export function Malformed({ malformed, rows }: MalformedProps) {
  return (
    <div className="malformed small">
      <p className="changed">
        <IconAlertTriangle size={13} stroke={1.8} aria-hidden className="icon" /> {formatCount(malformed.rows)} of {formatCount(rows)}{' '}
        {rows === 1 ? 'row' : 'rows'} cannot be taken apart. They are left out and counted.
      </p>
      <ul className="reasons secondary">
        {malformedCauseWords(malformed).map(({ rows: count, words, places }) => (
          <li key={words}>
            {formatCount(count)} {words}: {places}
          </li>
        ))}
      </ul>
    </div>
  )
}
