import { expect } from '@playwright/test'
import { test } from '../support/launch.ts'

test('the window starts without an error and asks for nothing outside its origin', async ({ open }) => {
  const { page, errors, foreignRequests } = await open(null)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(errors).toEqual([])
  expect(foreignRequests).toEqual([])
})

/**
 * Tries what the policy forbids and says what came of it. It runs in the page, on its own: while the debugger's
 * own evaluation lasts, the browser lets code be made from text.
 */
const probe = `new Promise((resolve) => setTimeout(async () => {
  const violated = []
  document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))
  let evaluated = true
  try { new Function('return 1')() } catch { evaluated = false }
  const script = document.createElement('script')
  script.textContent = 'window.inlineScriptRan = true'
  document.body.append(script)
  const style = document.createElement('style')
  style.textContent = 'body { outline: 7px solid red }'
  document.head.append(style)
  const frame = document.createElement('iframe')
  frame.src = 'https://example.com/'
  document.body.append(frame)
  const reached = await fetch('https://example.com/', { mode: 'no-cors' }).then(() => true, () => false)
  const outline = getComputedStyle(document.body).outlineWidth
  setTimeout(() => resolve({ evaluated, inlineScriptRan: 'inlineScriptRan' in window, outline, reached, violated }))
}))`

interface Probed {
  readonly evaluated: boolean
  readonly inlineScriptRan: boolean
  readonly outline: string
  readonly reached: boolean
  readonly violated: readonly string[]
}

test('the policy refuses code from text, inline scripts, unmarked styles and foreign origins', async ({ open }) => {
  const { page, foreignRequests } = await open(null)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const refused: Probed = await page.evaluate(probe)
  expect(refused).toMatchObject({ evaluated: false, inlineScriptRan: false, reached: false })
  expect(refused.outline).not.toBe('7px')
  expect(refused.violated).toEqual(expect.arrayContaining(['script-src', 'script-src-elem', 'style-src-elem', 'connect-src']))
  expect(foreignRequests).toEqual([])
})

test('a reload keeps the window connected', async ({ open }) => {
  const { page, errors } = await open(null)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  expect(errors).toEqual([])
})
