import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Contract } from '../contract/procedures.ts'
import { asMessagePortMain } from '../transport/message-port-main.test-kit.ts'

let folder: string
const parentPort = new EventEmitter()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-test-utility-'))
  vi.stubEnv('COUNTERSIGN_DATA', folder)
  vi.stubGlobal('process', Object.assign(Object.create(process) as NodeJS.Process, { parentPort, argv: ['electron', 'engine.js', folder] }))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

it('answers every window whose port it is handed', async () => {
  await import('./engine.ts')
  const channels = [new MessageChannel(), new MessageChannel()]
  for (const { port1 } of channels) parentPort.emit('message', { data: null, ports: [asMessagePortMain(port1)] })
  for (const { port2 } of channels) {
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: port2 }))
    expect(await client.application.about()).toMatchObject({ shell: 'electron', initialFolder: folder })
    port2.close()
  }
})
