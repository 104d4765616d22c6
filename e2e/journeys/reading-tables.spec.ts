import { chmod, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { generatedFolder } from '../support/generated-folder.ts'
import { test } from '../support/launch.ts'

const card = (page: Page) => page.getByRole('region', { name: 'How the predictions are read' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'How are the predictions read?' })

/** Sound rows, of which every fourth is positive with a higher score. */
function rows(count: number, label: (index: number) => string = (index) => (index % 4 === 0 ? '1' : '0')): string[] {
  return Array.from({ length: count }, (_, index) => `${label(index)},0.${index % 4 === 0 ? 9 : 1}${String(index).padStart(4, '0')}`)
}

/** A folder with a damaged table, one of three label values, one without a label, and tables in files of no pattern. */
async function writeFolder(): Promise<string> {
  const folder = await generatedFolder('reading')
  await mkdir(path.join(folder, 'months'))
  const sound = rows(60)
  const damaged = ['y_true,score', ...sound.slice(0, 20), '1', ...sound.slice(20, 40), '0,"0.2', '0,0.2,7', ...sound.slice(40)]
  await writeFile(path.join(folder, 'damaged.csv'), `${damaged.slice(0, 30).join('\r\n')}\r\n${damaged.slice(30).join('\n')}\n`)
  await writeFile(path.join(folder, 'three.csv'), `outcome,score\n${rows(80, (index) => (index % 4 === 0 ? 'bad' : index % 4 === 3 ? 'open' : 'good')).join('\n')}\n`)
  const month = (first: number) => `t,m\n${Array.from({ length: 40 }, (_, index) => `${(first + index) % 3 === 0 ? 1 : 0},${first + index}.5`).join('\n')}\n`
  await writeFile(path.join(folder, 'months', 'jan.csv'), month(0))
  await writeFile(path.join(folder, 'months', 'feb.csv'), month(40))
  return folder
}

async function openDialog(page: Page, table: string): Promise<void> {
  await card(page).getByRole('button', { name: /^(Change|Choose)$/ }).click()
  await dialog(page).getByRole('combobox', { name: 'Table' }).click()
  await page.getByRole('option', { name: table }).click()
}

test('malformed rows are left out and counted by cause with their lines, in the dialog and after reading', async ({ open }) => {
  const { page, errors } = await open(await writeFolder())
  await openDialog(page, 'damaged.csv')
  // 60 sound rows; line 22 is short, line 43 opens a quote, line 44 is long; 30 lines end in CR LF, 34 in LF.
  const causes = ['1 with fewer values than columns: line 22', '1 with more values than columns: line 44', '1 with a quote that does not close its value: line 43']
  await expect(dialog(page)).toContainText('3 of 63 rows cannot be taken apart.')
  for (const cause of causes) await expect(dialog(page)).toContainText(cause)
  await expect(dialog(page)).toContainText('lines end in different ways: 34 in LF, 30 in CR LF')
  await dialog(page).getByRole('radio', { name: 'A high score means 1' }).check()
  await dialog(page).getByRole('button', { name: 'Read it this way' }).click()
  await expect(card(page)).toContainText('3 of 63')
  for (const cause of causes) await expect(card(page)).toContainText(cause)
  await expect(card(page)).toContainText('15 of 60 (25.00')
  await page.getByRole('button', { name: 'damaged.csv' }).click()
  const panel = page.getByRole('dialog', { name: 'damaged.csv' })
  for (const cause of causes) await expect(panel).toContainText(cause)
  await panel.getByRole('button', { name: 'Compute the fingerprint' }).click()
  await expect(panel.getByRole('alert')).toContainText('Line 22 holds another number of values (1) than the header has columns (2).')
  expect(errors).toEqual([])
})

test('a pattern that the scan did not offer is named, checked and previewed', async ({ open }) => {
  const { page, errors } = await open(await writeFolder())
  await openDialog(page, 'Another file, folder or pattern')
  const field = dialog(page).getByRole('textbox', { name: /File, folder of parts or pattern/ })
  const look = dialog(page).getByRole('button', { name: 'Look' })
  for (const [text, answer] of [
    ['../*.csv', 'The path contains "..".'],
    ['/etc/*', 'The path is absolute.'],
    ['<img src=x onerror=alert(1)>*', 'No file matches this pattern.'],
    ['*.csv', 'The columns of'],
    ['months/*.parquet', 'No file matches this pattern.'],
  ] as const) {
    await field.fill(text)
    await look.click()
    await expect(dialog(page).getByRole('alert')).toContainText(answer)
  }
  await expect(dialog(page).getByRole('button', { name: 'Read it this way' })).toBeDisabled()

  await field.fill('months/*.csv')
  await field.press('Enter')
  await expect(dialog(page)).toContainText('months/*.csv stands for 2 files with 80 rows and 2 columns')
  for (const name of ['months/feb.csv', 'months/jan.csv']) await expect(dialog(page).getByRole('listitem').filter({ hasText: name })).toBeVisible()
  await dialog(page).getByRole('radio', { name: 'Other columns' }).check()
  await dialog(page).getByRole('combobox', { name: 'Label: what happened' }).click()
  await page.getByRole('option', { name: /^t / }).click()
  await dialog(page).getByRole('combobox', { name: 'Score: what the model said' }).click()
  await page.getByRole('option', { name: /^m / }).click()
  await dialog(page).getByRole('radiogroup', { name: 'Positive class: the outcome to catch' }).getByRole('radio', { name: /^1 / }).check()
  await dialog(page).getByRole('radio', { name: 'A high score means 1' }).check()
  await dialog(page).getByRole('button', { name: 'Read it this way' }).click()
  // Of 0 to 79 the multiples of three are 27.
  await expect(card(page)).toContainText('27 of 80')
  await expect(card(page)).toContainText('2 files')
  expect(errors).toEqual([])
})

test('of three label values the person chooses two, and the rest is counted', async ({ open }) => {
  const { page, errors } = await open(await writeFolder())
  await openDialog(page, 'three.csv')
  await expect(dialog(page)).toContainText('outcome holds more than two values')
  await expect(dialog(page).getByRole('status')).toHaveText('Choose the positive class.')
  await dialog(page).getByRole('radiogroup', { name: 'Positive class: the outcome to catch' }).getByRole('radio', { name: /^bad / }).check()
  await expect(dialog(page).getByRole('status')).toHaveText('Choose the negative class.')
  await dialog(page).getByRole('radiogroup', { name: 'Negative class' }).getByRole('radio', { name: /^good / }).check()
  await expect(dialog(page)).toContainText('Left out: open (20 rows).')
  await dialog(page).getByRole('radio', { name: 'A high score means bad' }).check()
  await dialog(page).getByRole('button', { name: 'Read it this way' }).click()
  await expect(card(page)).toContainText('20 of 60 (33.33')
  await expect(card(page)).toContainText('20 with another label: lines 5, 9, 13, 17, 21, 25, … and 14 more')
  expect(errors).toEqual([])
})

test('a column of many values, and one that has gone since, are said plainly', async ({ open }) => {
  const folder = await writeFolder()
  const { page } = await open(folder)
  await openDialog(page, 'three.csv')
  await dialog(page).getByRole('radio', { name: 'Other columns' }).check()
  await dialog(page).getByRole('combobox', { name: 'Label: what happened' }).click()
  await page.getByRole('option', { name: /^score / }).click()
  await expect(dialog(page)).toContainText('This column holds more than 20 values')

  await writeFile(path.join(folder, 'three.csv'), 'result,score\nbad,0.5\ngood,0.1\n')
  await dialog(page).getByRole('radio', { name: /outcome with score/ }).check()
  await dialog(page).getByRole('radiogroup', { name: 'Positive class: the outcome to catch' }).getByRole('radio', { name: /^bad / }).check()
  await dialog(page).getByRole('radiogroup', { name: 'Negative class' }).getByRole('radio', { name: /^good / }).check()
  await dialog(page).getByRole('radio', { name: 'A high score means bad' }).check()
  await dialog(page).getByRole('button', { name: 'Read it this way' }).click()
  await expect(card(page).getByRole('alert')).toContainText('There is no column outcome.')
  await expect(card(page).getByRole('alert')).toContainText('The columns are: result, score.')
})

test('a table that may not be read says so', async ({ open }) => {
  test.skip(process.platform === 'win32' || process.getuid?.() === 0, 'The administrator may read every file.')
  const folder = await writeFolder()
  const { page } = await open(folder)
  await openDialog(page, 'damaged.csv')
  await chmod(path.join(folder, 'damaged.csv'), 0o000)
  await dialog(page).getByRole('radio', { name: 'A high score means 1' }).check()
  await dialog(page).getByRole('button', { name: 'Read it this way' }).click()
  await expect(card(page).getByRole('alert')).toContainText('You have no permission to read this file.')
})
