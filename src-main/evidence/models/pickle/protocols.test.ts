import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectPickle } from './inspect-pickle.ts'
import { readPickle } from './read-pickle.ts'

/**
 * {'threshold': 0.338, 'n': [1, -2, 300, 70000], 't': (1,), 'none': None, 'b': True, 'by': b'\x00\xff', 'big': 2 ** 70} in
 * every protocol, opcode by opcode. Opcodes: CPython, Lib/pickletools.py; CPython 3.11 writes the same bytes.
 */
const pickles: Readonly<Record<number, readonly string[]>> = {
  0: [
    '(dp0\n', // MARK, DICT, PUT 0
    'Vthreshold\np1\n', 'F0.338\n', 's', // UNICODE, PUT 1, FLOAT, SETITEM
    'Vn\np2\n', '(lp3\n', 'I1\na', 'I-2\na', 'I300\na', 'I70000\na', 's', // LIST, four INT and APPEND
    'Vt\np4\n', '(I1\ntp5\n', 's', // MARK, INT, TUPLE
    'Vnone\np6\n', 'Ns', // NONE
    'Vb\np7\n', 'I01\ns', // the INT 01 is True
    'Vby\np10\n', 'c_codecs\nencode\np11\n', '(V\\u0000\xff\np12\nVlatin1\np13\ntp14\n', 'Rp15\n', 's', // GLOBAL, REDUCE
    'Vbig\np16\n', 'L1180591620717411303424L\ns', // LONG
    '.', // STOP
  ],
  1: [
    '}q\x00(', // EMPTY_DICT, BINPUT 0, MARK
    'X\x09\x00\x00\x00thresholdq\x01', 'G\x3f\xd5\xa1\xca\xc0\x83\x12\x6f', // BINUNICODE, BINFLOAT
    'X\x01\x00\x00\x00nq\x02', ']q\x03(K\x01J\xfe\xff\xff\xffM\x2c\x01J\x70\x11\x01\x00e', // EMPTY_LIST, BININT1, BININT, BININT2, APPENDS
    'X\x01\x00\x00\x00tq\x04', '(K\x01tq\x05', // MARK, BININT1, TUPLE
    'X\x04\x00\x00\x00noneq\x06', 'N',
    'X\x01\x00\x00\x00bq\x07', 'I01\n',
    'X\x02\x00\x00\x00byq\x0a', 'c_codecs\nencode\nq\x0b(X\x03\x00\x00\x00\x00\xc3\xbfq\x0cX\x06\x00\x00\x00latin1q\x0dtq\x0eRq\x0f',
    'X\x03\x00\x00\x00bigq\x10', 'L1180591620717411303424L\n',
    'u.', // SETITEMS, STOP
  ],
  2: [
    '\x80\x02}q\x00(', // PROTO 2
    'X\x09\x00\x00\x00thresholdq\x01', 'G\x3f\xd5\xa1\xca\xc0\x83\x12\x6f',
    'X\x01\x00\x00\x00nq\x02', ']q\x03(K\x01J\xfe\xff\xff\xffM\x2c\x01J\x70\x11\x01\x00e',
    'X\x01\x00\x00\x00tq\x04', 'K\x01\x85q\x05', // TUPLE1
    'X\x04\x00\x00\x00noneq\x06', 'N',
    'X\x01\x00\x00\x00bq\x07', '\x88', // NEWTRUE
    'X\x02\x00\x00\x00byq\x0a', 'c_codecs\nencode\nq\x0bX\x03\x00\x00\x00\x00\xc3\xbfq\x0cX\x06\x00\x00\x00latin1q\x0d\x86q\x0eRq\x0f', // TUPLE2
    'X\x03\x00\x00\x00bigq\x10', '\x8a\x09\x00\x00\x00\x00\x00\x00\x00\x00\x40', // LONG1
    'u.',
  ],
  3: [
    '\x80\x03}q\x00(',
    'X\x09\x00\x00\x00thresholdq\x01', 'G\x3f\xd5\xa1\xca\xc0\x83\x12\x6f',
    'X\x01\x00\x00\x00nq\x02', ']q\x03(K\x01J\xfe\xff\xff\xffM\x2c\x01J\x70\x11\x01\x00e',
    'X\x01\x00\x00\x00tq\x04', 'K\x01\x85q\x05',
    'X\x04\x00\x00\x00noneq\x06', 'N',
    'X\x01\x00\x00\x00bq\x07', '\x88',
    'X\x02\x00\x00\x00byq\x0a', 'C\x02\x00\xffq\x0b', // SHORT_BINBYTES
    'X\x03\x00\x00\x00bigq\x0c', '\x8a\x09\x00\x00\x00\x00\x00\x00\x00\x00\x40',
    'u.',
  ],
  4: [
    '\x80\x04\x95\x5e\x00\x00\x00\x00\x00\x00\x00}\x94(', // FRAME, MEMOIZE
    '\x8c\x09threshold\x94', 'G\x3f\xd5\xa1\xca\xc0\x83\x12\x6f', // SHORT_BINUNICODE
    '\x8c\x01n\x94', ']\x94(K\x01J\xfe\xff\xff\xffM\x2c\x01J\x70\x11\x01\x00e',
    '\x8c\x01t\x94', 'K\x01\x85\x94',
    '\x8c\x04none\x94', 'N',
    '\x8c\x01b\x94', '\x88',
    '\x8c\x02by\x94', 'C\x02\x00\xff\x94',
    '\x8c\x03big\x94', '\x8a\x09\x00\x00\x00\x00\x00\x00\x00\x00\x40',
    'u.',
  ],
  5: [
    '\x80\x05\x95\x5e\x00\x00\x00\x00\x00\x00\x00}\x94(',
    '\x8c\x09threshold\x94', 'G\x3f\xd5\xa1\xca\xc0\x83\x12\x6f',
    '\x8c\x01n\x94', ']\x94(K\x01J\xfe\xff\xff\xffM\x2c\x01J\x70\x11\x01\x00e',
    '\x8c\x01t\x94', 'K\x01\x85\x94',
    '\x8c\x04none\x94', 'N',
    '\x8c\x01b\x94', '\x88',
    '\x8c\x02by\x94', '\x96\x02\x00\x00\x00\x00\x00\x00\x00\x00\xff\x94', // BYTEARRAY8
    '\x8c\x03big\x94', '\x8a\x09\x00\x00\x00\x00\x00\x00\x00\x00\x40',
    'u.',
  ],
}
const protocols = Object.entries(pickles).map(([protocol, pieces]) => [Number(protocol), Buffer.from(pieces.join(''), 'latin1')] as const)

describe('a pickle', () => {
  it.each(protocols)('of protocol %i says what it was made of', (protocol, bytes) => {
    const facts = inspectPickle('m.pkl', bytes)
    expect(facts.formatVersion).toBe(`protocol ${protocol}`)
    expect(facts.parameters).toEqual({
      threshold: 0.338,
      n: [1, -2, 300, 70000],
      t: [1],
      none: null,
      b: true,
      by: protocol < 3 ? '<encode>' : '<2 bytes>',
      // 2 ** 70, beyond what a double holds exactly
      big: '1180591620717411303424',
    })
    expect(facts.thresholds).toEqual([{ name: 'threshold', value: 0.338, printed: '0.338' }])
  })

  it.each(protocols)('of protocol %i ends without a defect, whatever bytes are flipped', (_, bytes) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), fc.nat(bytes.length), (flips, cut) => {
        const damaged = Buffer.from(bytes)
        for (const [at, byte] of flips) damaged[at] = byte
        const given = cut % 2 === 0 ? damaged : damaged.subarray(0, cut)
        const facts = inspectPickle('m.pkl', given)
        expect(facts.format).toBe('pickle')
        expect(readPickle(given).broken === null || facts.problems.some((problem) => problem.kind === 'file-corrupt')).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
