import type { Calibration, Discrimination, ImpactRatio, ScoreQuality, SegmentGroup, SegmentTable, Stability, Weighting } from '../../../contract/score-quality.ts'
import type { Estimate, Rate } from '../../../contract/statistic.ts'
import { reliabilityChart } from '../charts/reliability.ts'
import { cell, column, heading, prose, row, table, type Block, type Section } from '../document.ts'
import { number, percent, shortened } from '../number-format.ts'
import { judgementOf, notComputed } from '../judgement-of.ts'
import type { ReportInput } from '../report-input.ts'
import { textBlockWidth } from '../threshold-charts.ts'

const decimal = (value: number, digits = 4) => value.toFixed(digits).replace('-', '\u2212')
const within = ({ value, low, high }: Estimate, digits = 4) => `${decimal(value, digits)} (${decimal(low, digits)} to ${decimal(high, digits)})`

/** Whether the score is good for this decision: order, calibration, weighting and stability. */
export function scoreQualitySection(input: ReportInput): Section {
  const { quality } = judgementOf(input)
  return {
    title: 'Is the score good for this?',
    lead: quality === null ? 'The score was not assessed.' : lead(quality),
    placing: 'flow',
    blocks: quality === null ? notComputed(input, 'quality') : [...order(quality.discrimination), ...calibration(quality.calibration), ...weighting(quality.weighting), ...stability(quality.stability)],
  }
}

function lead({ discrimination, calibration: found }: ScoreQuality): string {
  return `The area under the ROC curve is ${within(discrimination.auc)}. ${found?.sentence ?? 'The scores are no probabilities, so that they have no calibration.'}`
}

function order({ auc, gini, ks }: Discrimination): Block[] {
  return [
    heading('Does it order the cases?'),
    table(
      [column('Statistic', 'left', 1), column('Value (95\u202f%)', 'left', 1)],
      [
        row([cell('Area under the ROC curve, ties counted half (DeLong 1988)'), cell(within(auc))]),
        row([cell('Gini, 2 · AUC − 1'), cell(within(gini))]),
        row([cell(`Kolmogorov–Smirnov distance${ks.threshold === null ? '' : `, reached at ${shortened(ks.threshold, 4)}`} (${number(ks.resamples)} resamples, seed ${ks.seed})`), cell(within(ks))]),
      ],
    ),
  ]
}

function calibration(found: Calibration | null): Block[] {
  if (found === null) return [heading('Can it be read as a probability?'), prose('The scores lie outside 0 to 1.')]
  const { intercept, slope, interceptAtSlopeOne, band } = found
  const estimate = (value: Estimate | null) => (value === null ? cell('not computed', 'missing') : cell(within(value, 3)))
  return [
    heading('Can it be read as a probability?'),
    prose(found.sentence),
    table(
      [column('Statistic', 'left', 1), column('Value (95\u202f%)', 'left', 1)],
      [
        row([cell('Mean score'), cell(percent(found.meanPredicted, 2))]),
        row([cell('Share of defaults'), cell(share(found.prevalence))]),
        row([cell('Recalibration: slope (perfect: 1)'), estimate(slope)]),
        row([cell('Recalibration: intercept (perfect: 0)'), estimate(intercept)]),
        row([cell('Intercept with the slope held at 1 (perfect: 0)'), estimate(interceptAtSlopeOne)]),
        row([cell('Brier score, and its skill against the share of defaults'), cell(`${decimal(found.brier)}, ${decimal(found.skill, 3)}`)]),
        ...(band === null
          ? []
          : [row([
              cell(`Next to the threshold, scores ${shortened(band.low, 4)} to ${shortened(band.high, 4)} (${number(band.rows)} rows)`),
              cell(`${percent(band.predicted, 1)} expected, ${share(band.observed)} observed: ${band.agrees ? 'they agree' : 'they do not agree'}`),
            ])]),
      ],
    ),
    {
      kind: 'chart',
      title: 'Expected and observed shares of defaults',
      note: 'bins of about equally many rows; on the dashed line they agree',
      svg: reliabilityChart(found.bins, textBlockWidth, 150),
      width: textBlockWidth,
      alt: `Observed share of defaults for each bin of the score: ${found.bins.map((bin) => `${percent(bin.predicted)} expected, ${percent(bin.observed.value)} observed`).join('; ')}.`,
    },
  ]
}

