import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrayWrapper, bytes, dict, dtype, global, instance, int, list, pickle, proto, str, tuple } from './pickle-bytes.test-kit.ts'
import type { Piece } from './pickle-bytes.test-kit.ts'
import { readPickle } from './read-pickle.ts'

function value(...pieces: readonly Piece[]): unknown {
  const { root, broken } = readPickle(pickle(...pieces))
  expect(broken).toBeNull()
  return root
}

describe('readPickle', () => {
  // Expected values are what the opcode's documentation in pickletools.py says it pushes.
  it.each([
    ['I42\n.', 42],
    ['I01\n.', true],
    ['I00\n.', false],
    ['L-12345678901234567890L\n.', -12345678901234567890n],
    ['F0.338\n.', 0.338],
    ['F-inf\n.', -Infinity],
    ["S'a\\'b\\x41\\n'\n.", "a'bA\n"],
    ['Vseuil\\u00e9\n.', 'seuilé'],
    ['N.', null],
    ['\x80\x02\x88.', true],
    ['K\xff.', 255],
    ['M\x00\x01.', 256],
    ['J\xff\xff\xff\xff.', -1],
    ['\x8a\x01\xff.', -1],
    ['\x8a\x02\x00\x80.', -32768],
    ['\x8a\x00.', 0],
    // 0.5 in IEEE 754, big-endian
    ['G\x3f\xe0\x00\x00\x00\x00\x00\x00.', 0.5],
    ['U\x02ab.', 'ab'],
    ['\x8c\x02\xc3\xa9.', 'é'],
    // FRAME is passed over, MEMOIZE and BINGET give the same value twice
    ['\x80\x04\x95\x00\x00\x00\x00\x00\x00\x00\x00\x8c\x01x\x940h\x00.', 'x'],
    // DUP, POP
    ['K\x01K\x0220.', 2],
  ])('decodes %j', (text, expected) => {
    expect(value(text)).toEqual(expected)
  })

  it('decodes collections of every protocol', () => {
    expect(value('(lp0\nI1\naI2\na.')).toEqual({ kind: 'list', items: [1, 2] })
    expect(value('(I1\nI2\nt.')).toEqual({ kind: 'tuple', items: [1, 2] })
    expect(value("(dS'a'\nI1\ns.")).toEqual({ kind: 'dict', entries: [['a', 1]] })
    expect(value('\x8f(K\x01\x90.')).toEqual({ kind: 'set', items: [1] })
    expect(value('(K\x01\x91.')).toEqual({ kind: 'set', items: [1] })
    expect(value('K\x01K\x02K\x03\x87.')).toEqual({ kind: 'tuple', items: [1, 2, 3] })
    expect(value(proto(2), dict(['a', list(int(1), tuple())]), '.')).toEqual({
      kind: 'dict',
      entries: [['a', { kind: 'list', items: [1, { kind: 'tuple', items: [] }] }]],
    })
  })

  it('records a call to os.system and makes none', () => {
    const root = value(global('os', 'system'), tuple(str('touch /tmp/owned')), 'R.')
    expect(root).toEqual({
      kind: 'object',
      callable: { kind: 'global', module: 'os', name: 'system' },
      args: { kind: 'tuple', items: ['touch /tmp/owned'] },
      state: null,
      items: [],
      entries: [],
      appended: null,
    })
  })

  it.each([
    ['an aligned array', true, '\x03\x00\x00\x00'],
    ['an array without padding', false, ''],
  ])('passes over %s of joblib and goes on behind it', (_, alignment, padding) => {
    // Three 8-byte floats whose bytes are all STOP opcodes: read as opcodes they would end the pickle.
    const pieces = [proto(4), list(pickle(arrayWrapper([3], dtype('f8', '<'), alignment), padding, '.'.repeat(24)), str('after')), '.']
    expect(value(...pieces)).toMatchObject({ kind: 'list', items: [{ kind: 'object' }, 'after'] })
  })

  it('passes over an array of objects, which is a pickle inside the pickle', () => {
    const inner = pickle(proto(2), list(str('a')), '.')
    const root = value(proto(4), list(pickle(arrayWrapper([1], dtype('O8', '|'), true), inner), str('after')), '.')
    expect(root).toMatchObject({ items: [{ kind: 'object' }, 'after'] })
  })

  it.each([
    ['a truncated string', 'X\xff\xff\xff\x7fab', 'it ends in the middle of a value at byte 5'],
    ['an eight-byte length', '\x8e\xff\xff\xff\xff\xff\xff\xff\xffab', 'it ends in the middle of a value at byte 9'],
    ['an unknown opcode', 'K\x01\xee', 'byte 2 (0xee) is not a pickle opcode'],
    ['an empty stack', '0.', 'it takes a value that it has not written, before byte 1'],
    ['a missing mark', 't.', 'it takes a value that it has not written, before byte 1'],
    ['a value below a mark', 'K\x01(\x85.', 'it takes a value that it has not written, before byte 4'],
    ['an unknown memo', 'h\x07.', 'it refers to a value that it has not written, before byte 2'],
    ['a future protocol', '\x80\x63N.', 'it is of protocol 99, newer than 5'],
    ['a key without a value', '}(K\x01u.', 'it holds a key without a value before byte 5'],
    ['a malformed integer', 'Ix\n.', 'it holds a malformed integer before byte 3'],
    ['no end', 'K\x01', 'it ends in the middle of a value at byte 2'],
    ['nothing', '', 'it ends in the middle of a value at byte 0'],
  ])('stops at %s', (_, text, message) => {
    expect(readPickle(Buffer.from(text, 'latin1')).broken).toBe(message)
  })

  it('gives the outermost object of a pickle that is cut off', () => {
    const whole = pickle(proto(4), instance('lightgbm.sklearn', 'LGBMClassifier', ['_n_features', int(189)]), '.')
    const { root, broken } = readPickle(whole.subarray(0, whole.length - 10))
    expect(broken).not.toBeNull()
    expect(root).toMatchObject({ kind: 'object', callable: { name: 'LGBMClassifier' } })
  })

  it('ends on a pickle that never stops, on deep nesting and on an array of absurd shape', () => {
    expect(readPickle(Buffer.alloc(5_000_000, 'N')).broken).toBe('it takes too many steps to decode')
    const array = arrayWrapper([1], dtype('O8', '|'), false)
    expect(readPickle(pickle(...new Array<Buffer>(40).fill(pickle(array)))).broken).toBe('it is nested too deeply')
    const huge = arrayWrapper([2 ** 31 - 1, 2 ** 31 - 1], dtype('f8', '<'), false)
    expect(readPickle(pickle(huge, '.')).broken).toMatch(/^it holds a joblib array of an unreadable shape/)
  })

  it('says how much follows its end', () => {
    expect(readPickle(pickle('N.', 'rest')).trailing).toBe(4)
  })

  it('ends without a defect on any bytes', () => {
    const opcodes = fc.constantFrom(...'.N()]}tlduesabo0120RKqhpgi\x81\x85\x86\x87\x88\x8f\x90\x91\x92\x93\x94\x97\x98\x80\x04')
    const piece = fc.oneof(opcodes, fc.string({ unit: 'binary', maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const read = readPickle(Buffer.from(pieces.join(''), 'latin1'))
        expect(typeof read.broken === 'string' || read.broken === null).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps bytes as bytes', () => {
    expect(value(proto(3), bytes(Buffer.from([1, 2])), '.')).toEqual({ kind: 'bytes', bytes: Buffer.from([1, 2]) })
  })
})
