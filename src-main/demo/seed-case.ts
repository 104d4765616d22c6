/**
 * The facts of the case that the demo workspace retells: two runs that are said to hold one model,
 * a threshold recorded in one of them, and a note that explains the difference by the grid.
 */
export const seedCase = {
  recordedThreshold: 0.338,
  notedThreshold: 0.48,
  beta: '3.2',
  costFn: '10',
  costFp: '1',
  features: 189,
  user: 'analyst',
  artifactRoot: 'file:///C:/Users/analyst/credit-scoring/mlruns',
  experiments: [
    { id: '4', name: 'credit_scoring_final_delivery', createdAt: 1764579600000 },
    { id: '6', name: 'credit_scoring_production', createdAt: 1765184400000 },
  ],
  runs: [
    {
      id: 'f5f0003602ae4c7a84b2cb6e865a2304',
      name: 'final_model_application',
      experimentId: '4',
      startedAt: 1764582000000,
      endedAt: 1764582754000,
      metrics: { optimal_threshold: '0.338' },
      params: {
        class_weight: 'balanced',
        learning_rate: '0.0188',
        max_depth: '10',
        model_type: 'LightGBM',
        n_estimators: '968',
        n_features: '189',
        num_leaves: '64',
      },
      source: 'src/finalize_model.py',
    },
    {
      id: '83e2e1ec9b254fc59b4d3bfa7ae75b1f',
      name: 'production_lightgbm_189features',
      experimentId: '6',
      startedAt: 1765187100000,
      endedAt: 1765187104000,
      metrics: {},
      params: { model_type: 'LightGBM', n_features: '189' },
      source: 'scripts/register_production_model.py',
    },
  ],
} as const

export type SeedRun = (typeof seedCase.runs)[number]

/** The tags that MLflow itself sets on a run, by key. */
export function systemTags(run: SeedRun): Readonly<Record<string, string>> {
  return {
    'mlflow.runName': run.name,
    'mlflow.source.name': run.source,
    'mlflow.source.type': 'LOCAL',
    'mlflow.user': seedCase.user,
  }
}

/** Where the tracking store says that the artifacts of a run are; nothing is there in the workspace. */
export function artifactUri(run: SeedRun): string {
  return `${seedCase.artifactRoot}/${run.experimentId}/${run.id}/artifacts`
}
