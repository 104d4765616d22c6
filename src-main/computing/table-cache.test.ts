import { describe, expect, it, vi } from 'vitest'
import type { CacheRequest } from './table-cache.ts'
import { createTableCache } from './table-cache.ts'

const stopped = () => new Error('stopped')

function request(changes: Partial<CacheRequest<string>> = {}): CacheRequest<string> {
  return { read: () => Promise.resolve('table'), signal: new AbortController().signal, onProgress: () => undefined, stopped, ...changes }
}

describe('a table cache', () => {
  it('reads each table once, and again once two others were asked for', async () => {
    const cache = createTableCache<string>(2)
    const read = vi.fn((key: string) => Promise.resolve(`table ${key}`))
    const get = (key: string) => cache.get(key, request({ read: () => read(key) }))
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await get(key)).toBe(`table ${key}`)
    // b was asked for longest ago when c came.
    expect(read.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b'])
  })

  it('holds a table that was read, which counts as asked for, and none that is being read or was let go', async () => {
    const cache = createTableCache<string>(2)
    const reading = cache.get('a', request())
    expect(cache.held('a')).toBeNull()
    await reading
    await cache.get('b', request())
    expect(cache.held('a')).toBe('table')
    await cache.get('c', request())
    expect([cache.held('a'), cache.held('b'), cache.held('c')]).toEqual(['table', null, 'table'])
  })

  it('does not keep what failed', async () => {
    const cache = createTableCache<string>(2)
    await expect(cache.get('a', request({ read: () => Promise.reject(new Error('no')) }))).rejects.toThrow('no')
    expect(await cache.get('a', request())).toBe('table')
  })

  it('shares a reading, its progress and its end', async () => {
    const cache = createTableCache<string>(2)
    const reading = Promise.withResolvers<string>()
    let report: (() => void) | undefined
    const read = vi.fn<CacheRequest<string>['read']>((_signal, onProgress) => {
      report = () => {
        onProgress({ stage: 'Reading', done: 1, total: 2, unit: 'rows' })
      }
      return reading.promise
    })
    const [first, second] = [vi.fn(), vi.fn()]
    const both = [cache.get('a', request({ read, onProgress: first })), cache.get('a', request({ read, onProgress: second }))]
    report?.()
    reading.resolve('table')
    expect(await Promise.all(both)).toEqual(['table', 'table'])
    expect(read).toHaveBeenCalledOnce()
    expect(first).toHaveBeenCalledOnce()
    expect(second).toHaveBeenCalledOnce()
  })

  it('stops a reading only when all who wait for it have aborted', async () => {
    const cache = createTableCache<string>(2)
    const [first, second] = [new AbortController(), new AbortController()]
    let readSignal: AbortSignal | undefined
    const read: CacheRequest<string>['read'] = (signal) => {
      readSignal = signal
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('interrupted'))
        })
      })
    }
    const one = cache.get('a', request({ read, signal: first.signal }))
    const other = cache.get('a', request({ read, signal: second.signal }))
    first.abort()
    await expect(one).rejects.toThrow('stopped')
    expect(readSignal?.aborted).toBe(false)
    second.abort()
    await expect(other).rejects.toThrow('stopped')
    expect(readSignal?.aborted).toBe(true)
    expect(await cache.get('a', request())).toBe('table')
  })

  it('begins nothing for who has aborted already', async () => {
    const read = vi.fn(() => Promise.resolve('table'))
    await expect(createTableCache<string>(2).get('a', request({ read, signal: AbortSignal.abort() }))).rejects.toThrow('stopped')
    expect(read).not.toHaveBeenCalled()
  })
})
