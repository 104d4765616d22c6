import { ByteSource, PickleError } from './byte-source.ts'
import { takeJoblibArray } from './joblib-array.ts'
import { ImportRecord } from './import-record.ts'
import { decimalFloat, decimalInteger, littleEndianInteger, narrowString, quotedString, rawUnicode, text } from './literals.ts'
import { classOf, isRecord } from './pickle-value.ts'
import type { PickleDict, PickleGlobal, PickleImport, PickleList, PickleObject, PickleValue } from './pickle-value.ts'

/** Opcodes decoded at most, in all nested pickles together; real models stay far below. */
const mostSteps = 4_000_000
const deepestNesting = 16
const longestName = 1_000
/** The opcodes that protocol 1 added: a pickle that has one and states no protocol is of protocol 1. */
const binaryOpcodes = new Set(Buffer.from('JKMTUX]})hjqrGeouQ1'))

export interface ReadPickle {
  /** The outermost value; where the pickle breaks off, what had been begun of it. */
  readonly root: PickleValue
  /** Why it could not be read to its end; null where it could. */
  readonly broken: string | null
  /** Bytes after the end of the pickle. */
  readonly trailing: number
  /** The highest protocol that it states, or that its opcodes need; 0 where every opcode is printable. */
  readonly protocol: number
  /** What unpickling would have imported, in the order of the file. */
  readonly imports: readonly PickleImport[]
}

/** What all pickles nested in one file share. */
interface Decoding {
  steps: number
  protocol: number
  readonly imports: ImportRecord
}

/**
 * Decodes a pickle of protocol 0 to 5, also one of joblib with array bytes between its opcodes, into inert records.
 * It imports nothing and calls nothing; steps and nesting are bounded and every length is checked against the file.
 * Opcodes and their arguments: CPython, Lib/pickletools.py.
 */
export function readPickle(bytes: Buffer): ReadPickle {
  const source = new ByteSource(bytes)
  const decoding: Decoding = { steps: mostSteps, protocol: 0, imports: new ImportRecord() }
  const machine = new PickleMachine(source, decoding, 0)
  const found = (): Pick<ReadPickle, 'protocol' | 'imports'> => ({ protocol: decoding.protocol, imports: decoding.imports.list() })
  try {
    const root = machine.run()
    return { root, broken: null, trailing: bytes.length - source.offset, ...found() }
  } catch (error) {
    if (!(error instanceof PickleError)) throw error
    return { root: machine.begun(), broken: error.message, trailing: 0, ...found() }
  }
}

class PickleMachine {
  private readonly source: ByteSource
  private readonly decoding: Decoding
  private readonly depth: number
  private readonly stack: PickleValue[] = []
  private readonly marks: number[] = []
  private readonly memo = new Map<number, PickleValue>()

  constructor(source: ByteSource, decoding: Decoding, depth: number) {
    this.source = source
    this.decoding = decoding
    this.depth = depth
  }

  begun(): PickleValue {
    return this.stack[0] ?? null
  }

  run(): PickleValue {
    for (;;) {
      if (this.decoding.steps-- <= 0) throw new PickleError('it takes too many steps to decode')
      const at = this.source.offset
      const opcode = this.source.byte()
      if (binaryOpcodes.has(opcode)) this.decoding.protocol = Math.max(this.decoding.protocol, 1)
      if (opcode === 0x2e) return this.pop()
      if (!this.pushLiteral(opcode) && !this.collect(opcode) && !this.remember(opcode) && !this.build(opcode)) {
        throw new PickleError(`byte ${at} (0x${opcode.toString(16).padStart(2, '0')}) is not a pickle opcode`)
      }
    }
  }

