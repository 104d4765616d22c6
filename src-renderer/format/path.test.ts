import { expect, it } from 'vitest'
import { fileNameOfPath, folderOfPath, pathIn } from './path.ts'

it('gives the folder of a file on either kind of system', () => {
  expect(folderOfPath('/home/a/r.pdf')).toBe('/home/a')
  expect(folderOfPath('/r.pdf')).toBe('/')
  expect(folderOfPath('C:\\out\\r.pdf')).toBe('C:\\out')
  expect(folderOfPath('C:\\r.pdf')).toBe('C:\\')
  expect(folderOfPath('r.pdf')).toBe('')
})

it('gives the last name of a path', () => {
  expect(fileNameOfPath('/home/a/r.pdf')).toBe('r.pdf')
  expect(fileNameOfPath('C:\\cases\\loan\\')).toBe('loan')
  expect(fileNameOfPath('/')).toBe('')
})

it('puts a name into a folder with its separator', () => {
  expect(pathIn('/home/a', 'k.p12')).toBe('/home/a/k.p12')
  expect(pathIn('/', 'k.p12')).toBe('/k.p12')
  expect(pathIn('C:\\Users', 'k.p12')).toBe('C:\\Users\\k.p12')
})
