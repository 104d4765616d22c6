/** The code points that a TrueType font can draw, as [first, last] ranges in ascending order. */
export type Coverage = readonly (readonly [number, number])[]

/**
 * Reads the `cmap` table of a TrueType font (formats 4 and 12, the ones that Unicode fonts use).
 * Gives the ranges of code points that have a glyph; an empty list where there is no Unicode subtable.
 */
export function fontCoverage(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableOffset(view, 'cmap')
  if (cmap === null) return []
  const ranges: (readonly [number, number])[] = []
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const platform = view.getUint16(cmap + 4 + 8 * index)
    const subtable = cmap + view.getUint32(cmap + 4 + 8 * index + 4)
    if (platform !== 0 && platform !== 3) continue
    const format = view.getUint16(subtable)
    if (format === 4) ranges.push(...segments(view, subtable))
    if (format === 12) ranges.push(...groups(view, subtable))
  }
  return ranges.sort((a, b) => a[0] - b[0])
}

/** A test whether every one of the fonts can draw a code point. */
export function coveredByAll(coverages: readonly Coverage[]): (codePoint: number) => boolean {
  return (codePoint) =>
    coverages.every((coverage) => coverage.some(([first, last]) => first <= codePoint && codePoint <= last))
}

function tableOffset(view: DataView, tag: string): number | null {
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = 12 + 16 * index
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)))
    if (name === tag) return view.getUint32(record + 8)
  }
  return null
}

/** Format 4: segments of the basic plane, each shifted by a delta or looked up in a glyph array. */
function segments(view: DataView, subtable: number): [number, number][] {
  const found: [number, number][] = []
  const doubled = view.getUint16(subtable + 6)
  const ends = subtable + 14
  const starts = ends + doubled + 2
  const deltas = starts + doubled
  const offsets = deltas + doubled
  for (let at = 0; at < doubled; at += 2) {
    const start = view.getUint16(starts + at)
    const end = view.getUint16(ends + at)
    const delta = view.getUint16(deltas + at)
    const offset = view.getUint16(offsets + at)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const raw = offset === 0 ? code : view.getUint16(offsets + at + offset + 2 * (code - start))
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff
      if (glyph !== 0) found.push([code, code])
    }
  }
  return found
}

/** Format 12: groups of code points of all planes. */
function groups(view: DataView, subtable: number): [number, number][] {
  const count = view.getUint32(subtable + 12)
  return Array.from({ length: count }, (_, index) => {
    const at = subtable + 16 + 12 * index
    return [view.getUint32(at), view.getUint32(at + 4)] as [number, number]
  })
}
