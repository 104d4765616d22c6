import type { AnyRouter } from '@orpc/server'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { sessionPath, ticketParameter } from '../contract/connection.ts'
import { serveWebSocket } from '../transport/serve-web-socket.ts'
import { newNonce, securityHeaders } from './content-security.ts'
import { createTickets } from './tickets.ts'
import type { WindowFiles } from './window-files.ts'

/** A ticket is 43 characters. */
const largestTicket = 200

export interface LoopbackOptions {
  readonly router: AnyRouter
  readonly files: WindowFiles
  /** Told when a page has swapped its ticket. */
  readonly onTicketUsed?: () => void
  /** Told how many windows are connected whenever that changes. */
  readonly onWindows?: (count: number) => void
}

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  /** An address that opens one page; `lifetime` in milliseconds, null where only a person sees it. */
  address(lifetime: number | null): string
  close(): Promise<void>
}

/**
 * Serves the window and the engine on a free port of 127.0.0.1. Every request must name exactly this host (421);
 * what another origin asks for is refused (403). Reading files needs no secret, since they hold no data; reaching
 * the engine takes a secret, which a page gets for a ticket.
 */
export async function serveLoopback(options: LoopbackOptions): Promise<LoopbackServer> {
  const tickets = createTickets()
  let origin = ''
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })
  const stopSockets = serveWebSocket(options.router, server, {
    origin: () => origin,
    accepts: (secret) => tickets.accepts(secret),
    ...(options.onWindows === undefined ? {} : { onWindows: options.onWindows }),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const listening = server.address()
  if (listening === null || typeof listening === 'string') throw new Error('The server has no port.')
  origin = `http://127.0.0.1:${listening.port}`

  return {
    origin,
    address: (lifetime) => `${origin}/#${ticketParameter}=${tickets.issue(lifetime)}`,
    close: () =>
      new Promise((resolve) => {
        stopSockets()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (`http://${request.headers.host ?? ''}` !== origin) return refuse(response, 421)
    const from = request.headers.origin
    if (from !== undefined && from !== origin) return refuse(response, 403)
    if (request.method === 'POST' && request.url === sessionPath) {
      if (from === undefined) return refuse(response, 403)
      return beginSession(request, response)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    const file = options.files((request.url ?? '').split('?', 1)[0] ?? '')
    response.writeHead(file.status, file.headers).end(request.method === 'HEAD' ? undefined : file.body)
  }

  async function beginSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let ticket = ''
    for await (const chunk of request.setEncoding('latin1')) {
      ticket += String(chunk)
      if (ticket.length > largestTicket) return refuse(response, 413)
    }
    const secret = tickets.redeem(ticket)
    if (secret === null) return refuse(response, 401)
    const headers = { ...securityHeaders(newNonce()), 'content-type': 'application/json', 'cache-control': 'no-store' }
    response.writeHead(200, headers).end(JSON.stringify({ secret }))
    options.onTicketUsed?.()
  }
}

function refuse(response: ServerResponse, status: number): void {
  const headers = { ...securityHeaders(newNonce()), connection: 'close', 'content-type': 'text/plain; charset=utf-8' }
  response.writeHead(status, headers).end('Refused')
}