  /** Opcodes that push one value which stands in the pickle itself. */
  private pushLiteral(opcode: number): boolean {
    const { source, stack } = this
    switch (String.fromCharCode(opcode)) {
      case 'N': stack.push(null); return true
      case '\x88': stack.push(true); return true
      case '\x89': stack.push(false); return true
      case 'I': case 'L': stack.push(decimalInteger(source.line(), source.offset)); return true
      case 'J': stack.push(source.take(4).readInt32LE()); return true
      case 'K': stack.push(source.unsigned(1)); return true
      case 'M': stack.push(source.unsigned(2)); return true
      case '\x8a': stack.push(littleEndianInteger(source.take(source.unsigned(1)))); return true
      case '\x8b': stack.push(littleEndianInteger(source.take(source.unsigned(4)))); return true
      case 'F': stack.push(decimalFloat(source.line(), source.offset)); return true
      case 'G': stack.push(source.take(8).readDoubleBE()); return true
      case 'S': stack.push(quotedString(source.line(), source.offset)); return true
      case 'T': stack.push(narrowString(source.take(source.unsigned(4)))); return true
      case 'U': stack.push(source.take(source.unsigned(1)).toString('latin1')); return true
      case 'V': stack.push(rawUnicode(source.line())); return true
      case 'X': stack.push(text(source.take(source.unsigned(4)))); return true
      case '\x8c': stack.push(text(source.take(source.unsigned(1)))); return true
      case '\x8d': stack.push(text(source.take(source.length8()))); return true
      case 'B': stack.push({ kind: 'bytes', bytes: source.take(source.unsigned(4)) }); return true
      case 'C': stack.push({ kind: 'bytes', bytes: source.take(source.unsigned(1)) }); return true
      case '\x8e': case '\x96': stack.push({ kind: 'bytes', bytes: source.take(source.length8()) }); return true
      case '\x97': stack.push({ kind: 'other', what: 'buffer' }); return true
      case 'c': stack.push(this.global(source.line().toString('utf8'), source.line().toString('utf8'))); return true
      case 'P': source.line(); stack.push({ kind: 'other', what: 'persistent' }); return true
      case '\x82': source.take(1); stack.push({ kind: 'other', what: 'extension' }); return true
      case '\x83': source.take(2); stack.push({ kind: 'other', what: 'extension' }); return true
      case '\x84': source.take(4); stack.push({ kind: 'other', what: 'extension' }); return true
      default: return false
    }
  }

  /** Opcodes that make or fill lists, tuples, dictionaries and sets. */
  private collect(opcode: number): boolean {
    const { stack } = this
    switch (String.fromCharCode(opcode)) {
      case '(': this.marks.push(stack.length); return true
      case '0': if (stack.length === this.marks.at(-1)) this.marks.pop(); else this.pop(); return true
      case '1': this.popMark(); return true
      case '2': stack.push(this.top()); return true
      case ']': stack.push({ kind: 'list', items: [] }); return true
      case 'l': stack.push({ kind: 'list', items: this.popMark() }); return true
      case 'a': { const item = this.pop(); this.extend([item]); return true }
      case 'e': this.extend(this.popMark()); return true
      case ')': stack.push({ kind: 'tuple', items: [] }); return true
      case 't': stack.push({ kind: 'tuple', items: this.popMark() }); return true
      case '\x85': this.pushTuple(1); return true
      case '\x86': this.pushTuple(2); return true
      case '\x87': this.pushTuple(3); return true
      case '}': stack.push({ kind: 'dict', entries: [] }); return true
      case 'd': { const items = this.popMark(); const dict: PickleDict = { kind: 'dict', entries: [] }; stack.push(dict); this.update(items); return true }
      case 's': { const value = this.pop(); const key = this.pop(); this.update([key, value]); return true }
      case 'u': this.update(this.popMark()); return true
      case '\x8f': stack.push({ kind: 'set', items: [] }); return true
      case '\x90': this.extend(this.popMark()); return true
      case '\x91': stack.push({ kind: 'set', items: this.popMark() }); return true
      default: return false
    }
  }

  /** Memo, framing and protocol opcodes. */
  private remember(opcode: number): boolean {
    const { source, memo } = this
    switch (String.fromCharCode(opcode)) {
      case 'p': memo.set(this.index(source.line()), this.top()); return true
      case 'q': memo.set(source.unsigned(1), this.top()); return true
      case 'r': memo.set(source.unsigned(4), this.top()); return true
      case '\x94': memo.set(memo.size, this.top()); return true
      case 'g': this.recall(this.index(source.line())); return true
      case 'h': this.recall(source.unsigned(1)); return true
      case 'j': this.recall(source.unsigned(4)); return true
      case '\x80': {
        const protocol = source.byte()
        if (protocol > 5) throw new PickleError(`it is of protocol ${protocol}, newer than 5`)
        this.decoding.protocol = Math.max(this.decoding.protocol, protocol)
        return true
      }
      case '\x95': source.take(8); return true
      default: return false
    }
  }

