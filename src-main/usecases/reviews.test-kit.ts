import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { createAnalysis } from '../computing/analysis.ts'
import type { CheckResult } from '../contract/governance.ts'
import type { ReviewEvent } from '../contract/review-events.ts'
import type { SignReviewRequest } from '../contract/review.ts'
import { checksWith, choices, policy, policySha256 } from '../domain/review/review.test-kit.ts'
import { makeSelfAssertedKey } from '../signing/make-key.ts'
import { createReviews } from './reviews.ts'
import type { ReviewChecksRequest, Reviews } from './reviews.ts'
import type { WorkOptions } from './progress-stream.ts'

export const work: WorkOptions = { signal: new AbortController().signal, onProgress: () => undefined }
export const start = Date.UTC(2026, 10, 24, 9)

/** At 0.7 TP 2, FP 1, FN 0, TN 2: cost 1, the least with a false negative at 10 and a false positive at 1; worked out by hand. */
const scores = 'y,s\n1,0.9\n0,0.8\n1,0.7\n0,0.3\n0,0.2\n1,\n'

export interface Desk {
  readonly place: string
  readonly folder: string
  readonly file: string
  readonly reviews: Reviews
  /** The requests that the checks were evaluated with. */
  readonly asked: ReviewChecksRequest[]
  /** What the checks answer from here on. */
  results: readonly CheckResult[]
  /** The clock: milliseconds since 1970 UTC. */
  at: number
}

/** A computer with an evidence folder, a place for a review and the application's data. */
export async function desk(analysis: ReturnType<typeof createAnalysis>, place?: string): Promise<Desk> {
  const root = place ?? (await mkdtemp(join(tmpdir(), 'countersign-review-test-')))
  const folder = join(root, 'evidence')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'scores.csv'), scores)
  const asked: ReviewChecksRequest[] = []
  const made: { -readonly [Key in keyof Desk]: Desk[Key] } = {
    place: root, folder, file: join(root, 'model.countersign'), asked, results: [], at: start,
    reviews: createReviews(
      { dataFolder: join(root, 'data'), account: 'account', now: () => made.at },
      {
        analysis,
        product: 'Countersign test',
        evidenceJsonSha256: () => Promise.resolve(null),
        evaluateChecks: (request) => {
          asked.push(request)
          return Promise.resolve(checksWith(...made.results))
        },
      },
    ),
  }
  return made
}

export const passphrase = 'a passphrase of the test'

/** A key file for each of three people, made once: deriving a key from a passphrase takes its time. */
export async function keyFiles(place: string): Promise<Record<'Ana' | 'Ben' | 'Cleo', string>> {
  const make = async (name: string) => {
    const path = join(place, `${name}.p12`)
    await writeFile(path, (await makeSelfAssertedKey(name, { passphrase, at: start - 1000, algorithm: 'ecdsa-p256' })).pkcs12)
    return path
  }
  return { Ana: await make('Ana'), Ben: await make('Ben'), Cleo: await make('Cleo') }
}

/** A review of Ana, Ben and Cleo as a complete draft. */
export async function drafted({ reviews, file, folder }: Desk, adopted = 0.7, previous: string | null = null): Promise<void> {
  const model = { name: 'scoring', version: '3', tier: null, purpose: 'Refuse applications that are likely to default.' }
  await reviews.create({ file, folder, model, preparer: { name: 'Ana', unit: 'Modelling' }, previous })
  const add = (person: string | null, event: ReviewEvent) => reviews.append({ file, person, event, expectedHead: null })
  await add(null, { kind: 'person-added', payload: { id: 'P2', name: 'Ben', unit: 'Validation' } })
  await add(null, { kind: 'person-added', payload: { id: 'P3', name: 'Cleo', unit: 'Risk committee' } })
  await add(null, { kind: 'role-assigned', payload: { person: 'P2', role: 'validator' } })
  await add(null, { kind: 'role-assigned', payload: { person: 'P3', role: 'approver' } })
  await add('P1', { kind: 'policy-set', payload: { sha256: policySha256, policy } })
  await add('P1', { kind: 'draft-set', payload: { choices, adopted: { threshold: adopted }, runs: [], rowKey: null, trainingTable: null } })
  await add('P1', { kind: 'terms-set', payload: { effectiveFrom: '2026-12-01', expiresOn: '2027-11-24', nextReviewOn: '2027-06-01' } })
}

export function signing(file: string, person: string, role: SignReviewRequest['role'], certificate: string, changed: Partial<SignReviewRequest> = {}): SignReviewRequest {
  return { file, person, role, opinion: null, reason: null, expiresOn: null, revoke: false, certificate, passphrase, expectedHead: null, folder: null, ...changed }
}

/** The review of {@link drafted}, signed by all three. */
export async function approved(at: Desk, keys: Awaited<ReturnType<typeof keyFiles>>): Promise<void> {
  const { reviews, file, folder } = at
  await drafted(at)
  await reviews.freeze({ file, person: 'P1', folder }, work)
  await reviews.sign(signing(file, 'P1', 'preparer', keys.Ana), work)
  await reviews.append({ file, person: 'P2', event: { kind: 'validation-started', payload: {} }, expectedHead: null })
  await reviews.append({ file, person: 'P2', event: { kind: 'challenge-raised', payload: { id: 'C1', question: 'Why these costs?', check: null } }, expectedHead: null })
  await reviews.append({ file, person: 'P1', event: { kind: 'challenge-answered', payload: { id: 'C1', response: 'From the loss study.' } }, expectedHead: null })
  await reviews.append({ file, person: 'P2', event: { kind: 'challenge-disposed', payload: { id: 'C1', disposition: 'accepted', text: 'Seen.', finding: null } }, expectedHead: null })
  await reviews.sign(signing(file, 'P2', 'validator', keys.Ben, { opinion: 'approved' }), work)
  await reviews.sign(signing(file, 'P3', 'approver', keys.Cleo, { opinion: 'approved' }), work)
}
