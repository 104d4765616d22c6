import { app, BrowserWindow, ipcMain, Menu, protocol, session, utilityProcess } from 'electron'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applicationOrigin, connectMessage } from '../contract/connection.ts'
import { dataFolder } from './data-folder.ts'
import { comesFromPage, guardContents, guardSession, schemePrivileges, windowOptions } from './window-guard.ts'
import { readWindowFiles } from './window-files.ts'

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The folder to open: the first argument after the program (and, unpackaged, after the application's folder). */
const given = process.argv.slice(app.isPackaged ? 1 : 2)
const folder = given.includes('--demo') ? 'demo' : (given.find((argument) => !argument.startsWith('-')) ?? '')

app.enableSandbox()
app.setPath('userData', join(dataFolder(), 'window'))
protocol.registerSchemesAsPrivileged([schemePrivileges])

async function open(): Promise<void> {
  await app.whenReady()
  Menu.setApplicationMenu(null)
  guardSession(session.defaultSession, readWindowFiles(beside('../renderer')))
  app.on('web-contents-created', (_event, contents) => guardContents(contents))

  const engine = utilityProcess.fork(beside('./engine.js'), [folder], { serviceName: 'Countersign engine', stdio: 'inherit' })
  const window = new BrowserWindow(windowOptions(beside('../preload/preload.cjs')))
  ipcMain.on(connectMessage, (event) => {
    if (comesFromPage(event, window)) engine.postMessage(null, event.ports)
  })
  // Without its engine the window can only show stale answers.
  engine.once('exit', () => app.quit())
  window.once('ready-to-show', () => window.show())
  await window.loadURL(`${applicationOrigin}/index.html`)
}

app.on('window-all-closed', () => app.quit())
open().catch((error: unknown) => {
  process.stderr.write(`countersign: ${error instanceof Error ? error.message : String(error)}\n`)
  app.exit(1)
})
