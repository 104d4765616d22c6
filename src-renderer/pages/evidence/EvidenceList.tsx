import { IconCheck, IconCube, IconDatabase, IconList, IconMinus, IconTable } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Mention, Scan, ScannedFile } from '../../../src-main/contract/scan.ts'
import { FilterField } from '../../components/FilterField.tsx'
import { Hash } from '../../components/Hash.tsx'
import { PathText } from '../../components/PathText.tsx'
import { VirtualRows } from '../../components/VirtualRows.tsx'
import { formatBytes, formatCount, plural } from '../../format/number.ts'
import { groupTitles, type EvidenceGroup, type EvidenceRow } from './evidence-rows.ts'

const icons: Readonly<Record<EvidenceGroup, typeof IconCube>> = {
  stores: IconDatabase,
  tables: IconTable,
  models: IconCube,
  mentions: IconList,
}

const openTitles = {
  stores: 'Experiments, runs and registered models of this store',
  tables: 'Columns and fingerprint of this table',
  models: 'What is in this model file?',
} as const

/** Mentions shown of one file before the rest is folded away. */
const mentionsShown = 4

type Line =
  | { kind: 'group'; group: EvidenceGroup; count: number }
  | { kind: 'file'; row: EvidenceRow }
  | { kind: 'other'; count: number }
  | { kind: 'other-file'; file: ScannedFile }

function linesOf(rows: readonly EvidenceRow[], others: readonly ScannedFile[], unfolded: boolean): Line[] {
  const lines: Line[] = []
  for (const row of rows) {
    const last = lines.at(-1)
    const group = last === undefined ? null : last.kind === 'file' ? last.row.group : null
    if (group !== row.group) {
      lines.push({ kind: 'group', group: row.group, count: rows.filter((other) => other.group === row.group).length })
    }
    lines.push({ kind: 'file', row })
  }
  if (others.length > 0) lines.push({ kind: 'other', count: others.length })
  if (unfolded) lines.push(...others.map((file): Line => ({ kind: 'other-file', file })))
  return lines
}

function MentionList({ mentions }: { mentions: readonly Mention[] }) {
  const [all, setAll] = useState(false)
  const listed = all ? mentions : mentions.slice(0, mentionsShown)
  return (
    <span className="read mentions">
      {listed.map((mention) => (
        <span key={`${mention.line} ${mention.name} ${mention.printed}`} title={mention.text}>
          <span className="line-number">:{mention.line}</span> {mention.name} {mention.printed}
        </span>
      ))}
      {mentions.length > listed.length && (
        <button className="link" onClick={() => setAll(true)}>
          {formatCount(mentions.length - listed.length)} more
        </button>
      )}
    </span>
  )
}

function Use({ used }: { used: boolean }) {
  return used ? (
    <span className="use">
      <IconCheck size={13} stroke={2} aria-hidden /> used
    </span>
  ) : (
    <span className="use missing">
      <IconMinus size={13} stroke={2} aria-hidden /> not used
    </span>
  )
}

interface EvidenceListProps {
  scan: Scan
  rows: readonly EvidenceRow[]
  readingPath: string | null
  /** Opens a store, a table or a model file. */
  onOpen: (row: EvidenceRow) => void
}

/** One row a file, grouped by kind; the path above what was read from it. */
export function EvidenceList({ scan, rows, readingPath, onOpen }: EvidenceListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [filter, setFilter] = useState('')
  const [unfolded, setUnfolded] = useState(false)
  const named = new Set(rows.map((row) => row.path))
  const wanted = filter.trim().toLowerCase()
  const fits = (path: string) => path.toLowerCase().includes(wanted)
  const others = scan.files.filter((file) => !named.has(file.path) && fits(file.path))
  const lines = linesOf(
    rows.filter((row) => fits(row.path)),
    others,
    unfolded || wanted !== '',
  )

  const drawn = (index: number) => {
    const line = lines[index]
    if (line === undefined) return null
    if (line.kind === 'group') {
      const Icon = icons[line.group]
      return (
        <tr className="group" key={`group ${line.group}`}>
          <th colSpan={4} scope="colgroup">
            <Icon size={15} stroke={1.7} aria-hidden className="icon" /> <strong>{groupTitles[line.group]}</strong>{' '}
            <span className="missing">{plural(line.count, line.group === 'stores' ? 'store' : 'file')}</span>
          </th>
        </tr>
      )
    }
    if (line.kind === 'other') {
      return (
        <tr className="others" key="others">
          <td colSpan={4}>
            <button className="link" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
              {plural(line.count, 'other file')}
            </button>
            , hashed, not used
          </td>
        </tr>
      )
    }
    if (line.kind === 'other-file') {
      return (
        <tr key={`other ${line.file.path}`}>
          <td>
            <PathText path={line.file.path} />
          </td>
          <td>{formatBytes(line.file.bytes)}</td>
          <td>
            <Hash sha256={line.file.sha256} />
          </td>
          <td>
            <Use used={false} />
          </td>
        </tr>
      )
    }
    const { row } = line
    return (
      <tr key={`${row.group} ${row.path} ${row.read}`} data-chosen={row.group === 'tables' && row.path === readingPath}>
        <td>
          {row.group !== 'mentions' ? (
            <button
              type="button"
              className="link open-file"
              title={openTitles[row.group]}
              onClick={() => onOpen(row)}
            >
              <PathText path={row.path} />
            </button>
          ) : (
            <PathText path={row.path} />
          )}
          {row.mentions.length > 0 ? (
            <MentionList mentions={row.mentions} />
          ) : (
            <span className="read" title={row.read}>
              {row.read}
            </span>
          )}
        </td>
        <td>
          {row.kind}
          {row.problems > 0 && <span className="read">{plural(row.problems, 'problem')}</span>}
        </td>
        <td>
          <Hash sha256={row.sha256} />
        </td>
        <td>
          <Use used={row.used} />
        </td>
      </tr>
    )
  }

  return (
    <section className="card evidence-list" aria-label="Files">
      <div className="scroll" ref={scroller} tabIndex={0} role="group" aria-label="Files of the evidence">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="with-filter">
                  File, and what was read from it
                  <FilterField label="Filter files" value={filter} onChange={setFilter} width={170} />
                </span>
              </th>
              <th scope="col" className="kind">
                Kind
              </th>
              <th scope="col" className="sha">
                SHA-256
              </th>
              <th scope="col" className="use-column">
                Use
              </th>
            </tr>
          </thead>
          <tbody>
            <VirtualRows count={lines.length} columns={4} estimate={42} scroller={scroller} row={drawn} />
          </tbody>
        </table>
        {lines.length === 0 && (
          <p className="empty-words">
            {wanted === ''
              ? 'Nothing was found that Countersign reads: no tracking store, no table, no model, no mention of a threshold.'
              : `No path contains “${filter.trim()}”.`}
          </p>
        )}
      </div>
    </section>
  )
}
