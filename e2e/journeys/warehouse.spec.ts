import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { PGlite } from '@electric-sql/pglite'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/launch.ts'

const [fn, fp] = [10, 1]
const rows = 120_000
/** More rows than the queries have ranges; scores in doubles from whole numbers, so that every engine makes the same ones. */
const table = `create table scored as select cast(i * 7919 % 300007 as double precision) / cast(300007 as double precision) as pd,
  case when i * 15485863 % 300017 < i * 7919 % 300007 * 0.3 then 1 else 0 end as bad, case when i % 2 = 0 then 'north' else 'south' end as region`

test.slow()

interface Warehouse {
  /** Runs a query and gives its result as CSV. */
  readonly csv: (sql: string) => Promise<string>
  readonly close: () => Promise<void>
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
}

function csvOf(lines: readonly Record<string, unknown>[]): string {
  const columns = Object.keys(lines[0] ?? {})
  return [columns.join(','), ...lines.map((line) => columns.map((column) => textOf(line[column])).join(','))].join('\n') + '\n'
}

async function duckdb(): Promise<Warehouse & { connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`${table} from (select range as i from range(${rows}))`)
  return {
    connection,
    csv: async (sql) => csvOf((await connection.runAndReadAll(sql)).getRowObjectsJson()),
    close: async () => {
      connection.closeSync()
      instance.closeSync()
      return Promise.resolve()
    },
  }
}

async function postgresql(): Promise<Warehouse> {
  const database = await PGlite.create()
  await database.exec(`${table} from generate_series(0::bigint, ${rows - 1}) i`)
  return { csv: async (sql) => csvOf((await database.query<Record<string, unknown>>(sql)).rows), close: () => database.close() }
}

/** The least cost and its threshold, by sorting the rows in SQL. */
async function sortedAnswer({ connection }: { connection: DuckDBConnection }): Promise<{ threshold: number; cost: number }> {
  const found = await connection.runAndReadAll(`select pd, cost::double from (
      select pd, ${fn} * (sum(bad) over () - sum(bad) over w) + sum(1 - bad) over w as cost from scored
      window w as (order by pd desc range between unbounded preceding and current row)) order by cost, pd desc limit 1`)
  const [[threshold, cost] = []] = found.getRows()
  return { threshold: Number(threshold), cost: Number(cost) }
}

async function violations(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

/** Opens the guide, says where the rows are, and brings the result of the first query. */
async function bringCounts(page: Page, folder: string, dialect: string, warehouse: Warehouse, segment: string): Promise<void> {
  await page.getByRole('button', { name: 'The rows are in a warehouse' }).click()
  const dialog = page.getByRole('dialog', { name: 'The rows are in a warehouse' })
  await dialog.getByRole('combobox', { name: 'Warehouse' }).click()
  await page.getByRole('option', { name: dialect, exact: true }).click()
  await expect(dialog.getByRole('status').first()).toHaveText('Name the table.')
  await dialog.getByLabel('Table or view').fill('scored')
  await dialog.getByLabel('Label column: what happened').fill('bad')
  await dialog.getByLabel('Score column: what the model said').fill('pd')
  if (segment !== '') await dialog.getByLabel('Segment column (optional)').fill(segment)
  const first = await dialog.getByRole('region', { name: 'First query' }).innerText()
  await expect(dialog.getByRole('list', { name: 'File with the counts: found in the folder' })).toHaveCount(0)
  await writeFile(path.join(folder, 'from-the-bank.csv'), await warehouse.csv(first))
  await dialog.getByRole('button', { name: 'look for it again' }).click()
  await dialog.getByLabel('A missed positive costs').fill(String(fn))
  await dialog.getByLabel('A false alarm costs').fill(String(fp))
}

/** Takes a file that the guide found in the folder, and gives what it says of it. */
async function takeFound(page: Page, field: string, file: string): Promise<string> {
  const found = page.getByRole('list', { name: `${field}: found in the folder` }).getByRole('listitem').filter({ hasText: file })
  await found.getByRole('button', { name: file }).click()
  await expect(page.getByLabel(field, { exact: true })).toHaveValue(file)
  await expect(found.getByRole('button', { name: file, pressed: true })).toBeVisible()
  return found.innerText()
}

/** Walks to a file in the dialog that starts in the evidence folder. */
async function choose(page: Page, field: string, file: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'The rows are in a warehouse' })
  await dialog.locator('.result-field').filter({ has: page.getByLabel(field, { exact: true }) }).getByRole('button', { name: 'Choose a file' }).click()
  const chooser = page.getByRole('dialog', { name: field })
  await chooser.getByRole('list', { name: 'Folders and files in it' }).getByRole('button', { name: file }).click()
  await expect(chooser).toBeHidden()
  await expect(page.getByLabel(field, { exact: true })).toHaveValue(file)
}

