import type { Verdict } from '../../contract/comparison.ts'
import { sharedStatements } from './agreement.ts'
import type { SharedStatement } from './agreement.ts'
import type { KeptFile, RunFacts } from './run-facts.ts'
import { agreementWords, contradictionWords, countWord, each, listed, runLabel, shortHash, sourcesOf } from './words.ts'

type Evidence = Verdict['evidence'][number]

/**
 * Whether the runs hold the same model, by the strongest kind of evidence that there is:
 *
 * - `same` only where files prove it: equal bytes of the model files, or of the predictions or decisions kept;
 * - `different` where two runs state another kind of model, number of features or hyper-parameter;
 * - `consistent` where they state the same of at least one of these and nothing contradicts;
 * - `unknown` otherwise.
 *
 * Model files that differ in their bytes are evidence for neither: a pickle of one model changes with the version of
 * every library that writes it. Equal digests of a dataset support nothing alone, since MLflow's digest covers the
 * first 10,000 rows only. `strayModelFiles` are model files of the folder that belong to no run.
 */
export function judgeSameModel(runs: readonly RunFacts[], strayModelFiles: readonly string[] = []): Verdict {
  const shared = sharedStatements(runs)
  const contradictions = shared.filter((statement) => !statement.equal && statement.subject !== 'dataset')
  const agreements = shared.filter((statement) => statement.equal)
  const ladder = [
    modelBytes(runs, strayModelFiles),
    learnedContent(runs),
    keptTables(runs, 'predictions', 'Identical predictions on the same rows', (run) => run.predictionFiles),
    keptTables(runs, 'decisions', 'Identical decisions at a threshold', (run) => run.decisionFiles),
    metadata(runs, agreements),
    contradiction(runs, contradictions, shared),
  ]
  const proof = ladder.find((rung) => rung.supports === 'same' && rung.level !== 'metadata')
  const supported = agreements.some((statement) => statement.subject !== 'dataset')
  if (proof !== undefined) {
    return {
      kind: 'same',
      level: proof.level,
      headline: 'The same model.',
      explanation: `${proof.claim}${contradictions.length === 0 ? '' : ` Their records disagree all the same: ${contradictionWords(contradictions, runs)}.`}`,
      evidence: ladder,
      wouldSettle: 'Nothing more is needed.',
    }
  }
  const kept = whatWasKept(runs)
  if (contradictions.length > 0) {
    return {
      kind: 'different',
      level: 'metadata',
      headline: 'Not the same model, by what the runs state.',
      explanation: `They state different values: ${contradictionWords(contradictions, runs)}.`,
      evidence: ladder,
      wouldSettle: settledBy(runs),
    }
  }
  if (supported) {
    return {
      kind: 'consistent',
      level: 'metadata',
      headline: 'Consistent, but not proven.',
      explanation: `Nothing in this folder says that the ${countWord(runs.length)} runs hold different models, and nothing proves that they hold the same one: ${kept}.`,
      evidence: ladder,
      wouldSettle: settledBy(runs),
    }
  }
  return {
    kind: 'unknown',
    level: 'none',
    headline: 'Cannot be told.',
    explanation: `The ${countWord(runs.length)} runs share no statement about their models, and ${kept}.`,
    evidence: ladder,
    wouldSettle: settledBy(runs),
  }
}

function modelBytes(runs: readonly RunFacts[], strayModelFiles: readonly string[]): Evidence {
  const rung = { level: 'model-bytes', title: 'Identical model bytes' } as const
  const without = runs.filter((run) => run.modelFiles.length === 0)
  if (without.length > 0) {
    const who = without.length === runs.length ? `${each(runs.length, 'Neither run', 'No run')} has a model file` : `${listed(without.map((run) => runLabel(run, runs)))} has no model file`
    return { ...rung, claim: `Cannot be told. ${who}${strayWords(strayModelFiles)}.`, supports: 'neither', source: filesOf(runs, (run) => run.modelFiles) }
  }
  const source = filesOf(runs, (run) => run.modelFiles)
  if (sameFiles(runs.map((run) => run.modelFiles))) {
    const hashes = runs[0]?.modelFiles.map((file) => shortHash(file.sha256)) ?? []
    return { ...rung, claim: `The model files are equal byte for byte: SHA-256 ${listed(hashes)}.`, supports: 'same', source }
  }
  return {
    ...rung,
    claim: 'The model files differ in their bytes. That alone does not show different models: the same model saved twice can differ.',
    supports: 'neither',
    source,
  }
}

function strayWords(files: readonly string[]): string {
  if (files.length === 0) return ''
  if (files.length > 2) return `; ${files.length} model files of this folder belong to no run`
  return `; ${listed(files)} ${files.length === 1 ? 'belongs' : 'belong'} to no run`
}

