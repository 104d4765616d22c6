import type { Verification } from '../../../src-main/contract/verification.ts'
import { Card } from '../../components/Card.tsx'
import { Hash } from '../../components/Hash.tsx'
import { formatMoment } from '../../format/date.ts'
import { formatBytes, formatExact } from '../../format/number.ts'
import { FoundBadge } from './FoundBadge.tsx'
import { attachmentWords, checkLines, foundWords } from './verify-words.ts'

/** Differences that are listed; the first of them say what is wrong. */
const mostListed = 60

/** Everything that was checked, with what was found; what makes the report not valid stands first. */
export function WhatWasChecked({ found }: { found: Verification }) {
  const { problems, attachments, chain, recomputed, madeBy, verifiedBy } = found
  return (
    <>
      {problems.length > 1 && (
        <Card title="Why it is not valid" className="verify-problems">
          <ol>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ol>
        </Card>
      )}
      <Card title="What was checked" end={`Made by Countersign ${madeBy ?? 'of an unknown version'}, verified by ${verifiedBy}`}>
        <table className="data-table verify-checks">
          <tbody>
            {checkLines(found).map(({ title, kind, word, detail }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>
                  <FoundBadge kind={kind} word={word} />
                </td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      {recomputed.differences.length > 0 && (
        <Card title="Numbers that differ">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col" className="number">
                  Stated
                </th>
                <th scope="col" className="number">
                  Found
                </th>
              </tr>
            </thead>
            <tbody>
              {recomputed.differences.slice(0, mostListed).map((number) => (
                <tr key={number.of}>
                  <td>{number.of}</td>
                  <td className="number">{number.stated === null ? 'none' : formatExact(number.stated)}</td>
                  <td className="number">{foundWords(number)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {recomputed.differences.length > mostListed && <p className="secondary">The first {mostListed} of {recomputed.differences.length}.</p>}
        </Card>
      )}
      {attachments.length > 0 && (
        <Card title="Attachments">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" className="number">
                  Size
                </th>
                <th scope="col">SHA-256</th>
                <th scope="col">Its hash</th>
              </tr>
            </thead>
            <tbody>
              {attachments.map((attachment) => (
                <tr key={attachment.name}>
                  <td className="mono">{attachment.name}</td>
                  <td className="number">{formatBytes(attachment.bytes)}</td>
                  <td>
                    <Hash sha256={attachment.sha256} />
                  </td>
                  <td>{attachmentWords(attachment)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {chain.signatures.length > 0 && (
        <Card title="Who signed the review">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Role</th>
                <th scope="col">Person</th>
                <th scope="col">Time, as asserted</th>
                <th scope="col">Certificate</th>
                <th scope="col">Stands</th>
              </tr>
            </thead>
            <tbody>
              {chain.signatures.map(({ role, person, at, fingerprint, assurance, void: why }) => (
                <tr key={`${role} ${fingerprint} ${at}`}>
                  <td>{role}</td>
                  <td>
                    {person}
                    {assurance === 'self-asserted' && ', self-asserted identity'}
                  </td>
                  <td>{formatMoment(Date.parse(at))}</td>
                  <td>
                    <Hash sha256={fingerprint} />
                  </td>
                  <td>{why ?? 'yes'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
    </>
  )
}
