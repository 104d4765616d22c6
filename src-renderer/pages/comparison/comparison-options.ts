import { defaultIgnoreList, type Comparison, type ComparisonOptions, type ignorePresets } from '../../../src-main/contract/comparison.ts'
import { plural } from '../../format/number.ts'
import { runLetter } from './comparison-rows.ts'

type Preset = (typeof ignorePresets)[number]

/** What each preset leaves out, for a person. */
export const presetWords: Readonly<Record<Preset, string>> = {
  times: 'Times, dates and durations',
  'system-tags': "MLflow's own bookkeeping tags",
  paths: 'Paths, folders and addresses',
  'random-ids': 'Random ids, processes and host names',
}

/** The options as they are typed. */
export interface OptionsDraft {
  baseline: string
  absolute: string
  relative: string
  metric: 'last' | 'min' | 'max' | 'step'
  step: string
  unfold: boolean
  presets: Preset[]
  /** One key a line. */
  keys: string
}

/** What the dialog opens with. */
export function draftOf(options: ComparisonOptions, comparison: Comparison): OptionsDraft {
  const { tolerance, metric = 'last', ignore = defaultIgnoreList } = options
  return {
    baseline: options.baseline ?? comparison.baseline ?? comparison.runs[0]?.id ?? '',
    absolute: tolerance === undefined || tolerance.absolute === 0 ? '' : String(tolerance.absolute),
    relative: tolerance === undefined || tolerance.relative === 0 ? '' : String(tolerance.relative),
    metric: typeof metric === 'string' ? metric : 'step',
    step: typeof metric === 'string' ? '' : String(metric.step),
    unfold: options.unfold ?? true,
    presets: [...ignore.presets],
    keys: ignore.keys.join('\n'),
  }
}

/** A tolerance as typed: empty is none; null where it is no number of at least 0. */
export function readTolerance(text: string): number | null {
  const typed = text.trim()
  if (typed === '') return 0
  return /^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(typed) && Number.isFinite(Number(typed)) ? Number(typed) : null
}

/** A step as typed; null where it is no whole number. */
export function readStep(text: string): number | null {
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : null
}

/** The options that the draft stands for; null where a field of it can't be read. Rules of locations are kept. */
export function optionsOf(draft: OptionsDraft, { artifactRules }: ComparisonOptions): ComparisonOptions | null {
  const absolute = readTolerance(draft.absolute)
  const relative = readTolerance(draft.relative)
  const step = draft.metric === 'step' ? readStep(draft.step) : 0
  if (absolute === null || relative === null || step === null) return null
  return {
    baseline: draft.baseline,
    tolerance: { absolute, relative },
    metric: draft.metric === 'step' ? { step } : draft.metric,
    unfold: draft.unfold,
    ignore: {
      presets: draft.presets,
      keys: draft.keys.split('\n').map((key) => key.trim()).filter((key) => key !== ''),
    },
    ...(artifactRules === undefined ? {} : { artifactRules }),
  }
}

/** How the runs are compared, in one line. */
export function optionsWords(options: ComparisonOptions, comparison: Comparison): string {
  const { tolerance, metric = 'last' } = options
  const parts = [`Baseline ${runLetter(baselineIndex(comparison))}`]
  if (tolerance !== undefined && (tolerance.absolute > 0 || tolerance.relative > 0)) {
    const within = [...(tolerance.absolute > 0 ? [String(tolerance.absolute)] : []), ...(tolerance.relative > 0 ? [`${tolerance.relative} of the greater`] : [])]
    parts.push(`numbers equal within ${within.join(' or ')}`)
  } else parts.push('numbers compared exactly')
  parts.push(typeof metric === 'string' ? { last: 'last', min: 'least', max: 'greatest' }[metric] + ' value of each metric' : `metrics at step ${metric.step}`)
  const left = comparison.ignored?.length ?? 0
  if (left > 0) parts.push(`${plural(left, 'key')} left out`)
  return parts.join(' · ')
}

/** Place of the baseline among the runs. */
export function baselineIndex(comparison: Pick<Comparison, 'runs' | 'baseline'>): number {
  return Math.max(0, comparison.runs.findIndex(({ id }) => id === comparison.baseline))
}
