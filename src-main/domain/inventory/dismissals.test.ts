import { describe, expect, it } from 'vitest'
import { mentionSubject, thresholdSubject } from '../../contract/inventory.ts'
import type { InventorySubject } from '../../contract/inventory.ts'
import { exampleScan } from '../report/report-input.test-kit.ts'
import { foldDismissals, withoutDismissed } from './dismissals.ts'

const subject = (line: number): InventorySubject => ({ kind: 'threshold', path: 'a.yaml', line, source: 'psi', printed: '0.2' })
const dismissed = (line: number, at: number, reason = 'an alert') =>
  ({ at, actor: { name: 'ana' }, kind: 'mention-dismissed', payload: { subject: subject(line), reason } })
const restored = (line: number) => ({ at: 9, actor: { name: 'bo' }, kind: 'mention-restored', payload: { subject: subject(line) } })

describe('foldDismissals', () => {
  it('keeps what was dismissed and not restored, with the last reason', () => {
    const other = { at: 0, actor: { name: 'ana' }, kind: 'something-later', payload: 7 }
    const entries = [other, dismissed(1, 1), dismissed(2, 2), restored(1), dismissed(2, 3, 'a drift limit')]
    expect(foldDismissals(entries)).toEqual([{ subject: subject(2), reason: 'a drift limit', at: 3, actor: 'ana' }])
  })

  it('dismisses again after a restore', () => {
    expect(foldDismissals([dismissed(1, 1), restored(1), dismissed(1, 4)])).toMatchObject([{ at: 4 }])
  })
})

describe('withoutDismissed', () => {
  const scan = exampleScan()
  const asDismissal = (of: InventorySubject) => ({ subject: of, reason: 'r', at: 0, actor: 'ana' })

  it('leaves a scan as it is where nothing is dismissed', () => {
    expect(withoutDismissed(scan, [])).toBe(scan)
  })

  it('takes the one recorded threshold away, whatever else has its value', () => {
    const [first] = scan.thresholds
    if (first === undefined) throw new Error('no threshold')
    const twice = { ...scan, thresholds: [...scan.thresholds, { ...first, source: 'another run' }] }
    const rest = withoutDismissed(twice, [asDismissal(thresholdSubject(first))]).thresholds
    expect(rest).toEqual([...scan.thresholds.slice(1), { ...first, source: 'another run' }])
  })

  it('takes mentions of costs and objectives away, and that of a threshold with its recorded threshold', () => {
    const mention = { path: 'docs/note.md', line: 140, kind: 'threshold' as const, name: 'threshold', value: 0.48, printed: '0.48', text: '', sha256: '' }
    const [cost] = scan.mentions
    const recorded = scan.thresholds.map((threshold) => (threshold.printed === '0.48' ? { ...threshold, path: mention.path, line: 140 } : threshold))
    const note = recorded.find(({ printed }) => printed === '0.48')
    if (cost === undefined || note === undefined) throw new Error('incomplete example')
    const rest = withoutDismissed({ ...scan, mentions: [...scan.mentions, mention], thresholds: recorded }, [
      asDismissal(mentionSubject(cost)), asDismissal(thresholdSubject(note)),
    ])
    expect(rest.mentions).toEqual(scan.mentions.slice(1))
    expect(rest.thresholds.map(({ printed }) => printed)).not.toContain('0.48')
  })
})
