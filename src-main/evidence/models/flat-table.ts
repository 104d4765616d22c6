/**
 * Reads tables of a FlatBuffers file with bounds checks: a field that isn't there, or that points out of the file, is
 * undefined. Layout: FlatBuffers, docs/internals.
 */
export class FlatTable {
  private readonly bytes: Buffer
  private readonly start: number

  constructor(bytes: Buffer, start: number) {
    this.bytes = bytes
    this.start = start
  }

  /** The table that the file begins with an offset to. */
  static root(bytes: Buffer): FlatTable {
    return new FlatTable(bytes, bytes.length < 4 ? bytes.length : bytes.readUInt32LE(0))
  }

  int(field: number): number | undefined {
    const at = this.position(field)
    return at === undefined ? undefined : this.bytes.readInt32LE(at)
  }

  text(field: number): string | undefined {
    const vector = this.vector(field)
    if (vector === undefined || vector.start + vector.length > this.bytes.length) return undefined
    return this.bytes.subarray(vector.start, vector.start + vector.length).toString('utf8')
  }

  table(field: number): FlatTable | undefined {
    const at = this.position(field)
    return at === undefined ? undefined : new FlatTable(this.bytes, at + this.bytes.readUInt32LE(at))
  }

  /** The number of elements of a vector; 0 where there is none. */
  length(field: number): number {
    return this.vector(field)?.length ?? 0
  }

  /** The tables of a vector of tables, at most `most`. */
  tables(field: number, most: number): FlatTable[] {
    const vector = this.vector(field)
    if (vector === undefined) return []
    const found: FlatTable[] = []
    for (let index = 0; index < Math.min(vector.length, most); index++) {
      const at = vector.start + 4 * index
      if (at + 4 > this.bytes.length) break
      found.push(new FlatTable(this.bytes, at + this.bytes.readUInt32LE(at)))
    }
    return found
  }

  private vector(field: number): { start: number; length: number } | undefined {
    const at = this.position(field)
    if (at === undefined) return undefined
    const start = at + this.bytes.readUInt32LE(at)
    return start + 4 > this.bytes.length ? undefined : { start: start + 4, length: this.bytes.readUInt32LE(start) }
  }

  /** Where a field lies; four bytes can be read there. */
  private position(field: number): number | undefined {
    const { bytes, start } = this
    if (start < 0 || start + 4 > bytes.length) return undefined
    const vtable = start - bytes.readInt32LE(start)
    const slot = vtable + 4 + 2 * field
    if (vtable < 0 || slot + 2 > bytes.length || slot + 2 > vtable + bytes.readUInt16LE(vtable)) return undefined
    const offset = bytes.readUInt16LE(slot)
    const at = start + offset
    return offset === 0 || at + 4 > bytes.length ? undefined : at
  }
}
