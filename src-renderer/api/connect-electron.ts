import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { connectMessage } from '../../src-main/contract/connection.ts'
import type { Connection, Engine } from './client.ts'

/** Hands one end of a channel to the preload, which passes it to the engine, and speaks on the other end. */
export function connectElectron(): Connection {
  const { port1, port2 } = new MessageChannel()
  const lost = new Promise<void>((resolve) => port1.addEventListener('close', () => resolve(), { once: true }))
  window.postMessage(connectMessage, location.origin, [port2])
  port1.start()
  const engine: Engine = createORPCClient(new RPCLink({ port: port1 }))
  return { engine, lost }
}
