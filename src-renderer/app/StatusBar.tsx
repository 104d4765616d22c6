import { IconLock } from '@tabler/icons-react'
import { Hash } from '../components/Hash.tsx'
import { formatCount } from '../format/number.ts'
import { shown } from './case.ts'
import { useCase } from './case-state.tsx'

/** Offline; the hash of the evidence; the table in use; read = used + excluded. */
export function StatusBar() {
  const { state } = useCase()
  const scan = shown(state.scan)
  const table = shown(state.table)
  return (
    <footer className="status-bar">
      <span>
        <IconLock size={12} stroke={1.7} aria-hidden /> Offline.{' '}
        <span className="spare">Nothing leaves this computer.</span>
      </span>
      {scan !== null && (
        <span>
          Evidence <Hash sha256={scan.evidenceSha256} /> <span className="wide">read-only</span>
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
}
