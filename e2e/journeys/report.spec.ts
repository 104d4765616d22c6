import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { writeEvidenceFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

test('the report is exported as a PDF whose hash the page shows, and twice the same', async ({ open, dataFolder }) => {
  const folder = await writeEvidenceFolder()
  const { page } = await open(folder)
  await page.getByRole('navigation').getByText('What goes into the report?').click()
  const exported: string[] = []
  for (const name of ['first.pdf', 'second.pdf']) {
    await page.getByRole('textbox', { name: 'Folder' }).fill(dataFolder)
    await page.getByRole('textbox', { name: 'File name' }).fill(name)
    await page.getByRole('button', { name: 'Export the report' }).click()
    const file = path.join(dataFolder, name)
    await expect(page.getByRole('main')).toContainText(name, { timeout: 30_000 })
    await expect.poll(() => readFile(file).then((bytes) => bytes.subarray(0, 5).toString(), () => '')).toBe('%PDF-')
    exported.push(createHash('sha256').update(await readFile(file)).digest('hex'))
    await expect(page.getByRole('main')).toContainText(exported.at(-1)?.slice(0, 4) ?? '')
  }
  expect(exported[0]).toBe(exported[1])
})

test('an export into the evidence folder is refused with the reason, and nothing is written there', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const before = await readdir(folder)
  const { page } = await open(folder)
  await page.getByRole('navigation').getByText('What goes into the report?').click()
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await expect(page.getByRole('main')).toContainText(/This folder is evidence, and nothing is written there/)
  const button = page.getByRole('button', { name: 'Export the report' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.click({ force: true })
  await expect(page.getByRole('main')).toContainText(/This folder is evidence/)
  expect(await readdir(folder)).toEqual(before)
})

test('a folder that does not exist is refused with a clear word', async ({ open, dataFolder }) => {
  const { page } = await open(await writeEvidenceFolder())
  await page.getByRole('navigation').getByText('What goes into the report?').click()
  await page.getByRole('textbox', { name: 'Folder' }).fill(path.join(dataFolder, 'nowhere'))
  await page.getByRole('button', { name: 'Export the report' }).click()
  await expect(page.getByRole('alert')).toContainText(/nowhere/)
})
