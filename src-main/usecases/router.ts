import { implement, ORPCError } from '@orpc/server'
import { ProblemError } from '../contract/problem.ts'
import { contract } from '../contract/procedures.ts'
import type { Application } from './application.ts'
import { streamProgress } from './progress-stream.ts'
import type { WorkOptions } from './progress-stream.ts'

/**
 * The contract, answered by `application`. A ProblemError reaches the window as the declared error PROBLEM; of
 * anything else it learns only that it happened, and `onDefect` gets the error.
 */
export function createRouter(application: Application, onDefect: (error: unknown) => void) {
  const api = implement(contract)

  const refused = (error: unknown, signal: AbortSignal | undefined): unknown => {
    if (error instanceof ProblemError) {
      return new ORPCError('PROBLEM', { defined: true, status: 422, message: error.message, data: error.problem })
    }
    if (signal?.aborted !== true) onDefect(error)
    return error
  }
  async function answer<Result>(signal: AbortSignal | undefined, work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      throw refused(error, signal)
    }
  }
  async function* stream<Result>(stage: string, signal: AbortSignal | undefined, work: (options: WorkOptions) => Promise<Result>) {
    try {
      return yield* streamProgress({ stage, signal }, work)
    } catch (error) {
      throw refused(error, signal)
    }
  }

  return api.router({
    application: {
      about: api.application.about.handler(({ signal }) => answer(signal, () => application.about())),
      chooseTheme: api.application.chooseTheme.handler(({ input, signal }) =>
        answer(signal, () => application.chooseTheme(input.theme)),
      ),
    },
    folders: {
      recent: api.folders.recent.handler(({ signal }) => answer(signal, () => application.recentFolders())),
      forget: api.folders.forget.handler(({ input, signal }) => answer(signal, () => application.forgetFolder(input.path))),
      list: api.folders.list.handler(({ input, signal }) => answer(signal, () => application.listFolder(input.path, input.types))),
      locate: api.folders.locate.handler(({ input, signal }) => answer(signal, () => application.locateFolder(input))),
      demo: api.folders.demo.handler(({ signal }) => stream('Writing the demo workspace', signal, (options) => application.demo(options))),
    },
    evidence: {
      scan: api.evidence.scan.handler(({ input, signal }) =>
        stream('Reading the folder', signal, (options) => application.scan(input.folder, options)),
      ),
      fingerprint: api.evidence.fingerprint.handler(({ input, signal }) =>
        stream('Computing the fingerprint', signal, (options) => application.fingerprint(input.folder, input.path, options)),
      ),
      compareFingerprints: api.evidence.compareFingerprints.handler(({ input, signal }) =>
        stream('Comparing the fingerprints', signal, (options) => application.compareFingerprints(input.folder, [input.path, input.other], options)),
      ),
      nameTable: api.evidence.nameTable.handler(({ input, signal }) =>
        stream('Looking at the table', signal, (options) => application.nameTable(input.folder, input.path, options)),
      ),
      labelValues: api.evidence.labelValues.handler(({ input, signal }) =>
        answer(signal, () => application.labelValues(input.folder, input.path, input.label, signal)),
      ),
      inspectModel: api.evidence.inspectModel.handler(({ input, signal }) =>
        answer(signal, () => application.inspectModel(input.folder, input.path, signal)),
      ),
      findRuns: api.evidence.findRuns.handler(({ input, signal }) =>
        answer(signal, () => application.runQueries.find(input.folder, input, signal)),
      ),
      artifactRules: api.evidence.artifactRules.handler(({ input, signal }) =>
        answer(signal, () => application.runQueries.artifactRules(input.folder, input.rules, signal)),
      ),
    },
    comparison: {
      start: api.comparison.start.handler(({ input, signal }) => answer(signal, () => application.startComparison(input.folder, signal))),
      keep: api.comparison.keep.handler(({ input, signal }) =>
        answer(signal, () => application.keepComparison(input.folder, input.comparison)),
      ),
      compare: api.comparison.compare.handler(({ input, signal }) =>
        answer(signal, () => application.compare(input.folder, input.runs, input.options, signal)),
      ),
      metricHistory: api.comparison.metricHistory.handler(({ input, signal }) =>
        answer(signal, () => application.runQueries.metricHistory(input.folder, input.runs, input.key, signal)),
      ),
    },
    threshold: {
      load: api.threshold.load.handler(({ input, signal }) =>
        stream('Reading the predictions', signal, (options) => application.loadTable(input.folder, input.reading, options)),
      ),
      view: api.threshold.view.handler(({ input, signal }) =>
        stream('Comparing the thresholds', signal, (options) => application.viewThreshold(input.folder, input.reading, input.costs, options)),
      ),
      move: api.threshold.move.handler(({ input, signal }) =>
        answer(signal, () => application.moveCosts(input, signal)),
      ),
      columns: api.threshold.columns.handler(({ input, signal }) =>
        stream('Looking at columns', signal, (options) => application.judgement.columns(input, options)),
      ),
      loadColumns: api.threshold.loadColumns.handler(({ input, signal }) =>
        stream('Reading columns', signal, (options) => application.judgement.loadColumns(input, options)),
      ),
      choices: api.threshold.choices.handler(({ input, signal }) =>
        stream('Computing the choices', signal, (options) => application.judgement.choices(input, options)),
      ),
      quality: api.threshold.quality.handler(({ input, signal }) =>
        stream('Judging the score', signal, (options) => application.judgement.quality(input, options)),
      ),
      groups: api.threshold.groups.handler(({ input, signal }) => answer(signal, () => application.judgement.groups(input, signal))),
      uncertainty: api.threshold.uncertainty.handler(({ input, signal }) =>
        stream('Resampling the rows', signal, (options) => application.judgement.uncertainty(input, options)),
      ),
      heldOut: api.threshold.heldOut.handler(({ input, signal }) =>
        stream('Choosing on other rows', signal, (options) => application.judgement.heldOut(input, options)),
      ),
      provenance: api.threshold.provenance.handler(({ input, signal }) =>
        stream('Comparing with the stores', signal, (options) => application.judgement.provenance(input, options)),
      ),
      keptChoices: api.threshold.keptChoices.handler(({ input, signal }) => answer(signal, () => application.keptChoices.of(input))),
      keepChoices: api.threshold.keepChoices.handler(({ input, signal }) => answer(signal, () => application.keptChoices.keep(input))),
    },
    warehouse: {
      query: api.warehouse.query.handler(({ input, signal }) => answer(signal, () => application.warehouseQuery(input, signal))),
      results: api.warehouse.results.handler(({ input, signal }) => answer(signal, () => application.warehouseResults(input.folder, signal))),
    },
    explanation: {
      explain: api.explanation.explain.handler(({ input, signal }) =>
        stream('Testing explanations', signal, (options) => application.explain(input, options)),
      ),
      entered: api.explanation.entered.handler(({ input, signal }) =>
        answer(signal, () => application.enteredExplanations(input.folder)),
      ),
    },
    inventory: {
      dismissals: api.inventory.dismissals.handler(({ input, signal }) => answer(signal, () => application.dismissals(input.folder))),
      dismiss: api.inventory.dismiss.handler(({ input, signal }) => answer(signal, () => application.dismiss(input))),
      restore: api.inventory.restore.handler(({ input, signal }) => answer(signal, () => application.restore(input))),
    },
    mlflowRecord: {
      preview: api.mlflowRecord.preview.handler(({ input, signal }) => answer(signal, () => application.previewMlflowPatch(input))),
      offer: api.mlflowRecord.offer.handler(({ input, signal }) => answer(signal, () => application.offerMlflowPatch(input))),
    },
    governance: {
      policy: api.governance.policy.handler(({ input, signal }) => answer(signal, () => application.policy(input.path))),
      evaluate: api.governance.evaluate.handler(({ input, signal }) =>
        stream('Evaluating the checks', signal, (options) => application.governance(input, options)),
      ),
    },
    review: {
      known: api.review.known.handler(({ signal }) => answer(signal, () => application.reviews.known())),
      create: api.review.create.handler(({ input, signal }) => answer(signal, () => application.reviews.create(input))),
      open: api.review.open.handler(({ input, signal }) => answer(signal, () => application.reviews.open(input.file))),
      append: api.review.append.handler(({ input, signal }) => answer(signal, () => application.reviews.append(input))),
      freeze: api.review.freeze.handler(({ input, signal }) => stream('Freezing the evidence', signal, (options) => application.reviews.freeze(input, options))),
      evaluate: api.review.evaluate.handler(({ input, signal }) => stream('Evaluating the checks', signal, (options) => application.reviews.evaluate(input, options))),
      makeKey: api.review.makeKey.handler(({ input, signal }) => answer(signal, () => application.makeKey(input))),
      registerKey: api.review.registerKey.handler(({ input, signal }) => answer(signal, () => application.reviews.registerKey(input))),
      previewSignature: api.review.previewSignature.handler(({ input, signal }) => answer(signal, () => application.reviews.previewSignature(input))),
      sign: api.review.sign.handler(({ input, signal }) => stream('Signing', signal, (options) => application.reviews.sign(input, options))),
      findEvidence: api.review.findEvidence.handler(({ input, signal }) => stream('Looking for the evidence', signal, (options) => application.reviews.findEvidence(input, options))),
      changeLog: api.review.changeLog.handler(({ input, signal }) => answer(signal, () => application.reviews.changeLog(input.file, input.previous))),
      handOver: api.review.handOver.handler(({ input, signal }) => answer(signal, () => application.reviews.handOver(input.file, input.out))),
      compareCopies: api.review.compareCopies.handler(({ input, signal }) => answer(signal, () => application.reviews.compareCopies(input.file, input.other))),
      continueWith: api.review.continueWith.handler(({ input, signal }) => answer(signal, () => application.reviews.continueWith(input.file, input.reason))),
    },
    report: {
      export: api.report.export.handler(({ input, signal }) =>
        stream('Exporting the report', signal, (options) => application.exportReport(input, options)),
      ),
      exportReviewed: api.report.exportReviewed.handler(({ input, signal }) => stream('Exporting the report', signal, (options) => application.exportReviewedReport(input, options))),
      verify: api.report.verify.handler(({ input, signal }) => stream('Verifying the report', signal, (options) => application.verifyReport(input, options))),
    },
  })
}
