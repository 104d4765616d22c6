import { resolve } from 'node:path'
import type { Verification } from '../../contract/verification.ts'
import { verifyReport } from '../../usecases/verify.ts'
import { integer, plainTable, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { withReportParts } from './report-parts.ts'
import { timestampFails, timestampText } from './timestamp.ts'
import { usageError } from './verb.ts'
import type { Verb } from './verb.ts'

const usage = 'verify FILE.pdf [--evidence DIR] [--trust CA.pem | --signer SHA256] [--timestamp FILE.tsr] [--timestamp-trust CA.pem] [--json]'

/** Verifies a report; fails where it isn't as it was made, or isn't by the signer that is expected. */
export const verifyVerb: Verb = {
  usage,
  summary: 'Verify a report: its seal, attachments, review, pages and numbers',
  async run(args, options) {
    const { values, positionals } = readArguments(args, {
      usage,
      kinds: { evidence: 'text', trust: 'text', signer: 'text', timestamp: 'text', 'timestamp-trust': 'text', json: 'flag' },
      positionals: 1,
    })
    if (values.trust !== null && values.signer !== null) throw usageError('Both --trust and --signer are given.', `Usage: countersign ${usage}`)
    const path = (value: string | null) => (value === null ? null : resolve(value))
    const request = {
      file: resolve(positionals[0] ?? ''),
      evidence: path(values.evidence),
      trust: path(values.trust),
      signer: fingerprintOf(values.signer),
      timestamp: path(values.timestamp),
      timestampTrust: path(values['timestamp-trust']),
    }
    return withReportParts(null, options, async (parts) => {
      const verification = await verifyReport(request, parts, options)
      return { json: verification, text: verificationText(verification), failed: !verification.valid || verification.trusted === false || timestampFails(verification.timestamp) }
    })
  },
}

/** A fingerprint as people copy it: with colons, spaces or capital letters too. */
function fingerprintOf(value: string | null): string | null {
  if (value === null) return null
  const plain = value.replaceAll(/[:\s]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(plain)) return plain
  throw usageError('The value of --signer is no SHA-256 fingerprint.', 'Give the 64 hexadecimal digits of the certificate’s SHA-256.')
}

const sealWords = { valid: 'holds', invalid: 'does not hold', none: 'none' } as const
const pagesWords = {
  identical: 'made again from the attachments, and identical to the last byte',
  differ: 'not those that the attachments give',
  'not-rendered': 'not compared',
} as const

function verificationText({ valid, trusted, seal, attachments, chain, pages, pagesWhy, recomputed, problems, madeBy, verifiedBy, timestamp }: Verification): string {
  return sections([
    ['', [valid ? 'Valid: the report is as it was made and sealed.' : 'Not valid.', ...trustSentences(trusted, valid), ...(valid && pages === 'not-rendered' ? [unseenPages] : [])].join(' ')],
    ['Why', problems.join('\n')],
    [
      'Seal',
      lines([
        ['state', sealWords[seal.state]],
        ['signer', seal.certificate?.subject],
        ['issued by', seal.certificate === null ? null : seal.certificate.assurance === 'self-asserted' ? 'itself: self-asserted identity' : seal.certificate.issuer],
        ['certificate', seal.fingerprint],
        ['in the review', signedAs(seal.fingerprint, chain)],
        ['valid', seal.certificate === null ? null : `${day(seal.certificate.validFrom)} to ${day(seal.certificate.validTo)}`],
        ['time', seal.sealedAt === null ? null : `${seal.sealedAt}, asserted by the computer that sealed`],
        ['covers', seal.coversWholeFile === null ? null : seal.coversWholeFile ? 'the whole file' : 'not the whole file'],
      ]),
    ],
    ['Time', timestamp === null ? assertedTime(seal.sealedAt) : timestampText(timestamp)],
    [
      'Attachments',
      table(['name', 'bytes', 'SHA-256', 'result'], attachments.map(({ name, bytes, sha256, stated, why }) => [name, integer(bytes), sha256, why ?? (stated === null ? 'its hash is printed on the pages' : 'as stated')])),
    ],
    [
      'Review',
      chain.state === 'none'
        ? 'None is attached: this is a draft, not a sign-off.'
        : lines([
            ['chain', chain.state === 'whole' ? `whole, ${integer(chain.entries)} entries` : 'broken'],
            ['review', chain.reviewId],
            ['last entry', chain.head],
            ['status', chain.status],
            ['roles', chain.distinct === null ? 'fewer than two signed' : chain.distinct ? 'each another person and another key' : 'one person or key in more than one role'],
          ]),
    ],
    [
      'Signatures',
      table(
        ['role', 'person', 'meaning', 'time, as asserted', 'certificate', 'stands'],
        chain.signatures.map(({ role, person, meaning, at, fingerprint, void: why }) => [role, person, meaning, at, fingerprint, why ?? 'yes']),
      ),
    ],
    ['Pages', `${pagesWords[pages]}.${pagesWhy === null ? '' : ` ${pagesWhy}`}`],
    [
      'Numbers',
      `${recomputed.sentence}\n${integer(recomputed.exact)} exact, ${integer(recomputed.bounded)} within bounds, ${integer(recomputed.notChecked)} not checked, ${integer(recomputed.differences.length)} different`,
    ],
    [
      'Different numbers',
      table(['number', 'stated', 'found'], recomputed.differences.map(({ of, stated, found }) => [of, String(stated), Array.isArray(found) ? found.join(' to ') : String(found)])),
    ],
    ['', `Made by Countersign ${madeBy ?? 'of an unknown version'}, verified by ${verifiedBy}.`],
  ])
}

function assertedTime(sealedAt: string | null): string {
  return sealedAt === null ? '' : 'Asserted by the computer that sealed, and attested by no authority.'
}

const unseenPages = 'Its pages were not compared with what is attached: the seal alone vouches for them.'

/** What a seal can't tell by nature is said with the verdict, where nobody said whom to trust. */
function trustSentences(trusted: Verification['trusted'], valid: boolean): string[] {
  if (trusted === 'not-checked') {
    return [
      ...(valid ? ['Anybody can make a whole report, or one of an earlier state of its review, and seal it with a key of their own.'] : []),
      'Whose seal it is was not checked: name whom you trust with --trust or --signer.',
    ]
  }
  return [trusted ? 'It was sealed by whom you trust.' : 'It was not sealed by whom you trust.']
}

/** The roles that the key of the seal signed in the review; null where there is no review or no seal. */
function signedAs(fingerprint: string | null, { state, signatures }: Verification['chain']): string | null {
  if (fingerprint === null || state !== 'whole') return null
  const roles = signatures.filter((signature) => signature.fingerprint === fingerprint).map(({ role, person }) => `${role} (${person})`)
  return roles.length === 0 ? 'this key signed nothing in it' : `this key signed as ${roles.join(', ')}`
}

function lines(pairs: readonly (readonly [string, string | null | undefined])[]): string {
  const given = pairs.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value] as const]))
  const width = Math.max(0, ...given.map(([name]) => name.length))
  return given.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : plainTable(header, rows)
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
