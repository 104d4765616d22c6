import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { bankChoicesSchema, keepChoicesRequestSchema, keptChoicesRequestSchema } from './bank-choices.ts'
import { choicesRequestSchema, choicesSchema } from './choices.ts'
import { artifactRulesPreviewSchema, ruleChoiceSchema } from './artifact-rules.ts'
import { comparisonOptionsSchema, comparisonSchema, comparisonStartSchema, keptComparisonSchema, metricHistorySchema, sortableRunColumns, runPageSchema } from './comparison.ts'
import { enteredExplanationSchema, explainRequestSchema, explanationResultSchema } from './explanation.ts'
import { columnRequestSchema, columnsRequestSchema, extraColumnSchema } from './extra-columns.ts'
import { fingerprintComparisonSchema, tableFingerprintSchema } from './fingerprint.ts'
import { droppedFolderSchema, fileTypesSchema, folderListingSchema, recentFolderSchema } from './folders.ts'
import { governanceRequestSchema, governanceSchema } from './governance.ts'
import { policySchema } from './governance-policy.ts'
import { dismissalSchema, dismissRequestSchema, restoreRequestSchema } from './inventory.ts'
import { mlflowOfferRequestSchema, mlflowOfferSchema, mlflowPatchSchema, mlflowRecordRequestSchema } from './mlflow-record.ts'
import { modelInspectionSchema } from './model.ts'
import { movedAnswerSchema, moveRequestSchema } from './moved-costs.ts'
import { labelValuesSchema, namedTableSchema, tablePathSchema } from './named-table.ts'
import { problemSchema } from './problem.ts'
import { progressSchema } from './progress.ts'
import { themeChoiceSchema } from './theme.ts'
import { tableReadingSchema, tableSummarySchema } from './reading.ts'
import { costsSchema, thresholdViewSchema } from './recommendation.ts'
import { exportedReportSchema, reportRequestSchema, reviewedReportRequestSchema } from './report.ts'
import {
  appendReviewRequestSchema,
  changeLogRequestSchema,
  changeLogSchema,
  compareCopiesRequestSchema,
  continueReviewRequestSchema,
  copiesSchema,
  createReviewRequestSchema,
  evaluateReviewRequestSchema,
  evidenceSearchSchema,
  findEvidenceRequestSchema,
  freezeReviewRequestSchema,
  handOverRequestSchema,
  handOverSchema,
  knownReviewSchema,
  madeKeySchema,
  makeKeyRequestSchema,
  openReviewRequestSchema,
  previewSignatureRequestSchema,
  registerKeyRequestSchema,
  reviewViewSchema,
  signaturePreviewSchema,
  signReviewRequestSchema,
} from './review.ts'
import { scanSchema } from './scan.ts'
import { groupsRequestSchema, groupsSchema, qualityRequestSchema, scoreQualitySchema } from './score-quality.ts'
import {
  heldOutRequestSchema,
  heldOutSchema,
  provenanceRequestSchema,
  provenanceSchema,
  uncertaintyRequestSchema,
  uncertaintySchema,
} from './uncertainty.ts'
import { verificationSchema, verifyRequestSchema } from './verification.ts'
import { warehouseQuerySchema, warehouseRequestSchema, warehouseResultSchema } from './warehouse.ts'

/** The one error that a procedure declares: an expected problem, as data. */
const base = oc.errors({ PROBLEM: { status: 422, data: problemSchema } })

const inFolder = z.strictObject({ folder: z.string().min(1) })
const progressThen = <Result extends z.ZodType>(result: Result) => eventIterator(progressSchema, result)

