import { describe, expect, it } from 'vitest'
import { csvField, csvFile } from './csv.ts'

describe('CSV for a spreadsheet', () => {
  it('quotes what RFC 4180 says', () => {
    expect(csvField('a,b')).toBe('"a,b"')
    expect(csvField('a "b"')).toBe('"a ""b"""')
    expect(csvField('two\nlines')).toBe('"two\nlines"')
    expect(csvField(null)).toBe('')
  })

  it.each(['=1+1', '+cmd', '-2+3', '@sum(a1)', '\tx', '=HYPERLINK("http://x")'])('disarms %j', (text) => {
    expect(csvField(text).replace(/^"/, '').startsWith("'")).toBe(true)
  })

  it.each(['-1250', '+0.5', '1e-7', '-.5', 0.4759636133379771])('leaves the number %s alone', (value) => {
    expect(csvField(value)).toBe(String(value))
  })

  it('ends every line with CR LF', () => {
    expect(csvFile(['path', 'bytes'], [['a.csv', 10]])).toBe('path,bytes\r\na.csv,10\r\n')
  })
})
