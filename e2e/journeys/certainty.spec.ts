import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { Recommendation } from '../../src-main/contract/recommendation.ts'
import { countersign } from '../support/command-line.ts'
import { cheapest, countsAt, qualityRows, qualityStated, writeQualityFolder, type QualityRow } from '../support/quality-folder.ts'
import { test } from '../support/launch.ts'

const rows = qualityRows()
const { costFn, costFp } = qualityStated
const costOf = (part: readonly QualityRow[], threshold: number) => {
  const { fn, fp } = countsAt(part, threshold)
  return costFn * fn + costFp * fp
}
const best = cheapest(rows, (threshold) => costOf(rows, threshold))
const count = (value: number) => value.toLocaleString('en-US')
const signed = (value: number) => Math.round(value).toLocaleString('en-US').replace('-', '\u2212')
const question = `Does missing one default cost as much as ${(costFn / costFp).toPrecision(3)} false alarms?`

async function openThreshold(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Which threshold should we use?').click()
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('or higher')
}

const part = (page: Page, name: 'Outcomes' | 'Certainty' | 'Limits' | 'Groups') => page.getByRole('group', { name: 'Below the curve' }).getByRole('button', { name })

/** The difference of cost of two cuts, paired: only rows between them differ, variance Σc² − (Σc)²/n (multinomial). A default costs `missed`. */
function paired(threshold: number, other: number, missed: (row: QualityRow) => number = () => costFn): { difference: number; low: number; high: number } {
  const [low, high] = [Math.min(threshold, other), Math.max(threshold, other)]
  const sign = threshold > other ? 1 : -1
  const parts = rows.filter(({ score }) => score >= low && score < high).map((row) => sign * (row.label === 1 ? missed(row) : -costFp))
  const difference = parts.reduce((sum, each) => sum + each, 0)
  const half = Math.sqrt(parts.reduce((sum, each) => sum + each * each, 0) - difference ** 2 / rows.length) * 1.959963984540054
  return { difference, low: difference - half, high: difference + half }
}

test('the costs are put as a question before the recommendation, and no means no recommendation', async ({ open }) => {
  const { page } = await open(await writeQualityFolder())
  await openThreshold(page)
  const answer = page.getByRole('region', { name: 'Answer' })
  const text = (await answer.textContent()) ?? ''
  expect(text.indexOf(question)).toBeGreaterThanOrEqual(0)
  expect(text.indexOf(question)).toBeLessThan(text.indexOf('or higher'))
  await answer.getByRole('button', { name: 'No', exact: true }).click()
  await expect(answer).not.toContainText('or higher')
  await expect(page.getByRole('textbox', { name: /A default we accepted/ })).toBeFocused()
  await answer.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(answer).not.toContainText('Does missing')
  await expect(answer).toContainText('or higher')
  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('9')
  await expect(answer).toContainText('Does missing one default cost as much as 6 false alarms?')
})

test('resamples are drawn as it is chosen, and the distribution stands behind a table', async ({ open }) => {
  test.slow()
  const { page } = await open(await writeQualityFolder())
  await openThreshold(page)
  await part(page, 'Certainty').click()
  const card = page.getByRole('region', { name: 'Had other rows come' })
  await card.getByRole('combobox', { name: 'What is drawn' }).selectOption({ label: 'Draw defaulted and repaid apart' })
  await card.getByRole('textbox', { name: 'Number of resamples' }).fill('50')
  await expect(card).toContainText('From 200 to 100000 resamples.')
  await card.getByRole('textbox', { name: 'Number of resamples' }).fill('400')
  await card.getByRole('textbox', { name: 'Seed' }).fill('7')
  await expect(card.getByRole('img', { name: /Best threshold of 400 resamples \(defaulted and repaid apart, seed 7\): 95/ })).toBeVisible()
  await card.getByRole('button', { name: /in 95/ }).click()
  const panel = page.getByRole('complementary', { name: /computed/i })
  await expect(panel).toContainText('400 resamples: positives and negatives apart')
  await expect(panel).toContainText('seed 7')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show as table' }).click()
  const bins = card.getByRole('table').getByRole('row')
  const counts = (await bins.allTextContents()).slice(1)
  expect(counts.length).toBeGreaterThan(1)
  await expect(card.getByRole('columnheader')).toHaveText(['From', 'to', 'Resamples', 'Share', 'Up to here'])
})

