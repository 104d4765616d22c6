import { expect, it } from 'vitest'
import { keepLatest } from './keep-latest.ts'

it('keeps the entries that were put last, the newest at the end', () => {
  const kept = new Map<string, number>()
  for (const [key, value] of [['a', 1], ['b', 2], ['a', 3], ['c', 4], ['d', 5]] as const) keepLatest(kept, key, value, 3)
  expect([...kept]).toEqual([['a', 3], ['c', 4], ['d', 5]])
  keepLatest(kept, 'a', 6, 1)
  expect([...kept]).toEqual([['a', 6]])
})
