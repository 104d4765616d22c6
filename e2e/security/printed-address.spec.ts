import { expect } from '@playwright/test'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root, shellEnvironment } from '../support/browser-shell.ts'
import { test } from '../support/launch.ts'

test('without a window the address is printed, renewed after use, and served until the shell is stopped', async ({ dataFolder, browserOnce }) => {
  const shell = spawn(process.execPath, [join(root, 'out', 'main', 'browser.js'), '--no-window'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: shellEnvironment(dataFolder),
  })
  const ended = new Promise<number | null>((done) => shell.once('exit', done))
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]()
  const nextAddress = async () => {
    for (;;) {
      const line = await lines.next()
      if (line.done === true) throw new Error('The shell printed no address.')
      const address = /http:\/\/127\.0\.0\.1:\d+\/#ticket=\S+/.exec(line.value)?.[0]
      if (address !== undefined) return address
    }
  }
  const first = await nextAddress()
  const browser = await browserOnce()
  const page = await browser.newPage()
  await page.goto(first)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  const second = await nextAddress()
  expect(second).not.toBe(first)
  const another = await browser.newPage()
  await another.goto(second)
  await expect(another.getByRole('heading', { level: 1 })).toHaveText(await page.getByRole('heading', { level: 1 }).innerText())
  await page.close()
  await another.close()

  shell.kill('SIGTERM')
  if (process.platform !== 'win32') expect(await ended).toBe(0)
})
