import { z } from 'zod'

/** What only people know, asked in forms. A statement is attested: typed by a person, never computed from rows. */
export const statementTopics = [
  'scope',
  'independence',
  'label-definition',
  'population',
  'split',
  'cost-sources',
  'incumbent',
  'reject-inference',
  'group-data',
  'prohibited-inputs',
  'human-oversight',
  'environment',
  'monitoring',
] as const
export type StatementTopic = (typeof statementTopics)[number]

export const statementFieldKinds = ['line', 'text', 'date', 'number', 'share', 'yes-no', 'choice'] as const

/** One field of a form. Every answer is text: a date as 2026-11-24, a share as 0.05, yes-no as "yes" or "no". */
export interface StatementField {
  readonly name: string
  readonly label: string
  readonly kind: (typeof statementFieldKinds)[number]
  /** Whether the form is incomplete without it. */
  readonly required: boolean
  readonly hint: string
  /** For `choice`: what can be chosen. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export interface StatementForm {
  readonly topic: StatementTopic
  readonly title: string
  readonly question: string
  /** The checks that read it. */
  readonly checks: readonly string[]
  readonly fields: readonly StatementField[]
}

export const statementSchema = z.strictObject({
  topic: z.enum(statementTopics),
  /** By the name of the field; a field that is missing or blank is not stated. */
  values: z.record(z.string().max(80), z.string().max(4000)),
  /** The document that the answers are taken from; null where the person says it of their own knowledge. */
  source: z.string().max(500).nullable(),
  /** Who stated it. */
  person: z.string().max(200).nullable().default(null),
})
export type Statement = z.infer<typeof statementSchema>

type FieldOptions = { readonly hint?: string; readonly optional?: true; readonly options?: StatementField['options'] }
function field(name: string, label: string, kind: StatementField['kind'], { hint = '', optional, options = [] }: FieldOptions = {}): StatementField {
  return { name, label, kind, required: optional === undefined, hint, options }
}

