import { createHash } from 'node:crypto'
import { entryOf, openPdfFile, resolved } from './pdf-file.ts'
import type { PdfFile } from './pdf-file.ts'
import { PdfError, pdfArray, pdfDictionary, pdfName, pdfNumber, pdfReference, pdfText, writePdf } from './pdf-value.ts'
import type { PdfDictionary, PdfValue } from './pdf-value.ts'

/** What a seal states in the file, beside the signature itself. */
export interface SealFacts {
  /** The name in the certificate. */
  readonly name: string
  /** Milliseconds since 1970 UTC, whole seconds: the time as the sealing computer asserted it. */
  readonly at: number
  /** Bytes that are kept for the signature. */
  readonly room: number
}

/** A sealed file, but for the signature, whose place is filled with zeros. */
export interface SealForm {
  readonly bytes: Uint8Array
  /** The place of the signature, with the < and > around it: everything else is signed. */
  readonly gap: readonly [start: number, end: number]
}

/** Said in the file, so that a viewer shows it. */
export const sealReason = 'Sealed by Countersign. The time is the one asserted by the computer that sealed.'

const digits = 10

/**
 * A file followed by the one update that seals it: PAdES baseline B-B, a certification that permits no changes, and an
 * invisible field on the first page. Sealing writes it, and verifying writes it anew and compares: so nothing can stand
 * in the update, or behind it, that Countersign doesn't write there.
 *
 * @param base the file as it was compiled, of one writing
 * @throws PdfError where it is no such file
 */
export function sealForm(base: Uint8Array, { name, at, room }: SealFacts): SealForm {
  const file = openPdfFile(base)
  const catalog = catalogOf(file)
  const page = firstPage(file, catalog.value)
  const [field, signature] = [file.size, file.size + 1]
  const objects: [number, PdfValue][] = [
    [catalog.number, extended(catalog.value, {
      AcroForm: pdfDictionary({ Fields: pdfArray(pdfReference(field)), SigFlags: pdfNumber(3) }),
      Perms: pdfDictionary({ DocMDP: pdfReference(signature) }),
    })],
    [page.number, withField(file, page.value, field)],
    [field, fieldDictionary(page.number, signature)],
  ]
  const parts = [Buffer.from(base), Buffer.from('\n')]
  let end = base.length + 1
  const offsets = new Map<number, number>()
  const add = (text: string) => {
    parts.push(Buffer.from(text, 'latin1'))
    end += text.length
  }
  const begin = (object: number) => {
    offsets.set(object, end)
    add(`${object} 0 obj\n`)
  }
  for (const [object, value] of objects) {
    begin(object)
    add(`${value.kind === 'stream' ? '' : writePdf(value)}\nendobj\n`)
  }
  begin(signature)
  const before = signatureDictionary(name, at)
  const gapStart = end + before.length + '/ByteRange [0   ]'.length + 3 * digits + ' /Contents '.length
  const gapEnd = gapStart + 2 * room + 2
  const tail = '>>\nendobj\n'
  const table = gapEnd + tail.length
  const rest = tableText(file, offsets, base, at, table)
  const length = table + rest.length
  const padded = (value: number) => String(value).padEnd(digits)
  add(`${before}/ByteRange [0 ${padded(gapStart)} ${padded(gapEnd)} ${padded(length - gapEnd)}] /Contents <${'0'.repeat(2 * room)}>${tail}${rest}`)
  return { bytes: Buffer.concat(parts), gap: [gapStart, gapEnd] }
}

function catalogOf(file: PdfFile): { number: number; value: PdfDictionary } {
  const root = file.trailer.entries.get('Root')
  const value = resolved(file, root)
  if (root?.kind !== 'reference' || value.kind !== 'dictionary') throw new PdfError('has no catalog.')
  for (const key of ['AcroForm', 'Perms']) if (value.entries.has(key)) throw new PdfError('has a form or a signature already.')
  return { number: root.object, value }
}

function firstPage(file: PdfFile, catalog: PdfDictionary): { number: number; value: PdfDictionary } {
  let at = catalog.entries.get('Pages')
  for (let depth = 0; depth < 16; depth += 1) {
    const node = resolved(file, at)
    if (at?.kind !== 'reference' || node.kind !== 'dictionary') break
    const kids = entryOf(file, node, 'Kids')
    if (kids.kind !== 'array') return { number: at.object, value: node }
    at = kids.items[0]
  }
  throw new PdfError('has no first page.')
}

