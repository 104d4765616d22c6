import type { ExplanationResult } from '../../contract/explanation.ts'
import type { Cut } from '../../contract/recommendation.ts'
import { hexFloat } from './hex-float.ts'
import type { ReportInput } from './report-input.ts'

/**
 * The record that reproduces the report, as data for canonical JSON: inputs, semantics, method, results.
 * It holds no applicant's row: of the scores only the thresholds that are printed. Absent facts are null.
 */
export function evidenceRecord(input: ReportInput): unknown {
  const { scan, view, table, comparison } = input
  return {
    format: 'countersign-evidence',
    formatVersion: 1,
    product: { name: 'Countersign', version: input.version },
    status: 'draft',
    inputs: {
      folder: { name: input.folderName, files: scan.fileCount, sha256: scan.evidenceSha256 },
      table: {
        path: table.reading.path,
        sha256: table.sha256,
        bytes: scan.files.find((file) => file.sha256 === table.sha256)?.bytes ?? null,
        columns: scan.predictions.find((item) => item.sha256 === table.sha256)?.columns ?? null,
        rows: table.rows,
        used: table.used,
        excluded: table.excluded,
      },
      stores: scan.stores,
      decisions: scan.decisions,
      models: scan.models,
      mentions: scan.mentions,
      runMentions: scan.runMentions ?? [],
      files: scan.files,
      problems: scan.problems,
    },
    semantics: {
      label: table.reading.label,
      positive: table.positive,
      negative: table.negative,
      score: table.reading.score,
      orientation: table.reading.orientation,
      operator: table.reading.orientation === 'high' ? '>=' : '<=',
      missingScore: 'excluded and counted',
      labelDefinition: null,
      population: null,
      period: null,
    },
    method: {
      objective: 'cost FN * FN + cost FP * FP',
      costs: { falseNegative: view.costs.fn, falsePositive: view.costs.fp, currency: null, source: null },
      candidates: 'every distinct score, and flag nobody',
      tieRule: table.reading.orientation === 'high' ? 'highest score of least cost' : 'lowest score of least cost',
      bootstrap: input.bootstrap,
      query: table.query,
      derivations: view.derivations,
      assumed: input.assumed,
    },
    results: {
      recommendation: view.recommendation,
      threshold: exact(view.recommendation.optimum),
      shortThreshold: view.shortThreshold,
      withinOnePercent: view.withinOnePercent,
      distinctScores: table.distinctScores,
      recorded: view.recorded,
      references: view.references,
      answer: view.answer,
    },
    comparison,
    comparisonOptions: input.comparisonOptions ?? null,
    explained: input.explained.map(({ value, result, problem }) => ({ value, problem, result: result === null ? null : withoutCurves(result) })),
    dismissed: input.dismissals,
  }
}

/** The points of a curve are scores of applicants; the thresholds that decide are printed anyway. */
function withoutCurves(result: ExplanationResult): unknown {
  return { ...result, explanations: result.explanations.map((explanation) => ({ ...explanation, curve: null })) }
}

/** The threshold without any rounding: null flags nobody. */
function exact(cut: Cut): { decimal: string; hexadecimal: string } | null {
  return cut.threshold === null ? null : { decimal: String(cut.threshold), hexadecimal: hexFloat(cut.threshold) }
}
