declare module 'seek-bzip' {
  /** Reads through `readByte`. */
  class Stream {
    readByte(): number
    eof(): boolean
  }
  const bunzip: {
    Stream: typeof Stream
    decode(input: Stream, output: { writeByte(byte: number): void }, multistream: boolean): void
  }
  export = bunzip
}
