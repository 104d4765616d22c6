import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { dataFolder } from './data-folder.ts'

it('lies where each system keeps such data, unless the user says otherwise', () => {
  expect(dataFolder({ COUNTERSIGN_DATA: '/somewhere' }, 'linux', '/home/a')).toBe(resolve('/somewhere'))
  expect(dataFolder({}, 'linux', '/home/a')).toBe('/home/a/.local/share/countersign')
  expect(dataFolder({ XDG_DATA_HOME: '/home/a/data' }, 'linux', '/home/a')).toBe('/home/a/data/countersign')
  expect(dataFolder({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/Countersign')
  expect(dataFolder({ LOCALAPPDATA: 'C:\\local' }, 'win32', 'C:\\Users\\a')).toBe('C:\\local\\Countersign')
})
