import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { quoteText } from './sql-quoting.ts'
import { tableProblems } from './table-problems.ts'
import { countOf, withTableSession } from './table-session.ts'
import { tableFolder } from './tables.test-kit.ts'

const folder = tableFolder()
const problem = tableProblems('table')

describe('a table session', () => {
  it('that is locked reads no file, writes none and changes no setting', async () => {
    const file = folder.write('evidence.csv', 'y,p\n0,0.1\n')
    const out = folder.path('out.csv')
    await withTableSession(problem, undefined, async (session) => {
      await session.run('create temp table loaded as select 1 as one')
      await session.lock()
      for (const statement of [
        `select * from read_csv(${quoteText(file)})`,
        `select * from read_text(${quoteText(file)})`,
        `copy loaded to ${quoteText(out)}`,
        `attach ${quoteText(folder.path('other.db'))}`,
        'set enable_external_access=true',
        "set memory_limit='3GB'",
        'install httpfs',
        'load httpfs',
      ]) {
        await expect(session.run(statement), statement).rejects.toThrow()
      }
      expect(await session.rows('select one from loaded')).toEqual([{ one: 1 }])
    })
    expect(existsSync(out)).toBe(false)
  })

  it('has no place on a disk to spill to', async () => {
    const setting = withTableSession(problem, undefined, (session) => session.rows("select current_setting('temp_directory') as place"))
    expect(await setting).toEqual([{ place: '' }])
  })

  it('stops a running statement with its signal', async () => {
    const controller = new AbortController()
    const work = withTableSession(problem, controller.signal, async (session) => {
      const endless = session.rows('select count(*) as n from range(10000000) a, range(10000000) b')
      controller.abort()
      return endless
    })
    await expect(work).rejects.toMatchObject({ problem: { kind: 'stopped', path: 'table' } })
  })
})

describe('countOf', () => {
  it('takes the text of a 64-bit integer and refuses what is no count', () => {
    expect(countOf('307511')).toBe(307_511)
    expect(() => countOf('9007199254740993')).toThrow(RangeError)
    expect(() => countOf(undefined)).toThrow(RangeError)
  })
})
