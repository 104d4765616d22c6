import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { stated } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'
import { manyId, manyRuns, writeStoreFolder } from '../support/store-folder.ts'

const runs = manyRuns + stated.runs.length
const table = (page: Page) => page.getByRole('region', { name: 'The runs side by side' })

async function violations(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

async function openComparison(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Are these the same model?').click()
  await expect(table(page)).toBeVisible()
}

test('a store opens at its registered models, prompts apart; an empty database is told', async ({ open }) => {
  const folder = await writeStoreFolder()
  await writeFile(path.join(folder, 'test.db'), '')
  const { page, errors } = await open(folder)
  await page.getByRole('button', { name: 'mlflow.db' }).click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText(`${runs} active, 0 deleted`)
  await expect(panel).toContainText('1 registered model with 2 versions; 1 prompt is no model')
  const versions = panel.getByRole('table', { name: 'Registered models and their versions' }).getByRole('row')
  await expect(versions).toHaveCount(3)
  await expect(versions.nth(1)).toContainText(/scorecard\s*2\s*Production\s*champion\s*sweep 7/)
  await expect(versions.nth(2)).toContainText(/scorecard\s*1\s*Archived\s*none\s*sweep 7/)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByText('It is named like a database but has no bytes, so it is no tracking store.')).toBeVisible()
  expect(errors).toEqual([])
})

test('runs are found among hundreds by what is typed, and further ones when they come into sight', async ({ open }) => {
  const { page, errors } = await open(await writeStoreFolder())
  await openComparison(page)
  await page.getByRole('button', { name: 'Choose runs' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status')).toContainText(`${runs} runs, 2 chosen.`)
  await dialog.getByRole('button', { name: 'Started' }).click()
  // Sorted by their start, newest first, the oldest stands last. The list goes back to its head when it is sorted anew.
  await expect(async () => {
    await dialog.getByRole('group', { name: 'Runs, scrolls' }).press('End')
    await expect(dialog.getByRole('row', { name: /^Compare sweep 0,/ })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await dialog.getByLabel('Filter runs').fill('SWEEP 12')
  const fitting = Array.from({ length: manyRuns }, (_, index) => index).filter((index) => `${index} ${manyId(index)}`.includes('12'))
  await expect(dialog.getByRole('status')).toContainText(`${fitting.length} of ${runs} runs`)
  await dialog.getByRole('button', { name: 'Clear' }).click()
  await dialog.getByRole('button', { name: /^Run/ }).click()
  await dialog.getByRole('checkbox', { name: /^Compare sweep 12,/ }).check()
  await dialog.getByRole('checkbox', { name: /^Compare sweep 129,/ }).check()
  await dialog.getByLabel('Filter runs').fill('no such run')
  await expect(dialog.getByText('No run fits “no such run”.')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Compare 2 runs' }).click()
  await expect(table(page).getByRole('columnheader', { name: 'sweep 129' })).toBeVisible()
  expect(errors).toEqual([])
})

test('how the runs are compared is there again after a restart', async ({ open }) => {
  const folder = await writeStoreFolder()
  const first = await open(folder)
  await openComparison(first.page)
  await first.page.getByRole('button', { name: 'Choose runs' }).click()
  const picker = first.page.getByRole('dialog')
  await picker.getByLabel('Filter runs').fill('rerun')
  await picker.getByRole('checkbox', { name: /^Compare gradient_boosting_rerun,/ }).check()
  await picker.getByRole('button', { name: 'Clear' }).click()
  await picker.getByRole('checkbox', { name: /^Compare gradient_boosting_rerun,/ }).check()
  await picker.getByLabel('Filter runs').fill('sweep 44')
  await picker.getByRole('checkbox', { name: /^Compare sweep 44,/ }).check()
  await picker.getByRole('button', { name: 'Compare 2 runs' }).click()
  const second = table(first.page).getByRole('columnheader', { name: 'sweep 44' })
  await second.getByRole('button', { name: 'make baseline' }).click()
  await expect(second).toContainText('baseline')
  await first.page.getByRole('button', { name: 'Change' }).click()
  await first.page.getByRole('dialog').getByLabel('Numbers are equal within').fill('0.25')
  await first.page.getByRole('dialog').getByRole('button', { name: 'Compare this way' }).click()
  await table(first.page).getByRole('switch', { name: 'Differences only' }).click()
  await expect(first.page.getByText('Baseline B · numbers equal within 0.25')).toBeVisible()

  const { page } = await open(folder)
  await openComparison(page)
  await expect(page.getByText('Baseline B · numbers equal within 0.25')).toBeVisible()
  await expect(table(page).getByRole('columnheader', { name: 'sweep 44' })).toContainText('baseline')
  await expect(table(page).getByRole('switch', { name: 'Differences only' })).not.toBeChecked()
})
