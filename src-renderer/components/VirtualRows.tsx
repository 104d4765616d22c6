import { useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, useSyncExternalStore, type ReactNode, type RefObject } from 'react'

/** Up to this many rows are drawn whole: the browser's own find and print then see all of them. */
const wholeUpTo = 60

interface VirtualRowsProps {
  count: number
  columns: number
  /** Height of a row in px before it is measured. */
  estimate: number
  scroller: RefObject<HTMLElement | null>
  /** Draws the row: one `<tr>`. */
  row: (index: number) => ReactNode
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}

const neverChanges = () => () => undefined

/** The rows of a table body; from 60 rows on only those in sight are in the document. */
export function VirtualRows({ count, columns, estimate, scroller, row }: VirtualRowsProps) {
  // The ref is set after the first draw; a store's value is looked at again then, so the rows follow.
  const element = useSyncExternalStore(neverChanges, () => scroller.current)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => element,
    estimateSize: () => estimate,
    overscan: 12,
    enabled: count > wholeUpTo,
  })
  if (count <= wholeUpTo) return Array.from({ length: count }, (_, index) => row(index))
  const items = virtual.getVirtualItems()
  const first = items[0]?.start ?? 0
  const last = items.at(-1)?.end ?? 0
  return (
    <>
      <Spacer height={first} columns={columns} />
      {items.map((item) => (
        <Fragment key={item.key}>{row(item.index)}</Fragment>
      ))}
      <Spacer height={virtual.getTotalSize() - last} columns={columns} />
    </>
  )
}
