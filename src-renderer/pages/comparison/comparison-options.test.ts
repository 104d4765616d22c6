import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../src-main/contract/comparison.ts'
import { baselineIndex, draftOf, optionsOf, optionsWords, readStep, readTolerance } from './comparison-options.ts'

const comparison = { runs: [{ id: 'a' }, { id: 'b' }], baseline: 'b', ignored: ['Ended'] } as unknown as Comparison

describe('the options of a comparison', () => {
  it('open as the engine has them where nothing was said', () => {
    expect(draftOf({}, comparison)).toEqual({
      baseline: 'b', absolute: '', relative: '', metric: 'last', step: '', unfold: true, presets: ['system-tags'], keys: 'Ended',
    })
  })

  it('are read back as they were typed', () => {
    const draft = { ...draftOf({}, comparison), absolute: '0.001', relative: '1e-3', metric: 'step' as const, step: '7', keys: ' a*\n\n b ' }
    const options = optionsOf(draft, { artifactRules: { custom: [], disabled: ['file-uri'] } })
    expect(options).toEqual({
      baseline: 'b',
      tolerance: { absolute: 0.001, relative: 0.001 },
      metric: { step: 7 },
      unfold: true,
      ignore: { presets: ['system-tags'], keys: ['a*', 'b'] },
      artifactRules: { custom: [], disabled: ['file-uri'] },
    })
    expect(draftOf(options ?? {}, comparison)).toMatchObject({ absolute: '0.001', relative: '0.001', metric: 'step', step: '7', keys: 'a*\nb' })
  })

  it('refuse what is no tolerance and no step', () => {
    expect(['', '0', '.5', '2.', '1e-3'].map(readTolerance)).toEqual([0, 0, 0.5, 2, 0.001])
    expect(['-1', '1,5', 'x', '0x1', '1e999'].map(readTolerance)).toEqual([null, null, null, null, null])
    expect(['12', '-1', '', '1.5'].map(readStep)).toEqual([12, -1, null, null])
    expect(optionsOf({ ...draftOf({}, comparison), metric: 'step' }, {})).toBeNull()
    expect(optionsOf({ ...draftOf({}, comparison), absolute: 'x' }, {})).toBeNull()
  })

  it('are one line of words', () => {
    expect(optionsWords({}, comparison)).toBe('Baseline B · numbers compared exactly · last value of each metric · 1 key left out')
    expect(optionsWords({ tolerance: { absolute: 0.1, relative: 0.01 }, metric: { step: 3 } }, { ...comparison, ignored: [] })).toBe(
      'Baseline B · numbers equal within 0.1 or 0.01 of the greater · metrics at step 3',
    )
  })

  it('take the first run where no baseline is named', () => {
    expect(baselineIndex({ runs: comparison.runs })).toBe(0)
    expect(baselineIndex(comparison)).toBe(1)
  })
})
