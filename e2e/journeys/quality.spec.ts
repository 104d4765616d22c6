import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { cheapest, countsAt, qualityRows, qualityStated, writeQualityFolder } from '../support/quality-folder.ts'
import { test } from '../support/launch.ts'

const rows = qualityRows()
const { costFn, costFp } = qualityStated
const costAt = (threshold: number) => {
  const { fn, fp } = countsAt(rows, threshold)
  return costFn * fn + costFp * fp
}
const best = cheapest(rows, costAt)
const count = (value: number) => value.toLocaleString('en-US')
const percent = (share: number) => `${(share * 100).toFixed(1)}\u202f%`

async function openPage(page: Page, question: string): Promise<void> {
  await page.getByRole('navigation').getByText(question).click()
  await expect(page.getByRole('heading', { level: 1, name: question })).toBeVisible()
}

/** Share of pairs of a positive and a negative row that the score orders rightly, ties counted half, pair by pair. */
function aucByPairs(): number {
  const scores = (label: 0 | 1) => rows.filter((row) => row.label === label).map(({ score }) => score)
  const negatives = scores(0)
  let rightly = 0
  for (const positive of scores(1)) for (const negative of negatives) rightly += positive > negative ? 1 : positive === negative ? 0.5 : 0
  return rightly / (scores(1).length * negatives.length)
}

test('the score is judged with the numbers that its rows give', async ({ open }) => {
  const { page, errors } = await open(await writeQualityFolder())
  await openPage(page, 'Is the score good for this?')
  const auc = aucByPairs()
  const rank = page.getByRole('region', { name: 'Does it rank?' })
  await expect(rank).toContainText(auc.toFixed(3))
  await expect(rank).toContainText((2 * auc - 1).toFixed(3))
  const brier = rows.reduce((sum, { label, score }) => sum + (score - label) ** 2, 0) / rows.length
  const calibration = page.getByRole('region', { name: 'Is it a probability?' })
  await expect(calibration).toContainText(brier.toFixed(4))
  await expect(calibration).toContainText(percent(rows.reduce((sum, { score }) => sum + score, 0) / rows.length))
  // Vickers and Elkin: TP/n − FP/n · t/(1 − t), at the probability where these costs put refusal.
  const theory = costFp / (costFp + costFn)
  const { tp, fp } = countsAt(rows, theory)
  const benefit = tp / rows.length - ((fp / rows.length) * theory) / (1 - theory)
  await expect(page.getByRole('region', { name: 'Is it of use as it stands?' })).toContainText(benefit.toFixed(4))
  await rank.getByRole('button', { name: auc.toFixed(3) }).click()
  await expect(page.getByRole('complementary', { name: /computed/i })).toContainText('DeLong')
  expect(errors).toEqual([])
})

test('groups show their rates at the threshold, and small ones are withheld', async ({ open }) => {
  const { page } = await open(await writeQualityFolder())
  await openPage(page, 'Is the score good for this?')
  const segments = page.getByRole('region', { name: 'Who is refused?' })
  await segments.getByRole('combobox', { name: 'Columns that form groups' }).click()
  await page.getByRole('option', { name: 'region', exact: true }).click()
  await page.keyboard.press('Escape')
  for (const region of ['north', 'south'] as const) {
    const group = rows.filter((row) => row.region === region)
    const { tn, fn, tp, fp } = countsAt(group, best)
    const line = segments.getByRole('row', { name: new RegExp(`^${region} `) })
    await expect(line).toContainText(count(group.length))
    await expect(line).toContainText(percent((tn + fn) / group.length))
    await expect(line).toContainText(percent(fn / (tn + fn)))
    await expect(line).toContainText(percent(tp / (tp + fn)))
    await expect(line).toContainText(percent(tp / (tp + fp)))
  }
  await expect(segments.getByRole('row', { name: /^islands / })).toContainText('withheld')
  await expect(segments).toContainText('a screen under bank policy')
  await expect(segments).toContainText('no lending regulator has adopted it')
})

test('a limit and a threshold to compare are priced as their rows say, and exported', async ({ open }) => {
  const { page } = await open(await writeQualityFolder())
  await openPage(page, 'What does the bank choose?')
  const sideBySide = page.getByRole('region', { name: 'Side by side', exact: true })
  await expect(sideBySide.getByRole('row', { name: /^Cost, units/ })).toContainText(count(costAt(best)))

  await page.getByRole('textbox', { name: 'Currency' }).fill('EUR')
  await page.getByRole('textbox', { name: 'Approval rate, at least, %' }).fill('85')
  const approval = (threshold: number) => rows.filter(({ score }) => score < threshold).length / rows.length
  const limited = cheapest(rows, (threshold) => (approval(threshold) >= 0.85 ? costAt(threshold) : Infinity))
  await expect(sideBySide.getByRole('row', { name: /^Cost, EUR/ })).toContainText(count(costAt(limited)))
  await expect(page.getByRole('region', { name: 'What limits and review cost' }).first()).toContainText(count(costAt(limited) - costAt(best)))

  await page.getByRole('textbox', { name: 'Threshold to compare' }).fill('0.45')
  await page.getByRole('button', { name: 'Compare it' }).click()
  await expect(sideBySide.getByRole('row', { name: /^Defaults accepted/ })).toContainText(count(countsAt(rows, 0.45).fn))
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export table' }).click()
  const [head, ...lines] = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n').map((line) => line.split(','))
  const field = (line: string[] | undefined, name: string) => line?.[head?.indexOf(name) ?? -1]
  expect(lines.map((line) => field(line, 'threshold'))).toEqual([String(limited), '0.45'])
  expect(lines.map((line) => Number(field(line, 'cost')))).toEqual([costAt(limited), costAt(0.45)])
  expect(lines.map((line) => field(line, 'meets_approval-rate'))).toEqual(['yes', 'no'])
})

test('an amount column makes a miss cost what it costs', async ({ open }) => {
  const { page } = await open(await writeQualityFolder())
  await openPage(page, 'What does the bank choose?')
  await page.getByRole('combobox', { name: 'Amount column' }).selectOption('amount')
  await page.getByRole('textbox', { name: 'A default we accepted' }).last().fill('0.02')
  const cost = (threshold: number) => {
    // In hundredths, so that the sum stays exact.
    const missed = rows.filter(({ label, score }) => label === 1 && score < threshold)
    const hundredths = missed.reduce((sum, { amount }) => sum + 100 * costFn + 2 * amount, 0) + 100 * costFp * countsAt(rows, threshold).fp
    return hundredths / 100
  }
  const chosen = cheapest(rows, cost)
  const sideBySide = page.getByRole('region', { name: 'Side by side', exact: true })
  await expect(sideBySide.getByRole('columnheader').first()).toContainText(String(chosen))
  await expect(sideBySide.getByRole('row', { name: /^Cost, units/ })).toContainText(cost(chosen).toLocaleString('en-US'))
})

test('both pages fit 1280 by 800 and have no accessibility violation, in light and dark', async ({ open }) => {
  test.slow()
  const { page } = await open(await writeQualityFolder())
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const [question, region] of [['Is the score good for this?', 'Does it rank?'], ['What does the bank choose?', 'Side by side']] as const) {
    await openPage(page, question)
    await expect(page.getByRole('region', { name: region, exact: true })).toBeVisible()
    expect(await page.evaluate('document.querySelector("main").scrollHeight - document.querySelector("main").clientHeight')).toBe(0)
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  }
})
