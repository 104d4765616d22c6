import type { Derivation } from '../../contract/derivation.ts'
import { amountText } from '../threshold/number-text.ts'
import type { ExplainInput } from './explain-table.ts'
import { intervalText, type Recorded } from './recorded.ts'

/** How each kind of number of an explanation is computed, so that another person can compute it again. */
export function explanationDerivations(input: ExplainInput, recorded: Recorded): Record<string, Derivation> {
  const { cuts, rowCount, reading, query, sha256, evidence } = input
  const used = cuts.positives + cuts.negatives
  const rows =
    `${amountText(rowCount)} rows read = ${amountText(used)} used + ${amountText(rowCount - used)} left out; ` +
    `${amountText(cuts.positives)} positive, ${amountText(cuts.negatives)} negative; label ${reading.label}, score ${reading.score}`
  const table = { path: reading.path, sha256 }
  const noted = [...evidence.mentions, ...evidence.decisions].map(({ path, sha256: hash }) => ({ path, sha256: hash }))
  const about = (title: string, formula: string, tieRule: string | null = null, files = [table]): Derivation => ({ title, query, formula, rows, files, tieRule })
  const ties = 'Every tied optimum counts: an explanation reproduces the value where one of them lies in the recorded interval.'
  return {
    recorded: about(
      'What the recorded value stands for',
      `Every value that rounds to it at its printed precision, or that the decisions leave open: ${intervalText(recorded)}. Counts and cost at the value itself, as an exact cut.`,
    ),
    explanations: about(
      'Explanations',
      'Each objective over every distinct score and "flag nobody", over grids k · step for 0 < k · step < 1, over 100 points from the lowest to the highest score, and over midpoints; near-equal values are compared as exact fractions.',
      ties,
      [...new Map([table, ...noted].map((file) => [file.path, file])).values()],
    ),
    fBeta: about(
      'Betas that reproduce the value',
      '(1+β²)·TP / ((1+β²)·TP + β²·FN + FP), van Rijsbergen 1979. Its optimum is the least line (TP+FP)/TP + β²·P/TP in β², so the betas are the exact meeting points of the lower envelope. An F-beta optimum F* is the cost optimum at FN : FP = (1+β²−F*)/F*.',
      ties,
    ),
    costRatio: about(
      'Cost ratios that reproduce the value',
      'Upper convex hull of the ROC points (FP, TP); a threshold on it is the cheapest between the slopes of its two edges.',
      ties,
    ),
    leastRelativeRegret: about(
      'Least relative regret',
      '(cost of the recorded value − least cost) / least cost, the least over all FN : FP ratios; it occurs where two thresholds of the ROC hull cost the same.',
    ),
    breakEven: about('Break-even ratio', 'False positives that the looser threshold adds, for each false negative that it saves.'),
    chance: about(
      'How surprising a match is',
      'Share of the rows whose score is recorded like a threshold to which the explanation can lead, whatever its parameter; summed over all explanations it is the number expected by chance.',
    ),
  }
}
