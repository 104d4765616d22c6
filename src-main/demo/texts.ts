import { seedCase } from './seed-case.ts'

/** The configuration that the demo's scripts are said to have used. */
export function configuration(): string {
  return `# Configuration of the credit scoring project
project:
  random_state: 42
  folds: 5

paths:
  predictions: results/predictions.parquet
  model: models/production_model.pkl

mlflow:
  tracking_uri: sqlite:///mlflow.db

business:
  cost_fn: ${seedCase.costFn}
  cost_fp: ${seedCase.costFp}
  f_beta: ${seedCase.beta}
`
}

/** The analyst's note: both thresholds, and an explanation by the step of the grid that the predictions refute. */
export function note(): string {
  const [delivery, production] = seedCase.runs
  return `# Which decision threshold do we use?

Run \`${delivery.id}\` (${delivery.name}, experiment ${delivery.experimentId}) and run
\`${production.id}\` (${production.name}, experiment ${production.experimentId})
hold the same LightGBM model with ${seedCase.features} features.

| | ${delivery.name} | ${production.name} |
|---|---|---|
| optimal threshold | ${seedCase.recordedThreshold} | not recorded |
| artifacts | missing | missing |

I computed the threshold again from results/predictions.parquet (307,511 rows)
with a cost of 10 for a false negative and 1 for a false positive:

- threshold 0.48: cost 151,536 (8,154 false negatives, 69,996 false positives)
- threshold 0.338: cost 162,771 (4,391 false negatives, 118,861 false positives)

The difference comes from the granularity of the grid: the tracking store was
written with steps of 0.001, the new value with steps of 0.01.

Recommended threshold: 0.48
`
}
