import { applicationOrigin } from '../../src-main/contract/connection.ts'
import type { Connection } from './client.ts'
import { connectBrowser } from './connect-browser.ts'
import { connectElectron } from './connect-electron.ts'

/**
 * Opens the way to the engine that this window's shell offers.
 * @throws ConnectionError when the engine can't be reached.
 */
export async function connect(): Promise<Connection> {
  return `${location.protocol}//${location.host}` === applicationOrigin ? connectElectron() : await connectBrowser()
}
