import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { z } from 'zod'
import {
  secretKey,
  sessionPath,
  ticketParameter,
  webSocketPath,
  webSocketProtocol,
} from '../../src-main/contract/connection.ts'
import { ConnectionError, type Connection, type Engine } from './client.ts'

const startAgain = 'Close this window and start Countersign again. Nothing that was exported is lost.'
const sessionSchema = z.object({ secret: z.string().min(1) })

/** Swaps the one-time ticket of the address for the tab's secret; a reload uses the secret that the tab kept. */
async function secretOfThisTab(): Promise<string> {
  const ticket = new URLSearchParams(location.hash.slice(1)).get(ticketParameter)
  if (ticket !== null) {
    // Out of the address at once: it would stay in the window's history.
    history.replaceState(null, '', location.pathname)
    const response = await fetch(sessionPath, { method: 'POST', body: ticket })
    if (response.ok) {
      const { secret } = sessionSchema.parse(await response.json())
      sessionStorage.setItem(secretKey, secret)
      return secret
    }
  }
  const kept = sessionStorage.getItem(secretKey)
  if (kept !== null) return kept
  throw new ConnectionError('This address was already used, or it has expired.', startAgain)
}

/**
 * Opens the one WebSocket of this window.
 * @throws ConnectionError when the ticket is refused or the engine doesn't answer.
 */
export async function connectBrowser(): Promise<Connection> {
  const secret = await secretOfThisTab()
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + webSocketPath, [webSocketProtocol, secret])
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener(
      'close',
      () => {
        sessionStorage.removeItem(secretKey)
        reject(new ConnectionError('The engine refused this window or has stopped.', startAgain))
      },
      { once: true },
    )
  })
  const engine: Engine = createORPCClient(new RPCLink({ websocket: socket }))
  const lost = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }))
  return { engine, lost }
}
