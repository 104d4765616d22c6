import { expect, it } from 'vitest'
import { textWidths } from './text-widths.ts'

/** Measures 7 px a letter at 600 and 6 px at 400, and counts how often it is asked. */
function ruler() {
  const asked: string[] = []
  const context = {
    font: '',
    measureText: (text: string) => {
      asked.push(`${context.font}|${text}`)
      return { width: text.length * (context.font.startsWith('600') ? 7 : 6) } as TextMetrics
    },
  }
  return { asked, context }
}

it('measures a text of a weight once, whatever its digits, at the size and in the typeface of charts', () => {
  const { asked, context } = ruler()
  const measure = textWidths('Plex', context)
  expect([measure('0.48', 400), measure('0.48', 600), measure('0.33', 400), measure('0.48', 600)]).toEqual([24, 28, 24, 28])
  expect(asked).toEqual(['400 11px Plex|0.00', '600 11px Plex|0.00'])
})

it('forgets texts rather than keep more and more of them', () => {
  const { asked, context } = ruler()
  const measure = textWidths('Plex', context)
  for (let letters = 1; letters <= 2001; letters += 1) measure('a'.repeat(letters), 400)
  expect(measure('a', 400)).toBe(6)
  expect(asked).toHaveLength(2002)
})

it('estimates where nothing can be measured', () => {
  // 0.58 of the size for a letter: 4 · 11 · 0.58.
  expect(textWidths('Plex', null)('0.48', 400)).toBeCloseTo(25.52, 10)
})
