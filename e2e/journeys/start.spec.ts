import { rm } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { writeEvidenceFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

test('the demo workspace opens from the start page and answers', async ({ open }) => {
  const { page } = await open(null)
  await page.getByRole('button', { name: /demo/i }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'What evidence is there?' })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('navigation').getByText('Which threshold should we use?').click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('0.476')
})

test('a folder is opened by its path and is among the recent ones afterwards', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const { page } = await open(null)
  await page.getByRole('textbox', { name: /path|folder/i }).first().fill(folder)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /open this folder|^open$/i }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'What evidence is there?' })).toBeVisible()
  await expect(page.getByRole('row', { name: /mlflow\.db/ })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Open another folder' }).click()
  await expect(page.getByRole('main')).toContainText(folder.split('/').at(-1) ?? folder)
})

test('a folder that vanished is told with what to do, and the start page stays usable', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  await rm(folder, { recursive: true })
  const { page } = await open(folder)
  await expect(page.getByRole('alert')).toContainText(/countersign-evidence/)
  await page.getByRole('main').getByRole('button', { name: /another folder/i }).click()
  await expect(page.getByRole('button', { name: /demo/i })).toBeEnabled()
})
