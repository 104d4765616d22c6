/** The object that a git-lfs pointer stands for. */
export interface LfsPointer {
  readonly sha256: string
  readonly bytes: number
}

/** Reads a git-lfs pointer; null where the file is none. Format: git-lfs, docs/spec.md. */
export function lfsPointer(head: Buffer): LfsPointer | null {
  const text = head.toString('latin1')
  if (!text.startsWith('version https://git-lfs.github.com/spec/')) return null
  const sha256 = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1]
  const bytes = /^size (\d{1,15})$/m.exec(text)?.[1]
  return sha256 === undefined || bytes === undefined ? null : { sha256, bytes: Number(bytes) }
}
