import { RPCLink } from '@orpc/client/message-port'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { servePort } from './serve-port.ts'
import type { EnginePort } from './serve-port.ts'
import { describeTransport } from './transport.test-kit.ts'

/** A port in the shape of Electron's MessagePortMain: messages arrive as events that carry `data`. */
function asMessagePortMain(port: MessagePort): EnginePort {
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'message') port.on('message', (data: unknown) => listener({ data }))
      else port.on('close', () => listener({ data: null }))
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
  }
}

describeTransport('MessagePort', (router) => {
  const { port1, port2 } = new MessageChannel()
  servePort(router, asMessagePortMain(port1))
  return Promise.resolve({ link: new RPCLink({ port: port2 }), close: () => port2.close() })
})
