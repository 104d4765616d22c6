import { statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { summaryAucs } from './summary-aucs.ts'
import { tableFolder } from './tables.test-kit.ts'

const folder = tableFolder()

it('finds areas under the curve in small tables of results, and nothing else', async () => {
  const walked = (path: string, content: string) => {
    const absolute = folder.write(path, content)
    return { path, absolute, bytes: statSync(absolute).size }
  }
  const files = [
    walked('summary.csv', 'model,roc_auc,loss\na,0.78,0.2\nb,,0.3\n"c, d",0.7,0.4\ne,12,0.5\n'),
    walked('notes.txt', 'roc_auc\n0.9\n'),
    walked('rows.csv', `roc_auc\n${'0.75\n'.repeat(60_000)}`),
  ]
  expect(await summaryAucs(files, (column) => column === 'roc_auc')).toEqual([{ name: 'roc_auc', value: 0.78, source: 'summary.csv:2' }])
})
