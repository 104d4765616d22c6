import { describe, expect, it } from 'vitest'
import { lineList, placeLines, recordedGroups, recordedName } from './recorded-groups.ts'
import { exampleScan, exampleView } from './report-input.test-kit.ts'

describe('recorded thresholds by value', () => {
  const scan = exampleScan()
  const groups = recordedGroups(exampleView().recorded, scan)

  it('come in the order of the scan, likeliest first', () => {
    expect(groups.map((group) => group.value)).toEqual([0.338, 0.48, 0.33827299664429217])
  })

  it('join the places of one value', () => {
    const [first] = exampleView().recorded
    if (first === undefined) throw new Error('the example records thresholds')
    const again = { ...first, recorded: { ...first.recorded, path: 'docs/note.md', line: 12, run: null } }
    const twice = { ...first, recorded: { ...first.recorded, path: 'docs/note.md', line: 3, run: null } }
    const [group] = recordedGroups([again, twice], scan)
    expect(group === undefined ? null : placeLines(group)).toEqual([{ text: 'docs/note.md, lines 3 and 12', runId: null }])
    expect(lineList([7])).toBe('line 7')
  })

  it('are named by their first digits where they are whole doubles', () => {
    expect(groups.map(recordedName)).toEqual(['0.338', '0.48', '0.33827'])
  })
})
