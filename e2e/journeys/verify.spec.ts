import AxeBuilder from '@axe-core/playwright'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { countersignWith } from '../support/command-line.ts'
import { stated, writeEvidenceFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

const passphrase = 'a passphrase of this test'
/** Setting the pages and making the key take longer on a loaded machine. */
const patient = { timeout: 60_000 }

const answer = (page: Page) => page.getByRole('region', { name: 'Answer' })
const found = (page: Page, check: string) => page.getByRole('row', { name: new RegExp(`^${check}`) })

async function makeKey(page: Page, evidence: string, folder: string): Promise<void> {
  await page.getByRole('checkbox', { name: /Seal it/ }).check()
  await page.getByRole('button', { name: 'Make a self-asserted key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /Your name/ }).fill('Ana Ruiz')
  await dialog.getByRole('textbox', { name: 'Folder of the key' }).fill(evidence)
  await expect(dialog).toContainText('This folder is evidence, and nothing is written there.')
  await dialog.getByRole('textbox', { name: 'Folder of the key' }).fill(folder)
  await expect(dialog.getByRole('textbox', { name: 'Name of the key file' })).toHaveValue('ana-ruiz-key.p12')
  await dialog.getByLabel('New passphrase').fill(passphrase)
  await dialog.getByLabel('The passphrase again').fill(`${passphrase}s`)
  await expect(dialog).toContainText('The two passphrases are not the same.')
  await dialog.getByLabel('The passphrase again').fill(passphrase)
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog).toContainText('self-asserted identity', patient)
  await dialog.getByRole('button', { name: 'Use this key' }).click()
  await expect(page.getByRole('textbox', { name: /Key file/ })).toHaveValue(path.join(folder, 'ana-ruiz-key.p12'))
}

/** Exports the report of a folder, sealed with a key made in the window, with both copies. */
async function exportSealed(page: Page, evidence: string, folder: string): Promise<string> {
  await page.getByRole('navigation').getByText('What goes into the report?').click()
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await page.getByRole('textbox', { name: 'File name' }).fill('sealed.pdf')
  await makeKey(page, evidence, folder)
  await page.getByRole('checkbox', { name: /HTML/ }).check()
  await page.getByRole('checkbox', { name: /CSV and JSON/ }).check()
  await page.getByLabel('Passphrase of the key').fill(passphrase)
  await page.getByRole('button', { name: 'Export the report' }).click()
  await expect(page.getByRole('main')).toContainText('Exported sealed.pdf.', patient)
  return path.join(folder, 'sealed.pdf')
}

test('a report that is sealed with a key made here is verified as valid, and with one byte changed as not valid', async ({ open, dataFolder }) => {
  test.setTimeout(240_000)
  const evidence = await writeEvidenceFolder()
  const { page, errors } = await open(evidence)
  const file = await exportSealed(page, evidence, dataFolder)
  const main = page.getByRole('main')
  await expect(main).toContainText('Sealed by Ana Ruiz (self-asserted identity)')
  // Asked for at each seal.
  await expect(page.getByLabel('Passphrase of the key')).toHaveValue('')
  expect((await stat(path.join(dataFolder, 'sealed.html'))).isFile()).toBe(true)
  expect((await stat(path.join(dataFolder, 'sealed-tables', 'SHA256SUMS'))).isFile()).toBe(true)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('button', { name: 'Verify it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is this report as it was sealed?')
  await expect(answer(page)).toContainText('Valid: it is as it was made and sealed.', patient)
  await expect(page.getByRole('region', { name: /Who sealed it/ })).toContainText('Not checked')
  for (const [check, word] of [['Seal', 'Holds'], ['Whole file', 'Covered'], ['Attachments', 'As stated'], ['Pages', 'Identical'], ['Numbers', 'None differs']] as const) {
    await expect(found(page, check)).toContainText(word)
  }
  await expect(found(page, 'Review chain')).toContainText('it is a draft, not a sign-off')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  // The page shows the fingerprint in groups of four; another key is then not trusted, though the report stays valid.
  const shown = await page.getByRole('definition').filter({ hasText: /^([0-9a-f]{4} ){15}[0-9a-f]{4}$/ }).first().innerText()
  await page.getByRole('radio', { name: 'By fingerprint' }).check()
  for (const [fingerprint, word] of [[shown, 'Trusted'], ['ab'.repeat(32), 'Not trusted']] as const) {
    await page.getByRole('textbox', { name: /SHA-256 fingerprint/ }).fill(fingerprint)
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await expect(page.getByRole('region', { name: /Who sealed it/ }).getByText(word, { exact: true })).toBeVisible(patient)
    await expect(answer(page)).toContainText('Valid: it is as it was made and sealed.')
  }

  await page.getByRole('radio', { name: 'Don’t check it' }).check()
  await page.getByRole('button', { name: 'Use the folder that is open' }).click()
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(found(page, 'Numbers')).toContainText('Against the evidence folder', patient)
  await expect(answer(page)).toContainText('Valid: it is as it was made and sealed.')

  const bytes = await readFile(file)
  bytes[2000] = (bytes[2000] ?? 0) ^ 1
  const changed = path.join(dataFolder, 'changed.pdf')
  await writeFile(changed, bytes)
  await page.getByRole('textbox', { name: 'Report (PDF)' }).fill(changed)
  await expect(answer(page)).toContainText('This was found of sealed.pdf')
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(answer(page)).toContainText('Not valid: it is not as it was sealed.', patient)
  await expect(found(page, 'Seal')).toContainText('Does not hold')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  expect(errors).toEqual([])
})

test('a report without a seal that is dropped on the start page is not valid, and a passphrase that is wrong writes nothing', async ({ open, dataFolder }) => {
  test.setTimeout(180_000)
  const evidence = await writeEvidenceFolder()
  const { page } = await open(evidence)
  await page.getByRole('navigation').getByText('What goes into the report?').click()
  await page.getByRole('textbox', { name: 'Folder' }).fill(dataFolder)
  await makeKey(page, evidence, dataFolder)
  await page.getByRole('textbox', { name: 'File name' }).fill('wrong.pdf')
  await page.getByLabel('Passphrase of the key').fill('another passphrase')
  await page.getByRole('button', { name: 'Export the report' }).click()
  await expect(page.getByRole('alert')).toContainText(/can not be opened with this passphrase/, patient)
  await expect(stat(path.join(dataFolder, 'wrong.pdf'))).rejects.toThrow('ENOENT')

  await page.getByRole('checkbox', { name: /Seal it/ }).uncheck()
  await page.getByRole('textbox', { name: 'File name' }).fill('draft.pdf')
  await page.getByRole('button', { name: 'Export the report' }).click()
  await expect(page.getByRole('main')).toContainText('Exported draft.pdf.', patient)
  await page.getByRole('button', { name: /open another folder/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which folder holds the evidence?')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const content = (await readFile(path.join(dataFolder, 'draft.pdf'))).toString('base64')
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer()
    const bytes = Uint8Array.from(atob('${content}'), (character) => character.charCodeAt(0))
    transfer.items.add(new File([bytes], 'draft.pdf', { type: 'application/pdf' }))
    return transfer
  })()`)
  await page.locator('.open-folder').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(answer(page)).toContainText('Not valid: it is not sealed.', patient)
  await expect(page.getByRole('main')).toContainText('Dropped: draft.pdf')
  await expect(found(page, 'Pages')).toContainText('Identical')

  await page.getByRole('button', { name: 'Another report' }).click()
  await page.getByRole('button', { name: 'Choose a report' }).click()
  await expect(page.getByRole('dialog')).toContainText('Which report is it?')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('textbox', { name: 'Report (PDF)' }).fill(path.join(dataFolder, 'nowhere.pdf'))
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('There is no such file.')
})

test('the report of a review carries the review, and a review that proposes nothing gives none', async ({ open, dataFolder }) => {
  test.setTimeout(180_000)
  const evidence = await writeEvidenceFolder()
  const review = path.join(dataFolder, 'scoring.countersign')
  const command = (...args: string[]) => countersignWith(dataFolder, 'review', ...args)
  await command('new', review, '--folder', evidence, '--model', 'scoring', '--model-version', '3', '--purpose', 'Refuse what is likely to default.', '--preparer', 'Ana')
  const { page } = await open(evidence)
  await page.getByRole('navigation').getByText('What goes into the report?').click()
  await page.getByRole('radio', { name: 'A review, with who signed it' }).check()
  await expect(page.getByRole('main')).toContainText('The export waits for the review file.')
  await page.getByRole('button', { name: /^scoring .*scoring\.countersign/ }).click()
  await expect(page.getByRole('textbox', { name: 'Review file' })).toHaveValue(review)
  await page.getByRole('textbox', { name: 'Folder' }).fill(dataFolder)
  await page.getByRole('button', { name: 'Export the report' }).click()
  await expect(page.getByRole('alert')).toContainText('The review proposes nothing yet.', patient)

  const { table, label, score, costFn, costFp } = stated
  await command('append', review, '--person', 'P1', '--policy', 'default')
  await command('append', review, '--person', 'P1', '--predictions', table, '--label', label, '--score', score, '--cost-fn', costFn, '--cost-fp', costFp, '--adopt', stated.recorded, '--confirm-costs')
  await page.getByRole('button', { name: 'Export the report' }).click()
  await expect(page.getByRole('main')).toContainText(/Exported countersign-.*-review\.pdf/, patient)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Verify it' }).click()
  await expect(answer(page)).toContainText('Not valid: it is not sealed.', patient)
  await expect(found(page, 'Review chain')).toContainText('Whole')
  await expect(found(page, 'Roles and keys')).toContainText('Nobody signed.')
  await expect(page.getByRole('cell', { name: 'review.countersign', exact: true })).toBeVisible()
})
