import { servePort } from '../transport/serve-port.ts'
import { createEngineParts } from '../usecases/engine-parts.ts'
import { createEngine } from '../usecases/engine.ts'
import { dataFolder, namesFile } from './data-folder.ts'
import { reportDefect } from './defects.ts'
import { version } from './version.ts'

/** Runs in Electron's utility process: every port that the main process hands over is a window's. */
const folder = process.argv[2]
const engine = createEngine(
  { dataFolder: dataFolder(), shell: 'electron', initialFolder: folder === undefined || folder === '' ? null : folder, version, onDefect: reportDefect },
  createEngineParts(version, namesFile()),
)

process.parentPort.on('message', (event) => {
  for (const port of event.ports) servePort(engine.router, port)
})
