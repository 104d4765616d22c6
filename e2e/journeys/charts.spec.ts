import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Recommendation } from '../../src-main/contract/recommendation.ts'
import { countersign } from '../support/command-line.ts'
import { stated, writeEvidenceFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

async function recommend(folder: string, costFn: string, costFp: string): Promise<Recommendation> {
  const table = path.join(folder, stated.table)
  return countersign('recommend', table, '--label', stated.label, '--score', stated.score, '--cost-fn', costFn, '--cost-fp', costFp)
}

async function openThresholdPage(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Which threshold should we use?').click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('or higher')
}

const costCurve = (page: Page) => page.getByRole('group', { name: /^Cost curve/ })

/** What the charts show as soon as the sentence of the answer names another threshold, before anything else can happen. */
interface AtOnce {
  /** The finding of each chart. */
  readonly findings: readonly string[]
  /** The texts of the cost curve. */
  readonly curve: readonly string[]
}

test('the charts follow a moved cost in the same step as the sentence', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const [before, after] = [await recommend(folder, stated.costFn, stated.costFp), await recommend(folder, '31', stated.costFp)]
  expect(after.optimum.threshold).not.toBe(before.optimum.threshold)
  const { page, errors } = await open(folder)
  await openThresholdPage(page)
  await expect(costCurve(page).getByText(String(before.optimum.threshold), { exact: true })).toBeVisible()

  const threshold = String(after.optimum.threshold)
  const seen = page.evaluate<AtOnce>(`new Promise((resolve) => {
    const answer = document.querySelector('.answer .sentence')
    const observer = new MutationObserver(() => {
      if (!answer.textContent.includes('score is ${threshold} or higher')) return
      observer.disconnect()
      resolve({
        findings: [...document.querySelectorAll('[role=img]')].map((chart) => chart.getAttribute('aria-label')),
        curve: [...document.querySelectorAll('.chart-stop text')].map((text) => text.textContent),
      })
    })
    observer.observe(answer, { subtree: true, characterData: true, childList: true })
  })`)
  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('31')
  const { findings, curve } = await seen
  expect(curve).toContain(threshold)
  expect(findings.filter((finding) => finding.includes(threshold)).length).toBeGreaterThanOrEqual(2)
  expect(errors).toEqual([])
})

test('the cost curve is read by the arrow keys and by the pointer', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const { optimum } = await recommend(folder, stated.costFn, stated.costFp)
  const { page, errors } = await open(folder)
  await openThresholdPage(page)
  const curve = costCurve(page)
  const said = curve.locator('[aria-live=polite]')

  await curve.focus()
  await page.keyboard.press('ArrowRight')
  await expect(said).toContainText('more than the least')
  await page.keyboard.press('ArrowLeft')
  await expect(said).toContainText(`Threshold ${optimum.threshold}`)
  const atOptimum = (await said.textContent()) ?? ''
  expect(atOptimum).toContain(`${optimum.fn.toLocaleString('en-US')} defaults accepted`)
  await page.keyboard.press('Home')
  await expect(said).not.toHaveText(atOptimum)
  await page.keyboard.press('Tab')
  await expect(said).toHaveText('')

  const mark = await curve.locator('circle[r="5"]').boundingBox()
  if (mark === null) throw new Error('The curve does not show the recommended threshold.')
  await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2)
  await expect(curve.locator('.reading')).toHaveText(atOptimum)
  // Nothing is announced for a pointer.
  await expect(said).toHaveText('')
  await page.mouse.move(0, 0)
  await expect(curve.locator('.reading')).toHaveCount(0)
  expect(errors).toEqual([])
})

test('a chart that was not shown while the theme changed comes back in the colours of the new one', async ({ open }) => {
  const { page, errors } = await open(await writeEvidenceFolder())
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await openThresholdPage(page)
  const scores = page.getByRole('region', { name: 'How the scores separate the two classes' })
  const part = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const inks = () => page.evaluate<string[]>(`[...document.querySelectorAll('.scores svg text')].map((text) => text.getAttribute('fill'))`)
  const ink = () => page.evaluate<string>(`getComputedStyle(document.documentElement).getPropertyValue('--ink-2').trim()`)
  await expect.poll(inks).toContain(await ink())
  const dark = await ink()
  await part('Certainty')
  await expect(scores).toBeHidden()
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(ink).not.toBe(dark)
  await part('Outcomes')
  await expect(scores).toBeVisible()
  await expect.poll(inks).toContain(await ink())
  expect(await inks()).not.toContain(dark)
  expect(errors).toEqual([])
})
