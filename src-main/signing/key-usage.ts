import { BitString } from 'asn1js'
import { Certificate } from 'pkijs'
import { ownBuffer } from './signing-key.ts'

const keyUsage = '2.5.29.15'
/** The first bit is digital signature, the second non-repudiation (RFC 5280, section 4.2.1.3). */
const signing = 0xc0

/**
 * Whether a certificate was issued for signing documents: where it states what its key may be used for, a digital
 * signature or non-repudiation is among it.
 */
export function maySign(certificate: Uint8Array): boolean {
  const { extensions = [] } = Certificate.fromBER(ownBuffer(certificate))
  const usage = extensions.find(({ extnID }) => extnID === keyUsage)
  if (usage === undefined) return true
  const parsed: unknown = usage.parsedValue
  return parsed instanceof BitString && ((parsed.valueBlock.valueHexView[0] ?? 0) & signing) !== 0
}
