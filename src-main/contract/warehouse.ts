import { z } from 'zod'
import { costsSchema } from './recommendation.ts'
import { tableReadingSchema } from './reading.ts'

export const warehouseDialects = ['spark', 'trino', 'bigquery', 'snowflake', 'postgresql', 'clickhouse', 'duckdb'] as const
export type WarehouseDialect = (typeof warehouseDialects)[number]

/** Scored rows in a warehouse, as one definition from which the queries of every dialect are written. */
export const warehouseRowsSchema = z.strictObject({
  /** The table or view as the warehouse names it, with its schema: "risk.predictions". */
  table: z.string().min(1),
  label: z.string().min(1),
  score: z.string().min(1),
  /** The positive label as text. */
  positive: z.string(),
  /** A column with the number of rows that a row stands for. */
  weight: z.string().min(1).optional(),
  /** A column whose values are told apart in the result. */
  segment: z.string().min(1).optional(),
  /** The scores that the buckets divide; others fall in the first and the last one. */
  range: z.tuple([z.number(), z.number()]),
})
export type WarehouseRows = z.infer<typeof warehouseRowsSchema>

/** What is to be exact: the costs, and thresholds beside the optimum. */
export const warehouseQuestionSchema = z.strictObject({
  costs: costsSchema,
  grids: z.array(z.string()),
  /** Recorded thresholds as they are printed; the scores that round to them are listed too. */
  recorded: z.array(z.string()),
})
export type WarehouseQuestion = z.infer<typeof warehouseQuestionSchema>

export const warehouseRequestSchema = z.strictObject({
  dialect: z.enum(warehouseDialects),
  rows: warehouseRowsSchema,
  /** Null for the first query; else the first one's result, or that of a query written from it. */
  result: z.strictObject({ folder: z.string().nullable(), reading: tableReadingSchema, question: warehouseQuestionSchema }).nullable(),
})
export type WarehouseRequest = z.infer<typeof warehouseRequestSchema>

export const warehouseQuerySchema = z.object({
  sql: z.string(),
  /** How the result is read as a prediction table; the path is left to who saves it. */
  reading: tableReadingSchema.omit({ path: true }),
  /** Buckets whose scores the query lists one by one. */
  listed: z.number(),
  /** About how many lines the result has: buckets, and rows of listed ones. */
  mostLines: z.number(),
})
export type WarehouseQuery = z.infer<typeof warehouseQuerySchema>

/** A table of a folder that looks like the result of one of the two queries. */
export const warehouseResultSchema = z.object({
  /** Relative to the folder. */
  path: z.string(),
  query: z.enum(['first', 'second']),
  lines: z.number(),
  /** Whether it tells segments apart. */
  segments: z.boolean(),
})
export type WarehouseResult = z.infer<typeof warehouseResultSchema>