function share({ value, low, high }: Rate): string {
  return `${percent(value, 2)} (${percent(low, 2)} to ${percent(high, 2)})`
}

function weighting(found: Weighting): Block[] {
  return [
    heading('Were the classes weighted?'),
    prose(found.sentence),
    ...(found.stated.length === 0 ? [] : [table([column('Stated', 'left', 1), column('Value', 'left'), column('Where', 'left', 1)], found.stated.map(({ name, value, source }) => row([cell(name), cell(value), cell(source)])))]),
  ]
}

function stability(found: Stability | null): Block[] {
  if (found === null) return [heading('Is the population the same?'), prose('No earlier table of this score was named, so that stability was not assessed.')]
  return [
    heading('Is the population the same?'),
    prose(`${found.sentence} Compared with ${found.reference.path}.`),
    table(
      [column('Statistic', 'left', 1), column('Value', 'right')],
      [
        row([cell('Population stability index'), cell(decimal(found.psi))]),
        row([cell('Expected between two samples of these sizes from one population'), cell(decimal(found.expectedNoise))]),
        row([cell('Exceeded by 5\u202f% of such samples'), cell(decimal(found.noise95))]),
      ],
    ),
  ]
}

/** What the threshold does to groups; null where none was named. */
export function segmentsSection(input: ReportInput): Section | null {
  const { quality } = judgementOf(input)
  if (quality === null || quality.segments.length === 0) return null
  return {
    title: 'Groups',
    lead: `What threshold ${shortened(quality.threshold, 4)} does to the groups of ${quality.segments.map((segment) => segment.column).join(', ')}.`,
    placing: 'flow',
    blocks: [...(quality.impactNote === null ? [] : [prose(quality.impactNote)]), ...quality.segments.flatMap(segmentBlocks)],
  }
}

const impactWords: Readonly<Record<ImpactRatio['kind'], string>> = { reference: 'reference', above: 'at or above 0.80', below: 'below 0.80', inconclusive: 'inconclusive' }

function segmentBlocks({ column: name, groups, withheld, referenceGroup }: SegmentTable): Block[] {
  return [
    heading(name),
    table(
      [
        column('Group', 'left', 1), column('Rows', 'right'), column('Approved', 'right'), column('Defaults among\nthe approved', 'right'),
        column('Recall', 'right'), column('Precision', 'right'), column('Adverse impact ratio', 'left', 1),
      ],
      groups.map(groupRow),
    ),
    prose(
      `Intervals at 95\u202f% (Wilson; for the ratio Katz).${referenceGroup === null ? ' No group has enough rows to compare with.' : ` The ratio compares approval with group ${referenceGroup}.`}` +
        (withheld === 0 ? '' : ` ${number(withheld)} ${withheld === 1 ? 'group is' : 'groups are'} withheld as too small, or because the totals would give a small one away.`),
    ),
  ]
}

function groupRow({ group, shown }: SegmentGroup) {
  if (shown === null) return row([cell(group), ...Array.from({ length: 6 }, () => cell('withheld', 'missing'))])
  const of = (value: Rate | null) => (value === null ? cell('none', 'missing') : { lines: [[{ text: percent(value.value), style: 'plain' as const }], [{ text: `${percent(value.low)} to ${percent(value.high)}`, style: 'quiet' as const }]], mark: null })
  const { impact } = shown
  const ratio = impact.ratio === null || impact.kind === 'reference' ? '' : `${within(impact.ratio, 2)}, `
  return row([cell(group), cell(number(shown.rows)), of(shown.approval), of(shown.badRate), of(shown.recall), of(shown.precision), cell(`${ratio}${impactWords[impact.kind]}`)])
}
