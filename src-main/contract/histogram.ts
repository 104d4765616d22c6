import { z } from 'zod'

/** The rows of both classes whose score lies in [from, to]; no two cells share a score. */
export const histogramCellSchema = z.object({ from: z.number(), to: z.number(), positives: z.number().int().min(0), negatives: z.number().int().min(0) })
export type HistogramCell = z.infer<typeof histogramCellSchema>

/**
 * The scores of a prediction table in cells, ascending. Cut at the edge of a cell (its `from` for orientation high,
 * its `to` for low), it gives the counts of the rows; no cell holds fewer rows than `minimumCell` unless the whole
 * table does.
 */
export const scoreHistogramSchema = z.object({
  orientation: z.enum(['high', 'low']),
  minimumCell: z.number().int().min(1),
  cells: z.array(histogramCellSchema).min(1),
})
export type ScoreHistogram = z.infer<typeof scoreHistogramSchema>
