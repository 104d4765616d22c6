import type { ReportCopies } from '../../../src-main/contract/report.ts'
import type { SealRequest } from '../../../src-main/contract/signing.ts'

/** What a report is made of and what comes with it. The passphrase of the key is never part of it. */
export interface ExportOptions {
  /** What is on screen, or what a review proposes and froze. */
  readonly source: 'draft' | 'review'
  /** Path of the review file. */
  readonly review: string
  readonly sealed: boolean
  /** Path of the key file. */
  readonly certificate: string
  readonly html: boolean
  readonly bundle: boolean
}

/** How a report is made unless the user says otherwise: from the review that is open, else as a draft; not sealed. */
export function optionsFor(review: string | null): ExportOptions {
  return review === null ? plainOptions : { ...plainOptions, source: 'review', review }
}

/** A draft, not sealed, without copies. */
export const plainOptions: ExportOptions = { source: 'draft', review: '', sealed: false, certificate: '', html: false, bundle: false }

/** What the options still need, and what to do; null where nothing. */
export function optionsProblem({ source, review, sealed, certificate }: ExportOptions, passphrase: string): string | null {
  if (source === 'review' && review.trim() === '') return 'The export waits for the review file.'
  if (sealed && certificate.trim() === '') return 'The seal waits for the key file.'
  return sealed && passphrase === '' ? 'The seal waits for the passphrase of the key.' : null
}

/** The paths of the copies beside the PDF: "report.html", and a folder "report-tables". */
export function copyPaths(pdf: string): { html: string; bundle: string } {
  const base = pdf.replace(/\.pdf$/i, '')
  return { html: `${base}.html`, bundle: `${base}-tables` }
}

/** The part of a request that the options say; what isn't asked for is left out. */
export function requestOptions(options: ExportOptions, passphrase: string, pdf: string): { copies?: ReportCopies; seal?: SealRequest } {
  const { html, bundle } = copyPaths(pdf)
  return {
    ...(options.html || options.bundle ? { copies: { html: options.html ? html : null, bundle: options.bundle ? bundle : null } } : {}),
    ...(options.sealed ? { seal: { certificate: options.certificate.trim(), passphrase } } : {}),
  }
}

/** The name of a key file for a person: "ana-ruiz-key.p12". */
export function proposedKeyFile(name: string): string {
  const plain = name.trim().toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '')
  return `${plain === '' ? 'countersign' : plain}-key.p12`
}

const leastPassphrase = 8

/** What a new key still needs; null where it can be made. */
export function newKeyProblem({ name, folder, fileName, passphrase, again }: { name: string; folder: string; fileName: string; passphrase: string; again: string }): string | null {
  if (name.trim() === '') return 'Give the name as it shall be printed.'
  if (folder.trim() === '' || fileName.trim() === '') return 'Say where the key file goes.'
  if (/[\\/:*?"<>|\u0000-\u001f]/.test(fileName)) return 'A file name has no \\ / : * ? " < > |. Type the folder in the field before it.'
  if (passphrase.length < leastPassphrase) return `Choose a passphrase of at least ${leastPassphrase} characters.`
  return passphrase === again ? null : 'The two passphrases are not the same.'
}
