/**
 * Writes pickles opcode by opcode, so that a test shows what is in them. Opcodes: CPython, Lib/pickletools.py.
 */
export type Piece = Buffer | string

/** Joins pieces; a string stands for its Latin-1 bytes, which is how opcodes are written here. */
export function pickle(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)))
}

/** PROTO */
export function proto(protocol: number): Piece {
  return `\x80${String.fromCharCode(protocol)}`
}

/** BINUNICODE */
export function str(text: string): Piece {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([Buffer.from('X'), length, bytes])
}

/** BININT */
export function int(value: number): Piece {
  const bytes = Buffer.alloc(5)
  bytes.write('J')
  bytes.writeInt32LE(value, 1)
  return bytes
}

/** GLOBAL */
export function global(module: string, name: string): Piece {
  return `c${module}\n${name}\n`
}

/** BINBYTES */
export function bytes(content: Buffer): Piece {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from('B'), length, content])
}

/** EMPTY_DICT MARK key value … SETITEMS */
export function dict(...entries: readonly (readonly [string, Piece])[]): Piece {
  return pickle('}(', ...entries.flatMap(([key, value]) => [str(key), value]), 'u')
}

/** MARK … TUPLE */
export function tuple(...items: readonly Piece[]): Piece {
  return pickle('(', ...items, 't')
}

/** EMPTY_LIST MARK … APPENDS */
export function list(...items: readonly Piece[]): Piece {
  return pickle('](', ...items, 'e')
}

/** GLOBAL EMPTY_TUPLE NEWOBJ dict BUILD */
export function instance(module: string, name: string, ...state: readonly (readonly [string, Piece])[]): Piece {
  return pickle(global(module, name), ')\x81', dict(...state), 'b')
}

/** numpy.dtype(code, False, True) restored with byte order `order` */
export function dtype(code: string, order: string): Piece {
  return pickle(
    global('numpy', 'dtype'), tuple(str(code), '\x89', '\x88'), 'R',
    tuple(int(3), str(order), 'N', 'N', 'N', int(-1), int(-1), int(0)), 'b',
  )
}

/** joblib's wrapper of an array that follows it directly; with `alignment` as joblib writes it since 1.2. */
export function arrayWrapper(shape: readonly number[], type: Piece, alignment: boolean): Piece {
  return instance(
    'joblib.numpy_pickle', 'NumpyArrayWrapper',
    ['shape', tuple(...shape.map(int))],
    ['dtype', type],
    ...(alignment ? [['numpy_array_alignment_bytes', int(16)] as const] : []),
  )
}
