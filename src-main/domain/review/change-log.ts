import type { ChangeLog, ReviewState } from '../../contract/review.ts'
import type { FrozenRecord, RecordedCut, ReviewChange } from '../../contract/review-events.ts'

type Section = ReviewChange['section']

/** What differs between the records of two reviews, or of a review and the one before it of the same model. */
export function changeLog(before: ReviewState, after: ReviewState): ChangeLog {
  const previous = { reviewId: before.reviewId, model: before.model, version: before.version, recordSha256: before.recordSha256 }
  const [one, other] = [before.record, after.record]
  if (one === null || other === null) {
    const which = one === null ? 'The previous review' : 'This review'
    return { previous, changes: [], sentence: `${which} has no frozen record, so that nothing can be compared yet.` }
  }
  const changes = [
    ...modelChanges(before, after),
    ...cutChanges('Adopted threshold', one.adopted, other.adopted),
    ...cutChanges('Recommended threshold', one.recommended, other.recommended),
    ...differing('threshold', 'Reason of the deviation', one.deviation?.reason ?? null, other.deviation?.reason ?? null),
    ...costChanges(one, other),
    ...dataChanges(before, after, one, other),
    ...policyChanges(before, after),
    ...statementChanges(one, other),
    ...checkChanges(before, after),
  ]
  const count = changes.length === 1 ? '1 difference' : `${changes.length} differences`
  return { previous, changes, sentence: changes.length === 0 ? 'Nothing that is compared differs from the previous sign-off.' : `${count} from the previous sign-off.` }
}

function differing(section: Section, what: string, before: string | null, after: string | null): ReviewChange[] {
  return before === after ? [] : [{ section, what, before, after }]
}

function modelChanges({ model: one }: ReviewState, { model: other }: ReviewState): ReviewChange[] {
  return [
    ...differing('data', 'Model', one.name, other.name),
    ...differing('data', 'Model version', one.version, other.version),
    ...differing('data', 'Tier', one.tier, other.tier),
    ...differing('data', 'Purpose', one.purpose, other.purpose),
  ]
}

function cutChanges(what: string, one: RecordedCut | null, other: RecordedCut | null): ReviewChange[] {
  const threshold = (cut: RecordedCut | null) => (cut === null ? null : (cut.decimal ?? 'flag nobody'))
  const counts = (cut: RecordedCut | null) => (cut === null ? null : `TP ${cut.tp}, FP ${cut.fp}, FN ${cut.fn}, TN ${cut.tn}`)
  return [
    ...differing('threshold', what, threshold(one), threshold(other)),
    ...differing('threshold', `${what}, cost`, one === null ? null : String(one.cost), other === null ? null : String(other.cost)),
    ...differing('threshold', `${what}, counts`, counts(one), counts(other)),
  ]
}

const cells = { fn: 'False negative', fp: 'False positive', tp: 'True positive', tn: 'True negative' } as const

function costChanges(one: FrozenRecord, other: FrozenRecord): ReviewChange[] {
  const [a, b] = [one.draft.choices, other.draft.choices]
  return [
    ...(['fn', 'fp', 'tp', 'tn'] as const).flatMap((cell) => [
      ...differing('costs', `${cells[cell]}, cost per case`, a.payoffs[cell].perCase, b.payoffs[cell].perCase),
      ...differing('costs', `${cells[cell]}, cost per amount`, a.payoffs[cell].perAmount, b.payoffs[cell].perAmount),
    ]),
    ...(['currency', 'source', 'owner', 'date'] as const).flatMap((field) => differing('costs', `Costs, ${field}`, a.statement[field] || null, b.statement[field] || null)),
    ...differing('costs', 'Amount column', a.amount, b.amount),
    ...differing('costs', 'Expected share of positives', a.prevalence, b.prevalence),
    ...differing('costs', 'Constraints', listOf(a.constraints), listOf(b.constraints)),
    ...differing('costs', 'Review of cases', a.review === null ? null : JSON.stringify(a.review), b.review === null ? null : JSON.stringify(b.review)),
  ]
}

function listOf(items: readonly unknown[]): string | null {
  return items.length === 0 ? null : items.map((item) => JSON.stringify(item)).join('; ')
}

function dataChanges(before: ReviewState, after: ReviewState, one: FrozenRecord, other: FrozenRecord): ReviewChange[] {
  const files = differing('data', 'Evidence', one.evidenceSha256, other.evidenceSha256)
  const [was, is] = [new Map(before.manifest.map((file) => [file.path, file.sha256])), new Map(after.manifest.map((file) => [file.path, file.sha256]))]
  const counted = [
    ...[...is.keys()].filter((path) => !was.has(path)).map((path) => ({ section: 'data' as const, what: `File ${path}`, before: null, after: is.get(path) ?? null })),
    ...[...was.keys()].filter((path) => !is.has(path)).map((path) => ({ section: 'data' as const, what: `File ${path}`, before: was.get(path) ?? null, after: null })),
    ...[...is].filter(([path, hash]) => was.has(path) && was.get(path) !== hash).map(([path, hash]) => ({ section: 'data' as const, what: `File ${path}`, before: was.get(path) ?? null, after: hash })),
  ]
  const reading = ({ draft: { choices } }: FrozenRecord) => {
    const { label, score, positive, negative, orientation } = choices.reading
    return `label ${label}, score ${score}, positive ${positive ?? 'as in the table'}, negative ${negative ?? 'the other'}, ${orientation} score is positive`
  }
  return [
    ...files,
    ...counted,
    ...differing('data', 'Table', one.table.path, other.table.path),
    ...differing('data', 'Reading of the table', reading(one), reading(other)),
    ...(['rows', 'used', 'positives'] as const).flatMap((field) => differing('data', `Table, ${field}`, String(one.table[field]), String(other.table[field]))),
    ...differing('data', 'Runs', one.draft.runs.join(', ') || null, other.draft.runs.join(', ') || null),
    ...differing('data', 'Product', one.product, other.product),
  ]
}

/** Each value of the policy that differs, by its path in the document. */
function policyChanges(before: ReviewState, after: ReviewState): ReviewChange[] {
  if (before.policy?.sha256 === after.policy?.sha256) return []
  const [was, is] = [leaves(before.policy?.policy), leaves(after.policy?.policy)]
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort()
  return keys.flatMap((key) => differing('policy', key, was.get(key) ?? null, is.get(key) ?? null))
}

function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) leaves(child, path === '' ? key : `${path}.${key}`, found)
  } else if (value !== undefined) found.set(path, typeof value === 'string' ? value : JSON.stringify(value))
  return found
}

function statementChanges(one: FrozenRecord, other: FrozenRecord): ReviewChange[] {
  const flat = ({ statements }: FrozenRecord) =>
    new Map(statements.flatMap(({ topic, values, source }) => [...Object.entries(values).map(([name, value]) => [`${topic}: ${name}`, value] as const), ...(source === null ? [] : [[`${topic}: source`, source] as const])]))
  const [was, is] = [flat(one), flat(other)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => differing('statements', key, was.get(key) ?? null, is.get(key) ?? null))
}

function checkChanges(before: ReviewState, after: ReviewState): ReviewChange[] {
  const results = (state: ReviewState) => new Map((state.checks?.checks ?? []).map(({ id, title, result }) => [`${id} ${title}`, result]))
  const [was, is] = [results(before), results(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => differing('checks', key, was.get(key) ?? null, is.get(key) ?? null))
}
