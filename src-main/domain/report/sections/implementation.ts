import { cell, column, heading, prose, row, span, table, type Block, type Section } from '../document.ts'
import type { ReportInput } from '../report-input.ts'
import { utcTime, type ReportedReview } from '../reported-review.ts'
import { statementBlocks } from './scope.ts'

/** How it was verified that the threshold is in force, what is watched, and what changed from version to version. */
export function implementationSection({ review }: ReportInput): Section {
  if (review === null) {
    return { title: 'Implementation and monitoring', lead: 'Neither is stated: this draft was made from the evidence alone.', placing: 'flow', blocks: [prose('Monitoring, its triggers and dates are stated in a review.')] }
  }
  const { state } = review
  return {
    title: 'Implementation and monitoring',
    lead: state.effective === null ? 'The threshold was not put in force in this review.' : `In force from ${state.effective.from}.`,
    placing: 'flow',
    blocks: [
      heading('Verified in the system that decides'),
      prose(state.effective === null ? span('Not stated.', 'missing') : span(state.effective.implementation)),
      ...statementBlocks(state, 'monitoring'),
      ...previousBlocks(review),
      heading('Versions of this review'),
      ...(state.versions.length === 0
        ? [prose(`This is version ${state.version}; none was ended before it.`)]
        : [table([column('Version'), column('Why it ended', 'left', 1), column('When')], state.versions.map((version) => row([cell(String(version.version)), cell(version.ended), cell(utcTime(version.at))])))]),
    ],
  }
}

/** What changed against the sign-off before of the same model. */
function previousBlocks({ state, sincePrevious }: ReportedReview): Block[] {
  const title = heading('Changes since the previous sign-off')
  if (state.previousReview === null) return [title, prose('This review names no previous one of the same model.')]
  const named = prose('Review ', span(state.previousReview.reviewId, 'mono'), `. ${sincePrevious?.sentence ?? 'Nothing is frozen yet, so that nothing is compared.'}`)
  if (sincePrevious === null || sincePrevious.changes.length === 0) return [title, named]
  const absent = cell('none', 'missing')
  return [title, named, table([column('What', 'left', 3), column('Before', 'left', 3), column('Now', 'left', 3)], sincePrevious.changes.map(({ what, before, after }) => (
    row([cell(what), before === null ? absent : cell(before), after === null ? absent : cell(after)])
  )))]
}
