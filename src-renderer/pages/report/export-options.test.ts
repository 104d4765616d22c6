import { describe, expect, it } from 'vitest'
import { copyPaths, newKeyProblem, optionsFor, optionsProblem, plainOptions, proposedKeyFile, requestOptions } from './export-options.ts'

const sealed = { ...plainOptions, sealed: true, certificate: ' /keys/ana.p12 ' }

describe('what comes with a report', () => {
  it('is nothing unless it is asked for', () => {
    expect(optionsProblem(plainOptions, '')).toBeNull()
    expect(requestOptions(plainOptions, 'left from before', '/out/r.pdf')).toEqual({})
  })

  it('is made from the review that is open', () => {
    expect(optionsFor(null)).toEqual(plainOptions)
    expect(optionsFor('/r.countersign')).toMatchObject({ source: 'review', review: '/r.countersign', sealed: false })
  })

  it('says what it waits for, one thing at a time', () => {
    expect(optionsProblem({ ...plainOptions, source: 'review', review: ' ' }, '')).toMatch(/review file/)
    expect(optionsProblem({ ...plainOptions, source: 'review', review: '/r.countersign' }, '')).toBeNull()
    expect(optionsProblem({ ...sealed, certificate: '' }, 'secret')).toMatch(/key file/)
    expect(optionsProblem(sealed, '')).toMatch(/passphrase/)
    expect(optionsProblem(sealed, 'secret')).toBeNull()
  })

  it('lies beside the PDF under its name', () => {
    expect(copyPaths('/out/r.PDF')).toEqual({ html: '/out/r.html', bundle: '/out/r-tables' })
    expect(requestOptions({ ...sealed, html: true }, 'secret', '/out/r.pdf')).toEqual({
      copies: { html: '/out/r.html', bundle: null },
      seal: { certificate: '/keys/ana.p12', passphrase: 'secret' },
    })
    expect(requestOptions({ ...plainOptions, bundle: true }, '', 'C:\\out\\r.pdf')).toEqual({ copies: { html: null, bundle: 'C:\\out\\r-tables' } })
  })
})

describe('a new key', () => {
  const key = { name: 'Ana Ruiz', folder: '/keys', fileName: 'ana.p12', passphrase: 'eight888', again: 'eight888' }

  it('is named after the person', () => {
    expect(proposedKeyFile(' Ana Ruiz ')).toBe('ana-ruiz-key.p12')
    expect(proposedKeyFile('Jörg, Risk')).toBe('jörg-risk-key.p12')
    expect(proposedKeyFile(' ')).toBe('countersign-key.p12')
  })

  it('waits for a name, a place and a passphrase that is typed twice', () => {
    expect(newKeyProblem(key)).toBeNull()
    expect(newKeyProblem({ ...key, name: ' ' })).toMatch(/name/)
    expect(newKeyProblem({ ...key, folder: '' })).toMatch(/where/)
    expect(newKeyProblem({ ...key, fileName: '../a.p12' })).toMatch(/file name/)
    expect(newKeyProblem({ ...key, passphrase: 'seven77' })).toMatch(/at least 8/)
    expect(newKeyProblem({ ...key, again: 'other888' })).toMatch(/not the same/)
  })
})