async function decideExactly(page: Page, folder: string, warehouse: Warehouse): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'The rows are in a warehouse' })
  await dialog.getByRole('button', { name: 'Write the second query' }).click()
  const second = await dialog.getByRole('region', { name: 'Second query' }).innerText()
  await writeFile(path.join(folder, 'listed.csv'), await warehouse.csv(second))
  await dialog.getByRole('button', { name: 'look for it again' }).last().click()
  expect(await takeFound(page, 'File with the scores', 'listed.csv')).toMatch(/^listed\.csv [\d,]+ lines, scores one by one(?: and segment)?$/)
  await dialog.getByRole('button', { name: 'See the decision' }).click()
  await expect(page.getByRole('heading', { name: 'Which threshold should we use?' })).toBeVisible()
}

test('two queries bring the decision from a warehouse, exactly as from its rows', async ({ open, folder }) => {
  const warehouse = await duckdb()
  try {
    const expected = await sortedAnswer(warehouse)
    const { page, errors } = await open(folder)
    await bringCounts(page, folder, 'DuckDB', warehouse, 'region')
    expect(await takeFound(page, 'File with the counts', 'from-the-bank.csv')).toMatch(/^from-the-bank\.csv [\d,]+ lines, counts by range and segment$/)
    expect(await violations(page)).toEqual([])
    await decideExactly(page, folder, warehouse)
    await expect(page.getByRole('region', { name: 'Answer' })).toContainText(expected.cost.toLocaleString('en-US'))
    await expect(page.getByText('The recommended threshold, its counts and its cost are exact.')).toBeVisible()
    await page.getByText(/^What is not exact/).click()
    await expect(page.getByText('AUC', { exact: true }).first()).toBeVisible()
    expect(await violations(page)).toEqual([])
    expect(errors).toEqual([])
  } finally {
    await warehouse.close()
  }
})

test('one query alone shows what the least cost lies between', async ({ open, folder }) => {
  const warehouse = await duckdb()
  try {
    const expected = await sortedAnswer(warehouse)
    const { page } = await open(folder)
    await page.getByRole('button', { name: 'The rows are in a warehouse' }).waitFor()
    await bringCounts(page, folder, 'DuckDB', warehouse, '')
    await page.getByRole('dialog').getByLabel('File with the counts', { exact: true }).fill('elsewhere.csv')
    await page.getByRole('dialog').getByRole('button', { name: 'use these counts alone' }).click()
    await expect(page.getByRole('dialog')).toContainText('elsewhere.csv')
    await takeFound(page, 'File with the counts', 'from-the-bank.csv')
    await page.getByRole('dialog').getByRole('button', { name: 'use these counts alone' }).click()
    const sentence = await page.getByText(/^The least cost lies between|^The recommended threshold, its counts and its cost are exact/).first().innerText()
    const [low = NaN, high = NaN] = [...sentence.matchAll(/[\d,]+(?:\.\d+)?/g)].map(([number]) => Number(number.replaceAll(',', '')))
    expect(low).toBeLessThanOrEqual(expected.cost)
    expect(high).toBeGreaterThanOrEqual(expected.cost)
  } finally {
    await warehouse.close()
  }
})

test('PostgreSQL gives the same decision', async ({ open, folder }) => {
  const [rowsInDuckdb, warehouse] = [await duckdb(), await postgresql()]
  try {
    const expected = await sortedAnswer(rowsInDuckdb)
    const { page } = await open(folder)
    await bringCounts(page, folder, 'PostgreSQL', warehouse, '')
    await choose(page, 'File with the counts', 'from-the-bank.csv')
    await decideExactly(page, folder, warehouse)
    await expect(page.getByRole('region', { name: 'Answer' })).toContainText(expected.cost.toLocaleString('en-US'))
  } finally {
    await rowsInDuckdb.close()
    await warehouse.close()
  }
})
