import { expect, it } from 'vitest'
import { copyWords, sealWords } from './outcome-words.ts'

it('says who sealed the report, and that nobody vouches for a name that is self-asserted', () => {
  const seal = { name: 'Ana Ruiz', fingerprint: 'ab'.repeat(32), assurance: 'certificate', sealedAt: '2026-11-24T09:30:00Z' } as const
  expect(sealWords(seal)).toBe('Sealed by Ana Ruiz on 24 Nov 2026, 09:30 UTC, as asserted by this computer.')
  expect(sealWords({ ...seal, assurance: 'self-asserted' })).toContain('Ana Ruiz (self-asserted identity) on')
  expect(sealWords(null)).toMatch(/not sealed/)
})

it('says what a copy is', () => {
  expect(copyWords({ kind: 'html', path: '/r.html', files: 1, bytes: 210_400 })).toBe('HTML copy, 210.4 kB')
  expect(copyWords({ kind: 'bundle', path: '/r', files: 31, bytes: 1_200_000 })).toBe('CSV and JSON, 31 files, 1.2 MB')
})
