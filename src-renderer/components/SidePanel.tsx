import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import './side-panel.css'

interface SidePanelProps {
  title: ReactNode
  /** Width in px. */
  size?: number
  onClose: () => void
  children: ReactNode
}

/** A panel at the right that opens one thing of the page; Esc closes it and gives the focus back. */
export function SidePanel({ title, size = 560, onClose, children }: SidePanelProps) {
  return (
    <Drawer
      opened
      position="right"
      size={size}
      title={title}
      onClose={onClose}
      transitionProps={{ duration: 0 }}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close (Esc)' }}
      // Its <header> would be a second banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className="side-panel">{children}</div>
    </Drawer>
  )
}

/** A titled part of a panel. */
export function PanelPart({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
