import { expect, it, vi } from 'vitest'
import { connectMessage } from '../contract/connection.ts'

const postMessage = vi.hoisted(() => vi.fn())
vi.mock('electron', () => ({ ipcRenderer: { postMessage } }))

it('passes on the port of its own page and nothing else', async () => {
  let listen: (event: { source: unknown; data: unknown; ports: readonly unknown[] }) => void = () => {}
  const page = { addEventListener: (_type: string, listener: typeof listen) => (listen = listener) }
  vi.stubGlobal('window', page)
  await import('./preload.ts')

  listen({ source: {}, data: connectMessage, ports: ['port'] })
  listen({ source: page, data: 'another message', ports: ['port'] })
  listen({ source: page, data: connectMessage, ports: [] })
  expect(postMessage).not.toHaveBeenCalled()
  listen({ source: page, data: connectMessage, ports: ['port'] })
  expect(postMessage).toHaveBeenCalledExactlyOnceWith(connectMessage, null, ['port'])
  vi.unstubAllGlobals()
})
