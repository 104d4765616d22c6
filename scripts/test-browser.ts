import { existsSync, readFileSync } from 'node:fs'
import { findInstalledBrowser } from '../src-main/shells/installed-browser.ts'
import { run } from './project.ts'

const advice = {
  win32: 'Install Microsoft Edge or Google Chrome.',
  darwin: 'Install Google Chrome or Microsoft Edge in Applications.',
  other: 'Install Chromium, Chrome or Edge with the package manager (Debian, Ubuntu: `sudo apt-get install chromium`).',
}

/**
 * The browser that the end-to-end tests use. Where none is installed, Debian's chromium is, when this runs as root
 * on Debian. Throws an Error that says how to install one otherwise.
 */
export async function testBrowser(): Promise<string> {
  const found = findInstalledBrowser()
  if (found !== null) return found
  if (process.getuid?.() === 0 && isDebian()) {
    process.stdout.write('No Edge, Chrome or Chromium is installed. Installing chromium from Debian.\n')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-q'], { env })
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env })
    const installed = findInstalledBrowser()
    if (installed !== null) return installed
    throw new Error('apt-get could not install chromium. Look at its messages above.')
  }
  const { platform } = process
  const how = platform === 'win32' || platform === 'darwin' ? advice[platform] : advice.other
  throw new Error(`The end-to-end tests need Edge, Chrome or Chromium, and none was found. ${how} COUNTERSIGN_BROWSER can name one elsewhere.`)
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
