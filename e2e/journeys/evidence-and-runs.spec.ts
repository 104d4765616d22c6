import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import type { Comparison } from '../../src-main/contract/comparison.ts'
import type { Scan } from '../../src-main/contract/scan.ts'
import { countersign } from '../support/command-line.ts'
import { stated, writeEvidenceFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

const grouped = (sha256: string) => (sha256.slice(0, 12).match(/.{4}/g) ?? []).join(' ')

test('the evidence page lists each file with what was read from it, as the command line does', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const scan = await countersign<Scan>('scan', folder)
  const { page, errors, foreignRequests } = await open(folder)
  await expect(page.getByRole('heading', { level: 1, name: 'What evidence is there?' })).toBeVisible()

  const table = scan.predictions[0]
  const candidate = table?.candidates[0]
  expect(table?.path).toBe(stated.table)
  const row = page.getByRole('row', { name: new RegExp(stated.table) })
  await expect(row).toContainText(`${table?.rows.toLocaleString('en-US')} rows`)
  await expect(row).toContainText(`${candidate?.positives.toLocaleString('en-US')} positive`)
  await expect(row).toContainText(grouped(table?.sha256 ?? ''))
  for (const store of scan.stores) {
    await expect(page.getByRole('row', { name: new RegExp(store.path) })).toContainText(
      `${store.experiments.active} experiments, ${store.runs.active} runs`,
    )
  }
  for (const mention of scan.mentions) {
    await expect(page.getByRole('row', { name: new RegExp(mention.path) })).toContainText(`:${mention.line}`)
  }
  await expect(page.getByRole('region', { name: 'The folder' })).toContainText(grouped(scan.evidenceSha256))
  expect(errors).toEqual([])
  expect(foreignRequests).toEqual([])
})

test('nothing is taken silently: how the table is read is marked as assumed until it is confirmed', async ({ open }) => {
  const { page } = await open(await writeEvidenceFolder())
  const reading = page.getByRole('region', { name: 'How the predictions are read' })
  await expect(reading).toContainText('Assumed, not confirmed')
  await reading.getByRole('button', { name: 'Confirm' }).click()
  await expect(reading).not.toContainText('not confirmed')
})

test('the comparison shows the rows and the verdict of the command line, hostile names as text', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const [first, , third] = stated.runs
  const expected = await countersign<Comparison>('compare', folder, '--runs', first.id, third.id)
  const { page, errors } = await open(folder)
  await page.getByRole('navigation').getByText('Are these the same model?').click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(expected.verdict.headline)

  const sideBySide = page.getByRole('region', { name: 'The runs side by side' })
  const different = expected.rows.filter((row) => row.state === 'different').length
  const missing = expected.rows.filter((row) => row.state === 'missing').length
  await expect(sideBySide.getByRole('status')).toContainText(`${different} different, ${missing} missing`)
  await expect(sideBySide.getByRole('row', { name: 'learning_rate' })).toContainText('≠ different')
  await expect(sideBySide.getByRole('row', { name: 'optimal_threshold' })).toContainText('missing')
  await expect(sideBySide.getByRole('columnheader', { name: third.name })).toBeVisible()
  expect(errors).toEqual([])
})

test('each claim of the verdict opens at what was compared', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const [first, , third] = stated.runs
  const { verdict } = await countersign<Comparison>('compare', folder, '--runs', first.id, third.id)
  const { page, errors } = await open(folder)
  await page.getByRole('navigation').getByText('Are these the same model?').click()
  const claims = page.getByRole('group', { name: 'Evidence, strongest kind first' }).getByRole('button')
  await expect(claims).toHaveCount(verdict.evidence.length)
  const panel = page.getByRole('complementary', { name: 'How this number was computed' })
  for (const [index, { title, derivation }] of verdict.evidence.entries()) {
    await claims.nth(index).press('Enter')
    await expect(panel.getByRole('heading', { name: title })).toBeVisible()
    for (const line of derivation?.rows.split('\n') ?? []) await expect(panel).toContainText(line)
    await page.keyboard.press('Escape')
    await expect(claims.nth(index)).toBeFocused()
  }
  expect(verdict.evidence.at(-1)?.derivation?.query).toContain('FROM params')
  expect(errors).toEqual([])
})

test('the file list that is exported holds every file with its whole hash', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const scan = await countersign<Scan>('scan', folder)
  const { page } = await open(folder)
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export file list' }).click()
  const text = await readFile(await (await started).path(), 'utf8')
  for (const file of [...scan.predictions, ...scan.stores]) expect(text).toContain(file.sha256)
})
