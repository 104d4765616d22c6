import { opinionWords, severityWords } from '../../contract/review-events.ts'
import type { ChangeLog, EvidenceSearch, ReviewView } from '../../contract/review.ts'
import { nameOf, statusWords } from '../../domain/review/words.ts'
import { integer, plainTable, sections } from './plain-table.ts'

/** A review as text: how it stands, who must act next, and what is open. */
export function viewText({ state, status, steps, warnings, entries }: ReviewView): string {
  const open = state.findings.filter((finding) => finding.status !== 'closed')
  return sections([
    ['', `${state.model.name} ${state.model.version}, version ${state.version} of the review: ${statusWords[status]}.`],
    ['Look at this first', warnings.map(({ message, action }) => `${message} ${action}`).join('\n')],
    [
      'People',
      table(['id', 'name', 'role', 'key'], state.people.map(({ id, name }) => {
        const roles = (['preparer', 'validator', 'approver'] as const).filter((role) => state.roles[role] === id)
        const key = state.keys.findLast((one) => one.person === id)
        return [id, name, roles.join(', '), key === undefined ? '' : `${key.assurance === 'certificate' ? 'certificate' : 'self-asserted identity'} ${key.fingerprint}`]
      })),
    ],
    ['Steps', steps.map(stepText).join('\n')],
    [
      'Findings',
      table(['id', 'severity', 'status', 'due', 'owner', 'condition'], open.map((finding) => [
        finding.id, severityWords[finding.severity], finding.status, finding.due ?? '', finding.owner === null ? '' : nameOf(state, finding.owner), finding.condition,
      ])),
    ],
    [
      'Signatures',
      table(['version', 'role', 'person', 'meaning', 'opinion', 'time, as asserted', 'stands'], state.signatures.map((signature) => [
        String(signature.version), signature.role, nameOf(state, signature.person), signature.meaning,
        signature.opinion === null ? '' : opinionWords[signature.opinion], signature.at === 0 ? '' : new Date(signature.at).toISOString(), signature.void ?? 'yes',
      ])),
    ],
    ['', `${integer(entries.length)} entries; the last has the SHA-256 ${state.head.hash}.`],
  ])
}

function stepText({ title, state, who, blocks }: ReviewView['steps'][number]): string {
  const mark = { done: '[x]', now: '[>]', blocked: '[!]', later: '[ ]' }[state]
  const actor = state === 'now' || state === 'blocked' ? ` (${String(who)})` : ''
  return [`${mark} ${title}${actor}`, ...(state === 'later' ? [] : blocks.map((block) => `      ${block}`))].join('\n')
}

export function searchText({ sentence, tried }: EvidenceSearch): string {
  return sections([
    ['', sentence],
    ...tried.map(({ folder, missing, changed, added, problem }) => [
      folder,
      problem === null
        ? [...missing.map((path) => `missing  ${path}`), ...changed.map((path) => `changed  ${path}`), ...added.map((path) => `added    ${path}`)].join('\n')
        : `${problem.message} ${problem.action}`,
    ] as const),
  ])
}

export function changesText({ sentence, changes }: ChangeLog): string {
  return sections([['', sentence], ['', table(['section', 'what', 'before', 'after'], changes.map(({ section, what, before, after }) => [section, what, before ?? '-', after ?? '-']))]])
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : plainTable(header, rows)
}