test('the resampled interval changes in the same step as a moved cost, to what the command line draws anew', async ({ open }) => {
  test.slow()
  const folder = await writeQualityFolder()
  const { page, errors } = await open(folder)
  await openThreshold(page)
  await part(page, 'Certainty').click()
  await expect(page.getByRole('region', { name: 'Had other rows come' }).getByRole('button', { name: /in 95/ })).toBeVisible()
  /** Types a cost, and gives the interval that stands there as soon as the answer changes, before anything else can happen. */
  const typed = (cost: number) =>
    page.evaluate<string>(`new Promise((resolve) => {
      const sentence = document.querySelector('.answer .sentence')
      const answer = () => {
        const copy = sentence.cloneNode(true)
        // The question about the costs may change before they are answered.
        copy.querySelector('.orientation')?.remove()
        return copy.textContent
      }
      const before = answer()
      const observer = new MutationObserver(() => {
        if (answer() === before) return
        observer.disconnect()
        resolve(document.querySelector('.bootstrap .aside')?.textContent ?? '')
      })
      observer.observe(sentence, { subtree: true, characterData: true, childList: true })
      const field = document.querySelector('.costs input')
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '${cost}')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })`)
  // The resamples are made ready for any costs in the background, once they were shown.
  const tried: { cost: number; shown: string }[] = []
  await expect
    .poll(async () => {
      const cost = 8 + tried.length
      tried.push({ cost, shown: await typed(cost) })
      return tried.at(-1)?.shown
    })
    .toMatch(/in 95/)
  const { cost, shown } = tried.at(-1) ?? { cost: NaN, shown: '' }
  const args = ['--label', 'defaulted', '--score', 'pd_score', '--cost-fn', String(cost), '--cost-fp', String(costFp), '--bootstrap', '2000', '--seed', '1']
  const { interval95 } = await countersign<Recommendation>('recommend', path.join(folder, qualityStated.table), ...args)
  const ends = shown.replace(/ in 95.*/, '').split('\u2013').map(Number)
  expect(ends.map((end, index) => Math.abs(end - (interval95?.[index] ?? NaN)) < 0.0001)).toEqual([true, true])
  expect(errors).toEqual([])
})

test('any two thresholds are compared on the same rows, one of them typed', async ({ open }) => {
  test.slow()
  const { page } = await open(await writeQualityFolder())
  await openThreshold(page)
  await part(page, 'Certainty').click()
  const pairs = page.getByRole('region', { name: 'Does one cost less than another?' })
  await pairs.getByRole('textbox', { name: 'Threshold to compare' }).fill('0.45')
  await pairs.getByRole('button', { name: 'Compare it' }).click()
  const line = (threshold: number) => pairs.getByRole('row', { name: new RegExp(`^${threshold}( |$)`) })
  const words = ({ low, high }: { low: number; high: number }) => `${signed(low)} to ${signed(high)}`
  await expect(line(0.45)).toContainText(words(paired(0.45, best)))
  await pairs.getByRole('combobox', { name: 'Compared with' }).selectOption({ label: 'than 0.45' })
  await expect(line(best)).toContainText(words(paired(best, 0.45)))
  await expect(line(0.5)).toContainText(words(paired(0.5, 0.45)))
  await expect(pairs).toContainText('not a probability of being right')

  // Every cut whose cost chance may explain: |d| ≤ 1.96 standard deviations of it.
  const alike = [...new Set(rows.map(({ score }) => score))].filter((score) => {
    const { low, high } = paired(score, best)
    return score === best || (low <= 0 && high >= 0)
  })
  const range = [Math.min(...alike), Math.max(...alike)].map((end) => end.toFixed(4)).join('–')
  await expect(pairs).toContainText(`Thresholds from ${range} cannot be told from the best one`)
  await pairs.getByRole('combobox', { name: 'Compared with' }).selectOption('0')
  await pairs.getByRole('button', { name: 'Stop comparing 0.45' }).click()
  await expect(line(0.45)).toHaveCount(0)
})

