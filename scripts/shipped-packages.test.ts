import { describe, expect, it } from 'vitest'
import { importedPackages, readLock, withDependencies, withoutIntegrity } from './shipped-packages.ts'

describe('what is shipped', () => {
  it('is what the sources import, not what tests and tools need', () => {
    const names = importedPackages()
    expect(names).toEqual(expect.arrayContaining(['@duckdb/node-api', '@orpc/server', 'react', 'react-dom', 'zod']))
    for (const tool of ['vitest', 'eslint', 'fast-check', '@playwright/test', 'electron', 'fs']) expect(names).not.toContain(tool)
    const lock = readLock()
    // A name that the lockfile lacks would be a word in a text, taken for an import.
    expect(names.filter((name) => !(`node_modules/${name}` in lock))).toEqual([])
  })

  it('follows what a package needs to the nearest copy', () => {
    const lock = {
      'node_modules/a': { dependencies: { b: '1', c: '1' } }, 'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
      'node_modules/b': {}, 'node_modules/c': { optionalDependencies: { absent: '1' } },
    }
    expect(withDependencies(lock, ['a'])).toEqual(['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c'])
  })

  it('comes under licences that let it be shipped in a closed product', () => {
    const lock = readLock()
    const allowed = /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|Unlicense|BlueOak-1\.0\.0)( (AND|OR) [\w.-]+)?\)?$/
    const others = withDependencies(lock, importedPackages()).filter((place) => lock[place]?.license !== undefined && !allowed.test(lock[place]?.license ?? ''))
    expect(others.map((place) => `${place}: ${lock[place]?.license ?? ''}`)).toEqual([])
  })

  it('names the entries of the lockfile whose bytes are not pinned: bindings for other systems, which npm adds without a hash', () => {
    const places = withoutIntegrity(readLock())
    for (const place of places) expect(place).toMatch(/^node_modules\/@myriaddreamin\/typst-ts-node-compiler-/)
    expect(places).not.toContain('node_modules/@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu')
  })
})
