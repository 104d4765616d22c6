import { describe, expect, it } from 'vitest'
import { delimitedHeader } from './delimited-header.ts'

describe('delimitedHeader', () => {
  it.each<[string, string, string[]]>([
    ['y,p\n0,1\n', ',', ['y', 'p']],
    ['\ufeffy;p\r\n0;0,5\r\n', ';', ['y', 'p']],
    ['y\tp\r0\t1', '\t', ['y', 'p']],
    ['"a,b";"c""d"\n', ';', ['a,b', 'c"d']],
    ['"two\nlines",p\n', ',', ['two\nlines', 'p']],
    ['y,a;b;c\r\n0,1\r\n', ',', ['y', 'a;b;c']],
    ['y;p\n0;0,5,1\n', ';', ['y', 'p']],
    ['only\n1\n', ',', ['only']],
    [',y,Y,y\n', ',', ['column0', 'y', 'Y_1', 'y_2']],
  ])('%j', (head, delimiter, names) => {
    expect(delimitedHeader(head)).toEqual({ delimiter, names, skip: 0 })
  })

  it.each<[string, string, number]>([
    ['\n \ny,p\n0,1\n', ',', 2],
    ['sep=;\r\ny;p\r\n0;0,5\r\n', ';', 1],
    ['"sep=|"\ny|p,q,r\n0|1,2,3\n', '|', 1],
  ])('%j begins after lines that are no header', (head, delimiter, skip) => {
    expect(delimitedHeader(head)).toMatchObject({ delimiter, skip, names: ['y', expect.any(String) as string] })
  })
})
