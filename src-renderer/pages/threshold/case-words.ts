/** The words of credit for the classes, the decisions and the two kinds of mistake. */
export const words = {
  cases: 'applicants',
  positives: 'defaulted',
  negatives: 'repaid',
  truePositive: 'refused',
  falseNegative: 'a default accepted',
  trueNegative: 'accepted',
  falsePositive: 'a good one refused',
  falseNegativeCost: 'A default we accepted',
  falsePositiveCost: 'A refused customer',
  missed: 'Missed',
  refused: 'Refused',
} as const
