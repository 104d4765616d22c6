import { describe, expect, it } from 'vitest'
import { handingProblem } from './dropped-report.ts'
import { draftOf, fingerprintFrom, sameDraft, verifyRequest, verifyWaitsFor } from './verify-request.ts'

const digits = 'ab'.repeat(32)
const draft = draftOf({ file: ' /out/r.pdf ', content: null })

describe('what is verified', () => {
  it('waits for a report, and for whom to trust where that was asked', () => {
    expect(verifyWaitsFor(draftOf(null))).toMatch(/Drop a PDF/)
    expect(verifyWaitsFor(draft)).toBeNull()
    expect(verifyWaitsFor({ ...draft, trustBy: 'fingerprint', fingerprint: 'abc' })).toMatch(/64/)
    expect(verifyWaitsFor({ ...draft, trustBy: 'fingerprint', fingerprint: digits })).toBeNull()
    expect(verifyWaitsFor({ ...draft, trustBy: 'certificates' })).toMatch(/certificates/)
  })

  it('takes a fingerprint as people copy it', () => {
    expect(fingerprintFrom(digits.toUpperCase().replaceAll(/(..)(?!$)/g, '$1:'))).toBe(digits)
    expect(fingerprintFrom(digits.replaceAll(/(....)/g, '$1 '))).toBe(digits)
    expect(fingerprintFrom(digits.slice(1))).toBeNull()
  })

  it('is another where anything that is sent is another', () => {
    const content = new File(['a'], 'r.pdf')
    expect(sameDraft(draft, { ...draft, certificates: '/left/from/before.pem' })).toBe(true)
    expect(sameDraft(draft, { ...draft, evidence: '/case' })).toBe(false)
    expect(sameDraft(draft, { ...draft, report: { file: draft.report.file, content } })).toBe(false)
  })

  it('sends only whom to trust that was chosen', () => {
    const typed = { ...draft, evidence: ' /case ', fingerprint: digits, certificates: ' /ca.pem ' }
    expect(verifyRequest(typed)).toEqual({ file: '/out/r.pdf', evidence: '/case', trust: null, signer: null, timestamp: null, timestampTrust: null })
    expect(verifyRequest({ ...typed, evidence: ' ', trustBy: 'fingerprint' })).toMatchObject({ evidence: null, trust: null, signer: digits })
    expect(verifyRequest({ ...typed, timestamp: ' /r.tsr ', timestampTrust: '/tsa.pem' })).toMatchObject({ timestamp: '/r.tsr', timestampTrust: '/tsa.pem' })
    expect(verifyRequest({ ...typed, trustBy: 'certificates' })).toMatchObject({ trust: '/ca.pem', signer: null })
  })
})

it('says that a large file goes by its path', () => {
  const report = { file: 'r.pdf', content: new File([new Uint8Array(11)], 'r.pdf') }
  expect(handingProblem(report, 11)).toBeNull()
  expect(handingProblem(report, 10)).toMatchObject({ kind: 'too-large', path: 'r.pdf' })
  expect(handingProblem({ file: '/r.pdf', content: null }, 10)).toBeNull()
})
