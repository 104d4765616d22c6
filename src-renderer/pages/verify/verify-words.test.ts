import { describe, expect, it } from 'vitest'
import type { Verification } from '../../../src-main/contract/verification.ts'
import { answerOf, attachmentWords, checkLines, foundWords, timeWords, trustOf } from './verify-words.ts'

const fingerprint = 'ab'.repeat(32)
const sound: Verification = {
  valid: true,
  trusted: 'not-checked',
  seal: {
    state: 'valid',
    why: null,
    coversWholeFile: true,
    certificate: {
      fingerprint, name: 'Ana Ruiz', subject: 'CN=Ana Ruiz', issuer: 'CN=Ana Ruiz', serialNumber: '01',
      validFrom: 0, validTo: 1, key: 'RSA, 3072 bits', assurance: 'self-asserted',
    },
    fingerprint,
    sealedAt: '2026-11-24T09:30:00Z',
  },
  attachments: [{ name: 'evidence.json', bytes: 10, sha256: 'cd'.repeat(32), mimeType: null, relationship: null, stated: null, matches: true, why: null }],
  chain: { state: 'whole', why: null, reviewId: 'r', entries: 12, head: 'h', status: 'approved', signatures: [], distinct: true, ofThisReport: true },
  pages: 'identical',
  pagesWhy: null,
  recomputed: { matches: true, exact: 20, bounded: 3, notChecked: 1, differences: [], against: 'histogram', sentence: '' },
  problems: [],
  madeBy: '1.0.0',
  verifiedBy: '1.0.0',
  timestamp: null,
}
const unsealed: Verification = {
  ...sound,
  valid: false,
  seal: { state: 'none', why: 'The file is not sealed.', coversWholeFile: null, certificate: null, fingerprint: null, sealedAt: null },
  problems: ['The file is not sealed.'],
}
const wordsOf = (found: Verification) => new Map(checkLines(found).map(({ title, kind, word }) => [title, [kind, word]]))

describe('the answer', () => {
  it('says valid of the bytes alone', () => {
    expect(answerOf(sound).decisive).toBe('Valid: it is as it was made and sealed.')
    expect(answerOf(sound).rest).toBe('Who sealed it was not checked.')
    expect(answerOf({ ...sound, trusted: false })).toEqual({ decisive: answerOf(sound).decisive, rest: 'Its signer is not the one that you expect.' })
  })

  it('says calmly that a report without a seal is not valid', () => {
    expect(answerOf(unsealed).decisive).toBe('Not valid: it is not sealed.')
    expect(wordsOf(unsealed).get('Whole file')).toEqual(['unknown', 'Cannot be told'])
  })

  it('gives the first reason where the seal does not hold', () => {
    const broken = { ...sound, valid: false, seal: { ...sound.seal, state: 'invalid' as const, why: 'x' }, problems: ['The signed bytes are others.', 'b'] }
    expect(answerOf(broken)).toEqual({ decisive: 'Not valid: it is not as it was sealed.', rest: 'The signed bytes are others.' })
    expect(wordsOf(broken).get('Seal')).toEqual(['fail', 'Does not hold'])
  })
})

describe('the signer', () => {
  it('is not checked, trusted or not trusted', () => {
    expect(trustOf(sound)).toMatchObject({ kind: 'unknown', word: 'Not checked' })
    expect(trustOf(sound).sentence).toContain('anybody can make one that says so')
    expect(trustOf({ ...sound, trusted: true })).toMatchObject({ kind: 'pass', word: 'Trusted' })
    expect(trustOf({ ...sound, trusted: false }).sentence).toContain('another key than you expect')
    expect(trustOf({ ...unsealed, trusted: false }).sentence).toContain('No seal that holds')
  })
})

