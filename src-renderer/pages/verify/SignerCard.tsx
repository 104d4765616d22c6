import type { Verification } from '../../../src-main/contract/verification.ts'
import { Card } from '../../components/Card.tsx'
import { CopyLine } from '../report/CopyLine.tsx'
import { formatDay, formatMoment } from '../../format/date.ts'
import { formatHash } from '../../format/hash.ts'
import { FoundBadge } from './FoundBadge.tsx'
import { timeWords, trustOf } from './verify-words.ts'

/** Who sealed, as the certificate says, and whether that is whom the person expects. */
export function SignerCard({ found }: { found: Verification }) {
  const { seal, trusted } = found
  if (seal.state === 'none' && trusted === 'not-checked') return null
  const { kind, word, sentence } = trustOf(found)
  const { certificate, fingerprint, sealedAt } = seal
  return (
    <Card title="Who sealed it" end={<FoundBadge kind={kind} word={word} />} className="verify-signer">
      <p className="secondary">{sentence}</p>
      {certificate !== null && (
        <dl className="facts">
          <dt>Name</dt>
          <dd>{certificate.subject}</dd>
          <dt>Issued by</dt>
          <dd>{certificate.assurance === 'self-asserted' ? 'Itself: self-asserted identity' : certificate.issuer}</dd>
          {fingerprint !== null && <CopyLine title="Fingerprint (SHA-256)" value={fingerprint} shownAs={formatHash(fingerprint)} />}
          <dt>Key</dt>
          <dd>
            {certificate.key}, valid {formatDay(certificate.validFrom)} to {formatDay(certificate.validTo)}
          </dd>
          {sealedAt !== null && (
            <>
              <dt>Sealed</dt>
              <dd>{formatMoment(Date.parse(sealedAt))}, as asserted by the computer that sealed</dd>
            </>
          )}
          <dt>Time stamp</dt>
          <dd>{timeWords(found)}</dd>
        </dl>
      )}
    </Card>
  )
}
