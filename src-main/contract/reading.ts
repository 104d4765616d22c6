import { z } from 'zod'
import { boundSchema } from './bound.ts'

/** How a prediction table is read. Nothing in it is guessed: a person or a command line gave it. */
export const tableReadingSchema = z.strictObject({
  /** Relative to the evidence folder, or absolute on the command line. */
  path: z.string().min(1),
  label: z.string().min(1),
  score: z.string().min(1),
  /** The positive label as text; null is allowed for 0/1 and true/false labels only. */
  positive: z.string().nullable(),
  /** The negative label as text; null takes the only other value. */
  negative: z.string().nullable(),
  /** high: positive when score >= threshold; low: positive when score <= threshold. */
  orientation: z.enum(['high', 'low']),
  /**
   * The column that says for how many rows a line stands; `label` is then the column that says how many of them are
   * positive. Scores may be 64-bit patterns: 0x and 16 hexadecimal digits.
   */
  weight: z.string().min(1).optional(),
  /** Beside `weight`: the column with the highest score of a line's rows; `score` then holds the lowest. */
  scoreTo: z.string().min(1).optional(),
})
export type TableReading = z.infer<typeof tableReadingSchema>

/** Why a line of a text, or a value over several lines, holds no row. */
export const malformedCauses = ['tooFewValues', 'tooManyValues', 'openQuote', 'encoding', 'notJson', 'tooLong'] as const
export type MalformedCause = (typeof malformedCauses)[number]

/** Rows that can't be used, by cause. A row has one cause: the first that applies, score before label. */
export const excludedSchema = z.object({
  nullScore: z.number(),
  nanScore: z.number(),
  infiniteScore: z.number(),
  textScore: z.number(),
  nullLabel: z.number(),
  foreignLabel: z.number(),
  /** Rows that can't be taken apart; left out where there is none. Their causes and lines are in `malformed`. */
  malformedRow: z.number().exactOptional(),
})
export type Excluded = z.infer<typeof excludedSchema>

/** Where a row stands: `number` is a line from 1 in a text, a row from 1 in Parquet; `file` is set in a table of several files. */
export const rowPlaceSchema = z.object({ file: z.string().nullable(), number: z.number() })
export type RowPlace = z.infer<typeof rowPlaceSchema>

/** Rows of a text that can't be taken apart, and the first 20 places of each cause. */
export const malformedRowsSchema = z.object({
  rows: z.number(),
  causes: z.array(z.object({ cause: z.enum(malformedCauses), rows: z.number(), places: z.array(rowPlaceSchema) })),
})
export type MalformedRows = z.infer<typeof malformedRowsSchema>

/** The first 20 places of the rows that can't be used, by cause and in the order of the table. */
export const excludedLinesSchema = z.object({
  unit: z.enum(['line', 'row']),
  nullScore: z.array(rowPlaceSchema),
  nanScore: z.array(rowPlaceSchema),
  infiniteScore: z.array(rowPlaceSchema),
  textScore: z.array(rowPlaceSchema),
  nullLabel: z.array(rowPlaceSchema),
  foreignLabel: z.array(rowPlaceSchema),
})
export type ExcludedLines = z.infer<typeof excludedLinesSchema>

/** What a table looks like on the disk, as it was read. */
export const tableFormSchema = z.object({
  format: z.enum(['parquet', 'delimited', 'json-lines']),
  /** UTF-8, "UTF-8 with byte order mark", UTF-16LE, UTF-16BE or Windows-1252 (Latin-1 is a part of it); null for Parquet. */
  encoding: z.string().nullable(),
  /** The separator of a delimited table: one character. */
  delimiter: z.string().nullable(),
  /** Files that make up the table. */
  files: z.number(),
  /** Set where lines end in different ways: how many in LF, CR LF and CR. */
  lineEnds: z.object({ lf: z.number(), crlf: z.number(), cr: z.number() }).optional(),
})
export type TableForm = z.infer<typeof tableFormSchema>

export const tableSummarySchema = z.object({
  reading: tableReadingSchema,
  sha256: z.string(),
  rows: z.number(),
  used: z.number(),
  excluded: excludedSchema,
  positives: z.number(),
  negatives: z.number(),
  positive: z.string(),
  negative: z.string(),
  distinctScores: z.number(),
  scoreRange: z.tuple([z.number(), z.number()]),
  /** Area under the ROC curve, ties counted half; below 0.5 the declared orientation is contradicted. */
  auc: z.number(),
  /** The query, verbatim, that read the rows. */
  query: z.string(),
  excludedLines: excludedLinesSchema.optional(),
  /** Set where rows of a text can't be taken apart; they are counted in `rows` and `excluded`. */
  malformed: malformedRowsSchema.optional(),
  form: tableFormSchema.optional(),
  /** True where the scores are written with a decimal comma and were read so. */
  decimalComma: z.boolean().optional(),
  /** Of the content of the table, where it was asked for before and the file is still the same. */
  fingerprint: z.object({ version: z.number(), ordered: z.string(), unordered: z.string() }).optional(),
  /** The numbers of a large table that aren't exact: "auc", "distinctScores". */
  bounds: z.array(boundSchema).optional(),
})
export type TableSummary = z.infer<typeof tableSummarySchema>
