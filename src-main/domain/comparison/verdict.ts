import type { Verdict } from '../../contract/comparison.ts'
import { sharedStatements } from './agreement.ts'
import type { SharedStatement } from './agreement.ts'
import { contradiction, keptTables, learnedContent, metadata, modelBytes } from './ladder.ts'
import type { Evidence } from './ladder.ts'
import type { RunFacts, TableMatch } from './run-facts.ts'
import { contradictionWords, countWord, each, listed, runLabel } from './words.ts'

/** What is known beyond the runs' own records. */
export interface FurtherFacts {
  /** Model files of the folder that belong to no run. */
  readonly strayModelFiles?: readonly string[]
  /** What matching the rows of the kept tables has shown; null where not all runs kept one. */
  readonly predictions?: TableMatch | null
  readonly decisions?: TableMatch | null
}

/**
 * Whether the runs hold the same model, by the strongest kind of evidence that there is:
 *
 * - `same` only where the model files prove it: equal bytes, or equal learned content;
 * - `different` where they have learned something else, score the same rows differently, or state another kind of model,
 *   number of features or hyper-parameter;
 * - `consistent` where their predictions on the same rows, their decisions or their records agree;
 * - `unknown` otherwise.
 *
 * A record may be wrong where files speak: equal predictions outweigh records that disagree, which is told. Model files
 * that differ in their bytes are evidence for neither: a pickle of one model changes with the version of every library
 * that writes it. Random ids and times are none; an id that one run names and another has is. Equal digests of a dataset
 * support nothing alone, since MLflow's digest covers the first 10,000 rows only.
 */
export function judgeSameModel(runs: readonly RunFacts[], further: FurtherFacts = {}): Verdict {
  const { strayModelFiles = [], predictions = null, decisions = null } = further
  const shared = sharedStatements(runs)
  const contradictions = shared.filter((statement) => !statement.equal && statement.subject !== 'dataset')
  const agreements = shared.filter((statement) => statement.equal)
  const rungs = {
    bytes: modelBytes(runs, strayModelFiles),
    learned: learnedContent(runs),
    predictions: keptTables(runs, 'predictions', predictions),
    decisions: keptTables(runs, 'decisions', decisions),
    metadata: metadata(runs, agreements),
    contradiction: contradiction(runs, contradictions, shared),
  }
  const evidence = Object.values(rungs)
  const all = rungs.contradiction.supports === 'different' ? ` Their records disagree all the same: ${contradictionWords(contradictions, runs)}.` : ''
  const proof = [rungs.bytes, rungs.learned].find((rung) => rung.supports === 'same')
  if (proof !== undefined) {
    return { kind: 'same', level: proof.level, headline: 'The same model.', explanation: `${proof.claim}${all}`, evidence, wouldSettle: 'Nothing more is needed.' }
  }
  const refuted = [rungs.learned, rungs.predictions].find((rung) => rung.supports === 'different')
  const wouldSettle = settledBy(runs)
  if (refuted !== undefined) {
    const explanation = refuted.claim.replace(/^Supports different\. /, '')
    return { kind: 'different', level: refuted.level, headline: 'Not the same model.', explanation: `${explanation}${all}`, evidence, wouldSettle }
  }
  if (contradictions.length > 0 && rungs.predictions.supports !== 'same') return contradicted(runs, contradictions, evidence, wouldSettle)
  const support = [rungs.predictions, rungs.decisions, rungs.metadata].find((rung) => rung.supports === 'same')
  const kept = whatWasKept(runs)
  if (support === undefined) {
    return {
      kind: 'unknown',
      level: 'none',
      headline: 'Cannot be told.',
      explanation: `The ${countWord(runs.length)} runs share no statement about their models, and ${kept}.`,
      evidence,
      wouldSettle,
    }
  }
  const claim = support.level === 'metadata' ? '' : ` ${support.claim.replace(/^Supports same\. /, '')}`
  return {
    kind: 'consistent',
    level: support.level,
    headline: 'Consistent, but not proven.',
    explanation:
      all === ''
        ? `Nothing in this folder says that the ${countWord(runs.length)} runs hold different models, and nothing proves that they hold the same one: ${kept}.${claim}`
        : `${claim.trimStart()}${all}`,
    evidence,
    wouldSettle,
  }
}

function contradicted(
  runs: readonly RunFacts[],
  contradictions: readonly SharedStatement[],
  evidence: Evidence[],
  wouldSettle: string,
): Verdict {
  return {
    kind: 'different',
    level: 'metadata',
    headline: 'Not the same model, by what the runs state.',
    explanation: `They state different values: ${contradictionWords(contradictions, runs)}.`,
    evidence,
    wouldSettle,
  }
}

function whatWasKept(runs: readonly RunFacts[]): string {
  const without = runs.filter((run) => run.modelFiles.length === 0)
  if (without.length === runs.length) return `${each(runs.length, 'neither run kept its', 'no run kept its')} model file`
  if (without.length > 0) return `${listed(without.map((run) => runLabel(run, runs)))} kept no model file`
  return 'their model files differ in their bytes, which is no proof either way'
}

function settledBy(runs: readonly RunFacts[]): string {
  const predictions = 'The predictions of each run on the same rows would support or refute it.'
  const without = runs.filter((run) => run.modelFiles.length === 0)
  if (without.length === 0) {
    return `Equal bytes, or model files of which what they have learned can be read: equal learned content would make it the same. ${predictions}`
  }
  const of = without.length === runs.length ? 'The model files of the runs' : `The model file of ${listed(without.map((run) => runLabel(run, runs)))}`
  return `${of}, from wherever ${without.length === 1 ? 'it' : 'they'} went: equal bytes or equal learned content would make it the same. ${predictions}`
}
