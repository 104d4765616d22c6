import { describe, expect, it } from 'vitest'
import { browserCandidates, findInstalledBrowser, hasDisplay } from './installed-browser.ts'

describe('installed browser', () => {
  it('prefers the one that the user names, and then takes no other', () => {
    const environment = { COUNTERSIGN_BROWSER: '/opt/own', PATH: '/usr/bin' }
    expect(findInstalledBrowser(environment, 'linux', (file) => file === '/opt/own')).toBe('/opt/own')
    expect(findInstalledBrowser(environment, 'linux', (file) => file === '/usr/bin/chromium')).toBeNull()
  })

  it('takes Edge before Chrome before Chromium on the path', () => {
    const environment = { PATH: '/usr/local/bin:/usr/bin' }
    const installed = new Set(['/usr/bin/chromium', '/usr/bin/google-chrome'])
    expect(findInstalledBrowser(environment, 'linux', (file) => installed.has(file))).toBe('/usr/bin/google-chrome')
  })

  it('looks where Windows installs programs', () => {
    const environment = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }
    const candidates = browserCandidates(environment, 'win32', 'C:\\Users\\a')
    expect(candidates[1]).toBe('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe')
    expect(candidates).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
    expect(candidates.join()).not.toContain('undefined')
  })

  it('looks in both folders of programs on macOS', () => {
    const candidates = browserCandidates({}, 'darwin', '/Users/a')
    expect(candidates).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(candidates).toContain('/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge')
  })

  it('finds none where none is', () => expect(findInstalledBrowser({ PATH: '' }, 'linux', () => false)).toBeNull())
})

describe('display', () => {
  it.each([
    [{}, 'linux', false],
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{ DISPLAY: '' }, 'linux', false],
    [{}, 'win32', true],
    [{}, 'darwin', true],
  ] as const)('%j on %s: %s', (environment, platform, expected) => expect(hasDisplay(environment, platform)).toBe(expected))
})