/** Every form, in the order in which a person fills them. */
export const statementForms: readonly StatementForm[] = [
  {
    topic: 'scope',
    title: 'Purpose and limits of use',
    question: 'What is the threshold used for, and what must it not be used for?',
    checks: [],
    fields: [
      field('purpose', 'Purpose of the decision', 'text'),
      field('intendedUse', 'Intended use', 'text'),
      field('outOfScope', 'Uses that are out of scope', 'text'),
      field('tier', 'Tier or materiality', 'line'),
      field('tierReason', 'Why this tier', 'text'),
      field('regulation', 'Texts that the bank applies, with date', 'text', { optional: true, hint: 'As understood by the bank; the product takes no position.' }),
    ],
  },
  {
    topic: 'independence',
    title: 'Roles and independence',
    question: 'Who built the model, and who validates it?',
    checks: [],
    fields: [
      field('builtBy', 'Built by', 'line'),
      field('validatedBy', 'Validated by', 'line'),
      field('conflicts', 'Conflicts of interest', 'text', { hint: 'Write “none known” where there are none.' }),
    ],
  },
  {
    topic: 'label-definition',
    title: 'Definition of the label',
    question: 'When does a case count as positive?',
    checks: ['G05'],
    fields: [
      field('badDefinition', 'Definition of the positive class', 'text'),
      field('daysPastDue', 'Days past due', 'number', { hint: '0 where arrears are not part of the definition.' }),
      field('windowMonths', 'Performance window in months', 'number'),
      field('observedFrom', 'First observation date', 'date'),
      field('observedTo', 'Last observation date', 'date'),
      field('snapshot', 'Date on which the labels were taken', 'date'),
      field('indeterminates', 'How indeterminate cases are treated', 'text'),
    ],
  },
  {
    topic: 'population',
    title: 'Population and sampling',
    question: 'Whom do the rows stand for?',
    checks: ['G07'],
    fields: [
      field('product', 'Product', 'line'),
      field('channel', 'Channel', 'line'),
      field('geography', 'Geography', 'line'),
      field('from', 'First application date', 'date'),
      field('to', 'Last application date', 'date'),
      field('sampling', 'Sampling method and weights', 'text', { hint: 'For example: all applications, weight 1.' }),
    ],
  },
  {
    topic: 'split',
    title: 'Rows of training and of evaluation',
    question: 'Were these rows kept out of training?',
    checks: ['G11', 'G13'],
    fields: [
      field('kind', 'What the evaluated rows are', 'choice', {
        options: [
          { value: 'train', label: 'Training rows' },
          { value: 'test', label: 'Rows kept out of training' },
          { value: 'out-of-fold', label: 'Out-of-fold scores of training rows' },
          { value: 'out-of-time', label: 'Later rows than those of training' },
          { value: 'unknown', label: 'Not known' },
        ],
      }),
      field('developmentTo', 'Last date of the development sample', 'date', { optional: true }),
      field('how', 'How the rows were parted', 'text', { optional: true }),
    ],
  },
  {
    topic: 'cost-sources',
    title: 'Sources of the costs',
    question: 'Where does each cost come from?',
    checks: ['G20', 'G23'],
    fields: [
      field('currency', 'Currency or unit', 'line'),
      field('owner', 'Owner of the costs', 'line'),
      field('date', 'Date of the costs', 'date'),
      field('falseNegativeSource', 'Source document of the cost of a false negative', 'line'),
      field('falsePositiveSource', 'Source document of the cost of a false positive', 'line'),
      field('ratioFrom', 'Lowest plausible FN:FP ratio', 'number', { optional: true }),
      field('ratioTo', 'Highest plausible FN:FP ratio', 'number', { optional: true }),
    ],
  },
  {
    topic: 'incumbent',
    title: 'Threshold in force',
    question: 'Which threshold is in force today?',
    checks: ['G24'],
    fields: [
      field('inForce', 'Is a threshold in force?', 'yes-no'),
      field('threshold', 'Its value', 'number', { optional: true }),
      field('since', 'In force since', 'date', { optional: true }),
    ],
  },
  {
    topic: 'reject-inference',
    title: 'Cases without an outcome',
    question: 'Do the labels cover cases that were refused?',
    checks: ['G22'],
    fields: [
      field('coverage', 'What the labels cover', 'choice', {
        options: [
          { value: 'accepted-only', label: 'Accepted cases only' },
          { value: 'through-the-door', label: 'Every case, whatever was decided' },
          { value: 'inferred', label: 'Accepted cases, with inferred outcomes of the refused' },
          { value: 'unknown', label: 'Not known' },
        ],
      }),
      field('riskiestAccepted', 'Score of the riskiest case accepted in the past', 'number', { optional: true, hint: 'Needed for accepted cases only.' }),
      field('method', 'Method of inference', 'text', { optional: true }),
    ],
  },
  {
    topic: 'group-data',
    title: 'Data about groups',
    question: 'May and does the bank hold data about protected groups?',
    checks: ['G28'],
    fields: [
      field('held', 'Are group data held for this purpose?', 'yes-no'),
      field('columns', 'Columns of the table that hold protected groups', 'line', { optional: true, hint: 'Names, separated by commas.' }),
      field('reason', 'Why not, and by which rule', 'text', { optional: true }),
    ],
  },
  {
    topic: 'prohibited-inputs',
    title: 'Review of the inputs',
    question: 'Does the model use prohibited or proxy inputs?',
    checks: ['G29'],
    fields: [
      field('reviewer', 'Reviewed by', 'line'),
      field('date', 'Date of the review', 'date'),
      field('list', 'List that the inputs were held against', 'line'),
      field('found', 'What was found', 'text', { hint: 'Write “none” where nothing was found.' }),
      field('legalNote', 'Legal note where something was found', 'text', { optional: true }),
    ],
  },
  {
    topic: 'human-oversight',
    title: 'Human oversight and overrides',
    question: 'How does a person enter into the decision?',
    checks: ['G30'],
    fields: [
      field('naturalPersonsInEu', 'Are natural persons in the EU affected?', 'yes-no'),
      field('manualPath', 'Is there a refer band or another path to a person?', 'yes-no'),
      field('path', 'Which path', 'text', { optional: true }),
      field('authority', 'Who may override a decision', 'line'),
      field('reasonCodes', 'Reason codes of overrides', 'text'),
      field('triggerRate', 'Share of overrides that triggers a review', 'share'),
    ],
  },
  {
    topic: 'environment',
    title: 'Environment of the evaluation',
    question: 'With which library versions were the scores made?',
    checks: ['G04'],
    fields: [
      field('packages', 'Packages with versions, one a line', 'text', { hint: 'For example: scikit-learn==1.5.2' }),
      field('python', 'Python version', 'line', { optional: true }),
    ],
  },
  {
    topic: 'monitoring',
    title: 'Monitoring',
    question: 'What is watched once the threshold is in use?',
    checks: ['G32'],
    fields: [
      field('metrics', 'Metrics', 'text'),
      field('triggers', 'Triggers', 'text'),
      field('owner', 'Owner', 'line'),
      field('frequency', 'Frequency', 'line'),
      field('rollback', 'What is done when a trigger is reached', 'text'),
    ],
  },
]
