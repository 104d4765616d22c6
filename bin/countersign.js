#!/usr/bin/env node
// Starts the built command line with the Node that the project installs, whatever Node called this file.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const entry = fileURLToPath(new URL('../out/main/command-line.js', import.meta.url))

if (!existsSync(entry)) {
  process.stderr.write('countersign: the program is not built yet. Run `npm run build` first.\n')
  process.exit(2)
}
const own = [`${root}node_modules/node/bin/node`, `${root}node_modules/node/bin/node.exe`].find(existsSync)
const major = Number(process.versions.node.split('.')[0])
if (major < 24 && own) {
  const run = spawnSync(own, [entry, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(run.status ?? 2)
}
if (major < 24) {
  process.stderr.write('countersign: Node 24 or newer is needed, and `npm ci` has not installed it. Run `npm ci` again.\n')
  process.exit(2)
}
await import(pathToFileURL(entry).href)
