import type { FingerprintColumn } from '../../contract/fingerprint.ts'

/**
 * The canonical form of a table, version 1. Who follows it with any tool gets the same two fingerprints.
 *
 * A cell is written as a tag and a value, ended by a comma:
 * - missing: `-,` (null; in delimited text an empty value)
 * - number: `d` and the double in scientific notation with 17 significant digits, ties to even, as C's and Python's
 *   `%.16e` print it: `d5.0000000000000000e-01,`. 1, 1.0 and 1e0 are one number, and so are 0 and -0. `dnan,`, `dinf,`,
 *   `d-inf,`. A whole number that no double equals (all beyond 2^53): `i9007199254740993,`. A decimal of more than 15 digits:
 *   `x` and its digits without trailing zeros.
 * - boolean: `b1,` `b0,`; date: `D2024-01-31,`; timestamp: `T2024-01-31 10:00:00.5,` without trailing zeros; instant:
 *   `Z` and microseconds since 1970 UTC
 * - text: `t`, its length in UTF-8 bytes, `:`, the text as it is, `,`; nested values likewise with `j` and compact JSON;
 *   bytes: `h` and upper-case hexadecimal digits; any other type: `o` like text
 *
 * A row is its cells in the order of their column names by UTF-16 code units. Its digest is the SHA-256 of these UTF-8
 * bytes, as 64 lower-case hexadecimal digits. Tags and lengths make the form readable in one way only, so different rows
 * have different bytes.
 *
 * A fingerprint is the SHA-256 of a header and the row digests, each followed by a line feed: `ordered` takes the digests
 * as the rows stand and the columns as they stand, `unordered` sorts the digests (rows that occur twice stay twice) and
 * the columns. So both are as hard to forge as SHA-256 itself (about 2^128 trials): the sorted list determines the rows
 * and how often each occurs. A sum of row digests would be shorter to compute, but whoever may choose many rows can make
 * sums collide with far less work (generalised birthday, Wagner 2002: about 2^32 for 256 bits).
 *
 * Text formats have no types: a column of delimited text is what all its present values are: numbers (with points, or all
 * with decimal commas; digits after a leading zero make text of it, as in postcodes), true/false, ISO dates, ISO
 * timestamps, else text. A column without any value is `empty` in every format.
 */
export const canonicalFormVersion = 1

/** The first lines of the ordered fingerprint, a line feed included. */
export function orderedHeader(columns: readonly FingerprintColumn[], rows: number): string {
  return header('ordered', columns, rows)
}

/** The first lines of the unordered fingerprint: the columns sorted by name. */
export function unorderedHeader(columns: readonly FingerprintColumn[], rows: number): string {
  return header('unordered', columnsByName(columns), rows)
}

/** The columns in the order of their names by UTF-16 code units. */
export function columnsByName<Column extends { readonly name: string }>(columns: readonly Column[]): Column[] {
  return columns.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function header(order: string, columns: readonly FingerprintColumn[], rows: number): string {
  const typed = columns.map(({ name, type }) => [name.toWellFormed(), type])
  return `countersign table ${canonicalFormVersion} ${order}\n${JSON.stringify(typed)}\n${rows}\n`
}
