import { resolve } from 'node:path'
import { createAnalysis } from '../../computing/analysis.ts'
import { ProblemError } from '../../contract/problem.ts'
import { opinionSchema, reviewRoleSchema } from '../../contract/review-events.ts'
import type { ReviewView } from '../../contract/review.ts'
import { accountName } from '../../usecases/open-case.ts'
import { makeKeyFile } from '../../usecases/review-keys.ts'
import { reviewParts } from '../../usecases/review-parts.ts'
import { createReviews } from '../../usecases/reviews.ts'
import type { Reviews } from '../../usecases/reviews.ts'
import { dataFolder } from '../data-folder.ts'
import { passphraseFor } from '../passphrase.ts'
import { plainTable } from './plain-table.ts'
import { readArguments } from './read-arguments.ts'
import type { OptionKind } from './read-arguments.ts'
import { withReportParts } from './report-parts.ts'
import { eventKinds, eventOfOptions } from './review-event.ts'
import { changesText, searchText, viewText } from './review-text.ts'
import { required } from './table-options.ts'
import { usageError } from './verb.ts'
import type { Verb, VerbAnswer, VerbOptions } from './verb.ts'

/** What each action of the verb takes; the usage follows `countersign`. */
const usages = {
  new: 'review new FILE --folder DIR --model NAME --model-version V --purpose TEXT [--tier T] [--preparer NAME [--unit U]] [--previous FILE]',
  show: 'review show FILE',
  append: 'review append FILE [--person ID] (--event JSON | --event-file FILE|- | --kind KIND [--set name=value …] [--set-json name=JSON …] | --policy FILE|default | --predictions PATH --label L --score S --cost-fn N --cost-fp N --adopt T|nobody [--confirm-costs])',
  freeze: 'review freeze FILE --person ID --folder DIR',
  evaluate: 'review evaluate FILE --person ID [--folder DIR]',
  'make-key': 'review make-key FILE.p12 --name NAME',
  key: 'review key FILE --person ID --certificate P12',
  sign: 'review sign FILE --person ID --role preparer|validator|approver [--opinion O] [--reason TEXT] [--expires-on DAY] [--revoke] (--certificate P12 [--folder DIR] [--expected-head SHA256] | --preview)',
  evidence: 'review evidence FILE [--folder DIR]',
  changes: 'review changes FILE --previous FILE',
  'hand-over': 'review hand-over FILE --out FILE',
  compare: 'review compare FILE OTHER',
  continue: 'review continue FILE --reason TEXT',
  list: 'review list',
} as const
type Action = keyof typeof usages

interface Context {
  readonly reviews: Reviews
  readonly options: VerbOptions
}

type Run = (args: readonly string[], context: Context) => Promise<VerbAnswer>

/** A review without a window: everything that the window can do. */
export const reviewVerb: Verb = {
  usage: `review ${Object.keys(usages).join('|')} FILE … [--json]\n${Object.values(usages).map((usage) => `        ${usage}`).join('\n')}`,
  summary: 'Make, show, continue and sign a review',
  async run([name = '', ...rest], options) {
    const action = Object.hasOwn(actions, name) ? actions[name as Action] : undefined
    if (action === undefined) {
      const what = name === '' || name.startsWith('-') ? 'What to do with the review is not given.' : `review ${name} is not known.`
      throw usageError(what, `Give one of ${Object.keys(usages).join(', ')}; countersign review --help explains them.`)
    }
    return withReviews(options, async (reviews) => {
      try {
        return await action(rest, { reviews, options })
      } catch (error) {
        // A rule of the review or what this computer saw of it forbids it: the gate failed, and the input could be read.
        if (!(error instanceof ProblemError) || !gates.has(error.problem.kind)) throw error
        return { json: { refused: error.problem }, text: `Refused. ${error.message}`, failed: true }
      }
    })
  },
}

const gates = new Set<string>(['not-allowed', 'review-diverged'])

async function withReviews(options: VerbOptions, work: (reviews: Reviews) => Promise<VerbAnswer>): Promise<VerbAnswer> {
  return withReportParts(null, options, async (report) => {
    const analysis = createAnalysis()
    try {
      const facts = { analysis, freshAnalysis: () => createAnalysis(), scan: report.scan, judgement: judgementOf(report), version: report.version }
      return await work(createReviews({ dataFolder: dataFolder(), account: accountName() }, reviewParts(report, facts)))
    } finally {
      await analysis.close()
    }
  })
}

type Report = Parameters<Parameters<typeof withReportParts>[2]>[0]
function judgementOf({ judgement }: Report): NonNullable<Report['judgement']> {
  if (judgement === undefined) throw new TypeError('The report has no judgement of the threshold.')
  return judgement
}

const answerOf = (view: ReviewView): VerbAnswer => ({ json: view, text: viewText(view), failed: view.readOnly !== null })

function read<const Kinds extends Readonly<Record<string, OptionKind>>>(action: Action, args: readonly string[], kinds: Kinds, positionals = 1) {
  const { values, positionals: files } = readArguments(args, { usage: usages[action], kinds: { ...kinds, json: 'flag' }, positionals })
  return { values, file: resolve(files[0] ?? ''), other: resolve(files[1] ?? ''), need: (value: string | null, option: string) => required(value, option, usages[action]) }
}

const orNull = (value: string | null): string | null => (value === null ? null : resolve(value))

