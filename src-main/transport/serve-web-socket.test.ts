import { RPCLink } from '@orpc/client/websocket'
import type { AnyRouter } from '@orpc/server'
import { createServer, request } from 'node:http'
import type { Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { webSocketPath, webSocketProtocol } from '../contract/connection.ts'
import { serveWebSocket } from './serve-web-socket.ts'
import { describeTransport } from './transport.test-kit.ts'

const secret = 'the-secret-of-this-page'

async function serve(router: AnyRouter, onWindows: (count: number) => void = () => {}) {
  const server = createServer()
  let origin = ''
  const stop = serveWebSocket(router, server, { origin: () => origin, accepts: (given) => given === secret, onWindows })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${portOf(server)}`
  const close = () => {
    stop()
    server.close()
  }
  return { origin, close }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

describeTransport('WebSocket', async (router) => {
  const { origin, close } = await serve(router)
  const socket = new WebSocket(origin.replace('http', 'ws') + webSocketPath, [webSocketProtocol, secret], { origin })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    // ws has the browser's interface but wider event types.
    link: new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
    close: () => {
      socket.close()
      close()
    },
  }
})

describe('WebSocket: refusals', () => {
  let origin: string
  let close: () => void

  beforeEach(async () => {
    ;({ origin, close } = await serve({}))
  })
  afterEach(() => close())

  const handshake = (headers: Record<string, string>, path = webSocketPath) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port, host } = new URL(origin)
      const asked = request({
        hostname,
        port,
        path,
        headers: {
          host,
          origin,
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
          'sec-websocket-protocol': `${webSocketProtocol}, ${secret}`,
          ...headers,
        },
      })
      asked.once('response', (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      asked.once('upgrade', (response, socket) => {
        socket.destroy()
        resolve(response.statusCode ?? 0)
      })
      asked.once('error', reject)
      asked.end()
    })

  it('accepts its own page', async () => expect(await handshake({})).toBe(101))
  it.each([
    ['another host', { host: 'localhost:1' }, 421],
    ['a host name that resolves here', { host: 'countersign.example' }, 421],
    ['another origin', { origin: 'https://example.org' }, 403],
    ['an origin on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a null origin', { origin: 'null' }, 403],
    ['a wrong secret', { 'sec-websocket-protocol': `${webSocketProtocol}, guess` }, 403],
    ['no secret', { 'sec-websocket-protocol': webSocketProtocol }, 403],
    ['another protocol', { 'sec-websocket-protocol': `other, ${secret}` }, 403],
    ['several secrets', { 'sec-websocket-protocol': `${webSocketProtocol}, guess, ${secret}` }, 403],
  ])('refuses %s', async (_what, headers, status) => expect(await handshake(headers)).toBe(status))
  it('refuses another path', async () => expect(await handshake({}, '/other')).toBe(404))
})
