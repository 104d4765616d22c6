import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { z } from 'zod'
import type { BankChoices } from '../../contract/bank-choices.ts'
import { reviewEventSchema, reviewKinds, reviewPayloadSchemas } from '../../contract/review-events.ts'
import type { ReviewEvent, ReviewKind } from '../../contract/review-events.ts'
import type { ReviewView } from '../../contract/review.ts'
import { policySha256, readPolicy } from '../../usecases/governance.ts'
import { costsOf, numberOf, orientationOf, required } from './table-options.ts'
import { usageError } from './verb.ts'

/** The options of `review append` that say what is appended. */
export const eventKinds = {
  event: 'text', 'event-file': 'text', kind: 'text', set: 'list', 'set-json': 'list', policy: 'text',
  predictions: 'text', label: 'text', score: 'text', positive: 'text', negative: 'text', orientation: 'text',
  'cost-fn': 'text', 'cost-fp': 'text', currency: 'text', 'cost-source': 'text', 'cost-owner': 'text', 'cost-date': 'text',
  adopt: 'text', 'confirm-costs': 'flag', run: 'list', choices: 'text',
} as const

export type EventOptions = {
  readonly [Name in keyof typeof eventKinds]: (typeof eventKinds)[Name] extends 'list' ? readonly string[] : (typeof eventKinds)[Name] extends 'flag' ? boolean : string | null
}

const usage = 'review append FILE [--person ID] (--event JSON | --event-file FILE|- | --kind KIND [--set name=value …] [--set-json name=JSON …] | --policy FILE|default | --predictions FILE --label L --score S --cost-fn N --cost-fp N --adopt T|nobody [--confirm-costs])'

/**
 * The event that the options describe, exactly one of: JSON, a file of JSON (`-` is the standard input), a kind with its
 * fields, a policy, or a proposal. An id that is left out is the next one; a field that may be null is null.
 *
 * @throws ProblemError `usage` where it is none or more than one of them, or not an event
 */
export async function eventOfOptions(options: EventOptions, view: Pick<ReviewView, 'nextIds'>): Promise<ReviewEvent> {
  const given = (['event', 'event-file', 'kind', 'policy', 'predictions'] as const).filter((name) => options[name] !== null)
  if (given.length !== 1) {
    const what = given.length === 0 ? 'What to append is not given.' : `--${given.join(' and --')} are given; one of them is wanted.`
    throw usageError(what, `Usage: countersign ${usage}`)
  }
  if (options.policy !== null) {
    const policy = await readPolicy(options.policy === 'default' ? null : options.policy)
    return { kind: 'policy-set', payload: { sha256: policySha256(policy), policy: z.json().parse(policy) } }
  }
  if (options.predictions !== null) return { kind: 'draft-set', payload: await proposalOf(options, options.predictions) }
  if (options.kind !== null) return eventOfJson({ kind: options.kind, payload: await fieldsOf(options) }, view)
  return eventOfJson(parsed(options.event ?? (await fileText(options['event-file'] ?? '-')), '--event'), view)
}

async function fileText(path: string): Promise<string> {
  if (path === '-') return readAll(process.stdin)
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw usageError(`${path} can not be read.`, error instanceof Error ? error.message : 'Give a file of JSON.')
  })
}

function parsed(text: string, option: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw usageError(`What ${option} gives is not JSON: ${error instanceof Error ? error.message : String(error)}.`, 'Give {"kind": …, "payload": {…}}.')
  }
}

const bareSchema = z.strictObject({ kind: z.enum(reviewKinds as [ReviewKind, ...ReviewKind[]]), payload: z.record(z.string(), z.unknown()) })

const idOf: Readonly<Partial<Record<ReviewKind, keyof ReviewView['nextIds']>>> = {
  'person-added': 'person', 'challenge-raised': 'challenge', 'finding-raised': 'finding', 'condition-set': 'condition',
}

