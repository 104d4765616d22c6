import type { Scan } from '../../../src-main/contract/scan.ts'
import { csvFile } from '../../../src-main/contract/csv.ts'
import type { EvidenceRow } from './evidence-rows.ts'

function whatWasRead(row: EvidenceRow): string {
  if (row.mentions.length === 0) return row.read
  return row.mentions.map((mention) => `line ${mention.line}: ${mention.name} ${mention.printed}`).join('; ')
}

/** The whole list of files as CSV: every file once, with its full hash. */
export function fileListCsv(scan: Scan, rows: readonly EvidenceRow[]): string {
  const bytes = new Map(scan.files.map((file) => [file.path, file.bytes]))
  const named = new Set(rows.map((row) => row.path))
  return csvFile(
    ['path', 'kind', 'read', 'bytes', 'sha256', 'use'],
    [
      ...rows.map((row) => [
        row.path,
        row.kind,
        whatWasRead(row),
        bytes.get(row.path) ?? null,
        row.sha256,
        row.used ? 'used' : 'not used',
      ]),
      ...scan.files
        .filter((file) => !named.has(file.path))
        .map((file) => [file.path, 'other', 'hashed only', file.bytes, file.sha256, 'not used']),
    ],
  )
}
