import { expect, type Page } from '@playwright/test'
import { cheapest, countsAt, qualityRows, qualityStated, writeQualityFolder } from '../support/quality-folder.ts'
import { test } from '../support/launch.ts'

const rows = qualityRows()
const { costFn, costFp } = qualityStated
/** The others are withheld: the islands have too few rows, and the west could be told from them. */
const regions = ['north', 'south'] as const
const best = (fn: number) => cheapest(rows, (threshold) => fn * countsAt(rows, threshold).fn + costFp * countsAt(rows, threshold).fp)
const percent = (share: number) => `${(share * 100).toFixed(1)}\u202f%`

async function openGroups(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Which threshold should we use?').click()
  await page.getByRole('group', { name: 'Below the curve' }).getByRole('button', { name: 'Groups' }).click()
  await page.getByRole('combobox', { name: 'Columns that form groups' }).click()
  await page.getByRole('option', { name: 'region', exact: true }).click()
  await page.keyboard.press('Escape')
}

const groupsOf = (page: Page) => page.getByRole('region', { name: 'Who is refused?' })

/** Every region that is shown has the rates that going through its rows gives at a threshold. */
async function expectRates(page: Page, threshold: number): Promise<void> {
  for (const region of regions) {
    const { tp, fp, fn, tn } = countsAt(rows.filter((row) => row.region === region), threshold)
    const cells = groupsOf(page).getByRole('row', { name: new RegExp(`^${region} `) }).getByRole('cell')
    await expect(cells.nth(1)).toHaveText((tp + fp + fn + tn).toLocaleString('en-US'))
    for (const [place, share] of [(tn + fn) / (tp + fp + fn + tn), fn / (tn + fn), tp / (tp + fn), tp / (tp + fp)].entries()) {
      await expect(cells.nth(2 + place)).toContainText(`${percent(share)} (`)
    }
  }
}

/** What the answer and the approval of the north said after every change of the page. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(`
    window.said = new Set()
    const note = () => {
      const answer = document.querySelector('.answer').textContent.match(/score is (\\S+) or higher/)?.[1]
      const north = [...document.querySelectorAll('.segments tr')].find((row) => row.cells[0].textContent === 'north')
      window.said.add([answer, north?.cells[2].textContent].join(' | '))
    }
    note()
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true })
  `)
}

test('who is refused changes with a moved cost, in one step with the answer', async ({ open }) => {
  const { page, errors } = await open(await writeQualityFolder())
  await page.clock.install()
  await openGroups(page)
  await expectRates(page, best(costFn))
  await watch(page)

  expect(best(21)).not.toBe(best(costFn))
  // With its clock stopped the window waits for the whole answer, however busy this computer is.
  await page.clock.pauseAt(new Date('2100-01-01'))
  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('21')
  await expectRates(page, best(21))
  await page.clock.resume()
  const said = await page.evaluate<string[]>('[...window.said]')
  expect(said.map((pair) => pair.split(' | ')).map(([answer, approval]) => [countsAt(rows, Number(answer)), approval?.split(' ')[0]])).toEqual(
    [costFn, 21].map((fn) => {
      const counts = countsAt(rows.filter(({ region }) => region === 'north'), best(fn))
      return [countsAt(rows, best(fn)), percent((counts.tn + counts.fn) / (counts.tn + counts.fn + counts.tp + counts.fp))]
    }),
  )

  // The page about the score judges the same groups at the same threshold.
  await page.getByRole('navigation').getByText('Is the score good for this?').click()
  await expectRates(page, best(21))
  expect(errors).toEqual([])
})

test('where the answer refuses nobody, the groups say at which threshold they stand', async ({ open }) => {
  const { page } = await open(await writeQualityFolder())
  await openGroups(page)
  // Defaults that cost nothing: no refusal pays.
  await page.getByRole('textbox', { name: /A default we accepted/ }).fill('0')
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('Refuse nobody')
  await expect(groupsOf(page)).toContainText('refuses nobody, so the groups are shown at 0.5')
  await expectRates(page, 0.5)
})