function learnedContent(runs: readonly RunFacts[]): Evidence {
  const rung = { level: 'learned-content', title: 'Identical learned content' } as const
  const source = filesOf(runs, (run) => run.modelFiles)
  if (runs.some((run) => run.modelFiles.length === 0)) {
    return { ...rung, claim: 'Cannot be told. It needs the model files of all runs.', supports: 'neither', source }
  }
  if (sameFiles(runs.map((run) => run.modelFiles))) {
    return { ...rung, claim: 'Files that are equal byte for byte hold the same content.', supports: 'same', source }
  }
  return { ...rung, claim: 'Cannot be told. Only the bytes of the model files are compared.', supports: 'neither', source }
}

function keptTables(
  runs: readonly RunFacts[],
  level: 'predictions' | 'decisions',
  title: string,
  of: (run: RunFacts) => readonly KeptFile[],
): Evidence {
  const source = filesOf(runs, of)
  if (runs.some((run) => of(run).length === 0)) {
    return { level, title, claim: `Cannot be told. ${each(runs.length, 'Not both', 'Not all')} runs kept a table of ${level}.`, supports: 'neither', source }
  }
  if (sameFiles(runs.map(of))) {
    return { level, title, claim: `The runs kept the same ${level}, equal byte for byte.`, supports: 'same', source }
  }
  return { level, title, claim: `Cannot be told. The tables of ${level} differ in their bytes; their rows are not matched.`, supports: 'neither', source }
}

function metadata(runs: readonly RunFacts[], agreements: readonly SharedStatement[]): Evidence {
  const rung = { level: 'metadata', title: 'Consistent metadata' } as const
  const models = agreements.filter((statement) => statement.subject !== 'dataset')
  const source = sourcesOf(agreements, runs)
  if (agreements.length === 0) {
    return { ...rung, claim: 'Cannot be told. No two runs state the same thing about their models.', supports: 'neither', source: 'the tracking stores' }
  }
  if (models.length === 0) {
    return {
      ...rung,
      claim: `The runs name ${agreements.length === 1 ? 'a dataset' : `${agreements.length} datasets`} with equal digests, which says nothing of the model; MLflow's digest covers the first 10,000 rows only.`,
      supports: 'neither',
      source,
    }
  }
  return { ...rung, claim: `Supports same. ${agreementWords(agreements, runs.length)}.`, supports: 'same', source }
}

function contradiction(
  runs: readonly RunFacts[],
  contradictions: readonly SharedStatement[],
  shared: readonly SharedStatement[],
): Evidence {
  const title = 'Contradicting evidence'
  if (contradictions.length > 0) {
    return {
      level: 'metadata',
      title,
      claim: `Supports different. ${contradictionWords(contradictions, runs)}.`,
      supports: 'different',
      source: sourcesOf(contradictions, runs),
    }
  }
  const datasets = shared.filter((statement) => statement.subject === 'dataset' && !statement.equal)
  if (datasets.length > 0) {
    return {
      level: 'metadata',
      title,
      claim: `One open question: ${listed(datasets.map((statement) => statement.key))} ${datasets.length === 1 ? 'has' : 'have'} other digests, so the runs did not read the same data.`,
      supports: 'neither',
      source: sourcesOf(datasets, runs),
    }
  }
  return { level: 'none', title, claim: 'None found.', supports: 'neither', source: 'the tracking stores' }
}

/** Whether each run kept the same set of files by content; names may differ. */
function sameFiles(kept: readonly (readonly KeptFile[])[]): boolean {
  const [first, ...others] = kept.map((files) => [...new Set(files.map((file) => file.sha256))].sort().join())
  return first !== undefined && first !== '' && others.every((other) => other === first)
}

function filesOf(runs: readonly RunFacts[], of: (run: RunFacts) => readonly KeptFile[]): string {
  const files = runs.flatMap((run) => of(run).map((file) => file.file))
  return files.length === 0 ? 'the artifacts of the runs' : files.join('; ')
}

function whatWasKept(runs: readonly RunFacts[]): string {
  const without = runs.filter((run) => run.modelFiles.length === 0)
  if (without.length === runs.length) return `${each(runs.length, 'neither run kept its', 'no run kept its')} model file`
  if (without.length > 0) return `${listed(without.map((run) => runLabel(run, runs)))} kept no model file`
  return 'their model files differ in their bytes, which is no proof either way'
}

function settledBy(runs: readonly RunFacts[]): string {
  const without = runs.filter((run) => run.modelFiles.length === 0)
  if (without.length === 0) return 'The predictions of each run on the same rows, or a comparison of what the model files have learned.'
  if (without.length === runs.length) return 'The model files of the runs, from wherever they went, or the predictions of each run on the same rows.'
  return `The model file of ${listed(without.map((run) => runLabel(run, runs)))}, from wherever it went.`
}