  /** Opcodes that name, call or restore something in Python; here they only make records. */
  private build(opcode: number): boolean {
    const { source, stack } = this
    switch (String.fromCharCode(opcode)) {
      case '\x93': { const name = this.pop(); const module = this.pop(); stack.push(this.global(module, name)); return true }
      case 'R': case '\x81': { const args = this.pop(); const callable = this.pop(); stack.push(this.call(callable, args)); return true }
      case '\x92': { this.pop(); const args = this.pop(); const callable = this.pop(); stack.push(this.call(callable, args)); return true }
      case 'o': { const [callable = null, ...args] = this.popMark(); stack.push(this.call(callable, tuple(args))); return true }
      case 'i': {
        const callable = this.global(source.line().toString('utf8'), source.line().toString('utf8'))
        stack.push(this.call(callable, tuple(this.popMark())))
        return true
      }
      case 'b': this.restore(this.pop()); return true
      case 'Q': this.pop(); stack.push({ kind: 'other', what: 'persistent' }); return true
      case '\x98': return true
      default: return false
    }
  }

  private restore(state: PickleValue): void {
    const target = this.top()
    if (!isRecord(target) || target.kind !== 'object') return
    target.state = state
    const made = classOf(target)
    if (made?.name === 'NumpyArrayWrapper' && made.module.startsWith('joblib.')) {
      target.appended = takeJoblibArray(this.source, target, () => this.nested())
    }
  }

  /** Decodes a whole pickle that begins here, as joblib writes an array of objects. */
  private nested(): PickleValue {
    if (this.depth >= deepestNesting) throw new PickleError('it is nested too deeply')
    return new PickleMachine(this.source, this.decoding, this.depth + 1).run()
  }

  private global(module: PickleValue, name: PickleValue): PickleGlobal {
    if (typeof module !== 'string' || typeof name !== 'string') throw new PickleError('it names a class by something that is not text')
    if (module.length > longestName || name.length > longestName) throw new PickleError('it names a class by more than 1,000 characters')
    const global: PickleGlobal = { kind: 'global', module, name }
    this.decoding.imports.named(global)
    return global
  }

  /** Records a call; none is made. */
  private call(callable: PickleValue, args: PickleValue): PickleObject {
    this.decoding.imports.called(callable, args)
    return { kind: 'object', callable, args, state: null, items: [], entries: [], appended: null }
  }

  private index(line: Buffer): number {
    const index = Number(line.toString('latin1'))
    if (!Number.isSafeInteger(index) || index < 0) throw new PickleError(`it holds a malformed index before byte ${this.source.offset}`)
    return index
  }

  private recall(index: number): void {
    const value = this.memo.get(index)
    if (value === undefined) throw new PickleError(`it refers to a value that it has not written, before byte ${this.source.offset}`)
    this.stack.push(value)
  }

  private top(): PickleValue {
    const value = this.stack.at(-1)
    if (value === undefined || this.stack.length === this.marks.at(-1)) throw this.underflow()
    return value
  }

  private pop(): PickleValue {
    const value = this.top()
    this.stack.pop()
    return value
  }

  private popMark(): PickleValue[] {
    const mark = this.marks.pop()
    if (mark === undefined) throw this.underflow()
    return this.stack.splice(mark)
  }

  private pushTuple(length: number): void {
    const items: PickleValue[] = []
    for (let i = 0; i < length; i++) items.unshift(this.pop())
    this.stack.push(tuple(items))
  }

  private extend(items: readonly PickleValue[]): void {
    const target = this.top()
    const kinds = ['list', 'set', 'object']
    if (!isRecord(target) || !kinds.includes(target.kind) || !('items' in target)) return
    for (const item of items) target.items.push(item)
  }

  private update(items: readonly PickleValue[]): void {
    if (items.length % 2 !== 0) throw new PickleError(`it holds a key without a value before byte ${this.source.offset}`)
    const target = this.top()
    if (!isRecord(target) || !('entries' in target)) return
    for (let i = 0; i < items.length; i += 2) target.entries.push([items[i] ?? null, items[i + 1] ?? null])
  }

  private underflow(): PickleError {
    return new PickleError(`it takes a value that it has not written, before byte ${this.source.offset}`)
  }
}

function tuple(items: PickleValue[]): PickleList {
  return { kind: 'tuple', items }
}
