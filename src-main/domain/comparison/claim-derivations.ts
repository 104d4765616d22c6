import type { Verdict } from '../../contract/comparison.ts'
import type { Derivation } from '../../contract/derivation.ts'
import { sharedStatements } from './agreement.ts'
import type { SharedStatement } from './agreement.ts'
import { contradictionTitle } from './ladder.ts'
import type { Evidence } from './ladder.ts'
import type { KeptFile, RunFacts, TableMatch } from './run-facts.ts'

/** What the claims about the runs were read from. */
export interface ClaimSources {
  /** The tracking stores that hold the runs. */
  readonly stores: Derivation['files']
  /** The query, verbatim, that read what a run states. */
  readonly query: string
  readonly predictions: TableMatch | null
  readonly decisions: TableMatch | null
}

/** More statements of one run are counted, not listed. */
const mostListed = 100

/** The verdict with, for each claim, what was compared, by which rule, and the file, run and key that each value has. */
export function withClaimDerivations(verdict: Verdict, runs: readonly RunFacts[], sources: ClaimSources): Verdict {
  return { ...verdict, evidence: verdict.evidence.map((evidence) => ({ ...evidence, derivation: claimDerivation(evidence, runs, sources) })) }
}

function claimDerivation(evidence: Evidence, runs: readonly RunFacts[], sources: ClaimSources): Derivation {
  const claim = { title: evidence.title, tieRule: null }
  switch (evidence.level) {
    case 'model-bytes':
      return {
        ...claim,
        query: null,
        formula: `${evidence.claim} Rule: the runs hold the same model where the sets of SHA-256 of their model files are equal.`,
        ...ofFiles(runs, (run) => run.modelFiles, 'no model file'),
      }
    case 'learned-content':
      return {
        ...claim,
        query: null,
        formula: `${evidence.claim} Rule: what each model has learned is read from its file as bytes, written in one canonical form and hashed with SHA-256; equal hashes of one kind are the same model.`,
        files: ofFiles(runs, (run) => run.modelFiles, '').files,
        rows: byRun(runs, ({ learned, modelFiles }) => {
          if (learned !== undefined && learned !== null) return learned.digests.map((digest) => `${learned.kind} ${digest}, ${learned.source}`)
          return modelFiles.length === 0 ? ['no model file'] : modelFiles.map(({ file }) => `${file}: what it has learned was not read`)
        }),
      }
    case 'predictions':
    case 'decisions': {
      const match = sources[evidence.level]
      const of = (run: RunFacts) => (evidence.level === 'predictions' ? run.predictionFiles : run.decisionFiles)
      const kept = match === null ? of : (run: RunFacts) => filesIn(match.source, run)
      const files = ofFiles(runs, kept, `no table of ${evidence.level}`)
      return {
        ...claim,
        query: match?.kind === 'matched' ? match.query : null,
        formula: `${evidence.claim} Rule: rows are matched by a column that names each of them once, or by their order where all labels agree; every run is compared with the first.`,
        files: files.files,
        rows: match === null ? files.rows : `${files.rows}\nCompared: ${match.source}`,
      }
    }
    case 'metadata':
    case 'none': {
      const contradicts = evidence.title === contradictionTitle
      const statements = sharedStatements(runs).filter(({ equal }) => equal !== contradicts)
      return {
        ...claim,
        query: sources.query,
        formula: `${evidence.claim} Rule: kind of model, number of features, hyper-parameters, ids that one run names and another has, and digests of datasets are compared by key where at least two runs state them; numbers as exact decimals, all else as text.`,
        files: sources.stores,
        rows: statements.length === 0 ? `No key that two of the runs state has ${contradicts ? 'different values' : 'equal values'}.` : byRun(runs, (_, index) => stated(statements, index)),
      }
    }
  }
}

/** Everything that a run kept and that the source names. */
function filesIn(source: string, run: RunFacts): KeptFile[] {
  const files = new Map([...run.predictionFiles, ...run.decisionFiles].map((file) => [file.file, file]))
  return [...files.values()].filter(({ file }) => source.split('; ').some((named) => named.startsWith(`${file} (`)))
}

function ofFiles(runs: readonly RunFacts[], of: (run: RunFacts) => readonly KeptFile[], none: string): Pick<Derivation, 'files' | 'rows'> {
  const files = new Map(runs.flatMap((run) => of(run).map(({ file, sha256 }) => [file, sha256] as const)))
  const rows = byRun(runs, (run) => (of(run).length === 0 ? [none] : of(run).map(({ file }) => file)))
  return { files: [...files].map(([path, sha256]) => ({ path, sha256 })), rows }
}

function stated(statements: readonly SharedStatement[], index: number): string[] {
  const lines = statements.flatMap(({ key, values }) => {
    const value = values[index] ?? null
    return value === null ? [] : [`${key} = ${value.value === '' ? 'empty' : value.value}, ${value.source}`]
  })
  if (lines.length === 0) return ['states none of these']
  const left = lines.length - mostListed
  return left > 0 ? [...lines.slice(0, mostListed), `and ${left} more`] : lines
}

/** A line for each run with its id, and below it one for each thing. */
function byRun(runs: readonly RunFacts[], lines: (run: RunFacts, index: number) => readonly string[]): string {
  return runs.flatMap((run, index) => [`Run ${run.id}${run.name === '' ? '' : `, ${run.name}`}:`, ...lines(run, index).map((line) => `– ${line}`)]).join('\n')
}