function eventOfJson(value: unknown, view: Pick<ReviewView, 'nextIds'>): ReviewEvent {
  const bare = bareSchema.safeParse(value)
  if (!bare.success) throw usageError('This is no event.', `Give {"kind": …, "payload": {…}} with one of the kinds ${reviewKinds.join(', ')}.`)
  const { kind, payload } = bare.data
  const fields: Readonly<Record<string, z.ZodType>> = reviewPayloadSchemas[kind].shape
  const filled: Record<string, unknown> = { ...payload }
  for (const [name, field] of Object.entries(fields)) {
    if (!Object.hasOwn(filled, name) && field.safeParse(null).success) filled[name] = null
  }
  const numbered = idOf[kind]
  if (numbered !== undefined && filled['id'] === undefined) filled['id'] = view.nextIds[numbered]
  const event = reviewEventSchema.safeParse({ kind, payload: filled })
  if (event.success) return event.data
  const [issue] = event.error.issues
  const where = (issue?.path.slice(1) ?? []).map(String).join('.')
  throw usageError(`${kind}${where === '' ? '' : `, ${where}`}: ${issue?.message ?? 'not allowed'}.`, `Its fields are ${Object.keys(fields).join(', ') || 'none'}.`)
}

async function fieldsOf({ set, 'set-json': json }: EventOptions): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {}
  for (const [list, option] of [[set, 'set'], [json, 'set-json']] as const) {
    for (const assignment of list) {
      const [name = '', ...rest] = assignment.split('=')
      const value = rest.join('=')
      if (name === '' || rest.length === 0) throw usageError(`--${option} ${assignment} names no field and value.`, `Write --${option} name=value.`)
      if (Object.hasOwn(fields, name)) throw usageError(`The field ${name} is given twice.`, 'Give each field once.')
      fields[name] = option === 'set' ? value : parsed(value.startsWith('@') ? await fileText(value.slice(1)) : value, `--${option} ${name}`)
    }
  }
  return fields
}

/** A proposal with two costs per case and nothing else chosen; `--choices` gives the whole document instead. */
async function proposalOf(options: EventOptions, predictions: string): Promise<Extract<ReviewEvent, { kind: 'draft-set' }>['payload']> {
  const cell = (perCase: string) => ({ perCase, perAmount: '0' })
  const costs = costsOf(required(options['cost-fn'], 'cost-fn', usage), required(options['cost-fp'], 'cost-fp', usage))
  const choices: BankChoices = {
    version: 1,
    reading: {
      path: predictions, label: required(options.label, 'label', usage), score: required(options.score, 'score', usage),
      positive: options.positive, negative: options.negative, orientation: orientationOf(options.orientation),
    },
    payoffs: { fn: cell(costs.fn), fp: cell(costs.fp), tp: cell('0'), tn: cell('0') },
    statement: { currency: options.currency ?? '', source: options['cost-source'] ?? '', owner: options['cost-owner'] ?? '', date: options['cost-date'] ?? '' },
    amount: null, prevalence: null, constraints: [], review: null, ratios: null, thresholds: null,
    orientation: options['confirm-costs'] ? { question: confirmed(costs), answer: 'yes' } : null,
    resampling: { resampling: { kind: 'rows' }, resamples: 2000, seed: 1 },
    parting: null, segments: [], minimumCell: 10, reference: null,
  }
  const more = options.choices === null ? {} : parsed(await fileText(options.choices), '--choices')
  const adopt = required(options.adopt, 'adopt', usage)
  const payload = {
    choices: { ...choices, ...(typeof more === 'object' ? more : {}) },
    adopted: { threshold: adopt === 'nobody' ? null : numberOf(adopt, 'adopt') },
    runs: options.run, rowKey: null, trainingTable: null,
  }
  const draft = reviewPayloadSchemas['draft-set'].safeParse(payload)
  if (draft.success) return draft.data
  const [issue] = draft.error.issues
  throw usageError(`The proposal, ${(issue?.path ?? []).map(String).join('.')}: ${issue?.message ?? 'not allowed'}.`, 'Correct it, and append it again.')
}

function confirmed({ fn, fp }: { readonly fn: string; readonly fp: string }): string {
  return `Does missing a positive case cost ${fn}, and flagging a negative one ${fp}?`
}
