import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import typescript from 'typescript'
import { root } from './project.ts'

/** An entry of the lockfile, as far as it is needed. */
export interface LockEntry {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}
export type Lock = Readonly<Record<string, LockEntry>>

/** The entries of package-lock.json by their place: "node_modules/zod". */
export function readLock(): Lock {
  return (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages
}

/** The packages that the product's sources import, by name; tests and tools of development aside. */
export function importedPackages(): string[] {
  const names = ['src-main', 'src-renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|tsx|css)$/.test(path) && !/\.(test|test-kit)\.tsx?$/.test(path))
      .flatMap((path) => specifiers(path, readFileSync(join(root, folder, path), 'utf8')))
      .filter((specifier) => !specifier.startsWith('.'))
      .map(packageOf),
  )
  const builtin = new Set([...builtinModules, 'electron'])
  return [...new Set(names)].filter((name) => name !== '' && !name.startsWith('node:') && !name.startsWith('virtual:') && !builtin.has(name)).sort()
}

function specifiers(path: string, text: string): string[] {
  if (path.endsWith('.css')) return [...text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)['"]/g)].map(([, name]) => name ?? '')
  return typescript.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}

/** "@mantine/core/styles.css" → "@mantine/core". */
function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

/** The places in the lockfile of packages and all that they need, ascending; what isn't there is an optional part for another system. */
export function withDependencies(lock: Lock, names: readonly string[]): string[] {
  const found = new Set<string>()
  const visit = (name: string, from: string) => {
    const place = placeOf(lock, name, from)
    if (place === null || found.has(place)) return
    found.add(place)
    const entry = lock[place]
    for (const needed of Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies, ...entry?.peerDependencies })) visit(needed, place)
  }
  for (const name of names) visit(name, '')
  return [...found].sort()
}

/** Where Node finds a package from another one: beside it or further up. */
function placeOf(lock: Lock, name: string, from: string): string | null {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    const candidate = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`
    if (candidate in lock) return candidate
    if (place === '') return null
  }
}

/** The packages whose bytes the lockfile doesn't pin, by place. */
export function withoutIntegrity(lock: Lock): string[] {
  return Object.entries(lock).filter(([place, { integrity }]) => place !== '' && integrity === undefined).map(([place]) => place).sort()
}
