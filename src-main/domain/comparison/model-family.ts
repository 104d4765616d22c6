const families: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['LightGBM', /lightgbm|lgbm|(^| )lgb( |$)/],
  ['XGBoost', /xgboost|xgb/],
  ['CatBoost', /catboost/],
  ['logistic regression', /logistic|logreg|(^| )(lr|logit)( |$)/],
  ['random forest', /random ?forest|(^| )rf( |$)/],
  ['extra trees', /extra ?trees/],
  ['histogram gradient boosting', /hist ?gradient ?boosting/],
  ['gradient boosting', /^(?!.*hist).*(gradient ?boosting|(^| )(gb|gbc|gbm)( |$))/],
  ['AdaBoost', /adaboost|ada boost/],
  ['decision tree', /decision ?tree/],
  ['support vector machine', /(^| )(svc|svm|linear ?svc)( |$)|support vector/],
  ['naive Bayes', /naive ?bayes|(gaussian|bernoulli|multinomial|complement) ?nb/],
  ['nearest neighbours', /(^| )knn( |$)|(k )?(nearest )?neighbou?rs ?classifier/],
  ['neural network', /(^| )(mlp|ann|dnn|cnn|rnn|lstm|gru|bert)( |$)|mlp ?classifier|neural/],
  ['discriminant analysis', /discriminant/],
  ['dummy', /dummy/],
]

/**
 * The kind of model that a text names: a parameter, a class name or the name of a run.
 * Null where it names none, or several ("lightgbm_vs_xgboost").
 */
export function modelFamily(text: string): string | null {
  const words = text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
    // Names whose own capitals were taken for the start of a word.
    .replaceAll(/(^| )(light) (gbm)/g, '$1$2$3')
    .replaceAll(/(^| )(xg|cat|ada) (boost)/g, '$1$2$3')
  const named = families.filter(([, pattern]) => pattern.test(words))
  return named.length === 1 ? (named[0]?.[0] ?? null) : null
}

/** The number of features that the name of a run states: 189 of "production_lightgbm_189features". */
export function featuresInName(name: string): string | null {
  return /(?:^|[^0-9.])(\d{1,6})[ _-]?(?:features|feats|feat|variables|vars)(?![a-z])/i.exec(name)?.[1] ?? null
}

/** Whether a parameter or tag of this name states the number of features. */
export function statesFeatures(key: string): boolean {
  return /^(n|num|nb|number_of|count_of|total)_?(input_)?features(_in_?|_used|_total)?$|^features?_?(count|number)$/i.test(
    key.replaceAll(/[ .-]/g, '_'),
  )
}

/** Whether a parameter or tag of this name states the kind of model. */
export function statesFamily(key: string): boolean {
  return /^(model|model_?type|model_?class|model_?name|algorithm|algo|estimator|estimator_?(name|class|type)|classifier|classifier_?(name|type)|learner|framework|library|flavor|best_?model)$/i.test(
    key.replaceAll(/[ .-]/g, '_'),
  )
}
