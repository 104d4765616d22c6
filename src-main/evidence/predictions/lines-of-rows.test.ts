import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOfRows } from './lines-of-rows.ts'

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve()
    yield bytes.subarray(at, at + size)
  }
}

const comma = { delimiter: ',', names: ['y', 'p'], skip: 0 }

describe('linesOfRows', () => {
  it.each<[string, string, number[], [number, number][]]>([
    ['plain', 'y,p\n0,1\n1,2\n', [0, 1], [[0, 2], [1, 3]]],
    ['carriage returns and line feeds', 'y,p\r\n0,1\r\n1,2\r\n', [1], [[1, 3]]],
    ['empty lines', '\ufeffy,p\n\n0,1\n\n\n1,2', [0, 1], [[0, 3], [1, 6]]],
    ['line ends in quotes', 'y,"p\nq"\n0,"a\r\n""b""\n"\n1,2\n', [0, 1], [[0, 3], [1, 6]]],
    ['a quote inside a value', 'y,p\n0,5" x\n1,2\n', [0, 1], [[0, 2], [1, 3]]],
  ])('%s, in pieces of any size', async (_, text, wanted, expected) => {
    for (const size of [1, 2, 3, 1000]) {
      const { lines } = await linesOfRows(pieces(text, size), wanted, comma)
      expect([...lines], `pieces of ${size}`).toEqual(expected)
    }
  })

  it('after a line that states the separator', async () => {
    const { lines } = await linesOfRows(pieces('sep=,\ny,p\n0,1\n', 7), [0], { ...comma, skip: 1 })
    expect([...lines]).toEqual([[0, 3]])
  })

  it('of JSON lines, blank ones left out', async () => {
    const { lines, rows } = await linesOfRows(pieces('{"a":"\\"x"}\n \t\n\n{"a":1}\n', 5), [0, 1, 2], null)
    expect([[...lines], rows]).toEqual([[[0, 1], [1, 4]], 2])
  })

  it('agrees with writing each record and counting its line ends', async () => {
    const value = fc.stringMatching(/^[ab",\n]{0,4}$/)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value, fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
        let text = 'y,p\n'
        const expected: [number, number][] = []
        rows.forEach(([y, p, blanks], index) => {
          text += '\n'.repeat(blanks)
          expected.push([index, text.split('\n').length])
          text += `${cell(y)},${cell(p)}\n`
        })
        const { lines } = await linesOfRows(pieces(text, size), rows.map((_, index) => index), comma)
        expect([...lines]).toEqual(expected)
      }),
    )
  })
})
