/** Values of a dictionary by "outer.inner" keys, each as its text. */
export type Leaves = readonly (readonly [path: string, text: string])[]

type Node = { readonly leaf: string } | { readonly entries: readonly (readonly [string, Node])[] }

const longest = 200_000
const deepest = 40

/**
 * The leaves of a dictionary that is printed as JSON or as Python prints it: {'a': 1, "b": {'c': None}} gives a and b.c.
 * Lists and tuples are leaves, as they stand. Null for any other text, and for an empty dictionary.
 */
export function dictionaryLeaves(text: string): Leaves | null {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}') || trimmed.length > longest) return null
  const scanner = new Scanner(trimmed)
  const node = scanner.value(0)
  if (node === null || 'leaf' in node || !scanner.atEnd()) return null
  const leaves = [...leavesOf(node, '')]
  return leaves.length === 0 ? null : leaves
}

function* leavesOf(node: Node, path: string): Generator<readonly [string, string]> {
  if ('leaf' in node) {
    yield [path, node.leaf]
    return
  }
  if (node.entries.length === 0 && path !== '') yield [path, '{}']
  for (const [key, child] of node.entries) yield* leavesOf(child, path === '' ? key : `${path}.${key}`)
}

class Scanner {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  atEnd(): boolean {
    this.skipSpace()
    return this.at === this.text.length
  }

  value(depth: number): Node | null {
    if (depth > deepest) return null
    this.skipSpace()
    const first = this.text[this.at]
    if (first === '{') return this.dictionary(depth)
    if (first === '[' || first === '(') return this.bracketed()
    const string = this.string()
    if (string !== null) return { leaf: string }
    const bare = /^[^,{}[\]()'":]+/.exec(this.text.slice(this.at, this.at + 200))?.[0]?.trimEnd()
    if (bare === undefined || bare === '') return null
    this.at += bare.length
    return { leaf: bare }
  }

  private dictionary(depth: number): Node | null {
    this.at += 1
    const entries: (readonly [string, Node])[] = []
    for (;;) {
      this.skipSpace()
      if (this.take('}')) return { entries }
      const key = this.value(depth + 1)
      if (key === null || !('leaf' in key)) return null
      this.skipSpace()
      if (!this.take(':')) return null
      const child = this.value(depth + 1)
      if (child === null) return null
      entries.push([key.leaf, child])
      this.skipSpace()
      if (!this.take(',') && this.text[this.at] !== '}') return null
    }
  }

  /** A list or tuple with all that it holds, as it stands. */
  private bracketed(): Node | null {
    const start = this.at
    const open: string[] = []
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? ''
      if (character === '"' || character === "'") {
        if (this.string() === null) return null
        continue
      }
      this.at += 1
      if ('[({'.includes(character)) open.push(character)
      else if ('])}'.includes(character)) {
        if (open.pop() !== { ']': '[', ')': '(', '}': '{' }[character]) return null
        if (open.length === 0) return { leaf: this.text.slice(start, this.at) }
      }
    }
    return null
  }

  private string(): string | null {
    const quote = this.text[this.at]
    if (quote !== '"' && quote !== "'") return null
    let value = ''
    for (let at = this.at + 1; at < this.text.length; at++) {
      const character = this.text[at] ?? ''
      if (character === quote) {
        this.at = at + 1
        return value
      }
      if (character === '\\') {
        at += 1
        value += escapes[this.text[at] ?? ''] ?? this.text[at] ?? ''
      } else value += character
    }
    return null
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1
  }
}

const escapes: Readonly<Partial<Record<string, string>>> = { n: '\n', t: '\t', r: '\r' }
