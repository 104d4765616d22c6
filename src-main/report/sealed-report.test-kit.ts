import { createHash } from 'node:crypto'
import { attachmentNames } from '../contract/report-attachments.ts'
import { exampleReportInput } from '../domain/report/report-input.test-kit.ts'
import { reportModel } from '../domain/report/report-model.ts'
import { makeSelfAssertedKey } from '../signing/make-key.ts'
import { openPkcs12 } from '../signing/open-pkcs12.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { compileReport } from './compile-report.ts'
import { readReportFonts } from './fonts.ts'

/** When the keys of the tests begin to be valid, and their seals are made. */
export const sealTime = Date.UTC(2026, 10, 24, 9, 30)

/** A report of the example as it is compiled, with two attachments. */
export async function compiledExample(evidenceJson = '{"facts":"ä"}'): Promise<Uint8Array> {
  const evidenceJsonSha256 = createHash('sha256').update(evidenceJson).digest('hex')
  const { canDraw } = await readReportFonts()
  const model = reportModel(exampleReportInput(), { documentId: evidenceJsonSha256.slice(0, 12), evidenceJsonSha256 }, canDraw)
  const { pdf } = await compileReport(model, [
    { name: attachmentNames.evidence, bytes: Buffer.from(evidenceJson), relationship: 'data', mimeType: 'application/json', description: 'Facts' },
    { name: attachmentNames.histogram, bytes: Buffer.from('low,high\n'.repeat(500)), relationship: 'data', mimeType: 'text/csv', description: 'Cells' },
  ])
  return pdf
}

/** A key that is made anew for each test run. */
export async function testKey(name: string, algorithm: 'rsa-3072' | 'ecdsa-p256' = 'rsa-3072'): Promise<SigningKey> {
  const passphrase = 'a passphrase of tests'
  return openPkcs12((await makeSelfAssertedKey(name, { passphrase, at: sealTime, algorithm })).pkcs12, passphrase)
}
