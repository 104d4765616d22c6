import type { ModelInspection } from '../contract/model.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ScannedModel } from '../contract/scan.ts'
import type { ModelFacts } from '../domain/governance/facts.ts'
import type { StatedWeighting } from '../domain/statistics/weighting.ts'
import { inspectModelIn } from './inspect.ts'
import type { WorkOptions } from './progress-stream.ts'

export interface GovernanceModels {
  readonly facts: readonly ModelFacts[]
  readonly weightings: readonly StatedWeighting[]
  readonly corrections: readonly StatedWeighting[]
}

/** More model files than this are no one model. */
const mostModels = 10

/** What the model files of a folder say of their inputs, library and weighting, from their bytes; one that can't be read is left out. */
export async function governanceModels(folder: string, models: readonly ScannedModel[], { signal }: Pick<WorkOptions, 'signal'>): Promise<GovernanceModels> {
  const inspected: ModelInspection[] = []
  for (const { path } of models.slice(0, mostModels)) {
    try {
      inspected.push(await inspectModelIn(folder, path, { signal }))
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.kind === 'stopped') throw error
    }
  }
  const calibrated = (model: ModelInspection) => [model.className, ...model.steps.map(({ className }) => className)].find((name) => /calibrat/i.test(name ?? ''))
  return {
    facts: inspected.map((model) => ({
      path: model.path,
      sha256: model.sha256,
      library: model.library,
      libraryVersion: model.libraryVersion,
      featureNames: model.featureNames,
      parameters: isPredictor(model) ? Object.keys(model.parameters).length : 0,
      isCalibrated: calibrated(model) !== undefined,
    })),
    weightings: inspected.flatMap(({ path, classWeighting }) => classWeighting.map(({ name, value }) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value), source: path }))),
    corrections: inspected.flatMap((model) => {
      const name = calibrated(model)
      return name == null ? [] : [{ name: 'class', value: name, source: model.path }]
    }),
  }
}

/** A scaler or an encoder has parameters too; they say nothing of how a model was trained. */
function isPredictor({ className, steps, trees, classes, objective }: ModelInspection): boolean {
  const names = [className ?? '', ...steps.map((step) => step.className)]
  return trees !== null || classes.length > 0 || objective !== null || names.some((name) => /(Classifier|Regress|SVC|Booster|GaussianNB|Forest|GBM|Tree)/.test(name))
}