test('where a miss costs by its amount, rows are drawn with their amounts', async ({ open }) => {
  test.slow()
  const { page } = await open(await writeQualityFolder())
  await page.getByRole('navigation').getByText('What does the bank choose?').click()
  await page.getByRole('combobox', { name: 'Amount column' }).selectOption('amount')
  await page.getByRole('textbox', { name: 'A default we accepted' }).last().fill('0.02')
  const missed = ({ amount }: QualityRow) => costFn + 0.02 * amount
  // In hundredths, which are whole numbers.
  const costByAmount = (threshold: number) =>
    rows.reduce((sum, row) => sum + (row.label === 1 ? (row.score < threshold ? 100 * costFn + 2 * row.amount : 0) : row.score >= threshold ? 100 * costFp : 0), 0)
  const cheapestByAmount = cheapest(rows, costByAmount)
  expect(cheapestByAmount).not.toBe(best)
  await openThreshold(page)
  await part(page, 'Certainty').click()
  const card = page.getByRole('region', { name: 'Had other rows come' })
  await expect(card).toContainText('For all four costs with the amounts in amount, as the bank chose.')
  await expect(card).toContainText(`Best on these rows: ${cheapestByAmount.toFixed(4)}.`)
  await expect(card.getByRole('img', { name: /Best threshold of 2,000 resamples \(all rows, seed 1\)/ })).toBeVisible()
  const pairs = page.getByRole('region', { name: 'Does one cost less than another?' })
  const { low, high } = paired(0.5, cheapestByAmount, missed)
  await expect(pairs.getByRole('row', { name: /^0\.5 / })).toContainText(`${signed(low)} to ${signed(high)}`)
  await card.getByRole('button', { name: /in 95/ }).click()
  await expect(page.getByRole('complementary', { name: /computed/i })).toContainText('each with its own costs')
})

test('two questions about the rows are answered apart, and a fold judges what the others chose', async ({ open }) => {
  test.slow()
  const { page } = await open(await writeQualityFolder())
  await openThreshold(page)
  const answer = page.getByRole('region', { name: 'Answer' })
  await expect(answer.getByRole('button', { name: 'Was the threshold chosen on these rows? Yes.' })).toBeVisible()
  await answer.getByRole('button', { name: 'Did the model train on these rows? Cannot be told.' }).click()
  const origin = page.getByRole('region', { name: 'Where do the rows come from?' })
  await expect(origin.getByRole('heading', { level: 3 })).toHaveText([
    'Did the model train on these rows?',
    'Was the threshold chosen on these rows?',
    'What does it cost on rows that did not choose it?',
  ])
  const folds = [1, 2, 3, 4, 5].map((fold) => {
    const others = rows.filter((row) => row.fold !== fold)
    return costOf(rows.filter((row) => row.fold === fold), cheapest(others, (threshold) => costOf(others, threshold)))
  })
  await page.getByRole('combobox', { name: 'How the rows are parted' }).selectOption('fold')
  const judged = (folds.reduce((sum, cost) => sum + cost, 0) / rows.length) * 1000
  await expect(page.getByRole('button', { name: `${count(Number(judged.toPrecision(4)))} on rows that did not choose it` })).toBeVisible()
})

