import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether OpenSSL 3 is here, which writes key files both as it does today and with `-legacy`. */
export const hasOpenssl = /^OpenSSL 3/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '')

/** Runs `openssl` in a folder and gives what it prints. */
export function openssl(folder: string, ...args: readonly string[]): string {
  return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Makes an authority `NAME.pem` with `NAME.key`; issued by another one where `by` names it. */
export function makeAuthority(folder: string, name: string, by: string | null = null): void {
  const subject = `/O=Example bank/CN=${name}`
  if (by === null) {
    openssl(folder, 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', subject, '-days', '3650')
    return
  }
  issue(folder, name, subject, by, 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n', ['-newkey', 'rsa:2048'])
}

export interface Issued {
  readonly by: string
  /** What follows `openssl req` to make the key. */
  readonly key?: readonly string[]
  readonly extensions?: string
}

/** Makes a certificate `NAME.pem` for signing documents with `NAME.key`. */
export function makeCertificate(folder: string, name: string, { by, key = ['-newkey', 'rsa:3072'], extensions }: Issued): void {
  const usual = 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n'
  issue(folder, name, `/O=Example bank/CN=${name}`, by, extensions ?? usual, key)
}

/** Writes `FILE` with the key and certificate `NAME` and the certificates of `chain`. */
export function writeKeyFile(folder: string, file: string, name: string, passphrase: string, chain: string, options: readonly string[] = []): void {
  const parts = ['-in', `${name}.pem`, '-inkey', `${name}.key`, '-certfile', `${chain}.pem`]
  openssl(folder, 'pkcs12', '-export', ...options, ...parts, '-passout', `pass:${passphrase}`, '-out', file)
}

function issue(folder: string, name: string, subject: string, by: string, extensions: string, key: readonly string[]): void {
  writeFileSync(join(folder, `${name}.ext`), extensions)
  openssl(folder, 'req', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject)
  const authority = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial']
  openssl(folder, 'x509', '-req', '-in', `${name}.csr`, ...authority, '-out', `${name}.pem`, '-days', '365', '-extfile', `${name}.ext`)
}
