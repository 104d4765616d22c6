import { createHash } from 'node:crypto'
import type { ScannedFile } from '../../contract/scan.ts'

/**
 * One SHA-256 over a folder: of the lines "sha256  path\n", sorted by their bytes. It equals
 * `find . -type f -printf '%P\0' | xargs -0 sha256sum | LC_ALL=C sort | sha256sum` over the same files; as there, a line
 * whose path holds a backslash, a line feed or a carriage return starts with a backslash and spells them `\\`, `\n`, `\r`.
 */
export function evidenceHash(files: readonly Pick<ScannedFile, 'path' | 'sha256'>[]): string {
  const lines = files.map((file) => Buffer.from(evidenceLine(file)))
  lines.sort((a, b) => Buffer.compare(a, b))
  const hash = createHash('sha256')
  for (const line of lines) hash.update(line)
  return hash.digest('hex')
}

function evidenceLine({ path, sha256 }: Pick<ScannedFile, 'path' | 'sha256'>): string {
  if (!/[\\\n\r]/.test(path)) return `${sha256}  ${path}\n`
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return `\\${sha256}  ${escaped}\n`
}
