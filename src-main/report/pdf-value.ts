/** A value of a PDF file (ISO 32000-1, section 7.3). A stream's bytes stay in the file: `start` and `length` say where. */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'reference'; readonly object: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary
  | PdfStream

export interface PdfDictionary {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfValue>
}

export interface PdfStream {
  readonly kind: 'stream'
  readonly dictionary: PdfDictionary
  readonly start: number
  readonly length: number
}

/** The file isn't one that this reader takes; the message completes "The file …". */
export class PdfError extends Error {}

export const pdfName = (name: string): PdfValue => ({ kind: 'name', name })
export const pdfNumber = (value: number): PdfValue => ({ kind: 'number', value, text: String(value) })
export const pdfReference = (object: number): PdfValue => ({ kind: 'reference', object })
export const pdfArray = (...items: readonly PdfValue[]): PdfValue => ({ kind: 'array', items })

export function pdfDictionary(entries: Readonly<Record<string, PdfValue>>): PdfDictionary {
  return { kind: 'dictionary', entries: new Map(Object.entries(entries)) }
}

/** Text as a string of a PDF: ASCII as it is, else UTF-16 with its byte order mark. */
export function pdfText(text: string): PdfValue {
  if (/^[\u0020-\u007e]*$/.test(text)) return { kind: 'string', bytes: new TextEncoder().encode(text) }
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return { kind: 'string', bytes: Uint8Array.from(bytes) }
}

/** The text of a string; null where it is in an encoding of one byte that isn't ASCII, or no text. */
export function textOfPdf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) {
    return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
  }
  const text = Buffer.from(bytes).toString('latin1')
  return /^[\u0020-\u007e]*$/.test(text) ? text : null
}

/** A value as it is written into a file, in one form only. */
export function writePdf(value: Exclude<PdfValue, PdfStream>): string {
  switch (value.kind) {
    case 'null':
      return 'null'
    case 'boolean':
      return String(value.value)
    case 'number':
      return value.text
    case 'name':
      return writeName(value.name)
    case 'string':
      return `<${Buffer.from(value.bytes).toString('hex')}>`
    case 'reference':
      return `${value.object} 0 R`
    case 'array':
      return `[${value.items.map(inside).join(' ')}]`
    case 'dictionary':
      return `<<${[...value.entries].map(([name, item]) => `${writeName(name)} ${inside(item)}`).join(' ')}>>`
  }
}

function inside(value: PdfValue): string {
  if (value.kind === 'stream') throw new PdfError('has a stream inside another object.')
  return writePdf(value)
}

function writeName(name: string): string {
  return `/${name.replace(/[^A-Za-z0-9.+_-]/g, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}
