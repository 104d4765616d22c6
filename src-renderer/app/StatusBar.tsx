import { IconLock } from '@tabler/icons-react'
import { memo } from 'react'
import type { TableSummary } from '../../src-main/contract/reading.ts'
import { Hash } from '../components/Hash.tsx'
import { formatCount } from '../format/number.ts'

interface StatusBarProps {
  /** SHA-256 of the evidence; null while the folder was not read. */
  evidence: string | null
  table: TableSummary | null
}

/** Offline; the hash of the evidence; the table in use; read = used + excluded. */
export const StatusBar = memo(function StatusBar({ evidence, table }: StatusBarProps) {
  return (
    <footer className="status-bar">
      <span>
        <IconLock size={12} stroke={1.7} aria-hidden /> Offline.{' '}
        <span className="spare">Nothing leaves this computer.</span>
      </span>
      {evidence !== null && (
        <span>
          Evidence <Hash sha256={evidence} /> <span className="wide">read-only</span>
        </span>
      )}
      <span className="spacer" />
      {table !== null && (
        <>
          <span className="wide">
            Predictions <Hash sha256={table.sha256} />
          </span>
          <span>
            {formatCount(table.rows)} rows read = {formatCount(table.used)} used + {formatCount(table.rows - table.used)}{' '}
            excluded
          </span>
        </>
      )}
    </footer>
  )
})
