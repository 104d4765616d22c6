import { resolve } from 'node:path'
import type { VerifiedTimestamp } from '../../contract/timestamp.ts'
import { checkTimestamp, requestTimestamp } from '../../usecases/timestamp.ts'
import { integer } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { required } from './table-options.ts'
import { usageError } from './verb.ts'
import type { Verb, VerbAnswer } from './verb.ts'

const requestUsage = 'timestamp request FILE.pdf --out FILE.tsq [--json]'
const checkUsage = 'timestamp check FILE.pdf --reply FILE.tsr [--request FILE.tsq] [--trust CA.pem] [--keep] [--json]'

/** Exchanges files with a time-stamping authority: writes the request over a sealed report, and checks the reply. */
export const timestampVerb: Verb = {
  usage: `timestamp request|check FILE.pdf …\n        ${requestUsage}\n        ${checkUsage}`,
  summary: 'Have an authority attest the time of a sealed report, by files that somebody carries: nothing is sent',
  async run([action, ...args]) {
    if (action === 'request') return request(args)
    if (action === 'check') return check(args)
    throw usageError('What to do about the time stamp is not given.', 'Give request or check; countersign timestamp --help explains them.')
  },
}

async function request(args: readonly string[]): Promise<VerbAnswer> {
  const { values, positionals } = readArguments(args, { usage: requestUsage, kinds: { out: 'text', json: 'flag' }, positionals: 1 })
  const written = await requestTimestamp({ file: resolve(positionals[0] ?? ''), out: resolve(required(values.out, 'out', requestUsage)) })
  const text = [
    `${written.path}: ${integer(written.bytes)} bytes`,
    `It asks for a time stamp over the SHA-256 ${written.sha256}, and says nothing else of the report.`,
    'Give it to a time-stamping authority (RFC 3161), and check the reply with “timestamp check”.',
  ].join('\n')
  return { json: written, text }
}

async function check(args: readonly string[]): Promise<VerbAnswer> {
  const kinds = { reply: 'text', request: 'text', trust: 'text', keep: 'flag', json: 'flag' } as const
  const { values, positionals } = readArguments(args, { usage: checkUsage, kinds, positionals: 1 })
  const path = (value: string | null) => (value === null ? null : resolve(value))
  const checked = await checkTimestamp({
    file: resolve(positionals[0] ?? ''),
    reply: resolve(required(values.reply, 'reply', checkUsage)),
    request: path(values.request),
    trust: path(values.trust),
    keep: values.keep,
  })
  const kept = checked.kept === null ? (values.keep ? 'The reply was not kept.' : '') : `Kept as ${checked.kept}, where verify finds it.`
  return { json: checked, text: [timestampText(checked), kept].filter((line) => line !== '').join('\n'), failed: timestampFails(checked) }
}

/** Whether a time stamp that is there does not hold, or is not by an authority that is trusted. */
export function timestampFails(timestamp: VerifiedTimestamp | null): boolean {
  return timestamp !== null && (timestamp.state === 'unsound' || timestamp.trusted === false)
}

/** What a person reads of a time stamp. */
export function timestampText({ state, why, time, accuracySeconds, authority, serialNumber, policy, trusted, sealedLater }: VerifiedTimestamp): string {
  if (state === 'unsound') return `The time stamp attests nothing. ${why ?? ''}`.trim()
  const within = accuracySeconds === null ? '' : `, within ${accuracySeconds} s`
  return [
    `Time attested by ${authority?.subject ?? 'an authority'}: ${time ?? ''}${within}. The sealed file was there then, as it is now.`,
    authority === null ? '' : `Certificate ${authority.fingerprint}, issued by ${authority.issuer}; time stamp ${serialNumber ?? ''} by policy ${policy ?? ''}.`,
    trustWords[`${trusted}`],
    sealedLater === true ? 'The seal asserts a later time: the clock of the computer that sealed was ahead.' : '',
  ].filter((line) => line !== '').join('\n')
}

const trustWords = {
  true: 'The authority was certified by whom you trust.',
  false: 'The authority was not certified by whom you trust.',
  'not-checked': 'Whether the authority is to be believed was not checked: name whom you trust.',
} as const
