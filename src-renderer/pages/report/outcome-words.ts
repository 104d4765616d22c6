import type { ExportedReport } from '../../../src-main/contract/report.ts'
import type { ReportSeal } from '../../../src-main/contract/signing.ts'
import { formatMoment } from '../../format/date.ts'
import { formatBytes, plural } from '../../format/number.ts'

/** Who sealed the report and when, or that nobody did. */
export function sealWords(seal: ReportSeal | null): string {
  if (seal === null) return 'It is not sealed: nobody can tell later whether it was changed.'
  const identity = seal.assurance === 'self-asserted' ? ' (self-asserted identity)' : ''
  return `Sealed by ${seal.name}${identity} on ${formatMoment(Date.parse(seal.sealedAt))}, as asserted by this computer.`
}

/** What a copy is: "HTML copy, 210.4 kB", "CSV and JSON, 31 files, 1.2 MB". */
export function copyWords({ kind, files, bytes }: ExportedReport['copies'][number]): string {
  return kind === 'html' ? `HTML copy, ${formatBytes(bytes)}` : `CSV and JSON, ${plural(files, 'file')}, ${formatBytes(bytes)}`
}
