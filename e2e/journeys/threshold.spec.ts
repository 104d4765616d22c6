import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Recommendation } from '../../src-main/contract/recommendation.ts'
import { countersign } from '../support/command-line.ts'
import { stated, writeEvidenceFolder } from '../support/evidence-folder.ts'
import { test } from '../support/launch.ts'

const count = (value: number) => value.toLocaleString('en-US')
/** Costs of the generated folder come in halves. */
const cost = (value: number) => value.toLocaleString('en-US', { minimumFractionDigits: 1 })

async function recommend(folder: string, costFn: string, costFp: string): Promise<Recommendation> {
  const table = path.join(folder, stated.table)
  const columns = ['--label', stated.label, '--score', stated.score]
  return countersign('recommend', table, ...columns, '--cost-fn', costFn, '--cost-fp', costFp, '--at', stated.recorded)
}

async function openThresholdPage(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Which threshold should we use?').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Which threshold should we use?' })).toBeVisible()
}

test('the threshold page shows the numbers that the command line gives', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const expected = await recommend(folder, stated.costFn, stated.costFp)
  const { page } = await open(folder)
  await openThresholdPage(page)

  const { optimum } = expected
  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer).toContainText(`score is ${optimum.threshold} or higher`)
  await expect(answer).toContainText(`${count(optimum.cost)} units`)

  const recorded = expected.at[0]
  if (recorded === undefined) throw new Error('The command line gave no counts at the recorded threshold.')
  const happens = page.getByRole('region', { name: /^What happens to 6,000 applicants/ })
  const cells = (name: string) => happens.getByRole('row', { name }).getByRole('cell')
  await expect(cells('a default accepted')).toHaveText([count(optimum.fn), count(recorded.fn)])
  await expect(cells('refused').first()).toHaveText(count(optimum.tp))
  await expect(cells('a good one refused')).toHaveText([count(optimum.fp), count(recorded.fp)])
  await expect(cells('Cost')).toHaveText([cost(optimum.cost), cost(recorded.cost)])

  const written = page.getByRole('region', { name: 'Every threshold that is written down somewhere' })
  const run = written.getByRole('row', { name: new RegExp(`Run ${stated.runs[0].name}`) })
  await expect(run).toContainText(`+${cost(recorded.cost - optimum.cost)}`)
  await expect(written.getByRole('row', { name: /notes\.md/ })).toBeVisible()
})

test('another cost changes every number to what the command line gives for it', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const expected = await recommend(folder, '31', '1.5')
  const { page } = await open(folder)
  await openThresholdPage(page)

  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('31')
  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer).toContainText(`score is ${expected.optimum.threshold} or higher`)
  await expect(answer).toContainText(`${count(expected.optimum.cost)} units`)
  await expect(page.getByRole('row', { name: 'a default accepted' }).getByRole('cell').first()).toHaveText(
    count(expected.optimum.fn),
  )
})

test('a cost that is no number is refused in its place, and the answer stays', async ({ open }) => {
  const { page } = await open(await writeEvidenceFolder())
  await openThresholdPage(page)
  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer).toContainText('or higher')
  const decisive = answer.locator('.sentence > strong')
  const before = await decisive.textContent()
  const input = page.getByRole('textbox', { name: /A default we accepted/ })
  await input.fill('-3')
  await expect(input).toHaveAttribute('aria-invalid', 'true')
  await expect(decisive).toHaveText(before ?? '')
})

test('a number opens to its query, its rows, the hash of its file and the rule for ties', async ({ open }) => {
  const folder = await writeEvidenceFolder()
  const { sha256 } = await recommend(folder, stated.costFn, stated.costFp)
  const { page } = await open(folder)
  await openThresholdPage(page)
  await page.getByRole('row', { name: 'a default accepted' }).getByRole('button').first().click()
  const panel = page.getByRole('complementary', { name: /derivation|computed/i })
  await expect(panel).toContainText(stated.table)
  await expect(panel).toContainText('6,000')
  await expect(panel).toContainText(/SELECT/i)
  await expect(panel).toContainText(/highest/i)
  const shown = ((await panel.textContent()) ?? '').replaceAll(/\s/g, '')
  expect(shown).toContain(sha256.slice(0, 12))
})
