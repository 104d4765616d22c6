import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'

/** What a port must offer: the shape of Electron's MessagePortMain. */
export interface EnginePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
}

/** Answers calls to `router` that come through `port` until it closes; closing it stops what was started through it. */
export function servePort(router: AnyRouter, port: EnginePort): void {
  new RPCHandler(router).upgrade({
    on: (event: string, listener: (event?: { data: unknown }) => void) => {
      if (event === 'close') port.on('close', () => listener())
      else port.on('message', listener)
    },
    postMessage: (message: unknown) => port.postMessage(message),
  })
  port.start()
}
