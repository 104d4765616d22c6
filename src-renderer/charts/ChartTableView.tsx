import { useLayoutEffect, useState } from 'react'
import { VirtualRows } from '../components/VirtualRows.tsx'
import type { ChartTable } from './chart-table.ts'

const rowHeight = 25

/** The data of a chart as a table; long ones keep only the rows in view in the page. */
export function ChartTableView({ table }: { table: ChartTable }) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const { opensAt = 0 } = table
  useLayoutEffect(() => {
    scroller?.scrollTo(0, Math.max(0, opensAt - 2) * rowHeight)
  }, [scroller, opensAt])
  return (
    <div ref={setScroller} className="chart-table scroll" tabIndex={0} role="region" aria-label={table.caption}>
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
          <VirtualRows
            count={table.rows.length}
            columns={table.columns.length}
            estimate={rowHeight}
            scroller={{ current: scroller }}
            row={(index) => (
              <tr key={index} aria-rowindex={index + 2} data-answer={index === table.opensAt || undefined}>
                {(table.rows[index] ?? []).map((cell, column) => (
                  <td key={column} className={table.columns[column]?.numeric === true ? 'number' : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            )}
          />
        </tbody>
      </table>
    </div>
  )
}
