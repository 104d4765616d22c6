import type { CheckEvidence, EvidenceOrigin } from '../../contract/governance.ts'
import type { LimitName } from '../../contract/governance-policy.ts'
import type { HashedFile } from './facts.ts'

/** What one check finds, before gate, exceptions and applicability. */
export interface Verdict {
  readonly result: 'PASS' | 'FAIL' | 'NOT_ASSESSABLE'
  readonly minor: boolean
  readonly message: string
  readonly origin: EvidenceOrigin | null
  readonly value: number | null
  readonly interval: readonly [number, number] | null
  readonly limit: LimitName | null
  readonly evidence: readonly CheckEvidence[]
  readonly missing: readonly string[]
}

interface Found {
  readonly origin: EvidenceOrigin
  readonly value?: number | null
  readonly interval?: readonly [number, number] | null
  readonly limit?: LimitName
  readonly evidence: readonly CheckEvidence[]
  readonly minor?: boolean
}

export function pass(message: string, found: Found): Verdict {
  return verdict('PASS', message, found, [])
}

export function fail(message: string, found: Found): Verdict {
  return verdict('FAIL', message, found, [])
}

/** Never a pass: `missing` names what would make it assessable, one noun phrase each. */
export function notAssessable(message: string, missing: readonly string[], found: Partial<Found> = {}): Verdict {
  if (missing.length === 0) throw new RangeError('What is missing must be named.')
  return verdict('NOT_ASSESSABLE', message, { origin: null, evidence: [], ...found }, missing)
}

function verdict(
  result: Verdict['result'],
  message: string,
  { origin, value = null, interval = null, limit, evidence, minor = false }: Omit<Found, 'origin'> & { readonly origin: EvidenceOrigin | null },
  missing: readonly string[],
): Verdict {
  return { result, minor, message, origin, value, interval, limit: limit ?? null, evidence, missing }
}

/** A piece of evidence; `source` says in words where it stands. */
export function evidenceOf(text: string, source: string, ...files: readonly HashedFile[]): CheckEvidence {
  const different = files.filter((file, index) => files.findIndex(({ path, sha256 }) => path === file.path && sha256 === file.sha256) === index)
  return { text, source, files: different.map(({ path, sha256 }) => ({ path, sha256 })) }
}

/** "A, B and C". */
export function listText(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