function extended(dictionary: PdfDictionary, more: Readonly<Record<string, PdfValue>>): PdfDictionary {
  return { kind: 'dictionary', entries: new Map([...dictionary.entries, ...Object.entries(more)]) }
}

/** A page with annotations has to say that their order is that of the structure (PDF/UA-1, 7.18.3). */
function withField(file: PdfFile, page: PdfDictionary, field: number): PdfDictionary {
  const annotations = resolved(file, page.entries.get('Annots'))
  const others = annotations.kind === 'array' ? annotations.items : []
  return extended(page, { Annots: pdfArray(...others, pdfReference(field)), Tabs: pdfName('S') })
}

/**
 * Without extent, so that it needs no appearance (PDF/A-3, 6.3.3), and outside the page, so that it needs no place in
 * the structure (PDF/UA-1, 7.18.1).
 */
function fieldDictionary(page: number, signature: number): PdfDictionary {
  const outside = pdfNumber(-1)
  return pdfDictionary({
    Type: pdfName('Annot'),
    Subtype: pdfName('Widget'),
    FT: pdfName('Sig'),
    Rect: pdfArray(outside, outside, outside, outside),
    F: pdfNumber(4 + 128),
    P: pdfReference(page),
    T: pdfText('Seal'),
    TU: pdfText('Seal over the whole report'),
    V: pdfReference(signature),
  })
}

/** Everything of the signature that stands before ByteRange and Contents; the dictionary is left open. */
function signatureDictionary(name: string, at: number): string {
  const parameters = pdfDictionary({ Type: pdfName('TransformParams'), P: pdfNumber(1), V: pdfName('1.2') })
  const dictionary = pdfDictionary({
    Type: pdfName('Sig'),
    Filter: pdfName('Adobe.PPKLite'),
    SubFilter: pdfName('ETSI.CAdES.detached'),
    Name: pdfText(name),
    Reason: pdfText(sealReason),
    M: pdfText(pdfDate(at)),
    Reference: pdfArray(pdfDictionary({ Type: pdfName('SigRef'), TransformMethod: pdfName('DocMDP'), TransformParams: parameters })),
  })
  return `${writePdf(dictionary).slice(0, -2)} `
}

/** "D:20261124093000Z" */
export function pdfDate(at: number): string {
  return `D:${new Date(at).toISOString().replace(/\.\d+Z$|[-T:]/g, '')}Z`
}

/** The time of a date as `pdfDate` writes it, in milliseconds since 1970 UTC; null where it is written otherwise. */
export function timeOfPdfDate(text: string): number | null {
  const [, ...parts] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  const [year = NaN, month = NaN, day, hour, minute, second] = parts.map(Number)
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  return Number.isNaN(time) || pdfDate(time) !== text ? null : time
}

function tableText(file: PdfFile, offsets: ReadonlyMap<number, number>, base: Uint8Array, at: number, table: number): string {
  const numbers = [...offsets.keys()].sort((one, other) => one - other)
  const sections: number[][] = []
  for (const number of numbers) {
    const last = sections.at(-1)
    if (last?.at(-1) === number - 1) last.push(number)
    else sections.push([number])
  }
  const line = (number: number) => `${String(offsets.get(number) ?? 0).padStart(10, '0')} 00000 n\r\n`
  const lines = sections.map((section) => `${section[0] ?? 0} ${section.length}\n${section.map(line).join('')}`)
  const kept = ['Root', 'Info'].flatMap((key): [string, PdfValue][] => {
    const value = file.trailer.entries.get(key)
    return value === undefined ? [] : [[key, value]]
  })
  const trailer = pdfDictionary({
    Size: pdfNumber(file.size + 2),
    ...Object.fromEntries(kept),
    ID: pdfArray(firstId(file), { kind: 'string', bytes: createHash('sha256').update(base).update(pdfDate(at)).digest().subarray(0, 16) }),
    Prev: pdfNumber(file.table),
  })
  return `xref\n${lines.join('')}trailer\n${writePdf(trailer)}\nstartxref\n${table}\n%%EOF\n`
}

function firstId(file: PdfFile): PdfValue {
  const id = resolved(file, file.trailer.entries.get('ID'))
  const first = id.kind === 'array' ? id.items[0] : undefined
  if (first?.kind !== 'string') throw new PdfError('has no identifier.')
  return first
}
