import { z } from 'zod'

/** SHA-256 of a certificate's DER bytes as lower-case hexadecimal: the one name of a key that can't be chosen. */
export const certificateFingerprintSchema = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * What is known of the person behind a key: `self-asserted` where the person made the key and wrote the name
 * themselves, `certificate` where somebody else issued the certificate. Who that is, and whether they are believed,
 * is another question: `trusted` of a verification.
 */
export const identityAssuranceSchema = z.enum(['self-asserted', 'certificate'])
export type IdentityAssurance = z.infer<typeof identityAssuranceSchema>

/** What a certificate says. Nothing of it is checked but that it is one. */
export const certificateFactsSchema = z.object({
  fingerprint: certificateFingerprintSchema,
  /** The common name of the subject, else its whole name. */
  name: z.string(),
  /** The whole names, as "CN=Ana Ruiz, O=Bank". */
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  /** Milliseconds since 1970 UTC. */
  validFrom: z.number(),
  validTo: z.number(),
  /** "RSA, 3072 bits" or "ECDSA, P-256". */
  key: z.string(),
  assurance: identityAssuranceSchema,
})
export type CertificateFacts = z.infer<typeof certificateFactsSchema>

export const keyAlgorithms = ['rsa-3072', 'ecdsa-p256'] as const
export const keyAlgorithmSchema = z.enum(keyAlgorithms)
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>

/** A key file to seal a report with. */
export const sealRequestSchema = z.strictObject({
  /** Absolute path of the PKCS#12 file. */
  certificate: z.string().min(1),
  /** Asked for at each seal, and never kept. */
  passphrase: z.string(),
})
export type SealRequest = z.infer<typeof sealRequestSchema>

/** The seal of a report that was written. */
export const reportSealSchema = z.object({
  /** The name in the certificate. */
  name: z.string(),
  fingerprint: certificateFingerprintSchema,
  assurance: identityAssuranceSchema,
  /** As asserted by this computer: 2026-11-24T09:30:00Z. */
  sealedAt: z.string(),
})
export type ReportSeal = z.infer<typeof reportSealSchema>
