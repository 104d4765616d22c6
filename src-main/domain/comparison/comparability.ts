import type { ComparabilityWarning } from '../../contract/comparison.ts'
import { canonicalValue } from './canonical-value.ts'
import type { RunFacts, StatedParameter } from './run-facts.ts'
import { listed, runLabel } from './words.ts'

const targetKey = /^(target|target_?(col|column|name|variable)|label|label_?(col|column|name)|y_?col(umn)?|response|dependent_?variable|outcome)$/i
const positiveKey = /^(positive|positive_?(class|label|value)|pos_?label|positive_?outcome)$/i

/** Whether a parameter or tag of this name says what was predicted: the target or its positive class. */
export function statesTarget(key: string): boolean {
  return targetKey.test(key) || positiveKey.test(key)
}

/**
 * Why the figures of the runs may say nothing about each other: they read other data, predicted another target, or count
 * another class as positive. Only what at least two runs state can differ.
 */
export function comparabilityWarnings(runs: readonly RunFacts[]): ComparabilityWarning[] {
  return [...otherData(runs), ...otherStatement(runs, 'other-target', targetKey, 'target'), ...otherStatement(runs, 'other-positive-class', positiveKey, 'positive class')]
}

function otherData(runs: readonly RunFacts[]): ComparabilityWarning[] {
  const keys = [...new Set(runs.flatMap((run) => run.datasets.map(({ key }) => key)))].sort()
  const warnings = keys.flatMap((key): ComparabilityWarning[] => {
    const stated = runs.map((run) => run.datasets.find((dataset) => dataset.key === key) ?? null)
    if (!differ(stated.map((dataset) => dataset?.value ?? null))) return []
    const message = `The runs did not read the same data: ${key} has the digest ${inRuns(stated, runs)}.`
    return [{ kind: 'other-data', message, source: sources(stated) }]
  })
  if (warnings.length > 0) return warnings
  // Datasets of other names: the runs read other data where no digest is common to all that state one.
  const reading = runs.filter((run) => run.datasets.length > 0)
  const [first, ...others] = reading.map((run) => new Set(run.datasets.flatMap(({ value }) => value.split(', '))))
  if (first === undefined || others.length === 0 || [...first].some((digest) => others.every((digests) => digests.has(digest)))) return []
  const named = reading.map((run) => `${listed(run.datasets.map(({ key }) => key))} in ${runLabel(run, runs)}`)
  return [
    {
      kind: 'other-data',
      message: `The runs name no common dataset: ${listed(named)}.`,
      source: sources(reading.flatMap((run) => run.datasets)),
    },
  ]
}

function otherStatement(
  runs: readonly RunFacts[],
  kind: ComparabilityWarning['kind'],
  pattern: RegExp,
  words: string,
): ComparabilityWarning[] {
  const stated = runs.map((run) => run.parameters.concat(run.tags ?? []).find(({ key }) => pattern.test(key)) ?? null)
  if (!differ(stated.map((statement) => (statement === null ? null : canonicalValue(statement.value))))) return []
  return [{ kind, message: `The ${words} is ${inRuns(stated, runs)}.`, source: sources(stated) }]
}

function differ(values: readonly (string | null)[]): boolean {
  return new Set(values.filter((value) => value !== null)).size > 1
}

function inRuns(stated: readonly (StatedParameter | null)[], runs: readonly RunFacts[]): string {
  return listed(
    stated.flatMap((statement, index) => {
      const run = runs[index]
      return statement === null || run === undefined ? [] : [`${statement.value} in ${runLabel(run, runs)}`]
    }),
  )
}

function sources(stated: readonly (StatedParameter | null)[]): string {
  return [...new Set(stated.flatMap((statement) => statement?.source ?? []))].join('; ')
}
