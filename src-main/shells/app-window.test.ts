import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appWindowArguments, openAppWindow } from './app-window.ts'

describe('app window', () => {
  it('opens the address apart from the profile and the browser of the user', () => {
    const args = appWindowArguments('http://127.0.0.1:1/#ticket=t', '/tmp/profile')
    expect(args).toContain('--app=http://127.0.0.1:1/#ticket=t')
    expect(args).toContain('--user-data-dir=/tmp/profile')
    expect(args.join(' ')).not.toContain('no-sandbox')
  })

  describe.skipIf(process.platform === 'win32')('with a program in place of a browser', () => {
    let folder: string
    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'countersign-test-browser-'))))
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    /** Writes a program that notes its profile, fills it and goes on as `ending` says. */
    const browserThat = (ending: string) => {
      const program = join(folder, 'browser')
      const script = `#!/bin/sh\nfor a in "$@"; do case "$a" in --user-data-dir=*) p="\${a#*=}";; esac; done\ntouch "$p/Cookies"\nprintf %s "$p" > "${folder}/profile"\n${ending}\n`
      writeFileSync(program, script)
      chmodSync(program, 0o755)
      return program
    }
    const profile = () => readFileSync(join(folder, 'profile'), 'utf8')

    it('removes the profile when the browser ends', async () => {
      expect(await openAppWindow(browserThat('exit 0'), 'http://127.0.0.1:1/').ended).toBe(true)
      expect(profile()).toContain('countersign-window-')
      expect(existsSync(profile())).toBe(false)
    })

    it('tells a browser that failed, and removes its profile', async () => {
      expect(await openAppWindow(browserThat('exit 1'), 'http://127.0.0.1:1/').ended).toBe(false)
      expect(existsSync(profile())).toBe(false)
    })

    it('tells a program that can not be started', async () => {
      expect(await openAppWindow(join(folder, 'none'), 'http://127.0.0.1:1/').ended).toBe(false)
    })

    it('ends the browser when it is closed', async () => {
      const window = openAppWindow(browserThat('exec sleep 600'), 'http://127.0.0.1:1/')
      window.close()
      expect(await window.ended).toBe(true)
    })
  })
})
