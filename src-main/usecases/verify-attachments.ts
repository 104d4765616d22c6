import { createHash } from 'node:crypto'
import { z } from 'zod'
import { attachmentNames } from '../contract/report-attachments.ts'
import type { AttachmentName } from '../contract/report-attachments.ts'
import type { VerifiedAttachment } from '../contract/verification.ts'
import type { PdfAttachment } from '../report/pdf-attachments.ts'
import type { AttachedFiles } from './report-from-attachments.ts'

/** What is read of evidence.json by itself: the rest of it may be of a later format. */
const statedSchema = z.object({
  product: z.object({ version: z.string() }),
  attachments: z.object({ histogram: z.object({ sha256: z.string() }) }),
})

/** The hashes that the attached review names. */
export interface NamedByReview {
  readonly evidenceJsonSha256: string | null
  readonly policySha256: string | null
}

export interface CheckedAttachments {
  readonly attachments: readonly VerifiedAttachment[]
  /** What isn't as it should be, one sentence each. */
  readonly problems: readonly string[]
  /** The version that made the report; null where evidence.json is missing or can't be read. */
  readonly madeBy: string | null
}

/** The attachments of a report by their names; others are left out. */
export function knownFiles(found: readonly PdfAttachment[]): AttachedFiles {
  return new Map(found.flatMap(({ name, bytes }) => (isKnown(name) ? [[name, bytes] as const] : [])))
}

/**
 * Holds the attachments of a report against the hashes that are stated for them: evidence.json states that of the
 * histogram, and the review those of evidence.json, which it froze, and of the policy. That of the review is only
 * printed, on the pages.
 */
export function checkAttachments(found: readonly PdfAttachment[], review: NamedByReview | null): CheckedAttachments {
  const record = statedIn(found.find(({ name }) => name === attachmentNames.evidence)?.bytes)
  const stated = new Map<string, string | null>([
    [attachmentNames.histogram, record?.attachments.histogram.sha256 ?? null],
    [attachmentNames.policy, review?.policySha256 ?? null],
    [attachmentNames.evidence, review?.evidenceJsonSha256 ?? null],
  ])
  const attachments = found.map((attachment) => checked(attachment, stated.get(attachment.name) ?? null, record !== null))
  const required = [attachmentNames.evidence, ...[...stated].flatMap(([name, hash]) => (hash === null ? [] : [name]))]
  const missing = [...new Set<string>(required)].filter((name) => !found.some((item) => item.name === name))
  return {
    attachments,
    problems: [
      ...attachments.flatMap(({ name, why }) => (why === null ? [] : [`The attachment ${name}: ${why}`])),
      ...missing.map((name) => `The attachment ${name} is missing.`),
    ],
    madeBy: record?.product.version ?? null,
  }
}

function checked({ name, bytes, mimeType, relationship }: PdfAttachment, stated: string | null, isRecord: boolean): VerifiedAttachment {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const why = reason(name, sha256, stated, isRecord)
  return { name, bytes: bytes.length, sha256, mimeType, relationship, stated, matches: why === null, why }
}

function reason(name: string, sha256: string, stated: string | null, isRecord: boolean): string | null {
  if (!isKnown(name)) return 'A report does not carry a file of this name.'
  if (name === attachmentNames.evidence && !isRecord) return 'It is not the record of a report.'
  if (stated !== null) return stated === sha256 ? null : 'Its SHA-256 is not the one that is stated for it.'
  const bound = name === attachmentNames.histogram || name === attachmentNames.policy
  return bound ? 'Nothing in the report names it.' : null
}

function statedIn(evidenceJson: Uint8Array | undefined): z.infer<typeof statedSchema> | null {
  try {
    return statedSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(evidenceJson)))
  } catch {
    return null
  }
}

function isKnown(name: string): name is AttachmentName {
  return Object.values<string>(attachmentNames).includes(name)
}
