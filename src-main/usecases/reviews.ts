import { randomUUID } from 'node:crypto'
import { copyFile, open, readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { createReviewFile, readReviewBytes } from '../casefile/review-file.ts'
import type { CheckResult, ReviewFacts } from '../contract/governance.ts'
import { ProblemError } from '../contract/problem.ts'
import { engineKinds, reviewFormatVersion } from '../contract/review-events.ts'
import type { Draft, EvaluatedChecks, ReviewEvent, ReviewKind } from '../contract/review-events.ts'
import type {
  AppendReviewRequest, ChangeLog, Copies, CreateReviewRequest, EvaluateReviewRequest, EvidenceSearch, FindEvidenceRequest, FreezeReviewRequest,
  HandOver, KnownReview, PreviewSignatureRequest, RegisterKeyRequest, ReviewState, ReviewView, SignaturePreview, SignReviewRequest,
} from '../contract/review.ts'
import type { Statement } from '../contract/statements.ts'
import { parsePolicy } from '../domain/governance/policy.ts'
import { changeLog } from '../domain/review/change-log.ts'
import { dayOf } from '../domain/review/review-entry.ts'
import { reviewFacts } from '../domain/review/review-facts.ts'
import { gatherRecord } from './freeze-review.ts'
import type { FreezeParts } from './freeze-review.ts'
import type { WorkOptions } from './progress-stream.ts'
import { findEvidence } from './review-evidence.ts'
import { relate, reviewHeads } from './review-heads.ts'
import { hashRule, sha256, verifySignatures } from './review-integrity.ts'
import { reviewSession } from './review-session.ts'
import type { OpenedReview } from './review-session.ts'
import { addSignature, keyEvent, needsChecks, openKey, previewSignature } from './sign-review.ts'
import { targetOutside } from './target-outside.ts'

/** What the governance checks are asked about a frozen review. */
export interface ReviewChecksRequest {
  /** The evidence; null where it isn't at hand, and `previous` stands in for what only it can answer. */
  readonly folder: string | null
  readonly draft: Draft
  readonly statements: readonly Statement[]
  readonly policy: unknown
  readonly review: ReviewFacts
  readonly previous: EvaluatedChecks | null
  readonly today: string
}

export interface ReviewParts extends FreezeParts {
  readonly evaluateChecks: (request: ReviewChecksRequest, work: WorkOptions) => Promise<CheckResult[]>
}

export interface ReviewOptions {
  /** Where the heads that were seen are kept. */
  readonly dataFolder: string
  /** The account of the computer. */
  readonly account: string
  readonly now?: () => number
}

/** Every use case of a review. Each verifies the whole file first: chain, rules, hashes and signatures. */
export interface Reviews {
  create(request: CreateReviewRequest): Promise<ReviewView>
  open(file: string): Promise<ReviewView>
  append(request: AppendReviewRequest): Promise<ReviewView>
  freeze(request: FreezeReviewRequest, work: WorkOptions): Promise<ReviewView>
  evaluate(request: EvaluateReviewRequest, work: WorkOptions): Promise<ReviewView>
  registerKey(request: RegisterKeyRequest): Promise<ReviewView>
  previewSignature(request: PreviewSignatureRequest): Promise<SignaturePreview>
  sign(request: SignReviewRequest, work: WorkOptions): Promise<ReviewView>
  findEvidence(request: FindEvidenceRequest, work: WorkOptions): Promise<EvidenceSearch>
  changeLog(file: string, previous: string): Promise<ChangeLog>
  handOver(file: string, out: string): Promise<HandOver>
  compareCopies(file: string, other: string): Promise<Copies>
  /** Goes on with a copy that is shorter than, or differs from, what this computer saw; the reason is kept in the file. */
  continueWith(file: string, reason: string): Promise<ReviewView>
  /** The reviews that were opened on this computer, latest first. */
  known(): Promise<KnownReview[]>
}

export function createReviews({ dataFolder, account, now = Date.now }: ReviewOptions, parts: ReviewParts): Reviews {
  const heads = reviewHeads(dataFolder)
  const session = reviewSession({ heads, account, now })

  const evidenceOf = async (opened: OpenedReview, folder: string | null, work: WorkOptions): Promise<EvidenceSearch> => {
    const known = [...(opened.folder === null ? [] : [opened.folder]), ...(await heads.list()).flatMap((seen) => (seen.folder === null ? [] : [seen.folder]))]
    const found = await findEvidence(opened.path, opened.state, known, folder, work)
    if (found.folder !== null && found.folder !== opened.folder && opened.readOnly === null) await session.remember(opened, found.folder)
    return found
  }
  /** What a frozen record changed against the review before; that one is found where this computer saw it last. */
  const sincePrevious = async (after: ReviewState): Promise<Extract<ReviewEvent, { kind: 'note-compared' }>['payload']> => {
    const previous = after.previousReview
    const seen = previous === null ? null : (await heads.list()).find(({ reviewId }) => reviewId === previous.reviewId)
    const before = seen == null ? null : await readCopy(seen.path).catch(() => null)
    if (previous === null || before === null || !before.entries.some(({ hash }) => hash === previous.head)) {
      return { previous: previous?.reviewId ?? after.reviewId, changes: [], sentence: 'The previous review was not at hand when this record was frozen, so that what changed is not listed.' }
    }
    const { changes, sentence } = changeLog(before.state, after)
    return { previous: previous.reviewId, changes, sentence }
  }
  const evaluated = async (opened: OpenedReview, person: string, folder: string | null, work: WorkOptions): Promise<OpenedReview> => {
    const { state } = opened
    const { draft, policy, record, statements } = { ...state, statements: state.record?.statements ?? state.statements }
    if (draft === null || policy === null || record === null) {
      throw new ProblemError({ kind: 'not-allowed', path: opened.path, message: 'The checks are evaluated on a frozen record, and nothing is frozen yet.', action: 'Freeze the review first.' })
    }
    const found = await evidenceOf(opened, folder, work)
    if (found.folder === null && (folder !== null || state.checks === null)) {
      throw new ProblemError({ kind: 'file-missing', path: opened.path, message: found.sentence, action: 'Name the folder that holds the evidence.' })
    }
    const today = dayOf(now())
    const request: ReviewChecksRequest = {
      folder: found.folder, draft, statements, policy: policy.policy, review: reviewFacts(state), previous: state.checks, today,
    }
    const checks = await parts.evaluateChecks(request, work)
    const payload: EvaluatedChecks = {
      version: state.version, today, policySha256: record.policySha256, evidenceSha256: record.evidenceSha256, fresh: found.folder !== null, checks,
    }
    return session.append(opened.path, state.head.hash, ({ add }) => void add({ kind: 'checks-evaluated', payload }, person))
  }

  return {
    async create(request) {
      const path = await targetOutside(request.file, request.folder, 'review file')
      const previous = request.previous === null ? null : await session.open(request.previous)
      const at = now()
      const opened = {
        format: 'countersign-review' as const,
        version: reviewFormatVersion,
        reviewId: randomUUID(),
        model: request.model,
        folderName: basename(resolve(request.folder)),
        product: parts.product,
        previousReview: previous === null ? null : { reviewId: previous.state.reviewId, head: previous.state.head.hash, decisionSha256: previous.state.recordSha256 },
      }
      const first: ReviewEvent[] =
        request.preparer === null
          ? []
          : [
              { kind: 'person-added', payload: { id: 'P1', ...request.preparer } },
              { kind: 'role-assigned', payload: { person: 'P1', role: 'preparer' } },
            ]
      await createReviewFile(path, hashRule, opened, session.author(null), at, first)
      const made = await session.open(path)
      await session.remember(made, resolve(request.folder)).catch(() => undefined)
      return session.view({ ...made, folder: resolve(request.folder) })
    },
    open: async (file) => session.view(await session.open(file)),
    async append({ file, person, event, expectedHead }) {
      if ((engineKinds as readonly ReviewKind[]).includes(event.kind)) {
        throw new ProblemError({ kind: 'not-allowed', path: resolve(file), message: `An entry of the kind ${event.kind} holds what Countersign gathered or signed itself.`, action: 'Freeze, evaluate or sign instead.' })
      }
      // Only what is added is held against the form of a policy: a file of before stays readable when that form grows.
      if (event.kind === 'policy-set') parsePolicy(JSON.stringify(event.payload.policy), 'the policy')
      return session.view(await session.append(file, expectedHead, ({ add }) => void add(event, person)))
    },
    async freeze({ file, person, folder: given }, work) {
      const folder = resolve(given)
      const opened = await session.open(file)
      const { state } = opened
      const payload = await gatherRecord(folder, state, parts, work).catch((error: unknown) => {
        throw error instanceof ProblemError && error.problem.path === null ? new ProblemError({ ...error.problem, path: opened.path }, { cause: error }) : error
      })
      const frozen = await session.append(file, state.head.hash, ({ add }) => void add({ kind: 'frozen', payload }, person))
      await session.remember(frozen, folder).catch(() => undefined)
      const checked = await evaluated({ ...frozen, folder }, person, folder, work)
      if (checked.state.previousReview === null) return session.view(checked)
      // The checks are compared too, so that it is noted once they are there.
      const note = { kind: 'note-compared' as const, payload: await sincePrevious(checked.state) }
      return session.view(await session.append(file, checked.state.head.hash, ({ add }) => void add(note, null)))
    },
    evaluate: async ({ file, person, folder }, work) => session.view(await evaluated(await session.open(file), person, folder, work)),
    async registerKey({ file, person, certificate, passphrase }) {
      const key = await openKey(certificate, passphrase)
      return session.view(await session.append(file, null, ({ add }) => void add(keyEvent(key, person), person)))
    },
    previewSignature: async (request) => previewSignature((await session.open(request.file)).state, request, now()),
    async sign(request, work) {
      const { file, person, expectedHead } = request
      const key = await openKey(request.certificate, request.passphrase)
      let opened = await session.open(file)
      const registered = opened.state.keys.some(({ fingerprint, person: holder }) => fingerprint === key.fingerprint && holder === person)
      if (expectedHead === null && !registered) {
        opened = await session.append(file, opened.state.head.hash, ({ add }) => void add(keyEvent(key, person), person))
      }
      if (expectedHead === null && needsChecks(opened.state, request)) opened = await evaluated(opened, person, request.folder, work)
      const head = expectedHead ?? opened.state.head.hash
      const signed = await session.append(file, head, async (addition) => void (await addSignature(addition, key, request, now())))
      return session.view(signed)
    },
    findEvidence: async ({ file, folder }, work) => evidenceOf(await session.open(file), folder, work),
    async changeLog(file, previous) {
      const [now_, before] = [await session.open(file), await readCopy(previous)]
      return changeLog(before.state, now_.state)
    },
    async handOver(file, out) {
      const opened = await session.open(file)
      const path = resolve(out)
      const bytes = await readFile(opened.path)
      if (await stat(path).then(() => true, () => false)) {
        throw new ProblemError({ kind: 'write-refused', path, message: 'There is a file of this name already.', action: 'Choose another name: a copy of a review is never overwritten.' })
      }
      await copyFile(opened.path, path)
      await flush(path)
      const { seq, hash } = opened.state.head
      return {
        path, bytes: bytes.length, sha256: sha256(bytes), head: hash, entries: seq,
        sentence: `Hand over this one file. It holds ${seq} entries; the last has the SHA-256 ${hash}. Continue only one copy: copies that are continued apart can not be joined.`,
      }
    },
    async compareCopies(file, other) {
      const [here, there] = [await readCopy(file), await readCopy(other)]
      if (here.state.reviewId !== there.state.reviewId) {
        return { relation: 'different-reviews', common: 0, here: here.entries.length, there: there.entries.length, sentence: 'The two files are different reviews.' }
      }
      const { relation, common } = relate(here.entries.map(({ hash }) => hash), there.entries.map(({ hash }) => hash))
      return { relation, common, here: here.entries.length, there: there.entries.length, sentence: copiesSentence(relation, common, here.entries.length, there.entries.length) }
    },
    continueWith: async (file, reason) => session.view(await session.continueWith(file, reason)),
    async known() {
      const seen = await heads.list()
      return Promise.all(
        seen.map(async ({ reviewId, path, model, status, hashes, seenAt }) => ({
          reviewId, path, model, status, head: hashes.at(-1) ?? '', entries: hashes.length, seenAt, exists: await stat(path).then((found) => found.isFile(), () => false),
        })),
      )
    },
  }
}

/** A copy as it is, without holding it against what this computer saw. */
async function readCopy(file: string) {
  const path = resolve(file)
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new ProblemError({ kind: 'file-missing', path, message: 'The review file can not be read.', action: 'Choose a review file.' }, { cause: error })
  })
  const read = readReviewBytes(path, bytes, hashRule)
  await verifySignatures(path, read, new Set())
  return read
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function copiesSentence(relation: Exclude<Copies['relation'], 'different-reviews'>, common: number, here: number, there: number): string {
  if (relation === 'same') return `Both copies hold the same ${here} entries.`
  if (relation === 'forked') return `The copies were continued apart after entry ${common}: this one has ${here - common} entries of its own, the other ${there - common}. They can not be joined: choose one, and do what the other holds again.`
  const [longer, more] = relation === 'this-is-longer' ? ['This copy', here - there] : ['The other copy', there - here]
  return `${longer} goes on from the other with ${more} entries more.`
}
