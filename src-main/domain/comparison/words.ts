import type { SharedStatement } from './agreement.ts'
import type { RunFacts } from './run-facts.ts'

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const mostNamed = 3

export function countWord(count: number): string {
  return numbers[count] ?? String(count)
}

/** "Neither run" for two runs, "No run" for more, and the like. */
export function each(count: number, ofTwo: string, ofMore: string): string {
  return count === 2 ? ofTwo : ofMore
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}

/** The first twelve digits of a hash, in groups of four. */
export function shortHash(sha256: string): string {
  return (sha256.slice(0, 12).match(/.{1,4}/g) ?? []).join(' ')
}

/** "Both state LightGBM, 189 features and 4 equal hyper-parameters". */
export function agreementWords(agreements: readonly SharedStatement[], runs: number): string {
  const of = (subject: SharedStatement['subject']): readonly SharedStatement[] =>
    agreements.filter((statement) => statement.subject === subject)
  const value = (statement: SharedStatement): string => statement.values.find((stated) => stated !== null)?.value ?? ''
  const parts = [
    ...of('family').map(value),
    ...of('features').map((statement) => `${value(statement)} features`),
  ]
  const parameters = of('hyper-parameter')
  if (parameters.length > 0 && parameters.length <= mostNamed) {
    parts.push(...parameters.map((statement) => `${statement.key} ${value(statement)}`))
  } else if (parameters.length > 0) parts.push(`the same ${parameters.length} hyper-parameters`)
  parts.push(...of('lineage').map(value))
  const datasets = of('dataset').length
  if (datasets > 0) parts.push(datasets === 1 ? 'a dataset of equal digest' : `${datasets} datasets of equal digests`)
  const everyRun = agreements.every((statement) => statement.values.every((stated) => stated !== null))
  const who = runs === 2 ? 'Both state' : everyRun ? 'All state' : 'Those that state it agree on'
  const caveat = datasets > 0 ? "; MLflow's digest covers the first 10,000 rows only" : ''
  return `${who} ${listed(parts)}${caveat}`
}

/** "learning_rate is 0.1 in A and 0.05 in B; …" with the number of those left out. */
export function contradictionWords(contradictions: readonly SharedStatement[], runs: readonly RunFacts[]): string {
  const labels = runs.map((run) => runLabel(run, runs))
  const named = contradictions.slice(0, mostNamed).map((statement) => {
    const values = statement.values.flatMap((value, index) =>
      value === null ? [] : [`${value.value === '' ? 'empty' : value.value} in ${labels[index] ?? ''}`],
    )
    return `${statement.key} is ${listed(values)}`
  })
  const left = contradictions.length - named.length
  return `${named.join('; ')}${left > 0 ? `; and ${left} more` : ''}`
}

/** Where the statements stand: "A: parameter n_features (mlflow.db); B: …". */
export function sourcesOf(statements: readonly SharedStatement[], runs: readonly RunFacts[]): string {
  return runs
    .flatMap((run, index) => {
      const sources = [...new Set(statements.flatMap((statement) => statement.values[index]?.source ?? []))]
      if (sources.length === 0) return []
      const named = sources.slice(0, mostNamed * 2)
      const left = sources.length - named.length
      return [`${runLabel(run, runs)}: ${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`]
    })
    .join('; ')
}

/** The name of a run, with the start of its id where another of the runs has the same name. */
export function runLabel(run: RunFacts, runs: readonly RunFacts[]): string {
  if (run.name === '') return run.id.slice(0, 8)
  const unique = runs.filter((other) => other.name === run.name).length === 1
  return unique ? run.name : `${run.name} (${run.id.slice(0, 8)})`
}
