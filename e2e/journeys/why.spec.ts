import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { ExplanationResult } from '../../src-main/contract/explanation.ts'
import { countersign } from '../support/command-line.ts'
import { causes, stated, writeEvidenceFolder, writeWhyFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

async function explain(folder: string, recorded: string): Promise<ExplanationResult> {
  const table = path.join(folder, stated.table)
  const columns = ['--label', stated.label, '--score', stated.score]
  return countersign('explain', table, ...columns, '--recorded', recorded, '--cost-fn', stated.costFn, '--cost-fp', stated.costFp, '--evidence', folder)
}

async function openWhyPage(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText(/^Why does .* differ\?$/).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Why does .* differ\?$/ })).toBeVisible()
}

const recordedList = (page: Page) => page.getByRole('region', { name: 'What was recorded', exact: true })
const explanations = (page: Page) => page.getByRole('region', { name: 'Explanations', exact: true })

async function askAbout(page: Page, value: string): Promise<void> {
  await recordedList(page).getByTitle(`Explain ${value}`).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Why does ${value} differ?`)
  await expect(explanations(page)).toContainText(value)
}

test('a recorded Youden optimum is reproduced, with the numbers of the command line', async ({ open }) => {
  const { folder, recorded } = await writeWhyFolder()
  const expected = await explain(folder, recorded)
  const { page, errors } = await open(folder)
  await openWhyPage(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Why does ${recorded} differ?`)
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(expected.answer.decisive)
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(expected.regretSentence)

  const youden = expected.explanations.find(({ id }) => id === 'youden')
  expect(youden?.verdict).toBe('reproduces')
  for (const explanation of expected.explanations.filter(({ verdict }) => verdict === 'reproduces')) {
    const tile = explanations(page).getByRole('article', { name: explanation.title, exact: true })
    await expect(tile).toContainText('Reproduces')
    await expect(tile).toContainText(explanation.because)
  }
  await expect(explanations(page)).toContainText(expected.multipleTesting.sentence)
  const toDo = page.getByRole('region', { name: 'What to do', exact: true })
  await expect(toDo).toContainText(expected.impliedCostRatioSentence)
  for (const { sentence } of expected.breakEvens) await expect(toDo).toContainText(sentence)
  await expect(page.getByRole('navigation')).toContainText('reproduces it')
  await explanations(page).getByRole('article', { name: youden?.title ?? '' }).getByRole('button', { name: youden?.because ?? '' }).click()
  await expect(page.getByRole('complementary', { name: /computed/i })).toContainText(stated.table)
  expect(errors).toEqual([])
})

test('a value that nothing reproduces is called that, in the words of the command line', async ({ open }) => {
  const { folder } = await writeWhyFolder()
  const expected = await explain(folder, causes.nowhere)
  expect(expected.explanations.some(({ verdict }) => verdict === 'reproduces')).toBe(false)
  const { page } = await open(folder)
  await openWhyPage(page)
  await askAbout(page, causes.nowhere)
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(expected.answer.decisive)
  await expect(explanations(page)).toContainText(`Nothing here reproduces ${causes.nowhere}.`)
  await expect(page.getByRole('navigation')).toContainText('Nothing here reproduces it')
})

test('an explanation of my own is answered in its place, and kept', async ({ open }) => {
  const { folder } = await writeWhyFolder()
  const { page } = await open(folder)
  await openWhyPage(page)
  await askAbout(page, causes.nowhere)
  await page.getByRole('button', { name: 'Test my own explanation' }).click()
  const own = page.getByRole('region', { name: 'My own explanation' })
  await own.getByRole('textbox', { name: 'Explanation' }).fill('finer grid')
  await own.getByRole('button', { name: 'Test it' }).click()
  await expect(own).toContainText('Refuted')
  await expect(own).toContainText(/Grid of 0\.001 is refuted/)
  await expect(own.getByRole('button', { name: 'finer grid' })).toBeVisible()
})

