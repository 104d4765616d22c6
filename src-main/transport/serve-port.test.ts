import { RPCLink } from '@orpc/client/message-port'
import { MessageChannel } from 'node:worker_threads'
import { asMessagePortMain } from './message-port-main.test-kit.ts'
import { servePort } from './serve-port.ts'
import { describeTransport } from './transport.test-kit.ts'

describeTransport('MessagePort', (router) => {
  const { port1, port2 } = new MessageChannel()
  servePort(router, asMessagePortMain(port1))
  return Promise.resolve({ link: new RPCLink({ port: port2 }), close: () => port2.close() })
})
