import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Files whose texts reach a reader: sources, templates, the policy and the page of the window; tests speak for themselves. */
function productFiles(): string[] {
  const below = ['src-main', 'src-renderer', 'resources', 'docs'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  return ['README.md', ...below].filter((path) => /\.(ts|tsx|typ|json|md|html)$/.test(path) && !/\.(test|test-kit)\.tsx?$/.test(path))
}

describe('the words of the product', () => {
  const texts = productFiles().map((path) => ({ path, text: readFileSync(path, 'utf8') }))

  it('call nothing compliant, and never speak of complying', () => {
    expect(texts.length).toBeGreaterThan(100)
    const found = texts.filter(({ text }) => /\bcompl(iant|iance|ies|y|ying|ied)\b/i.test(text)).map(({ path }) => path)
    expect(found).toEqual([])
  })

  it('name SR 11-7 only as what SR 26-2 replaced', () => {
    const found = texts.filter(({ text }) => /SR 11-7/.test(text.replaceAll('SR 26-2 (formerly SR 11-7)', ''))).map(({ path }) => path)
    expect(found).toEqual([])
  })
})
