import type { ReportModel } from './document.ts'

const replacement = '\ufffd'

/** Control and format characters that would break a line's order or hide text: C0, C1, bidirectional controls. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u

/**
 * A text that the report's fonts can draw: line breaks and tabs become spaces, and every character without a glyph,
 * and every invisible control, becomes U+FFFD.
 */
export function printable(text: string, canDraw: (codePoint: number) => boolean): { text: string; replaced: number } {
  let replaced = 0
  let result = ''
  for (const character of text.toWellFormed()) {
    if (/[\t\n\r]/.test(character)) {
      result += ' '
    } else if (character === replacement || invisible.test(character) || !canDraw(character.codePointAt(0) ?? 0)) {
      replaced++
      result += replacement
    } else {
      result += character
    }
  }
  return { text: result, replaced }
}

/** The model with every string made printable, and how many characters that replaced. SVG drawings are included. */
export function printableModel(
  model: ReportModel,
  canDraw: (codePoint: number) => boolean,
): { model: ReportModel; replaced: number } {
  let replaced = 0
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const outcome = printable(value, canDraw)
      replaced += outcome.replaced
      return outcome.text
    }
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]))
    }
    return value
  }
  return { model: walk(model) as ReportModel, replaced }
}
