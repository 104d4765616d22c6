import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'
import { importedPackages, readLock, withDependencies, withoutIntegrity, type Lock } from './shipped-packages.ts'

interface Bom {
  serialNumber?: string
  metadata: { timestamp?: string; component: { name: string; properties?: { name: string; value: string }[] } }
  components: { 'bom-ref': string }[]
}

/**
 * Writes out/licences: the software bill of materials (CycloneDX, from the lockfile alone) and the licences of all that
 * is shipped. Equal lockfiles give equal files.
 */
export function writeLicenceFiles(): void {
  const folder = join(root, 'out', 'licences')
  mkdirSync(folder, { recursive: true })
  const lock = readLock()
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(lock), null, 2)}\n`)
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), licenceTexts(lock))
}

/** What npm makes of the lockfile, without the time and the random number that it adds, and with what the lockfile doesn't pin. */
function billOfMaterials(lock: Lock): Bom {
  const npm = process.env['npm_execpath']
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application']
  const [program, first] = npm === undefined ? ['npm', args] : [process.execPath, [npm, ...args]]
  const bom = JSON.parse(execFileSync(program, first, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'ignore'] })) as Bom
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  delete bom.metadata.timestamp
  bom.serialNumber = `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  bom.metadata.component.name = 'countersign'
  bom.metadata.component.properties = [
    ...(bom.metadata.component.properties ?? []),
    ...withoutIntegrity(lock).map((place) => ({ name: 'countersign:no-integrity-hash', value: place })),
  ]
  return bom
}

function licenceTexts(lock: Lock): string {
  const places = withDependencies(lock, importedPackages()).filter((place) => existsSync(join(root, place)))
  const parts = places.map((place) => {
    const { version = '', license = 'not stated' } = lock[place] ?? {}
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return [`${name} ${version}`, `Licence: ${license}`, '', textOf(place), ''].join('\n')
  })
  const head = 'Countersign ships these packages, or what is made from them. Electron adds its own LICENSES.chromium.html to the installed application.\n'
  return [head, ...parts].join(`${'='.repeat(80)}\n`)
}

/** The licence files of a package, whole; a package without one says so. */
function textOf(place: string): string {
  const names = readdirSync(join(root, place), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice|ofl)/i.test(entry.name))
    .map(({ name }) => name)
    .sort()
  const texts = names.map((name) => readFileSync(join(root, place, name), 'utf8').replaceAll('\r\n', '\n').trim())
  return texts.length === 0 ? 'The package holds no licence file; the licence is the one that its manifest names.' : texts.join('\n\n')
}
