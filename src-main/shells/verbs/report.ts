import { existsSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { createAnalysis } from '../../computing/analysis.ts'
import type { ExportedReport } from '../../contract/report.ts'
import { compareRuns, listRuns } from '../../usecases/compare.ts'
import { explainRecorded } from '../../usecases/explain.ts'
import { thresholdJudgement } from '../../usecases/judge-threshold.ts'
import { exportReport, resolveAssumptions } from '../../usecases/report.ts'
import type { ReportParts } from '../../usecases/gather-report.ts'
import { exportReviewedReport } from '../../usecases/reviewed-report.ts'
import { scanFolder } from '../../usecases/scan.ts'
import { namesFile } from '../data-folder.ts'
import { version } from '../version.ts'
import { integer, sections } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import { costsOf, orientationOf, required } from './table-options.ts'
import { namingFolder, usageError } from './verb.ts'
import type { Verb, VerbOptions, VerbAnswer } from './verb.ts'

const usage =
  'report DIR --out FILE.pdf [--predictions FILE --label L --score S --positive V] [--negative V] [--orientation high|low] [--cost-fn N --cost-fp N] [--review FILE] [--json]'

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
        json: 'flag',
      },
      positionals: 1,
    })
    const folder = resolve(positionals[0] ?? '')
    const out = resolve(required(values.out, 'out', usage))
    const orientation = values.orientation === null ? null : orientationOf(values.orientation)
    checkCost(values['cost-fn'], 'fn')
    checkCost(values['cost-fp'], 'fp')
    if (values.review !== null) return reviewedReport({ folder, out, review: resolve(values.review) }, notWithReview(values), options)
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
    return withParts(() => Promise.resolve(scan), async (parts) => outcome(await exportReport({ folder, out, reading, costs, runs: [] }, parts, { ...options, assumed })))
  },
}

/** The report of a review: what it states is taken from the review alone. */
function reviewedReport(request: Parameters<typeof exportReviewedReport>[0], given: readonly string[], options: VerbOptions): Promise<VerbAnswer> {
  if (given.length > 0) {
    throw usageError(`With --review, --${given.join(', --')} can not be given: the review states it.`, `Usage: ${usage}`)
  }
  return withParts((folder) => scanFolder(folder, { ...options, namesFile: namesFile() }), async (parts) => outcome(await exportReviewedReport(request, parts, options)))
}

function notWithReview(values: Readonly<Record<string, string | boolean | null>>): string[] {
  const stated = ['predictions', 'label', 'score', 'positive', 'negative', 'orientation', 'cost-fn', 'cost-fp']
  return stated.filter((name) => values[name] !== null)
}

async function withParts(scan: ReportParts['scan'], work: (parts: ReportParts) => Promise<VerbAnswer>): Promise<VerbAnswer> {
  const analysis = createAnalysis()
  try {
    return await work({
      analysis,
      scan,
      listRuns,
      compare: compareRuns,
      explain: (request, of, options) => explainRecorded(request, of, { analysis }, options),
      judgement: (of) => thresholdJudgement({ analysis, scan: () => Promise.resolve(of), folderOf: (path) => path }),
      version,
    })
  } finally {
    await analysis.close()
  }
}

function outcome(report: ExportedReport): VerbAnswer {
  const text = [
    `${report.path}: ${integer(report.pages)} pages, ${integer(report.bytes)} bytes`,
    `Document ${report.documentId}`,
    `SHA-256 ${report.sha256}`,
    `Evidence SHA-256 ${report.evidenceSha256}`,
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
