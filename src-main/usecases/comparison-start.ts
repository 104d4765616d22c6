import type { ComparisonStart, KeptComparison, RunSummary } from '../contract/comparison.ts'

const mostAssumed = 10
const fewest = 2

/**
 * How the comparison of a folder begins. `recording` are the ids of the runs that record a threshold, likeliest first;
 * `kept` is how it was compared last. Runs that are gone are left out, and with fewer than two left nobody chose.
 */
export function comparisonStart(runs: readonly RunSummary[], recording: readonly string[], kept: KeptComparison | null): ComparisonStart {
  const byId = new Map(runs.map((run) => [run.id, run]))
  const chosen = (kept?.runs ?? []).flatMap((id) => byId.get(id) ?? [])
  const isChosen = chosen.length >= fewest
  const compared = isChosen ? chosen : assumedRuns(runs, recording)
  const { baseline, ...options } = kept?.options ?? {}
  return {
    total: runs.length,
    runs: compared,
    chosen: isChosen,
    options: baseline !== undefined && compared.some(({ id }) => id === baseline) ? { ...options, baseline } : options,
    differencesOnly: kept?.differencesOnly ?? true,
  }
}

/** The runs that are compared until a person chooses: those that record a threshold, else the two latest. */
function assumedRuns(runs: readonly RunSummary[], recording: readonly string[]): RunSummary[] {
  const active = new Map(runs.filter((run) => run.lifecycle === 'active').map((run) => [run.id, run]))
  const assumed = new Set([...new Set(recording)].flatMap((id) => active.get(id) ?? []).slice(0, mostAssumed))
  const latest = [...active.values()].sort((a, b) => (b.startTime ?? 0) - (a.startTime ?? 0))
  for (const run of latest) {
    if (assumed.size >= fewest) break
    assumed.add(run)
  }
  return [...assumed]
}
