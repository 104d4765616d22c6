import { describe, expect, it } from 'vitest'
import { mentionSubject, runMentionSubject, thresholdSubject } from '../../../src-main/contract/inventory.ts'
import type { RecordedThreshold, RunMention } from '../../../src-main/contract/scan.ts'
import { hashOf, mentionOf, scanWith } from '../../app/scan.test-kit.ts'
import { intervalWords, inventoryRows } from './inventory-rows.ts'

const threshold = (printed: string, line: number, parts: Partial<RecordedThreshold> = {}): RecordedThreshold => ({
  value: Number(printed), source: `docs/note.md:${line} threshold`, origin: 'mention', path: 'docs/note.md', line, run: null, printed,
  interval: [0.3375, 0.3385], sha256: hashOf('c'), ...parts,
})
const decisions = threshold('0.33827299664429217', 0, {
  origin: 'decisions', path: 'out/submission.csv', line: null, source: 'decisions', interval: [0.33826157532995615, 0.33827299664429217],
})

describe('inventoryRows', () => {
  const mentions = [
    mentionOf('config.yaml', 21, 'cost', 'cost_fn', '10'), mentionOf('note.md', 3, 'cost', 'cost_fn', '10'), mentionOf('config.yaml', 23, 'objective', 'f_beta', '3.2'),
  ]
  const scan = scanWith({ thresholds: [threshold('0.338', 13), decisions, threshold('0.338', 47)], mentions })

  it('makes one row of a value with all its places, then costs and objectives', () => {
    const rows = inventoryRows(scan, [], [])
    expect(rows.map(({ kind, digits, from, places }) => [kind, digits, from, places.length])).toEqual([
      ['threshold', '0.338', 'note.md:13', 2],
      ['threshold', '0.33827', 'Decisions, submission.csv', 1],
      ['cost', '10', 'cost_fn, config.yaml:21', 2],
      ['objective', '3.2', 'f_beta, config.yaml:23', 1],
    ])
    expect(rows[1]?.value).toEqual({ printed: decisions.printed, implied: decisions.interval })
  })

  it('lists the costs and objectives of runs, those of one key and value together', () => {
    const ofRun = (id: string): RunMention => ({
      kind: 'objective', name: 'f_beta', value: 3.2, printed: '3.2', origin: 'parameter', source: `run ${id}, parameter f_beta`, path: 'mlruns', run: { id, name: id }, sha256: hashOf('d'),
    })
    const runMentions = [ofRun('a'), ofRun('b')]
    const [row, ...others] = inventoryRows(scanWith({ runMentions }), [], [])
    expect([row?.kind, row?.digits, row?.from, row?.places.length, others]).toEqual(['objective', '3.2', 'f_beta, run a', 2, []])
    const dismissals = runMentions.map((mention) => ({ subject: runMentionSubject(mention), reason: 'r', at: 0, actor: 'ana' }))
    expect(inventoryRows(scanWith({ runMentions }), dismissals, [])).toEqual([])
  })

  it('leaves out what is dismissed, place by place', () => {
    const [, , third] = scan.thresholds
    const objective = mentions[2]
    if (third === undefined || objective === undefined) throw new Error('incomplete scan')
    const dismissals = [thresholdSubject(third), mentionSubject(objective)].map((subject) => ({ subject, reason: 'r', at: 0, actor: 'ana' }))
    expect(inventoryRows(scan, dismissals, []).map(({ digits, places }) => [digits, places.length])).toEqual([['0.338', 1], ['0.33827', 1], ['10', 2]])
  })

  it('compares a value on the chosen rows', () => {
    const cut = { threshold: 0.338, cost: 162_771, tp: 1, fp: 1, fn: 1, tn: 1 }
    const compared = [{ recorded: threshold('0.338', 13), cut, regret: 11_365, distinguishable: true }]
    expect(inventoryRows(scan, [], compared)[0]?.comparison?.regret).toBe(11_365)
  })
})

describe('intervalWords', () => {
  it('is closed where the value rounds, and open below for decisions, with the digits that tell its ends apart', () => {
    expect(intervalWords(threshold('0.338', 1))).toBe('[0.3375, 0.3385)')
    expect(intervalWords(decisions)).toBe('(0.338262, 0.338273]')
    expect(intervalWords({ ...decisions, interval: [null, 0.5] })).toBe('(−∞, 0.5]')
    expect(intervalWords({ ...decisions, interval: [0.5, null] })).toBe('(0.5, ∞)')
  })
})
