import { inflateSync } from 'node:zlib'
import { entryOf, numberOf, resolved } from './pdf-file.ts'
import type { PdfFile } from './pdf-file.ts'
import { PdfError, textOfPdf } from './pdf-value.ts'
import type { PdfStream, PdfValue } from './pdf-value.ts'

/** A file inside a PDF. */
export interface PdfAttachment {
  readonly name: string
  readonly bytes: Uint8Array
  /** "application/json"; null where the file states none. */
  readonly mimeType: string | null
  /** "Data", "Source", …; null where the file states none. */
  readonly relationship: string | null
  readonly description: string | null
}

/** Bounds on what a hostile file can make of little. */
const most = { files: 32, bytes: 128 << 20, depth: 8 }

/**
 * The attached files, in the order of their names.
 * @throws PdfError where the list of them, or one of them, isn't as the report compiler writes it
 */
export function pdfAttachments(file: PdfFile): PdfAttachment[] {
  const catalog = entryOf(file, file.trailer, 'Root')
  const names = entryOf(file, catalog, 'Names')
  const tree = names.kind === 'null' ? names : entryOf(file, names, 'EmbeddedFiles')
  const pairs = tree.kind === 'null' ? [] : leavesOf(file, tree, 0)
  checkAssociated(file, catalog, pairs.length)
  let left = most.bytes
  const found = pairs.map(([name, specification]) => {
    const attachment = readAttachment(file, name, specification, left)
    left -= attachment.bytes.length
    return attachment
  })
  if (new Set(found.map(({ name }) => name)).size !== found.length) throw new PdfError('has two attachments of one name.')
  return found
}

type Leaf = readonly [name: string, specification: PdfValue]

function leavesOf(file: PdfFile, node: PdfValue, depth: number): Leaf[] {
  if (depth > most.depth) throw new PdfError('nests its list of attachments too deeply.')
  const kids = entryOf(file, node, 'Kids')
  const names = entryOf(file, node, 'Names')
  if (kids.kind === 'array' && names.kind === 'null') {
    if (kids.items.length > most.files) throw new PdfError('has too many attachments.')
    return kids.items.flatMap((kid) => leavesOf(file, resolved(file, kid), depth + 1))
  }
  if (names.kind !== 'array' || kids.kind !== 'null') throw new PdfError('has a list of attachments that can not be read.')
  if (names.items.length % 2 !== 0 || names.items.length > 2 * most.files) throw new PdfError('has a list of attachments that can not be read.')
  return Array.from({ length: names.items.length / 2 }, (_, index): Leaf => {
    const name = textIn(resolved(file, names.items[2 * index]))
    if (name === null) throw new PdfError('has an attachment without a name.')
    return [name, resolved(file, names.items[2 * index + 1])]
  })
}

/** PDF/A-3 lists the files a second time, as associated with the document. */
function checkAssociated(file: PdfFile, catalog: PdfValue, count: number): void {
  const associated = entryOf(file, catalog, 'AF')
  const listed = associated.kind === 'array' ? associated.items.length : 0
  if (listed !== count) throw new PdfError('associates other files with the document than it lists as attachments.')
}

function readAttachment(file: PdfFile, listed: string, specification: PdfValue, left: number): PdfAttachment {
  const [name, other] = ['UF', 'F'].map((key) => textIn(entryOf(file, specification, key)))
  if (name !== listed || other !== listed) throw new PdfError(`has an attachment with more than one name: ${listed}.`)
  const files = entryOf(file, specification, 'EF')
  if (files.kind !== 'dictionary') throw new PdfError(`lists an attachment that is not there: ${listed}.`)
  const [one, two] = ['F', 'UF'].map((key) => files.entries.get(key))
  if (one?.kind !== 'reference' || (two !== undefined && (two.kind !== 'reference' || two.object !== one.object))) {
    throw new PdfError(`has an attachment with more than one content: ${listed}.`)
  }
  const stream = file.object(one.object)
  if (stream.kind !== 'stream') throw new PdfError(`has an attachment without content: ${listed}.`)
  const bytes = contentOf(file, stream, left)
  const parameters = entryOf(file, stream, 'Params')
  const size = parameters.kind === 'null' ? null : entryOf(file, parameters, 'Size')
  if (size !== null && size.kind !== 'null' && numberOf(size) !== bytes.length) throw new PdfError(`states another size for an attachment: ${listed}.`)
  return {
    name: listed,
    bytes,
    mimeType: nameIn(entryOf(file, stream, 'Subtype')),
    relationship: nameIn(entryOf(file, specification, 'AFRelationship')),
    description: textIn(entryOf(file, specification, 'Desc')),
  }
}

function contentOf(file: PdfFile, stream: PdfStream, left: number): Uint8Array {
  const raw = file.bytes.subarray(stream.start, stream.start + stream.length)
  const filter = entryOf(file, stream, 'Filter')
  if (entryOf(file, stream, 'DecodeParms').kind !== 'null') throw new PdfError('has an attachment in an encoding that can not be read.')
  if (filter.kind === 'null' && raw.length <= left) return raw
  if (filter.kind !== 'name' || filter.name !== 'FlateDecode') throw new PdfError('has an attachment in an encoding that can not be read.')
  try {
    return new Uint8Array(inflateSync(raw, { maxOutputLength: Math.max(left, 1) }))
  } catch {
    throw new PdfError('has an attachment that can not be unpacked, or is too large.')
  }
}

function textIn(value: PdfValue): string | null {
  return value.kind === 'string' ? textOfPdf(value.bytes) : null
}

function nameIn(value: PdfValue): string | null {
  return value.kind === 'name' ? value.name : null
}
