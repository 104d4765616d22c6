/** What the name of a column lets one expect; a column may be several of these. */
export interface NameHints {
  /** A name that is given to true labels only: y_true, actual_status, target. */
  readonly label: boolean
  /** A name that often holds the outcome: default, churn, fraud. */
  readonly outcome: boolean
  /** A decision made from a score: prediction, y_pred, approved. */
  readonly decision: boolean
  readonly score: boolean
  readonly identifier: boolean
  /** A measure of a whole model: roc_auc, threshold, importance. Such columns make a summary, not rows. */
  readonly metric: boolean
}

const labels = words('label target actual truth true outcome observed y gt class')
const outcomes = words('default defaulted bad fraud churn churned event response converted cancer died dead arrears delinquent exited attrition')
const decisions = words('prediction predictions predicted pred preds decision decided yhat hat flagged approved rejected alert alerted')
const scores = words('score scores prob probs proba probability probabilities pd risk likelihood confidence p pred prediction predicted propensity')
const metrics = words(
  'auc accuracy precision recall f1 fbeta threshold importance cost loss specificity sensitivity tn fp fn tp cm std shap kappa mcc brier support',
)

/** Reads a name by its words, which underscores, blanks, points and capitals separate. */
export function nameHints(name: string): NameHints {
  const parts = nameWords(name)
  const has = (vocabulary: ReadonlySet<string>) => parts.some((part) => vocabulary.has(part))
  const lower = name.toLowerCase()
  const decision = has(decisions)
  return {
    label: has(labels) && !decision,
    outcome: has(outcomes),
    decision,
    score: has(scores) || /prob|score|pred/.test(lower),
    identifier: parts.includes('id') || parts.includes('uuid') || parts.includes('index') || /id$/.test(lower),
    metric: has(metrics),
  }
}

/** The words of a name, lower case: "oofProb_2" gives oof, prob, 2. */
export function nameWords(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
}

/** Whether two names speak of the same thing: a word of three letters or more of one stands in the other. */
export function namesAgree(one: string, other: string): boolean {
  const stands = (part: string, name: string) => part.length >= 3 && name.toLowerCase().includes(part)
  return nameWords(one).some((part) => stands(part, other)) || nameWords(other).some((part) => stands(part, one))
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
