import type { Derivation } from '../../src-main/contract/derivation.ts'

/** A derivation as plain text, for a mail or a working paper. */
export function derivationText({ title, formula, rows, tieRule, query, files }: Derivation): string {
  return [
    title,
    `Formula: ${formula}`,
    `Rows: ${rows}`,
    `Ties: ${tieRule ?? 'none can occur'}`,
    ...(query === null ? [] : [`Query:\n${query}`]),
    ...files.map(({ path, sha256 }) => `File: ${path}, SHA-256 ${sha256}`),
    '',
  ].join('\n')
}
