import { existsSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { ExportedReport } from '../../contract/report.ts'
import type { SealRequest } from '../../contract/signing.ts'
import { exportReport, resolveAssumptions } from '../../usecases/report.ts'
import { exportReviewedReport } from '../../usecases/reviewed-report.ts'
import { scanFolder } from '../../usecases/scan.ts'
import { openSealing } from '../../usecases/seal-report.ts'
import { namesFile } from '../data-folder.ts'
import { passphraseFor } from '../passphrase.ts'
import { integer, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { withReportParts } from './report-parts.ts'
import { costsOf, orientationOf, required } from './table-options.ts'
import { namingFolder, usageError } from './verb.ts'
import type { Verb, VerbAnswer } from './verb.ts'

const usage =
  'report DIR --out FILE.pdf [--predictions FILE --label L --score S --positive V] [--negative V] [--orientation high|low] [--cost-fn N --cost-fp N] [--review FILE] [--certificate P12] [--html FILE] [--bundle DIR] [--json]'

/** Writes the report of a folder; what isn't given is taken from the folder where it states exactly one. */
export const reportVerb: Verb = {
  usage,
  summary: 'Write the report of a folder as PDF: that of a review, or an undated draft that names what it assumed',
  async run(args, options) {
    const { values, positionals } = readArguments(args, {
      usage,
      kinds: {
        out: 'text',
        predictions: 'text',
        label: 'text',
        score: 'text',
        positive: 'text',
        negative: 'text',
        orientation: 'text',
        'cost-fn': 'text',
        'cost-fp': 'text',
        review: 'text',
        certificate: 'text',
        html: 'text',
        bundle: 'text',
        json: 'flag',
      },
      positionals: 1,
    })
    const folder = resolve(positionals[0] ?? '')
    const out = resolve(required(values.out, 'out', usage))
    const orientation = values.orientation === null ? null : orientationOf(values.orientation)
    checkCost(values['cost-fn'], 'fn')
    checkCost(values['cost-fp'], 'fp')
    const given = notWithReview(values)
    if (values.review !== null && given.length > 0) {
      throw usageError(`With --review, --${given.join(', --')} can not be given: the review states it.`, `Usage: ${usage}`)
    }
    const seal = values.certificate === null ? {} : { seal: await keyFile(resolve(values.certificate)) }
    const copies = { html: pathOrNull(values.html), bundle: pathOrNull(values.bundle) }
    if (values.review !== null) {
      const request = { folder, out, review: resolve(values.review), copies, ...seal }
      return withReportParts(null, options, async (parts) => outcome(await exportReviewedReport(request, parts, options)))
    }
    const scan = await scanFolder(folder, { ...options, namesFile: namesFile() })
    const { reading, costs, assumed } = await namingFolder(folder, () =>
      resolveAssumptions(scan, {
        predictions: values.predictions === null ? null : pathInFolder(folder, values.predictions),
        label: values.label,
        score: values.score,
        positive: values.positive,
        negative: values.negative,
        orientation,
        costFn: values['cost-fn'],
        costFp: values['cost-fp'],
      }),
    )
    costsOf(costs.fn, costs.fp)
    return withReportParts(scan, options, async (parts) => outcome(await exportReport({ folder, out, reading, costs, runs: [], copies, ...seal }, parts, { ...options, assumed })))
  },
}

const pathOrNull = (path: string | null) => (path === null ? null : resolve(path))

/** A key file with its passphrase, both of which are tried before anything is read. */
async function keyFile(certificate: string): Promise<SealRequest> {
  const seal = { certificate, passphrase: await passphraseFor(certificate) }
  await openSealing(seal)
  return seal
}

function notWithReview(values: Readonly<Record<string, string | boolean | null>>): string[] {
  const stated = ['predictions', 'label', 'score', 'positive', 'negative', 'orientation', 'cost-fn', 'cost-fp']
  return stated.filter((name) => values[name] !== null)
}

function outcome(report: ExportedReport): VerbAnswer {
  const text = [
    `${report.path}: ${integer(report.pages)} pages, ${integer(report.bytes)} bytes`,
    `Document ${report.documentId}`,
    `SHA-256 ${report.sha256}`,
    `Evidence SHA-256 ${report.evidenceSha256}`,
    report.seal === null
      ? 'Not sealed: it can not be verified. --certificate seals it.'
      : `Sealed by ${report.seal.name}${report.seal.assurance === 'self-asserted' ? ' (self-asserted identity)' : ''}, certificate ${report.seal.fingerprint}, at ${report.seal.sealedAt} as asserted by this computer`,
    ...report.copies.map(({ path, files, bytes }) => `${path}: ${integer(files)} ${files === 1 ? 'file' : 'files'}, ${integer(bytes)} bytes; a copy to read, which no seal covers`),
  ].join('\n')
  return { json: report, text: sections([['', text], ['Assumed', report.assumed.join('\n')]]) }
}

/** Refuses a cost that is no decimal; whether both are zero is told once both are known. */
function checkCost(value: string | null, mistake: 'fn' | 'fp'): void {
  if (value === null) return
  if (mistake === 'fn') costsOf(value, '1')
  else costsOf('1', value)
}

/**
 * A path as the evidence folder names it. A relative path counts from that folder, or, where nothing is there, from
 * the current one; a path outside the folder stays as it is.
 */
function pathInFolder(folder: string, path: string): string {
  const absolute = isAbsolute(path) || !existsSync(join(folder, path)) ? resolve(path) : join(folder, path)
  const inside = relative(folder, absolute)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside.split(sep).join('/')
}
