import type { ReportSeal, SealRequest } from '../contract/signing.ts'
import { sealReport } from '../report/seal.ts'
import { openKey } from './sign-review.ts'

/** Seals a compiled report; its key was opened before, so that a wrong passphrase is told before any work is done. */
export type Sealing = (pdf: Uint8Array) => Promise<{ readonly pdf: Uint8Array; readonly seal: ReportSeal }>

/**
 * Opens the key of a seal; null where none is asked for. The key is kept until the report is written, the passphrase is not.
 * @param now milliseconds since 1970 UTC, asked when the seal is made
 * @throws ProblemError `file-unreadable`, `file-corrupt` or `usage`, see `openPkcs12`
 */
export async function openSealing(request: SealRequest | undefined, now: () => number = Date.now): Promise<Sealing | null> {
  if (request === undefined) return null
  const { certificate, passphrase } = request
  const key = await openKey(certificate, passphrase)
  return async (pdf) => {
    const at = Math.floor(now() / 1000) * 1000
    return {
      pdf: await sealReport(pdf, key, at),
      seal: { name: key.facts.name, fingerprint: key.fingerprint, assurance: key.facts.assurance, sealedAt: new Date(at).toISOString().replace('.000', '') },
    }
  }
}