test('a false hit is dismissed with a reason, stays so after a restart, and can be brought back', async ({ open }) => {
  const { folder } = await writeWhyFolder()
  const first = await open(folder)
  await openWhyPage(first.page)
  await recordedList(first.page).getByRole('button', { name: `Places and dismissal of ${causes.falseHit}` }).click()
  await recordedList(first.page).getByRole('textbox', { name: /Not a decision threshold/ }).fill('A limit of the drift monitor')
  await recordedList(first.page).getByRole('button', { name: 'Dismiss it' }).click()
  await expect(recordedList(first.page)).toContainText('1 place dismissed as false hits')

  const second = await open(folder)
  await openWhyPage(second.page)
  const dismissed = recordedList(second.page).getByText('1 place dismissed as false hits')
  await dismissed.click()
  await expect(recordedList(second.page)).toContainText('A limit of the drift monitor')
  await second.page.getByRole('navigation').getByText('Which threshold should we use?').click()
  const written = second.page.getByRole('region', { name: 'Every threshold that is written down somewhere' })
  await expect(written.getByRole('row', { name: /notes\.md/ })).toBeVisible()
  await expect(written.getByRole('row', { name: /monitoring\.yaml/ })).toHaveCount(0)

  await openWhyPage(second.page)
  await recordedList(second.page).getByText('1 place dismissed as false hits').click()
  await recordedList(second.page).getByRole('button', { name: /^Bring back/ }).click()
  await expect(recordedList(second.page).getByRole('button', { name: `Places and dismissal of ${causes.falseHit}` })).toBeVisible()
})

test('the patch for MLflow sets tags of this product only, and is saved outside the evidence', async ({ open, dataFolder }) => {
  const { folder } = await writeWhyFolder()
  const before = await readdir(folder)
  const { page } = await open(folder)
  await openWhyPage(page)
  await page.getByRole('button', { name: 'Preview tags for MLflow' }).click()
  const dialog = page.getByRole('dialog')
  const patch = dialog.getByRole('region', { name: 'Patch' })
  await expect(patch).toContainText(`RUN_ID = "${stated.runs[0].id}"`)
  const python = (await patch.textContent()) ?? ''
  const keys = [...python.matchAll(/^ {4}"([^"]+)":/gm)].map(([, key]) => key)
  expect(keys).toContain('countersign.threshold')
  expect(keys.filter((key) => key?.startsWith('countersign.') !== true)).toEqual([])
  expect(python.match(/client\.\w+/g)).toEqual(['client.set_tag'])
  await dialog.getByRole('button', { name: 'REST calls' }).click()
  await expect(patch).toContainText('/api/2.0/mlflow/runs/set-tag')

  await dialog.getByRole('button', { name: 'Python' }).click()
  const target = dialog.getByRole('textbox', { name: /outside the evidence/ })
  await target.fill(folder)
  await dialog.getByRole('button', { name: 'Save the patch' }).click()
  await expect(dialog.getByRole('alert')).toContainText('evidence')
  await target.fill(dataFolder)
  await dialog.getByRole('button', { name: 'Save the patch' }).click()
  await expect(dialog).toContainText('its hash is kept with the case')
  expect(await readFile(path.join(dataFolder, 'countersign_tags.py'), 'utf8')).toBe(python)
  expect(await readdir(folder)).toEqual(before)
})

test('the page has no accessibility violation, in light and dark and with the dialog open', async ({ open }) => {
  test.slow()
  const { folder } = await writeWhyFolder()
  const { page } = await open(folder)
  await openWhyPage(page)
  await expect(explanations(page).getByRole('article').first()).toBeVisible()
  const violations = async () => (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    expect(await violations()).toEqual([])
  }
  await page.getByRole('button', { name: 'Preview tags for MLflow' }).click()
  await expect(page.getByRole('region', { name: 'Patch' })).toContainText('RUN_ID')
  expect(await violations()).toEqual([])
})

test('the page fits a window of 1280 by 800 without scrolling', async ({ open }) => {
  const { page } = await open(await writeEvidenceFolder())
  await page.setViewportSize({ width: 1280, height: 800 })
  await openWhyPage(page)
  await expect(explanations(page).getByRole('article').first()).toBeVisible()
  expect(await page.evaluate('document.querySelector("main").scrollHeight - document.querySelector("main").clientHeight')).toBe(0)
})