const actions: Readonly<Record<Action, Run>> = {
  async new(args, { reviews }) {
    const kinds = { folder: 'text', model: 'text', 'model-version': 'text', purpose: 'text', tier: 'text', preparer: 'text', unit: 'text', previous: 'text' } as const
    const { values, file, need } = read('new', args, kinds)
    const model = { name: need(values.model, 'model'), version: need(values['model-version'], 'model-version'), tier: values.tier, purpose: need(values.purpose, 'purpose') }
    const preparer = values.preparer === null ? null : { name: values.preparer, unit: values.unit }
    return answerOf(await reviews.create({ file, folder: resolve(need(values.folder, 'folder')), model, preparer, previous: orNull(values.previous) }))
  },
  async show(args, { reviews }) {
    return answerOf(await reviews.open(read('show', args, {}).file))
  },
  async append(args, { reviews }) {
    const { values, file } = read('append', args, { ...eventKinds, person: 'text', 'expected-head': 'text' })
    const event = await eventOfOptions(values, await reviews.open(file))
    return answerOf(await reviews.append({ file, person: values.person, event, expectedHead: values['expected-head'] }))
  },
  async freeze(args, { reviews, options }) {
    const { values, file, need } = read('freeze', args, { person: 'text', folder: 'text' })
    return answerOf(await reviews.freeze({ file, person: need(values.person, 'person'), folder: resolve(need(values.folder, 'folder')) }, options))
  },
  async evaluate(args, { reviews, options }) {
    const { values, file, need } = read('evaluate', args, { person: 'text', folder: 'text' })
    return answerOf(await reviews.evaluate({ file, person: need(values.person, 'person'), folder: orNull(values.folder) }, options))
  },
  async 'make-key'(args) {
    const { values, file, need } = read('make-key', args, { name: 'text' })
    const name = need(values.name, 'name')
    const made = await makeKeyFile({ name, out: file, passphrase: await passphraseFor(file) })
    return { json: made, text: `${made.path}\nCertificate ${made.certificate.fingerprint}\n${made.sentence}` }
  },
  async key(args, { reviews }) {
    const { values, file, need } = read('key', args, { person: 'text', certificate: 'text' })
    const [person, certificate] = [need(values.person, 'person'), resolve(need(values.certificate, 'certificate'))]
    return answerOf(await reviews.registerKey({ file, person, certificate, passphrase: await passphraseFor(certificate) }))
  },
  async sign(args, { reviews, options }) {
    const kinds = {
      person: 'text', role: 'text', opinion: 'text', reason: 'text', 'expires-on': 'text', revoke: 'flag', certificate: 'text', folder: 'text', 'expected-head': 'text', preview: 'flag',
    } as const
    const { values, file, need } = read('sign', args, kinds)
    const decision = {
      file, person: need(values.person, 'person'), role: oneOf(reviewRoleSchema, need(values.role, 'role'), 'role'),
      opinion: values.opinion === null ? null : oneOf(opinionSchema, values.opinion, 'opinion'),
      reason: values.reason, expiresOn: values['expires-on'], revoke: values.revoke,
    }
    if (values.preview) {
      const preview = await reviews.previewSignature(decision)
      return { json: preview, text: [...preview.lines, ...(preview.refused === null ? [] : [`It can not be signed: ${preview.refused}`])].join('\n'), failed: preview.refused !== null }
    }
    const certificate = resolve(need(values.certificate, 'certificate'))
    const passphrase = await passphraseFor(certificate)
    return answerOf(await reviews.sign({ ...decision, certificate, passphrase, expectedHead: values['expected-head'], folder: orNull(values.folder) }, options))
  },
  async evidence(args, { reviews, options }) {
    const { values, file } = read('evidence', args, { folder: 'text' })
    const found = await reviews.findEvidence({ file, folder: orNull(values.folder) }, options)
    return { json: found, text: searchText(found), failed: found.folder === null }
  },
  async changes(args, { reviews }) {
    const { values, file, need } = read('changes', args, { previous: 'text' })
    const log = await reviews.changeLog(file, resolve(need(values.previous, 'previous')))
    return { json: log, text: changesText(log) }
  },
  async 'hand-over'(args, { reviews }) {
    const { values, file, need } = read('hand-over', args, { out: 'text' })
    const handed = await reviews.handOver(file, resolve(need(values.out, 'out')))
    return { json: handed, text: `${handed.path}\n${handed.sentence}` }
  },
  async compare(args, { reviews }) {
    const { file, other } = read('compare', args, {}, 2)
    const copies = await reviews.compareCopies(file, other)
    return { json: copies, text: copies.sentence, failed: copies.relation === 'forked' || copies.relation === 'different-reviews' }
  },
  async continue(args, { reviews }) {
    const { values, file, need } = read('continue', args, { reason: 'text' })
    return answerOf(await reviews.continueWith(file, need(values.reason, 'reason')))
  },
  async list(args, { reviews }) {
    read('list', args, {}, 0)
    const known = await reviews.known()
    const rows = known.map(({ model, status, entries, path, exists }) => [model, status, String(entries), exists ? path : `${path} (not there)`])
    return { json: known, text: rows.length === 0 ? 'No review was opened on this computer yet.' : plainTable(['model', 'status', 'entries', 'file'], rows) }
  },
}

function oneOf<Value extends string>(schema: { readonly options: readonly Value[] }, value: string, option: string): Value {
  const found = schema.options.find((one) => one === value)
  if (found !== undefined) return found
  throw usageError(`--${option} ${value} is not known.`, `Give one of ${schema.options.join(', ')}.`)
}
