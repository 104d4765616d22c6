import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { ModelInspection } from '../../src-main/contract/model.ts'
import type { Scan } from '../../src-main/contract/scan.ts'
import { countersign } from '../support/command-line.ts'
import { stated } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'
import { left, tableLines, writeTablesFolder } from '../support/tables-folder.ts'

const reading = (page: Page) => page.getByRole('region', { name: 'How the predictions are read' })
const grouped = (hash: string) => (hash.match(/.{4}/g) ?? []).join(' ')

async function violations(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

async function chooseTable(page: Page, table: string): Promise<void> {
  await reading(page).getByRole('button', { name: /^(Change|Choose)$/ }).click()
  const dialog = page.getByRole('dialog', { name: 'How are the predictions read?' })
  await dialog.getByRole('combobox', { name: 'Table' }).click()
  await page.getByRole('option', { name: table }).click()
}

/** Area under the ROC curve of the usable rows, pair by pair, ties counted half. */
function auc(positive: string): number {
  const rows = tableLines().filter(({ bad }) => !bad).map(({ label, score }) => ({ positive: label === positive, score: Number(score.replace(',', '.')) }))
  const [positives, negatives] = [rows.filter((row) => row.positive), rows.filter((row) => !row.positive)]
  let wins = 0
  for (const one of positives) for (const other of negatives) wins += one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0
  return wins / (positives.length * negatives.length)
}

test('the class and the direction are left to the person, and what was read is said', async ({ open }) => {
  const folder = await writeTablesFolder()
  const scan = await countersign<Scan>('scan', folder)
  const candidate = scan.predictions.find((table) => table.path === left.table)?.candidates[0]
  expect(candidate?.positive).toBeNull()
  const { page, errors } = await open(folder)
  await chooseTable(page, left.table)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('text separated by semicolons, read as Windows-1252, 1 file')
  await expect(dialog).toContainText(candidate?.reason ?? '')
  for (const example of candidate?.examples ?? []) await expect(dialog).toContainText(example)
  for (const warning of candidate?.warnings ?? []) await expect(dialog).toContainText(warning)

  const read = dialog.getByRole('button', { name: 'Read it this way' })
  await expect(dialog.getByRole('status')).toHaveText('Choose the positive class.')
  await expect(read).toBeDisabled()
  await dialog.getByRole('radio', { name: left.labels[1], exact: false }).first().check()
  await expect(dialog.getByRole('status')).toHaveText('Choose the direction.')
  await expect(read).toBeDisabled()
  await dialog.getByRole('radio', { name: `A high score means ${left.labels[1]}` }).check()
  await read.click()

  const card = reading(page)
  await expect(card).toContainText(`AUC ${auc(left.labels[1]).toFixed(3)}`)
  await expect(card).toContainText(`${left.badLines.length} of ${left.rows}`)
  await expect(card).toContainText(`${left.badLines.length} with a score that is not a number: lines 5, 118 and 301`)
  await expect(card).toContainText('read as Windows-1252, 1 file, decimal commas read as points')
  await expect(card).toContainText('Confirmed by you.')
  expect(errors).toEqual([])
})

test('the direction that the rows suggest is a proposal: nothing is chosen by it', async ({ open }) => {
  const folder = await writeTablesFolder()
  const scan = await countersign<Scan>('scan', folder)
  const candidate = scan.predictions.find((table) => table.path === stated.table)?.candidates[0]
  const area = candidate?.auc ?? Number.NaN
  const { page } = await open(folder)
  await reading(page).getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`AUC ${area.toFixed(3)} if high scores mean 1: the rows suggest that high scores mean 1.`)
  await expect(dialog.getByRole('radio', { name: /score means/ }).and(page.locator(':checked'))).toHaveCount(0)
  // With the classes swapped, the area is what is left of 1.
  await dialog.getByRole('radio', { name: /^0 / }).check()
  await expect(dialog).toContainText(`AUC ${(1 - area).toFixed(3)} if high scores mean 0: the rows suggest that low scores mean 0.`)
  expect(await violations(page)).toEqual([])
})

test('decisions of a score that is positive when low are worded so', async ({ open }) => {
  const { page } = await open(await writeTablesFolder())
  await expect(page.getByRole('row', { name: new RegExp(left.decisions) })).toContainText(`positive up to a cut in [${left.refused.join(', ')})`)
})

test('a model file opens to what the command line says of it, hostile text as text', async ({ open }) => {
  const folder = await writeTablesFolder()
  const before = await readFile(path.join(folder, left.model))
  const model = await countersign<ModelInspection>('inspect', path.join(folder, left.model))
  const { page, errors } = await open(folder)
  await page.getByRole('button', { name: left.model }).click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText(model.format)
  await expect(panel).toContainText(grouped(model.sha256))
  for (const { message } of model.problems) await expect(panel).toContainText(message)
  const callable = model.callables.find(({ dangerous }) => dangerous)
  expect(callable?.name).toContain(left.callable)
  await expect(panel.getByRole('row', { name: new RegExp(callable?.name ?? '') })).toContainText('dangerous')
  expect(errors).toEqual([])
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  expect(await readFile(path.join(folder, left.model))).toEqual(before)
})

test('a table in another order and with another separator is told to be the same rows', async ({ open }) => {
  const folder = await writeTablesFolder()
  const [head = '', ...rows] = (await readFile(path.join(folder, stated.table), 'utf8')).trimEnd().split('\n')
  const turned = (line: string) => line.split(',').reverse().join(';')
  await writeFile(path.join(folder, 'copy.csv'), [head, ...rows.reverse()].map(turned).join('\n'))
  await writeFile(path.join(folder, 'changed.csv'), [head, ...rows.slice(1), '0,0.9998'].join('\n'))
  const { page } = await open(folder)
  await page.getByRole('button', { name: stated.table }).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('button', { name: 'Compute the fingerprint' }).click()
  await expect(panel).toContainText(`${stated.rows.toLocaleString('en-US')} rows, 2 columns: ${stated.label} (number), ${stated.score} (number)`)
  await expect(panel).toContainText('10,000 rows only')
  const compareWith = async (table: string) => {
    await panel.getByRole('combobox', { name: 'The table to compare with' }).click()
    await page.getByRole('option', { name: table }).click()
    await panel.getByRole('button', { name: 'Compare' }).click()
  }
  await compareWith('copy.csv')
  await expect(panel).toContainText('The same rows in another order.')
  await compareWith('changed.csv')
  await expect(panel).toContainText('Different tables.')
  expect(await violations(page)).toEqual([])
})
