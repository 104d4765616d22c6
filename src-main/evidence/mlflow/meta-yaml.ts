import { parseDocument } from 'yaml'

/** The scalars of a meta.yaml as text, those of a nested map under "outer.inner"; null stands for YAML's null. */
export type MetaYaml = Readonly<Partial<Record<string, string | null>>>

/**
 * The scalars of a meta.yaml. Every scalar stays text: under YAML's own rules an unquoted run id such as
 * 12345678e90123456789012345678901 would be read as a number.
 *
 * @throws Error whose message ends the sentence "The file …".
 */
export function parseMetaYaml(text: string): MetaYaml {
  if (text.trim() === '') throw new Error('is empty')
  if (/^(<{7}|>{7})( |$)/m.test(text)) throw new Error('holds the conflict marks of an unfinished merge')
  return plainMeta(text) ?? parsedMeta(text)
}

/**
 * The keys of a meta.yaml of one simple line a key, as MLflow writes nearly all of them: reading thousands of them as
 * YAML takes seconds. Null for whatever may mean something else in YAML.
 */
function plainMeta(text: string): MetaYaml | null {
  const meta: Record<string, string | null> = {}
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [, key, quoted, plain, empty] = /^([a-z_]+):(?: '([^']*)'| ([\w./+-][^\s'"#]*(?: [\w./][^\s'"#:]*)*)| (\[\]|\{\}))?$/.exec(line) ?? []
    if (key === undefined || key in meta || /:( |$)|^-+( |$)|^\.\.\./.test(plain ?? '')) return null
    if (empty !== undefined) continue
    meta[key] = quoted ?? (plain === undefined || /^null$/i.test(plain) ? null : plain)
  }
  return meta
}

/** The same by the rules of YAML; see `parseMetaYaml`. */
export function parsedMeta(text: string): MetaYaml {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent', uniqueKeys: false })
  const [error] = document.errors
  if (error !== undefined) throw new Error(`is not valid YAML: ${error.message.split('\n', 1)[0] ?? ''}`)
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('holds no keys')
  const meta: Record<string, string | null> = {}
  for (const [key, scalar] of Object.entries(value)) {
    if (typeof scalar === 'string') meta[key] = /^(null|~|)$/i.test(scalar) && !isQuoted(text, key) ? null : scalar
    else if (scalar !== null && typeof scalar === 'object' && !Array.isArray(scalar)) {
      for (const [inner, nested] of Object.entries(scalar as Readonly<Record<string, unknown>>)) {
        if (typeof nested === 'string') meta[`${key}.${inner}`] = nested
      }
    }
  }
  return meta
}

/** A quoted 'null' or '' is text, a bare one is YAML's null. */
function isQuoted(text: string, key: string): boolean {
  const at = text.split('\n').find((line) => line.startsWith(`${key}:`))
  return at !== undefined && /:\s*['"]/.test(at)
}