it('says who attests the time', () => {
  expect(timeWords(sound)).toBe('No authority attests it')
  const timestamp = {
    state: 'attested', why: null, time: '2026-11-24T09:31:00Z', accuracySeconds: 1, authority: null, serialNumber: '1', policy: null, trusted: 'not-checked', sealedLater: false,
  } as const
  expect(timeWords({ timestamp })).toBe('24 Nov 2026, 09:31 UTC, attested by an authority without a name (not checked whether it is trusted)')
  expect(timeWords({ timestamp: { ...timestamp, authority: sound.seal.certificate, trusted: true, sealedLater: true } })).toBe(
    '24 Nov 2026, 09:31 UTC, attested by Ana Ruiz (trusted); the seal asserts a later time, which can’t be',
  )
  expect(timeWords({ timestamp: { ...timestamp, state: 'unsound', why: 'It is over another file.' } })).toBe('A reply is there and does not hold: It is over another file.')
})

describe('what was checked', () => {
  it('passes where everything holds', () => {
    expect([...wordsOf(sound).values()]).toEqual([
      ['pass', 'Holds'], ['pass', 'Covered'], ['pass', 'As stated'], ['pass', 'Whole'], ['pass', 'Distinct'], ['pass', 'Identical'], ['pass', 'None differs'],
    ])
  })

  it('never shows what is unknown as a pass', () => {
    const unknown: Verification = {
      ...sound,
      chain: { ...sound.chain, distinct: null },
      pages: 'not-rendered',
      pagesWhy: 'Countersign 0.9.0 made the report.',
      recomputed: { ...sound.recomputed, matches: false, against: null, sentence: 'No number could be computed again.' },
    }
    expect(wordsOf(unknown).get('Roles and keys')?.[0]).toBe('unknown')
    expect(wordsOf(unknown).get('Pages')).toEqual(['unknown', 'Not rendered'])
    expect(wordsOf(unknown).get('Numbers')).toEqual(['unknown', 'Not checked'])
    expect(wordsOf({ ...sound, chain: { ...sound.chain, state: 'none' } }).get('Review chain')).toEqual(['plain', 'None'])
  })

  it('tells keys that differ from people who do', () => {
    const signature = { role: 'preparer', person: 'Ana', meaning: '', at: '2026-11-24T09:30:00Z', fingerprint, void: null }
    const signed = (assurance: 'certificate' | 'self-asserted') => wordsOf({ ...sound, chain: { ...sound.chain, signatures: [{ ...signature, assurance }] } })
    expect(signed('certificate').get('Roles and keys')).toEqual(['pass', 'Distinct'])
    expect(signed('self-asserted').get('Roles and keys')).toEqual(['unknown', 'Keys distinct'])
  })

  it('fails where one thing is not as it was', () => {
    const differs = { of: 'recommended threshold, false negatives', outcome: 'differs' as const, stated: 5, found: 6, note: '' }
    const damaged: Verification = {
      ...sound,
      seal: { ...sound.seal, coversWholeFile: false },
      attachments: sound.attachments.map((attachment) => ({ ...attachment, matches: false, why: 'its hash is another' })),
      chain: { ...sound.chain, ofThisReport: false, distinct: false },
      pages: 'differ',
      recomputed: { ...sound.recomputed, matches: false, differences: [differs] },
    }
    expect(checkLines(damaged).filter(({ kind }) => kind === 'fail').map(({ title }) => title)).toEqual([
      'Whole file', 'Attachments', 'Review chain', 'Roles and keys', 'Pages', 'Numbers',
    ])
    expect(wordsOf(damaged).get('Numbers')).toEqual(['fail', '1 differs'])
    expect(wordsOf({ ...sound, attachments: [] }).get('Attachments')).toEqual(['fail', 'None'])
  })

  it('says of each attachment and number what was found', () => {
    const [attachment] = sound.attachments
    expect(attachment === undefined ? '' : attachmentWords(attachment)).toBe('its hash is printed on the pages')
    const number = { of: 'a', outcome: 'differs' as const, stated: 1, note: '' }
    expect(foundWords({ ...number, found: null })).toBe('not computed')
    expect(foundWords({ ...number, found: [-1, 0.5] })).toBe('\u22121 to 0.5')
  })
})
