import { statesTarget } from './comparability.ts'
import { statesFamily, statesFeatures } from './model-family.ts'

/**
 * Words in a parameter's name that say it isn't a hyper-parameter of the model: it belongs to the decision, to the data,
 * to the machine or to the bookkeeping, and may differ between two records of one model.
 */
const otherPurposes =
  /(^|_)(threshold|cutoff|cost|costs|path|paths|file|files|filename|dir|directory|folder|uri|url|data|dataset|rows|samples|shape|split|test|n_test|date|time|timestamp|version|name|description|comment|note|notes|author|user|owner|stage|status|tag|url|commit|branch|host|gpu|cpu|device|jobs|threads|verbose|verbosity|silent|callbacks|api_key|session_id|demo|debug|log_level|run_id|experiment|experiment_id|eval_metric|verbose_eval|validate_parameters|use_label_encoder|importance_type)(_|$)/i

/** Hyper-parameters whose names hold one of those words. */
const exceptions: readonly string[] = ['min_samples_split', 'min_samples_leaf', 'max_samples', 'max_cat_threshold', 'min_impurity_split', 'min_child_samples', 'subsample_for_bin', 'data_sample_strategy']

/**
 * Whether a parameter says how a model was trained. MLflow's parameters mostly do; the names in `otherPurposes` don't.
 * The kind of model and the number of features are judged on their own; another target is a warning, for a column may be renamed.
 */
export function isHyperParameter(key: string): boolean {
  const name = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
  if (statesFamily(key) || statesFeatures(key) || statesTarget(key)) return false
  return exceptions.some((exception) => name === exception || name.endsWith(`_${exception}`)) || !otherPurposes.test(name)
}
