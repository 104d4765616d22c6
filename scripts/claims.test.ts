import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './project.ts'

const rows = [...readFileSync(join(root, 'docs', 'for-it.md'), 'utf8').matchAll(/^\| (.+?) \| `([^`]+)`: (.+?) \|$/gm)]

describe('the claims for the bank’s IT', () => {
  it('are many', () => {
    expect(rows.length).toBeGreaterThan(12)
  })

  it.each(rows.map(([, claim, path, title]) => ({ claim: claim ?? '', path: path ?? '', title: title ?? '' })))('“$claim” is held by a test that exists', ({ path, title }) => {
    expect(existsSync(join(root, path))).toBe(true)
    expect(readFileSync(join(root, path), 'utf8').replaceAll('\\\'', '\'')).toContain(title)
  })
})
