import { z } from 'zod'

/** The governance checks, in the order of the report. */
export const checkIds = [
  'G01', 'G02', 'G03', 'G04', 'G05', 'G06', 'G07', 'G08', 'G09', 'G10', 'G11', 'G12', 'G13', 'G14', 'G15', 'G16', 'G17',
  'G18', 'G19', 'G20', 'G21', 'G22', 'G23', 'G24', 'G25', 'G26', 'G27', 'G28', 'G29', 'G30', 'G31', 'G32', 'G33',
] as const
export const checkIdSchema = z.enum(checkIds)
export type CheckId = z.infer<typeof checkIdSchema>

/**
 * hard: nothing but PASS lets an approval through, and nobody can waive it. exception: anything else than PASS needs an
 * exception with reason, owner, compensating control and expiry. information: it is printed as a limitation.
 */
export const gateSchema = z.enum(['hard', 'exception', 'information'])
export type Gate = z.infer<typeof gateSchema>

/** The checks that no policy can make waivable. */
export const hardChecks: readonly CheckId[] = ['G01', 'G02', 'G06', 'G10', 'G26', 'G31', 'G33']

const noteSchema = z.string().min(1).max(500)
const limitOf = (value: z.ZodNumber) => z.strictObject({ value, unit: z.string().min(1).max(80), note: noteSchema })
const share = z.number().min(0).max(1)

export const limitsSchema = z.strictObject({
  /** Greatest difference between a recomputed and a logged metric, beside the precision it was printed with. */
  metricTolerance: limitOf(z.number().min(0).max(0.01)),
  outOfTimeMonths: limitOf(z.number().int().min(1).max(120)),
  /** Positives, and negatives, that each set of rows must hold. */
  minimumEvents: limitOf(z.number().int().min(1).max(1_000_000)),
  minimumResamples: limitOf(z.number().int().min(200).max(100_000)),
  giniDrop: limitOf(share),
  psiPass: limitOf(z.number().min(0).max(10)),
  psiFail: limitOf(z.number().min(0).max(10)),
  /** The costs are varied by this share where the bank states no range. */
  costRange: limitOf(z.number().gt(0).lt(1)),
  costRegret: limitOf(share),
  plateauRegret: limitOf(share),
  segmentRows: limitOf(z.number().int().min(1).max(1_000_000)),
  /** Difference of the predicted and the observed share of positives, as a share of the observed one. */
  segmentMiscalibration: limitOf(z.number().min(0).max(10)),
  impactRatio: limitOf(share),
  impactRows: limitOf(z.number().int().min(1).max(1_000_000)),
  /** Printed groups and cells of the histogram hold at least this many rows. */
  minimumCell: limitOf(z.number().int().min(1).max(10_000)),
})
export type PolicyLimits = z.infer<typeof limitsSchema>
export type LimitName = keyof PolicyLimits

const checkPolicySchema = z.strictObject({
  gate: gateSchema,
  /** Whether a person may declare the check not applicable, with a reason. */
  mayBeNotApplicable: z.boolean(),
  note: noteSchema.optional(),
})

const daysSchema = z.number().int().min(1).max(3650)

/** A bank's policy as a file. Every limit is the bank's; the defaults are conventions, none is a regulatory number. */
export const policySchema = z.strictObject({
  format: z.literal('countersign-policy'),
  version: z.literal(1),
  name: z.string().min(1).max(200),
  /** The bank's own edition: "2026-11". */
  edition: z.string().min(1).max(80),
  note: noteSchema,
  limits: limitsSchema,
  checks: z.strictObject(Object.fromEntries(checkIds.map((id) => [id, checkPolicySchema])) as Record<CheckId, typeof checkPolicySchema>),
  /** Whether a run must state the commit of its source code, and a clean working copy. */
  commitRequired: z.boolean(),
  /** Words that name a prohibited basis; held against the names of the model's inputs as whole words. */
  prohibitedInputs: z.array(z.string().trim().min(1).max(80)).max(500),
  /** Days in which a finding of each severity is to be closed. */
  findingDays: z.strictObject({ critical: daysSchema, high: daysSchema, medium: daysSchema, low: daysSchema }),
  retention: noteSchema,
})
export type Policy = z.infer<typeof policySchema>