/** The only door between the renderer and the engine. */
export const contract = {
  application: {
    about: base.output(
      z.object({
        version: z.string(),
        shell: z.enum(['electron', 'browser']),
        /** The evidence folder that the window opens with; null shows the start page. */
        initialFolder: z.string().nullable(),
        /** Where an exported report goes unless the user says otherwise. */
        exportFolder: z.string(),
        /** As it was chosen last, in whatever window. */
        theme: themeChoiceSchema,
      }),
    ),
    chooseTheme: base.input(z.strictObject({ theme: themeChoiceSchema })).output(z.void()),
  },
  folders: {
    recent: base.output(z.array(recentFolderSchema)),
    forget: base.input(z.strictObject({ path: z.string() })).output(z.void()),
    /** The folders inside a folder, and its files whose names end as one of `types` does: ".pdf". */
    list: base.input(z.strictObject({ path: z.string().nullable(), types: fileTypesSchema.optional() })).output(folderListingSchema),
    /** The folders that fit what was dropped; empty where none was found near the usual places. */
    locate: base.input(droppedFolderSchema).output(z.array(z.string())),
    demo: base.output(progressThen(z.object({ folder: z.string() }))),
  },
  evidence: {
    scan: base.input(inFolder).output(progressThen(scanSchema)),
    /** The fingerprint of the content of a table: a file, a folder of parts or a pattern inside the folder. */
    fingerprint: base.input(inFolder.extend({ path: z.string().min(1) })).output(progressThen(tableFingerprintSchema)),
    /** Two fingerprints, and what they say of the content of the two tables. */
    compareFingerprints: base
      .input(inFolder.extend({ path: z.string().min(1), other: z.string().min(1) }))
      .output(progressThen(fingerprintComparisonSchema)),
    /** The table that a person names, and the files that it stands for. */
    nameTable: base.input(inFolder.extend({ path: tablePathSchema })).output(progressThen(namedTableSchema)),
    labelValues: base.input(inFolder.extend({ path: tablePathSchema, label: z.string().min(1) })).output(labelValuesSchema),
    /** What a model file of the folder is, from its bytes; nothing in it is run. */
    inspectModel: base.input(inFolder.extend({ path: z.string().min(1) })).output(modelInspectionSchema),
    /** Runs whose id, name, experiment, status or user holds every word of the query; answers from memory after the first. */
    findRuns: base
      .input(
        inFolder.extend({
          query: z.string().max(500),
          offset: z.number().int().min(0),
          limit: z.number().int().min(1).max(1000),
          /** Equal ones stand newest first. */
          sort: z.strictObject({ by: z.enum(sortableRunColumns), descending: z.boolean() }).optional(),
        }),
      )
      .output(runPageSchema),
    /** What the rules, with those of the user, would make of every recorded artifact location. Nothing is remembered. */
    artifactRules: base.input(inFolder.extend({ rules: ruleChoiceSchema })).output(artifactRulesPreviewSchema),
  },
  comparison: {
    start: base.input(inFolder).output(comparisonStartSchema),
    /** Keeps how the runs of the folder are compared, in place of what was kept for it. */
    keep: base.input(inFolder.extend({ comparison: keptComparisonSchema })).output(z.void()),
    /** Artifact locations that are found elsewhere are noted with the case. */
    compare: base
      .input(inFolder.extend({ runs: z.array(z.string()).min(2).max(20), options: comparisonOptionsSchema.optional() }))
      .output(comparisonSchema),
    /** Every logged point of a metric, a series a run. */
    metricHistory: base
      .input(inFolder.extend({ runs: z.array(z.string()).min(1).max(20), key: z.string() }))
      .output(metricHistorySchema),
  },
  threshold: {
    /** Reads the table once; afterwards `view` answers from memory, or reads of a large one what the costs make decisive. */
    load: base.input(inFolder.extend({ reading: tableReadingSchema })).output(progressThen(tableSummarySchema)),
    view: base
      .input(inFolder.extend({ reading: tableReadingSchema, costs: costsSchema }))
      .output(progressThen(thresholdViewSchema)),
    /** What moves with the costs, from what is in memory, so that it keeps up with typing; null where `view` has to read it. */
    move: base.input(moveRequestSchema).output(movedAnswerSchema.nullable()),
    /** The columns beside label and score, and what each can be used for. */
    columns: base.input(columnsRequestSchema).output(progressThen(z.array(extraColumnSchema))),
    /** Reads columns beside label and score once; afterwards the procedures below find them in memory. */
    loadColumns: base
      .input(columnsRequestSchema.extend({ columns: z.array(columnRequestSchema).min(1).max(16) }))
      .output(progressThen(z.object({ rows: z.number() }))),
    choices: base.input(choicesRequestSchema).output(progressThen(choicesSchema)),
    quality: base.input(qualityRequestSchema).output(progressThen(scoreQualitySchema)),
    /** The segments alone: what moves with the threshold. Their columns must have been loaded. */
    groups: base.input(groupsRequestSchema).output(groupsSchema),
    uncertainty: base.input(uncertaintyRequestSchema).output(progressThen(uncertaintySchema)),
    heldOut: base.input(heldOutRequestSchema).output(progressThen(heldOutSchema)),
    provenance: base.input(provenanceRequestSchema).output(progressThen(provenanceSchema)),
    /** What was chosen for a table of the folder, kept in the application's data; null where nothing was. */
    keptChoices: base.input(keptChoicesRequestSchema).output(bankChoicesSchema.nullable()),
    /** Keeps the choices for their table, in place of what was kept for it. */
    keepChoices: base.input(keepChoicesRequestSchema).output(bankChoicesSchema),
  },
  warehouse: {
    /** The query to run where the rows are: the first, or, with its result in the folder, the one that makes the answer exact. */
    query: base.input(warehouseRequestSchema).output(warehouseQuerySchema),
    /** The tables that lie in the folder now and look like a result of one of the queries. */
    results: base.input(inFolder).output(z.array(warehouseResultSchema)),
  },
  explanation: {
    explain: base.input(explainRequestSchema).output(progressThen(explanationResultSchema)),
    /** The explanations that analysts entered for the folder, kept with its case. */
    entered: base.input(inFolder).output(z.array(enteredExplanationSchema)),
  },
  inventory: {
    /** The places of the folder that were set aside as false hits, kept with its case. */
    dismissals: base.input(inFolder).output(z.array(dismissalSchema)),
    dismiss: base.input(dismissRequestSchema).output(z.array(dismissalSchema)),
    restore: base.input(restoreRequestSchema).output(z.array(dismissalSchema)),
  },
  mlflowRecord: {
    /** The patch as it would be handed over; writes nothing. */
    preview: base.input(mlflowRecordRequestSchema).output(mlflowPatchSchema),
    /** Hands the patch over, as a file or to be copied, and keeps its hash with the case. */
    offer: base.input(mlflowOfferRequestSchema).output(mlflowOfferSchema),
  },
  governance: {
    /** The policy at an absolute path, or the default one, with the SHA-256 of its canonical JSON. */
    policy: base
      .input(z.strictObject({ path: z.string().min(1).nullable() }))
      .output(z.object({ policy: policySchema, sha256: z.string(), differences: z.array(z.string()) })),
    /** Every check of a folder, judged for today. */
    evaluate: base.input(governanceRequestSchema).output(progressThen(governanceSchema)),
  },
  /** Every one of these reads the whole file and checks its chain, its rules, its hashes and its signatures first. */
  review: {
    /** The reviews that were opened on this computer, latest first. */
    known: base.output(z.array(knownReviewSchema)),
    create: base.input(createReviewRequestSchema).output(reviewViewSchema),
    open: base.input(openReviewRequestSchema).output(reviewViewSchema),
    append: base.input(appendReviewRequestSchema).output(reviewViewSchema),
    /** Gathers the evidence, freezes it with the proposal, and evaluates the checks. */
    freeze: base.input(freezeReviewRequestSchema).output(progressThen(reviewViewSchema)),
    evaluate: base.input(evaluateReviewRequestSchema).output(progressThen(reviewViewSchema)),
    makeKey: base.input(makeKeyRequestSchema).output(madeKeySchema),
    registerKey: base.input(registerKeyRequestSchema).output(reviewViewSchema),
    /** What would be signed, in words; the head in it goes into `sign`, so that nothing else is signed. */
    previewSignature: base.input(previewSignatureRequestSchema).output(signaturePreviewSchema),
    sign: base.input(signReviewRequestSchema).output(progressThen(reviewViewSchema)),
    findEvidence: base.input(findEvidenceRequestSchema).output(progressThen(evidenceSearchSchema)),
    changeLog: base.input(changeLogRequestSchema).output(changeLogSchema),
    handOver: base.input(handOverRequestSchema).output(handOverSchema),
    compareCopies: base.input(compareCopiesRequestSchema).output(copiesSchema),
    continueWith: base.input(continueReviewRequestSchema).output(reviewViewSchema),
  },
  report: {
    export: base.input(reportRequestSchema).output(progressThen(exportedReportSchema)),
    /** The report of a review, which holds the review file and who signed it. */
    exportReviewed: base.input(reviewedReportRequestSchema).output(progressThen(exportedReportSchema)),
    /** Whether a report is as it was made and sealed, and by whom. One that isn't is an answer and no error. */
    verify: base.input(verifyRequestSchema).output(progressThen(verificationSchema)),
  },
}
export type Contract = typeof contract
