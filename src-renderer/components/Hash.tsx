import { formatHash } from '../format/hash.ts'

/** The first 12 digits of a SHA-256 in groups of four; the whole of it as tooltip. */
export function Hash({ sha256 }: { sha256: string }) {
  return (
    <span className="hash" title={formatHash(sha256)}>
      {formatHash(sha256, 12)}
    </span>
  )
}
