import type { MessagePort } from 'node:worker_threads'
import type { EnginePort } from './serve-port.ts'

/** A port in the shape of Electron's MessagePortMain: messages arrive as events that carry `data`. */
export function asMessagePortMain(port: MessagePort): EnginePort {
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'message') port.on('message', (data: unknown) => listener({ data }))
      else port.on('close', () => listener({ data: null }))
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
  }
}
