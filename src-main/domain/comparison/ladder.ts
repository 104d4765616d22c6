import type { Verdict } from '../../contract/comparison.ts'
import type { SharedStatement } from './agreement.ts'
import type { KeptFile, LearnedContent, RunFacts, TableMatch } from './run-facts.ts'
import { agreementWords, contradictionWords, each, listed, runLabel, shortHash, sourcesOf } from './words.ts'

export const contradictionTitle = 'Contradicting evidence'

/** One rung of the ladder of evidence about "the same model". */
export type Evidence = Verdict['evidence'][number]

/** Scores that differ by no more than single precision and six printed digits explain. */
export const roundingOfScores = 1e-6

export function modelBytes(runs: readonly RunFacts[], strayModelFiles: readonly string[]): Evidence {
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

/** Equal learned content proves the same model, unequal content of one kind a different one. */
export function learnedContent(runs: readonly RunFacts[]): Evidence {
  const rung = { level: 'learned-content', title: 'Identical learned content' } as const
  const source = filesOf(runs, (run) => run.modelFiles)
  if (runs.some((run) => run.modelFiles.length === 0)) {
    return { ...rung, claim: 'Cannot be told. It needs the model files of all runs.', supports: 'neither', source }
  }
  if (sameFiles(runs.map((run) => run.modelFiles))) {
    return { ...rung, claim: 'Files that are equal byte for byte hold the same content.', supports: 'same', source }
  }
  const learned = runs.map((run) => run.learned ?? null)
  const known = learned.filter((content) => content !== null)
  const [first, ...others] = known
  if (first === undefined || known.length < runs.length) {
    const without = runs.filter((run) => (run.learned ?? null) === null).map((run) => runLabel(run, runs))
    return { ...rung, claim: `Cannot be told. What ${listed(without)} has learned can't be read from its model file.`, supports: 'neither', source }
  }
  const sources = known.map((content) => content.source).join('; ')
  const words = learnedWords[first.kind]
  if (others.some((content) => content.kind !== first.kind)) {
    return { ...rung, claim: 'Cannot be told. The model files are of different kinds, and what they have learned is not comparable.', supports: 'neither', source: sources }
  }
  if (others.every((content) => content.digests.join() === first.digests.join())) {
    const hashes = listed(first.digests.map(shortHash))
    return { ...rung, claim: `The models have learned the same: ${words} are equal, SHA-256 ${hashes}.`, supports: 'same', source: sources }
  }
  if (!decisiveKinds.includes(first.kind)) {
    return { ...rung, claim: `Cannot be told. The models differ in ${words}, which another version of the library may write differently.`, supports: 'neither', source: sources }
  }
  return { ...rung, claim: `Supports different. The models have learned different things: ${words} differ.`, supports: 'different', source: sources }
}

const learnedWords: Readonly<Record<LearnedContent['kind'], string>> = {
  lightgbm: 'the trees of LightGBM',
  xgboost: 'the trees of XGBoost',
  'xgboost-binary': 'the bytes of the XGBoost booster',
  catboost: 'the trees of CatBoost',
  'fitted-attributes': 'the fitted attributes',
}

/** Kinds whose hash differs only where the trees do. */
const decisiveKinds: readonly LearnedContent['kind'][] = ['lightgbm', 'xgboost']

/** Whether the tables that the runs kept give the same scores or decisions for the same rows. */
export function keptTables(
  runs: readonly RunFacts[],
  level: 'predictions' | 'decisions',
  match: TableMatch | null,
): Evidence {
  const of = (run: RunFacts): readonly KeptFile[] => (level === 'predictions' ? run.predictionFiles : run.decisionFiles)
  const title = level === 'predictions' ? 'Identical predictions on the same rows' : 'Identical decisions at a threshold'
  const rung = { level, title, source: match?.source ?? filesOf(runs, of) }
  if (match?.kind !== 'matched' && runs.every((run) => of(run).length > 0) && sameFiles(runs.map(of))) {
    return { ...rung, claim: `The runs kept the same ${level}, equal byte for byte.`, supports: 'same' }
  }
  if (match === null) {
    const claim = runs.some((run) => of(run).length === 0)
      ? `Cannot be told. ${each(runs.length, 'Not both', 'Not all')} runs kept a table of ${level}.`
      : `Cannot be told. The tables of ${level} differ in their bytes; their rows are not matched.`
    return { ...rung, claim, supports: 'neither' }
  }
  if (match.kind === 'unmatched') return { ...rung, claim: `Cannot be told. ${match.why}.`, supports: 'neither' }
  const rows = `${match.rows.toLocaleString('en-US')} ${match.rows === 1 ? 'row' : 'rows'} matched by ${match.matchedBy}`
  const left = match.unmatched === 0 ? '' : `; ${match.unmatched.toLocaleString('en-US')} rows are not in every table`
  if (match.differing === 0) return { ...rung, claim: `Supports same. The ${level} are equal in all ${rows}${left}.`, supports: 'same' }
  const differing = `${match.differing.toLocaleString('en-US')} of ${rows}${left}`
  if (level === 'decisions') return { ...rung, claim: `Decisions differ in ${differing}; the runs may have used other thresholds.`, supports: 'neither' }
  const greatest = `the greatest difference is ${match.maxDifference}`
  if (match.maxDifference <= roundingOfScores) {
    return { ...rung, claim: `Supports same. Scores differ in ${differing}; ${greatest}, which rounding explains.`, supports: 'same' }
  }
  return { ...rung, claim: `Supports different. Scores differ in ${differing}; ${greatest}.`, supports: 'different' }
}

export function metadata(runs: readonly RunFacts[], agreements: readonly SharedStatement[]): Evidence {
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

export function contradiction(
  runs: readonly RunFacts[],
  contradictions: readonly SharedStatement[],
  shared: readonly SharedStatement[],
): Evidence {
  const title = contradictionTitle
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
