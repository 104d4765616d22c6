import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { webSocketPath, webSocketProtocol } from '../contract/connection.ts'

/** The largest message that a window may send: requests are small. */
const maximumMessage = 4 * 1024 * 1024

export interface WebSocketDoor {
  /** The one origin, with scheme and port, that may connect. */
  readonly origin: () => string
  /** Whether the secret that a window presents was given to it. */
  readonly accepts: (secret: string) => boolean
  /** Told when a window has connected or gone, with the number of windows that remain. */
  readonly onWindows?: (count: number) => void
}

/** Ends what `serveWebSocket` began: closes every connection, which stops what was started through it. */
export type StopServing = () => void

/**
 * Answers calls to `router` over WebSockets that `server` is asked to open. A request is refused before the
 * handshake: 421 for a foreign Host, 404 for another path, 403 for a foreign or missing Origin, protocol or secret.
 */
export function serveWebSocket(router: AnyRouter, server: Server, door: WebSocketDoor): StopServing {
  const handler = new RPCHandler(router)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maximumMessage,
    handleProtocols: () => webSocketProtocol,
  })

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const refused = refusal(request, door)
    if (refused !== null) {
      stream.end(`HTTP/1.1 ${refused}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => socket.terminate())
      socket.on('close', () => door.onWindows?.(sockets.clients.size))
      door.onWindows?.(sockets.clients.size)
      void handler.upgrade(socket)
    })
  })

  return () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}

function refusal(request: IncomingMessage, door: WebSocketDoor): string | null {
  const origin = door.origin()
  if (`http://${request.headers.host ?? ''}` !== origin) return '421 Misdirected Request'
  if (request.url !== webSocketPath) return '404 Not Found'
  if (request.headers.origin !== origin) return '403 Forbidden'
  const [protocol, secret, ...others] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
  if (protocol !== webSocketProtocol || secret === undefined || others.length > 0) return '403 Forbidden'
  return door.accepts(secret) ? null : '403 Forbidden'
}
