import { describe, expect, it } from 'vitest'
import { withWork } from './works.ts'
import type { Work } from './works.ts'

const [reading, counting] = [new AbortController(), new AbortController()]
const named = (title: string, done?: number) => ({
  title,
  progress: done === undefined ? null : { stage: title, done, total: 10, unit: 'rows' },
  stop: () => undefined,
})

function after(...changes: [AbortController, Omit<Work, 'by'> | null][]): [string, number | null][] {
  const works = changes.reduce<readonly Work[]>((known, [by, work]) => withWork(known, by, work), [])
  return works.map(({ title, progress }) => [title, progress?.done ?? null])
}

describe('the work under way', () => {
  it('keeps what began first in front, however often others tell how far they are', () => {
    expect(after([reading, named('reading')], [counting, named('counting')], [counting, named('counting', 5)], [reading, named('reading', 3)])).toEqual([
      ['reading', 3],
      ['counting', 5],
    ])
  })

  it('goes on with the other where one is over', () => {
    expect(after([reading, named('reading')], [counting, named('counting', 1)], [reading, null])).toEqual([['counting', 1]])
    expect(after([reading, named('reading')], [counting, null], [reading, null])).toEqual([])
  })
})
