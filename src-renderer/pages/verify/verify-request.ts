import type { VerifyRequest } from '../../../src-main/contract/verification.ts'
import type { ReportToVerify } from '../../app/case.ts'

/** What a person typed about the verification. */
export interface VerifyDraft {
  readonly report: ReportToVerify
  /** Path of the evidence folder; empty where only the file is at hand. */
  readonly evidence: string
  readonly trustBy: 'nobody' | 'fingerprint' | 'certificates'
  readonly fingerprint: string
  /** Path of the trusted certificates, as PEM. */
  readonly certificates: string
  /** Path of a time-stamping authority’s reply; empty takes the one beside the report. */
  readonly timestamp: string
  /** Path of the authorities that are trusted for time, as PEM; empty where none are. */
  readonly timestampTrust: string
}

/** Nothing but the report. */
export function draftOf(report: ReportToVerify | null): VerifyDraft {
  return { report: report ?? { file: '', content: null }, evidence: '', trustBy: 'nobody', fingerprint: '', certificates: '', timestamp: '', timestampTrust: '' }
}

/** A fingerprint as people copy it, with colons, spaces or capital letters too; null where it is none. */
export function fingerprintFrom(typed: string): string | null {
  const plain = typed.replaceAll(/[:\s]/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(plain) ? plain : null
}

/** What the verification waits for; null where it can start. */
export function verifyWaitsFor({ report, trustBy, fingerprint, certificates }: VerifyDraft): string | null {
  if (report.content === null && report.file.trim() === '') return 'Drop a PDF on this page, choose one or type its path.'
  if (trustBy === 'fingerprint' && fingerprintFrom(fingerprint) === null) return 'The fingerprint needs the 64 hexadecimal digits of the certificate’s SHA-256.'
  return trustBy === 'certificates' && certificates.trim() === '' ? 'Choose the file of certificates that you trust.' : null
}

/** Whether two drafts ask for the same. */
export function sameDraft(one: VerifyDraft, other: VerifyDraft): boolean {
  return one.report.content === other.report.content && JSON.stringify(verifyRequest(one)) === JSON.stringify(verifyRequest(other))
}

/** The request, but for the content of a file that was dropped. */
export function verifyRequest({ report, evidence, trustBy, fingerprint, certificates, timestamp, timestampTrust }: VerifyDraft): VerifyRequest {
  return {
    file: report.file.trim(),
    evidence: given(evidence),
    timestamp: given(timestamp),
    timestampTrust: given(timestampTrust),
    trust: trustBy === 'certificates' ? certificates.trim() : null,
    signer: trustBy === 'fingerprint' ? fingerprintFrom(fingerprint) : null,
  }
}

function given(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim()
}
