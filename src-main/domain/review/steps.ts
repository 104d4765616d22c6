import { statementForms } from '../../contract/statements.ts'
import type { ReviewState, ReviewStatus, ReviewStep } from '../../contract/review.ts'
import { missingExceptions, signObstacles } from './sign-obstacles.ts'
import type { Signing } from './sign-obstacles.ts'
import { statusOn } from './review-state.ts'
import { holderOf, listed, nameOf, statusWords } from './words.ts'

interface Draft {
  readonly id: ReviewStep['id']
  readonly title: string
  readonly done: boolean
  /** Whether its time has come. */
  readonly due: boolean
  /** What somebody else has to do first, or what is missing; a step with blocks of others isn't one to act on. */
  readonly blocks: readonly string[]
  /** Whether the one who must act can act although `blocks` says what is missing. */
  readonly open: boolean
  readonly who: string
}

const rank: Readonly<Record<ReviewStatus, number>> = {
  draft: 0, frozen: 1, prepared: 2, 'in-validation': 3, challenged: 3, responded: 3, validated: 4,
  approved: 5, rejected: 5, withdrawn: 5, effective: 6, superseded: 6, expired: 6, revoked: 6,
}

/** The way of a review on a UTC day: what is done, what blocks, and who must act next. */
export function reviewSteps(state: ReviewState, today: string): ReviewStep[] {
  return drafts(state, today).map(({ id, title, done, due, open, blocks, who }) => ({
    id,
    title,
    state: done ? 'done' : !due ? 'later' : open || blocks.length === 0 ? 'now' : 'blocked',
    who: done ? null : who,
    blocks: [...blocks],
  }))
}

function drafts(state: ReviewState, today: string): Draft[] {
  const at = rank[state.status]
  const [preparer, validator, approver] = [holderOf(state, 'preparer'), holderOf(state, 'validator'), holderOf(state, 'approver')]
  const status = statusOn(state, today)
  const roleless = (['preparer', 'validator', 'approver'] as const).filter((role) => state.roles[role] === null)
  const waiting = state.challenges.filter((challenge) => challenge.status !== 'disposed')
  const challenged = waiting.length === 0 && (state.noChallenge !== null || state.challenges.some(({ version }) => version === state.version))
  const toAnswer = waiting.some((challenge) => challenge.status === 'open')
  const findings = state.findings.filter((finding) => finding.status !== 'closed' && finding.severity !== 'observation')
  const undue = missingExceptions(state, today)
  const validation = signing(state, 'validator', today)
  const approval = signing(state, 'approver', today)
  const notStated = statementForms.filter(({ topic }) => !state.statements.some((statement) => statement.topic === topic))
  const freezeBlocks = [
    ...(state.policy === null ? ['The policy is not set.'] : []),
    ...(state.draft?.adopted == null ? ['No threshold is proposed yet.'] : []),
    ...(state.roles.preparer === null ? ['Nobody is the preparer.'] : []),
  ]
  return [
    { id: 'people', title: 'Name the three people', done: roleless.length === 0, due: true, open: true, blocks: roleless.map((role) => `Nobody is the ${role}.`), who: 'Anyone' },
    { id: 'policy', title: 'Set the policy', done: state.policy !== null, due: true, open: true, blocks: [], who: preparer },
    { id: 'proposal', title: 'Propose a threshold', done: state.draft?.adopted != null, due: true, open: true, blocks: [], who: preparer },
    // What is not stated doesn't stop anybody: the checks that need it can't be assessed, and say so.
    { id: 'statements', title: 'State what only people know', done: notStated.length === 0 || at > 0, due: true, open: true, blocks: notStated.map(({ title }) => `Not stated: ${title}.`), who: preparer },
    { id: 'freeze', title: 'Freeze the evidence and the proposal', done: at > 0, due: true, open: false, blocks: at > 0 ? [] : freezeBlocks, who: preparer },
    { id: 'prepare', title: 'The preparer signs', done: at > 1, due: at === 1, open: true, blocks: at === 1 ? signObstacles(state, signing(state, 'preparer', today)) : [], who: preparer },
    { id: 'validation', title: 'Start the validation', done: at > 2, due: at === 2, open: false, blocks: at === 2 && state.roles.validator === null ? ['Nobody is the validator.'] : [], who: validator },
    {
      id: 'challenge',
      title: 'Challenge and respond',
      done: at > 3 || (at === 3 && challenged),
      due: at === 3,
      open: true,
      blocks: waiting.map(({ id, status: stand }) => `Challenge ${id} ${stand === 'open' ? 'waits for a response' : 'waits for the validator'}.`),
      who: toAnswer ? preparer : validator,
    },
    {
      id: 'findings',
      title: 'Close the findings',
      done: at >= 3 && findings.length === 0,
      due: at >= 3,
      open: true,
      blocks: findings.map(({ id, severity, status: stand, owner, due }) => `Finding ${id} (${severity}) ${stand === 'open' ? 'waits for a response' : 'waits for the validator to close it'}; due ${due ?? 'on no day'}, owner ${nameOf(state, owner)}.`),
      who: findings.some((finding) => finding.status === 'open') ? listed([...new Set(findings.filter((finding) => finding.status === 'open').map(({ owner }) => nameOf(state, owner)))]) : validator,
    },
    { id: 'terms', title: 'Set the dates', done: state.terms !== null, due: true, open: true, blocks: [], who: `${preparer} or ${validator}` },
    { id: 'validate', title: 'The validator signs', done: at > 3, due: at === 3, open: false, blocks: at === 3 ? signObstacles(state, validation) : [], who: validator },
    {
      id: 'exceptions',
      title: 'Grant the exceptions',
      done: at > 4 || (at > 0 && state.checks !== null && undue.length === 0),
      due: at > 0 && state.checks !== null,
      open: true,
      blocks: at > 4 ? [] : undue.map(({ id, title }) => `${id} ${title} needs an exception.`),
      who: approver,
    },
    { id: 'approve', title: 'The approver signs', done: at > 4, due: at === 4, open: false, blocks: at === 4 ? signObstacles(state, approval) : [], who: approver },
    {
      id: 'effective',
      title: 'Put the threshold in force',
      done: at > 5,
      due: at === 5,
      open: false,
      blocks: state.status === 'rejected' || state.status === 'withdrawn' || status === 'expired' ? [`The review is ${statusWords[status]}.`] : [],
      who: `${preparer} or ${approver}`,
    },
  ]
}

/** The best opinion that could be open to a role, to say what stands in its way. */
function signing(state: ReviewState, role: Signing['role'], day: string): Signing {
  if (role === 'preparer') return { role, opinion: null, reason: null, expiresOn: null, day }
  const limit = role === 'approver' ? state.opinions.validator : null
  const opinion = limit ?? (state.conditions.some(({ met }) => met === null) ? 'approved-with-conditions' : 'approved')
  const rejecting = opinion === 'rejected' || opinion === 'withdrawn'
  return { role, opinion, reason: rejecting ? '-' : null, expiresOn: opinion === 'approved-for-limited-use' ? state.expiresOn : null, day }
}
