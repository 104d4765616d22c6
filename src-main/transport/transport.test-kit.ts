import { createORPCClient, isDefinedError } from '@orpc/client'
import type { ClientContext, ClientLink } from '@orpc/client'
import { eventIterator, oc } from '@orpc/contract'
import type { ContractRouterClient } from '@orpc/contract'
import { implement } from '@orpc/server'
import type { AnyRouter } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ProblemError, problemSchema } from '../contract/problem.ts'
import { streamProgress } from '../usecases/progress-stream.ts'

/** One end of a connection as a window has it, and a way to lose it. */
export interface Connected {
  readonly link: ClientLink<ClientContext>
  close(): void
}

const contract = {
  echo: oc.input(z.object({ at: z.date(), count: z.bigint(), ratio: z.number() })).output(z.object({ at: z.date(), count: z.bigint(), ratio: z.number() })),
  positive: oc.input(z.object({ rows: z.array(z.number().positive()) })).output(z.number()),
  refuse: oc.errors({ PROBLEM: { status: 422, data: problemSchema } }).output(z.void()),
  defect: oc.output(z.void()),
  count: oc.input(z.object({ to: z.number() })).output(eventIterator(z.number(), z.string())),
  work: oc.input(z.object({ name: z.string() })).output(eventIterator(z.object({ stage: z.string(), done: z.number(), total: z.number().nullable(), unit: z.string() }), z.void())),
}

/** Jobs that run in the engine now, by name, and a promise for the end of each. */
function createJobs() {
  const ended = new Map<string, Promise<void>>()
  const api = implement(contract)
  const router = api.router({
    echo: api.echo.handler(({ input }) => input),
    positive: api.positive.handler(({ input }) => input.rows.length),
    refuse: api.refuse.handler(({ errors }) => {
      const { problem } = new ProblemError({ kind: 'file-empty', path: 'a.csv', message: 'The file is empty.', action: 'Choose another.' })
      throw errors.PROBLEM({ data: problem })
    }),
    defect: api.defect.handler(() => {
      throw new Error('secret path /home/someone')
    }),
    count: api.count.handler(async function* ({ input }) {
      for (let number = 1; number <= input.to; number += 1) yield number
      return Promise.resolve('done')
    }),
    work: api.work.handler(({ input, signal }) =>
      streamProgress({ stage: 'work', signal }, ({ signal: stop, onProgress }) => {
        onProgress({ stage: 'begun', done: 0, total: null, unit: 'rows' })
        const job = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))
        ended.set(input.name, job)
        return job
      }),
    ),
  })
  return { router: router as AnyRouter, ended }
}

/** What every transport must do, whatever carries the bytes. */
export function describeTransport(name: string, connect: (router: AnyRouter) => Promise<Connected>) {
  describe(`${name}: transport`, () => {
    let jobs: ReturnType<typeof createJobs>
    let connected: Connected
    let client: ContractRouterClient<typeof contract>

    beforeEach(async () => {
      jobs = createJobs()
      connected = await connect(jobs.router)
      client = createORPCClient(connected.link)
    })
    afterEach(() => connected.close())

    const begin = async (job: string, signal?: AbortSignal) => {
      const events = await client.work({ name: job }, signal === undefined ? {} : { signal })
      const first = await events.next()
      expect(first.value).toMatchObject({ stage: 'begun' })
      const ended = jobs.ended.get(job)
      if (ended === undefined) throw new Error(`${job} did not begin`)
      return { events, ended }
    }

    it('carries dates, big integers and doubles unchanged', async () => {
      const sent = { at: new Date('2026-11-24T05:06:07.089Z'), count: 2n ** 63n + 1n, ratio: 0.1 + 0.2 }
      expect(await client.echo(sent)).toEqual(sent)
    })

    it('refuses input that the contract does not allow, and names where it is', async () => {
      await expect(client.positive({ rows: [1, -1] })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        data: { issues: [{ path: ['rows', 1] }] },
      })
    })

    it('gives an expected problem as the error that the contract declares', async () => {
      const error: unknown = await client.refuse().catch((caught: unknown) => caught)
      expect(isDefinedError(error as Error)).toBe(true)
      expect(error).toMatchObject({ code: 'PROBLEM', data: { kind: 'file-empty', path: 'a.csv' } })
    })

    it('says of a defect only that it happened', async () => {
      const error: unknown = await client.defect().catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
      expect(JSON.stringify(error) + String(error)).not.toContain('someone')
    })

    it('streams progress and then the result', async () => {
      const events = await client.count({ to: 3 })
      const seen: number[] = []
      for (;;) {
        const event = await events.next()
        if (event.done === true) {
          expect(event.value).toBe('done')
          break
        }
        seen.push(event.value)
      }
      expect(seen).toEqual([1, 2, 3])
    })

    it('stops the work when the window aborts it', async () => {
      const stop = new AbortController()
      const { events, ended } = await begin('aborted', stop.signal)
      const rest = events.next().catch(() => 'stopped')
      stop.abort()
      await ended
      await rest
      expect(stop.signal.aborted).toBe(true)
    })

    it('stops the work when the window leaves the iteration', async () => {
      const { events, ended } = await begin('left')
      await events.return()
      await ended
    })

    it('stops the work when the connection closes, and refuses what comes after', async () => {
      const { events, ended } = await begin('lost')
      const pending = events.next().catch(() => 'rejected')
      connected.close()
      await ended
      await pending
    })

    it('answers while twenty jobs run, and stops each alone', async () => {
      const running = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const stop = new AbortController()
          return { stop, ...(await begin(`job ${index}`, stop.signal)) }
        }),
      )
      expect(await client.positive({ rows: [1, 2] })).toBe(2)
      for (const job of running) {
        job.stop.abort()
        await job.ended
      }
    })
  })
}
