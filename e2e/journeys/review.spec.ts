import { createHash } from 'node:crypto'
import { appendFile, cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { hasOpenssl, makeAuthority, makeCertificate, writeKeyFile } from '../../src-main/signing/openssl.test-kit.ts'
import { stated, writeEvidenceFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

const question = 'May this threshold be signed off?'
const passphrase = 'a passphrase of the test'
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' })

/** What axe finds on the page, by rule. */
async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

const actAs = (page: Page, name: string) => page.getByRole('combobox', { name: 'You act as' }).selectOption({ label: name })
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()

/** Opens a form with its button, fills it in and hands it in. */
async function fill(page: Page, button: string, fields: Readonly<Record<string, string>>, submit: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  for (const [label, value] of Object.entries(fields)) {
    const field = dialog.getByLabel(label, { exact: true })
    if (await field.and(dialog.getByRole('combobox')).isVisible()) await field.selectOption({ label: value })
    else await field.fill(value)
  }
  await dialog.getByRole('button', { name: submit, exact: true }).click()
  await expect(dialog).toBeHidden()
}

async function newReview(page: Page, file: string): Promise<void> {
  await page.getByRole('navigation').getByText(question).click()
  const values = { 'File, outside the evidence': file, Model: 'scoring', Version: '3', 'What it decides': 'Refuse applications that are likely to default.', 'You, as preparer': 'Ana' }
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: 'Make the review' }).click()
  await expect(answer(page)).toContainText('Not yet: the proposal is not frozen.')
}

/** People, proposal, policy and dates, frozen. */
async function frozen(page: Page, file: string): Promise<void> {
  await newReview(page, file)
  await fill(page, 'Add a person', { Name: 'Ben', 'Role (optional)': 'The validator' }, 'Add the person')
  await fill(page, 'Add a person', { Name: 'Cleo', 'Role (optional)': 'The approver' }, 'Add the person')
  await fill(page, 'Add a person', { Name: 'Dan' }, 'Add the person')
  const threshold = page.getByLabel('Threshold to sign off')
  await expect(threshold.locator('option', { hasText: '(recommended)' })).toHaveCount(1, { timeout: 30_000 })
  await page.getByRole('button', { name: 'Yes', exact: true }).click()
  await threshold.selectOption('recommended')
  await page.getByRole('button', { name: 'Propose it' }).click()
  await expect(page.getByRole('region', { name: 'Proposal', exact: true })).toContainText(`${stated.table}; label ${stated.label}, score ${stated.score}`)
  await page.getByRole('button', { name: 'Use the default policy' }).click()
  await fill(page, 'Set the dates', { 'Holds from': '2090-01-01', 'Expires on': '2091-01-01', 'Next review on': '2090-07-01' }, 'Set the dates')
  await accessible(page)
  await page.getByRole('button', { name: 'Freeze the evidence and the proposal' }).click()
  await expect(answer(page)).toContainText('Not yet: the preparer has not signed.', { timeout: 90_000 })
}

/** Signs in the dialog, after what it asks for first. */
async function sign(page: Page, role: string, key: string, { opinion, more }: { opinion?: string; more?: () => Promise<void> } = {}): Promise<void> {
  await page.getByRole('button', { name: `Sign as ${role}` }).click()
  const dialog = page.getByRole('dialog', { name: `Sign as ${role}` })
  if (opinion !== undefined) await dialog.getByLabel('Opinion', { exact: true }).selectOption({ label: opinion })
  const evaluate = dialog.getByRole('button', { name: 'Evaluate the checks again' })
  const preview = dialog.getByRole('region', { name: 'What is signed' })
  await expect(preview).toContainText(`signs as ${role}.`)
  if (await evaluate.isVisible()) await evaluate.click()
  await expect(evaluate).toBeHidden({ timeout: 60_000 })
  await dialog.getByRole('textbox', { name: 'Key file' }).fill(key)
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await more?.()
  const button = dialog.getByRole('button', { name: `Sign as ${role}`, exact: true })
  await expect(button).toHaveAttribute('aria-disabled', 'false')
  await button.click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
}

/** Registers the certificate of the person who acts. */
async function register(page: Page, key: string): Promise<void> {
  await page.getByRole('region', { name: 'Signers' }).getByRole('button', { name: 'Register a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Key file' }).fill(key)
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Register the key' }).click()
  await expect(dialog).toBeHidden()
}

