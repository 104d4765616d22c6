import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { Comparison } from '../../src-main/contract/comparison.ts'
import { countersign } from '../support/command-line.ts'
import { stated } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'
import { left, writeTablesFolder } from '../support/tables-folder.ts'

const [first, , third] = stated.runs
const table = (page: Page) => page.getByRole('region', { name: 'The runs side by side' })

async function openComparison(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Are these the same model?').click()
  await expect(table(page)).toBeVisible()
}

async function violations(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

function rowOf({ rows }: Comparison, key: string): Comparison['rows'][number] {
  const row = rows.find((entry) => entry.key === key)
  if (row === undefined) throw new Error(`There is no row ${key}.`)
  return row
}

const signed = (delta: number) => `${delta > 0 ? '+' : '\u2212'}${Math.abs(delta)}`

test('another baseline, a tolerance and an ignore list change the table as the command line does', async ({ open }) => {
  const folder = await writeTablesFolder()
  const compare = (...options: string[]) => countersign<Comparison>('compare', folder, '--runs', first.id, third.id, ...options)
  const exact = await compare()
  const { page, errors } = await open(folder)
  await openComparison(page)
  const auc = rowOf(exact, 'auc')
  await expect(table(page).getByRole('row', { name: /^auc/ })).toContainText(signed(auc.deltas?.[1] ?? 0))

  await table(page).getByRole('button', { name: 'make baseline' }).click()
  const turned = rowOf(await compare('--baseline', third.id), 'auc')
  expect(turned.deltas?.[0]).toBe(-(auc.deltas?.[1] ?? 0))
  await expect(table(page).getByRole('row', { name: /^auc/ })).toContainText(signed(turned.deltas?.[0] ?? 0))
  await expect(page.getByText('Baseline B · numbers compared exactly')).toBeVisible()

  await page.getByRole('button', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Numbers are equal within').fill('0.001')
  await dialog.getByRole('textbox', { name: 'And these keys' }).fill('Ended\nlearning*')
  await dialog.getByRole('button', { name: 'Compare this way' }).click()
  const options = ['--baseline', third.id, '--absolute', '0.001', '--ignore', 'Ended', 'learning*', '--preset', 'system-tags']
  const tolerant = await compare(...options)
  expect(rowOf(exact, 'loss').state).toBe('different')
  expect(rowOf(tolerant, 'loss').withinTolerance).toBe(true)
  const count = (state: string) => tolerant.rows.filter((row) => row.state === state).length
  await expect(table(page).getByRole('status')).toContainText(`${count('different')} different, ${count('missing')} missing, ${count('equal')} equal hidden`)
  await expect(table(page).getByRole('row', { name: 'learning_rate' })).toHaveCount(0)
  await table(page).getByRole('switch', { name: 'Differences only' }).click()
  await expect(table(page).getByRole('row', { name: /^loss/ })).toContainText('within tolerance')
  await expect(table(page)).toContainText(`${tolerant.ignored?.length} keys are left out`)
  expect(errors).toEqual([])
})

test('the greatest value of a metric and its history are those that were logged', async ({ open }) => {
  const { page } = await open(await writeTablesFolder())
  await openComparison(page)
  const loss = table(page).getByRole('row', { name: /^loss/ })
  await expect(loss).toContainText(`${left.losses.length} points`)
  await page.getByRole('button', { name: 'Change' }).click()
  expect(await violations(page)).toEqual([])
  await page.getByRole('dialog').getByRole('combobox', { name: 'Which value of a metric counts' }).click()
  await page.getByRole('option', { name: 'The greatest one' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Compare this way' }).click()
  await expect(loss).toContainText(String(Math.max(...left.losses)))

  await loss.getByRole('button', { name: 'loss' }).click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText(`${left.losses.length + 1} logged points`)
  await expect(panel.getByRole('img', { name: 'A goes from 0.9 at step 0 to 0.125 at step 3' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await panel.getByRole('switch', { name: 'Show as table' }).click()
  for (const [step, value] of left.losses.entries()) {
    await expect(panel.getByRole('row', { name: new RegExp(`^A ${step} ${value} `) })).toBeVisible()
  }
})

test('artifact locations are missing until a rule leads to them, and rules are tried before they are used', async ({ open }) => {
  const { page } = await open(await writeTablesFolder())
  await openComparison(page)
  await expect(page.getByText('Artifact locations: 2 missing')).toBeVisible()
  await page.getByRole('button', { name: 'Where they are' }).click()
  const dialog = page.getByRole('dialog')
  const preview = dialog.getByRole('region', { name: 'What these rules would do' })
  await expect(preview).toContainText(`The whole folder by these rules: ${stated.runs.length} missing`)
  await dialog.getByRole('button', { name: 'Add a rule' }).click()
  await dialog.getByLabel('Rule 1: a location that begins with').fill(`mlruns/1/${first.id}/artifacts`)
  await dialog.getByLabel('Rule 1: begins with this instead').fill('scores')
  await expect(preview).toContainText(`${stated.runs.length - 1} missing`)
  await expect(preview).toContainText('custom-1')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Use these rules' }).click()
  await expect(page.getByText('Artifact locations: 1 missing')).toBeVisible()
})

test('the exported table holds every row with its state and its difference', async ({ open }) => {
  const folder = await writeTablesFolder()
  const expected = await countersign<Comparison>('compare', folder, '--runs', first.id, third.id)
  const { page } = await open(folder)
  await openComparison(page)
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export table' }).click()
  const lines = (await readFile(await (await started).path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(expected.rows.length + 1)
  const auc = rowOf(expected, 'auc')
  expect(lines).toContain(`metrics,auc,${auc.values[0]},${auc.values[1]},${auc.deltas?.[1]},${auc.state}`)
})