test('limits, and groups at the threshold that keeps them, move with the costs below the curve', async ({ open }) => {
  test.slow()
  const { page } = await open(await writeQualityFolder())
  await openThreshold(page)
  await part(page, 'Limits').click()
  const limits = page.getByRole('region', { name: 'What do limits cost?' })
  await limits.getByRole('textbox', { name: 'Approval rate, at least, %' }).fill('85')
  const approval = (part: readonly QualityRow[], threshold: number) => part.filter(({ score }) => score < threshold).length / part.length
  const costWith = (fn: number) => (threshold: number) => {
    const counts = countsAt(rows, threshold)
    return fn * counts.fn + costFp * counts.fp
  }
  const limitedAt = (fn: number) => cheapest(rows, (threshold) => (approval(rows, threshold) >= 0.85 ? costWith(fn)(threshold) : Infinity))
  const priceAt = (fn: number) => costWith(fn)(limitedAt(fn)) - costWith(fn)(cheapest(rows, costWith(fn)))
  const line = limits.getByRole('row', { name: /^Approval rate/ })
  await expect(line).toContainText(`+${priceAt(costFn).toLocaleString('en-US', priceAt(costFn) % 1 === 0 ? {} : { minimumFractionDigits: 2 })}`)
  await expect(line).toContainText('✕ not met')

  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('12')
  await expect(line).toContainText(`+${priceAt(12).toLocaleString('en-US', priceAt(12) % 1 === 0 ? {} : { minimumFractionDigits: 2 })}`)

  await part(page, 'Groups').click()
  const groups = page.getByRole('region', { name: 'Who is refused?' })
  await groups.getByRole('combobox', { name: 'Columns that form groups' }).click()
  await page.getByRole('option', { name: 'region', exact: true }).click()
  await page.keyboard.press('Escape')
  const north = rows.filter(({ region }) => region === 'north')
  const south = rows.filter(({ region }) => region === 'south')
  const percent = (share: number) => `${(share * 100).toFixed(1)}\u202f%`
  await expect(groups.getByRole('row', { name: /^north / })).toContainText(percent(approval(north, limitedAt(12))))
  // At the selected 0.5 the ratio of the two approval rates is another one.
  await groups.getByRole('combobox', { name: 'Impact ratio at threshold' }).selectOption({ label: 'at 0.5' })
  await expect(groups.getByRole('row', { name: /^south / })).toContainText((approval(south, 0.5) / approval(north, 0.5)).toFixed(2))

  // Where the two costs alone approve more than the limit asks for, the limit changes nothing.
  expect(approval(north, limitedAt(2))).not.toBe(approval(north, limitedAt(12)))
  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('2')
  await expect(groups.getByRole('row', { name: /^north / })).toContainText(percent(approval(north, limitedAt(2))))
})

test('gains, a share of defaults to expect and a moved cost lead to the threshold that trying every score finds', async ({ open }) => {
  const { page } = await open(await writeQualityFolder())
  await page.getByRole('navigation').getByText('What does the bank choose?').click()
  const form = page.getByRole('region', { name: 'What the bank states' }).first()
  await form.getByRole('textbox', { name: 'A good customer accepted' }).fill('-0.4')
  await form.getByRole('textbox', { name: 'A default we refused' }).fill('0.25')
  await form.getByRole('textbox', { name: 'Share that will default' }).fill('4')
  // Every positive stands for 4 % of the cases over their share here, every negative for 96 %.
  const positives = rows.filter(({ label }) => label === 1).length
  const [ofPositives, ofNegatives] = [0.04 / (positives / rows.length), 0.96 / (1 - positives / rows.length)]
  const payoff = (fn: number) => (threshold: number) => {
    const counts = countsAt(rows, threshold)
    return ofPositives * (fn * counts.fn + 0.25 * counts.tp) + ofNegatives * (costFp * counts.fp - 0.4 * counts.tn)
  }
  const expected = (fn: number) => countsAt(rows, cheapest(rows, payoff(fn)))
  expect(expected(costFn)).not.toEqual(countsAt(rows, best))
  expect(expected(21)).not.toEqual(expected(costFn))
  await page.getByRole('navigation').getByText('Which threshold should we use?').click()
  const answer = page.getByRole('region', { name: 'Answer' })
  const rail = page.getByRole('navigation', { name: 'Questions' }).getByRole('button', { name: /Which threshold/ })
  /** What the threshold in a text decides: the digits that are shown must decide as the best score does. */
  const decided = (text: string | null, digits: RegExp) => countsAt(rows, Number(digits.exec(text ?? '')?.[1]))
  const bothDecide = async (fn: number) => {
    await expect.poll(async () => decided(await answer.textContent(), /Refuse an applicant whose score is (\S+) or higher\./)).toEqual(expected(fn))
    expect(decided(await rail.textContent(), /\?(0\.\d+)/)).toEqual(expected(fn))
  }
  await bothDecide(costFn)
  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('21')
  await bothDecide(21)
})

