import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { ChartTable } from './chart-option.ts'

const rowHeight = 25

/** The data of a chart as a table; long ones keep only the rows in view in the page. */
export function ChartTableView({ table }: { table: ChartTable }) {
  const scroller = useRef<HTMLDivElement>(null)
  // The compiler's memoisation is not in use here, and the virtualiser's functions are only called while rendering.
  const virtual = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const rows = virtual.getVirtualItems()
  const before = rows[0]?.start ?? 0
  const after = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className="chart-table scroll" tabIndex={0} role="region" aria-label={table.caption}>
      <table className="data-table" aria-rowcount={table.rows.length + 1}>
        <caption className="visually-hidden">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ title, numeric }) => (
              <th key={title} scope="col" className={numeric ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} columns={table.columns.length} />}
          {rows.map(({ index }) => (
            <tr key={index} aria-rowindex={index + 2}>
              {(table.rows[index] ?? []).map((cell, column) => (
                <td key={column} className={table.columns[column]?.numeric === true ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
          {after > 0 && <Gap height={after} columns={table.columns.length} />}
        </tbody>
      </table>
    </div>
  )
}

function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    <tr className="gap" aria-hidden="true">
      <td colSpan={columns} style={{ height }} />
    </tr>
  )
}
