import { ipcRenderer } from 'electron'
import type { MessagePort } from 'node:worker_threads'
import { connectMessage } from '../contract/connection.ts'

/** What this file uses of the page's window; the rest of src-main is type-checked without a DOM. */
declare const window: {
  addEventListener(
    type: 'message',
    listener: (event: { source: unknown; data: unknown; ports: readonly MessagePort[] }) => void,
  ): void
}

/** Hands the port of a page's MessageChannel to the main process. It exposes nothing to the page. */
window.addEventListener('message', (event) => {
  const port = event.ports[0]
  if (event.source !== window || event.data !== connectMessage || port === undefined) return
  ipcRenderer.postMessage(connectMessage, null, [port])
})