test('a threshold goes from the folder to a sign-off by three people with three certificates', async ({ open, folder: place }) => {
  test.skip(!hasOpenssl, 'OpenSSL 3, which issues the certificates, is not here')
  test.setTimeout(300_000)
  makeAuthority(place, 'authority')
  for (const name of ['Ana', 'Ben', 'Cleo']) {
    makeCertificate(place, name, { by: 'authority', key: ['-newkey', 'rsa:2048'] })
    writeKeyFile(place, `${name}.p12`, name, passphrase, 'authority')
  }
  const key = (name: string) => path.join(place, `${name}.p12`)
  const file = path.join(place, 'scoring.countersign')
  const { page, errors } = await open(await writeEvidenceFolder())
  await page.getByRole('navigation').getByText(question).click()
  await accessible(page)
  await frozen(page, file)

  await tab(page, 'Checks')
  const checks = page.getByRole('region', { name: 'Checks', exact: true })
  await expect(checks.getByRole('rowheader').first()).toContainText('Not assessable')
  await accessible(page)
  await checks.getByRole('row', { name: /^G05/ }).getByRole('button').click()
  const opened = page.getByRole('dialog', { name: /^G05/ })
  await expect(opened).toContainText('What is missing')
  await accessible(page)
  await page.keyboard.press('Escape')

  await register(page, key('Ana'))
  await sign(page, 'preparer', key('Ana'))
  await expect(answer(page)).toContainText('Not yet: the validation has not begun.')

  await actAs(page, 'Ben, validator')
  await tab(page, 'Challenge')
  await fill(page, 'Start the validation', {}, 'Start the validation')
  await fill(page, 'Raise a challenge', { Question: 'Why these costs?' }, 'Raise the challenge')
  await actAs(page, 'Ana, preparer')
  await fill(page, 'Answer', { Response: 'From the loss study.' }, 'Give the answer')
  await actAs(page, 'Ben, validator')
  await accessible(page)
  await fill(page, 'Dispose of it', { Why: 'Seen.' }, 'Dispose of the challenge')
  await tab(page, 'Findings')
  const finding = { Severity: 'Medium', 'Condition: what is': 'Costs without a date.', 'Criterion: what should be': 'Dated costs.', Cause: 'Old file.', Effect: 'Unknown age.', Recommendation: 'Date them.', 'Owner (optional)': 'Dan', 'Due (optional)': '2090-03-01' }
  await fill(page, 'Raise a finding', finding, 'Raise the finding')
  await accessible(page)
  await register(page, key('Ben'))
  await sign(page, 'validator', key('Ben'), {
    opinion: 'Approved',
    more: async () => {
      await expect(page.getByRole('region', { name: 'What is signed' })).toContainText('Opinion: Approved.')
      await accessible(page)
    },
  })
  await expect(answer(page)).toContainText('Not yet: the approver has not signed.')

  await actAs(page, 'Cleo, approver')
  await tab(page, 'Checks')
  await register(page, key('Cleo'))
  const exception = { Reason: 'Not in the folder.', 'Control in its place': 'Backtest every quarter.', Owner: 'Dan', 'Expires on': '2090-06-01' }
  await page.getByRole('button', { name: /^Grant the \d+ exceptions$/ }).click()
  const dialog = page.getByRole('dialog')
  for (const label of ['Reason', 'Control in its place', 'Expires on'] as const) await dialog.getByLabel(label, { exact: true }).fill(exception[label])
  await dialog.getByLabel('Owner', { exact: true }).selectOption({ label: exception.Owner })
  await dialog.getByRole('button', { name: 'Grant the exceptions' }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await sign(page, 'approver', key('Cleo'), { opinion: 'Approved' })
  await expect(answer(page)).toContainText('Signed off until 2091-01-01; not in force yet.')
  await tab(page, 'Decision')
  await accessible(page)
  await tab(page, 'Record')
  await accessible(page)
  await expect(page.getByRole('navigation')).toContainText('Approved')
  expect(errors).toEqual([])
})

test('a self-asserted identity signs and says what it is, and a copy finds what is missing of the evidence', async ({ open, folder: place }) => {
  test.setTimeout(240_000)
  const evidence = await writeEvidenceFolder()
  const file = path.join(place, 'scoring.countersign')
  const { page } = await open(evidence)
  await frozen(page, file)
  await page.getByRole('region', { name: 'Signers' }).getByRole('button', { name: 'Register a key' }).click()
  const making = page.getByRole('dialog')
  await making.getByLabel('Make a self-asserted identity').check()
  await expect(making).toContainText('the segregation of duties cannot be assessed')
  const key = path.join(place, 'Ana.p12')
  await making.getByRole('textbox', { name: 'Key file to make' }).fill(key)
  await making.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await making.getByLabel('Passphrase once more', { exact: true }).fill(passphrase)
  await making.getByRole('button', { name: 'Make and register the key' }).click()
  await expect(making).toBeHidden({ timeout: 60_000 })
  await expect(page.getByRole('region', { name: 'Signers' })).toContainText('self-asserted identity')
  await sign(page, 'preparer', key)
  await expect(answer(page)).toContainText('Not yet: the validation has not begun.')

  const copy = path.join(place, 'copy.countersign')
  await page.getByRole('button', { name: 'Hand over' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Copy to' }).fill(copy)
  await dialog.getByRole('button', { name: 'Copy the file' }).click()
  const sha256 = createHash('sha256').update(await readFile(file)).digest('hex')
  await expect(dialog).toContainText((sha256.match(/.{4}/g) ?? []).join(' '))
  expect(await readFile(copy)).toEqual(await readFile(file))
  await accessible(page)

  const { page: colleague } = await open(null)
  await accessible(colleague)
  await colleague.getByRole('textbox', { name: 'Review file' }).fill(copy)
  await colleague.getByRole('button', { name: 'Open the review' }).click()
  await expect(answer(colleague)).toContainText('Not yet: the validation has not begun.', { timeout: 60_000 })
  await expect(colleague.getByRole('heading', { name: question, level: 1 })).toBeVisible()

  const other = path.join(place, 'other')
  await cp(evidence, other, { recursive: true })
  await appendFile(path.join(other, 'notes.md'), 'And another line.\n')
  await appendFile(path.join(evidence, 'notes.md'), 'And another line.\n')
  const { page: second } = await open(other)
  await second.getByRole('navigation').getByText(question).click()
  await second.getByRole('textbox', { name: 'Review file' }).fill(copy)
  await second.getByRole('button', { name: 'Open the review' }).click()
  await expect(second.getByRole('region', { name: 'Evidence of the review' })).toContainText('notes.md', { timeout: 30_000 })
  await accessible(second)
})