test('what the bank chose is there again after a restart', async ({ open }) => {
  test.slow()
  const folder = await writeQualityFolder()
  const { page } = await open(folder)
  await page.getByRole('navigation').getByText('What does the bank choose?').click()
  await page.getByRole('textbox', { name: 'A default we accepted' }).first().fill('8')
  for (const [name, text] of [['Currency', 'EUR'], ['Source', 'loss study 7'], ['Owner', 'A. Moreau'], ['As of', '2026-11-01']] as const) {
    await page.getByRole('textbox', { name, exact: true }).fill(text)
  }
  await page.getByRole('textbox', { name: 'Defaults found, at least, %' }).fill('72.5')
  await page.getByRole('textbox', { name: 'A review costs' }).fill('0.8')
  await page.getByRole('button', { name: 'Yes', exact: true }).click()
  await page.getByRole('navigation').getByText('Which threshold should we use?').click()
  await part(page, 'Certainty').click()
  await page.getByRole('textbox', { name: 'Seed' }).fill('42')
  await expect(page.getByRole('img', { name: /seed 42/ })).toBeVisible()

  const again = await open(folder)
  await again.page.getByRole('navigation').getByText('What does the bank choose?').click()
  const form = again.page.getByRole('region', { name: 'What the bank states' }).first()
  await expect(form.getByRole('textbox', { name: 'A default we accepted' }).first()).toHaveValue('8')
  await expect(form.getByRole('textbox', { name: 'Owner' })).toHaveValue('A. Moreau')
  await expect(form.getByRole('textbox', { name: 'Defaults found, at least, %' })).toHaveValue('72.5')
  await expect(form.getByRole('textbox', { name: 'A review costs' })).toHaveValue('0.8')
  await expect(again.page.getByRole('region', { name: 'Answer' })).not.toContainText('Does missing')
  await again.page.getByRole('navigation').getByText('Which threshold should we use?').click()
  await part(again.page, 'Certainty').click()
  await expect(again.page.getByRole('textbox', { name: 'Seed' })).toHaveValue('42')
  expect(again.errors).toEqual([])
})

test('every part of the threshold page fits 1280 by 800 and has no accessibility violation, in light and dark', async ({ open }) => {
  test.slow()
  const { page } = await open(await writeQualityFolder())
  await page.setViewportSize({ width: 1280, height: 800 })
  await openThreshold(page)
  for (const [name, region] of [['Outcomes', 'What happens to 6,000 applicants'], ['Certainty', 'Had other rows come'], ['Limits', 'What do limits cost?'], ['Groups', 'Who is refused?']] as const) {
    await part(page, name).click()
    await expect(page.getByRole('region', { name: region })).toBeVisible()
    if (name === 'Groups') {
      await page.getByRole('combobox', { name: 'Columns that form groups' }).click()
      await page.getByRole('option', { name: 'region', exact: true }).click()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('row', { name: /^north / })).toBeVisible()
    }
    if (name === 'Certainty') await expect(page.getByRole('img', { name: /resamples/ })).toBeVisible()
    // The bar of work under way takes a line of its own.
    await expect(page.getByRole('region', { name: 'Work in progress' })).toHaveCount(0)
    expect(await page.evaluate('document.querySelector("main").scrollHeight - document.querySelector("main").clientHeight')).toBe(0)
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    }
  }
})
