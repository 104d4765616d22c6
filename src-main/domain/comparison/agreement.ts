import { isHyperParameter } from './hyper-parameters.ts'
import type { RunFacts, StatedParameter, Statement } from './run-facts.ts'

/** One thing that at least two of the runs state, in equal or in different words. */
export interface SharedStatement {
  readonly subject: 'family' | 'features' | 'hyper-parameter' | 'lineage' | 'dataset'
  readonly key: string
  readonly equal: boolean
  /** What each run states, in the order of the runs; null where it states nothing, or contradicts itself. */
  readonly values: readonly (Statement | null)[]
}

/** Everything that two or more of the runs state about their models. */
export function sharedStatements(runs: readonly RunFacts[]): SharedStatement[] {
  const shared: SharedStatement[] = []
  const add = (
    subject: SharedStatement['subject'],
    key: string,
    values: readonly (Statement | null)[],
    compared: (statement: Statement) => string,
  ): void => {
    const stated = values.filter((value) => value !== null)
    if (stated.length < 2) return
    const [first, ...others] = stated.map(compared)
    shared.push({ subject, key, equal: others.every((other) => other === first), values })
  }
  add('family', 'kind of model', runs.map((run) => single(run.families)), (statement) => statement.value)
  add('features', 'number of features', runs.map((run) => single(run.features)), (statement) => statement.value)
  addKeyed('hyper-parameter', (run) => run.parameters.filter((parameter) => isHyperParameter(parameter.key)))
  addLineage()
  addKeyed('dataset', (run) => run.datasets)
  return shared

  /** An id that two runs state, at least one of them as something that isn't its own. Other ids are no evidence. */
  function addLineage(): void {
    const ids = [...new Set(runs.flatMap((run) => run.lineage?.map(({ id }) => id) ?? []))].sort()
    for (const id of ids) {
      const stated = runs.map((run) => run.lineage?.find((item) => item.id === id) ?? null)
      if (!stated.some((item) => item?.own === false)) continue
      const words = stated.find((item) => item !== null)?.words ?? id
      add('lineage', words, stated.map((item) => (item === null ? null : { value: words, source: item.source })), (statement) => statement.value)
    }
  }

  function addKeyed(subject: SharedStatement['subject'], of: (run: RunFacts) => readonly StatedParameter[]): void {
    const byRun = runs.map((run) => new Map(of(run).map((parameter) => [parameter.key, parameter])))
    const keys = new Set(byRun.flatMap((parameters) => [...parameters.keys()]))
    for (const key of [...keys].sort()) {
      const canonical = new Map<Statement, string>()
      const values = byRun.map((parameters) => {
        const parameter = parameters.get(key) ?? null
        if (parameter !== null) canonical.set(parameter, parameter.canonical)
        return parameter
      })
      add(subject, key, values, (statement) => canonical.get(statement) ?? statement.value)
    }
  }
}

/** What a run states without contradicting itself: the first of several equal statements. */
export function single(statements: readonly Statement[]): Statement | null {
  const [first, ...others] = statements
  return first !== undefined && others.every((other) => other.value === first.value) ? first : null
}
