import { describe, expect, it } from 'vitest'
import { exampleExplanation } from '../../../src-main/contract/explanation.test-kit.ts'
import { thresholdSubject } from '../../../src-main/contract/inventory.ts'
import type { RecordedThreshold } from '../../../src-main/contract/scan.ts'
import { emptyCase, type CaseState } from '../../app/case.ts'
import { hashOf, scanWith, tableWith } from '../../app/scan.test-kit.ts'
import { askedDigits, askedValue, railAnswerOfWhy, waitingWords, whyQuestion } from './why-state.ts'

const threshold = (printed: string, parts: Partial<RecordedThreshold> = {}): RecordedThreshold => ({
  value: Number(printed), source: `note.md threshold ${printed}`, origin: 'mention', path: 'note.md', line: 1, run: null, printed,
  interval: [Number(printed) - 0.0005, Number(printed) + 0.0005], sha256: hashOf('c'), ...parts,
})
const decisions = threshold('0.33827299664429217', { origin: 'decisions', interval: [0.33826157532995615, 0.33827299664429217] })
const stateWith = (thresholds: RecordedThreshold[], parts: Partial<CaseState> = {}): CaseState => ({
  ...emptyCase, folder: '/evidence', scan: { status: 'ready', value: scanWith({ thresholds, fileCount: 3 }) }, dismissals: { status: 'ready', value: [] }, ...parts,
})
const dismissedOf = (recorded: RecordedThreshold) => ({ subject: thresholdSubject(recorded), reason: 'r', at: 0, actor: 'ana' })

describe('the value in question', () => {
  it('is the likeliest that somebody wrote down, before what decisions imply', () => {
    expect(askedValue(stateWith([decisions, threshold('0.338'), threshold('0.48')]))).toEqual({ printed: '0.338', implied: null })
    expect(askedValue(stateWith([decisions]))).toEqual({ printed: decisions.printed, implied: decisions.interval })
  })

  it('is the one that a person asked about while nobody dismisses it', () => {
    const asked = { printed: '0.48', implied: null }
    const thresholds = [threshold('0.338'), threshold('0.48')]
    expect(askedValue(stateWith(thresholds, { asked }))).toBe(asked)
    const dismissals = { status: 'ready' as const, value: [dismissedOf(threshold('0.48'))] }
    expect(askedValue(stateWith(thresholds, { asked, dismissals }))).toEqual({ printed: '0.338', implied: null })
  })

  it('is named as printed, or by the shortest digits that decisions leave open', () => {
    expect(whyQuestion(stateWith([threshold('0.338')]))).toBe('Why does 0.338 differ?')
    expect(askedDigits(stateWith([decisions]))).toBe('0.33827')
    expect(whyQuestion(stateWith([]))).toBe('Why does a recorded threshold differ?')
  })
})

describe('the words while there is no answer', () => {
  it('tell that no threshold is recorded, and that all are dismissed', () => {
    expect(waitingWords(stateWith([])).decisive).toBe('No threshold is recorded in this folder.')
    const dismissals = { status: 'ready' as const, value: [dismissedOf(threshold('0.2'))] }
    expect(waitingWords(stateWith([threshold('0.2')], { dismissals })).rest).toContain('1 place is dismissed')
  })

  it('tell a table that is not chosen from one that does not exist', () => {
    const recorded = [threshold('0.338')]
    expect(waitingWords(stateWith(recorded)).rest).toContain('none was found here')
    const scan = { status: 'ready' as const, value: scanWith({ thresholds: recorded, predictions: [tableWith('a.csv', 100), tableWith('b.csv', 100)] }) }
    expect(waitingWords(stateWith(recorded, { scan })).rest).toContain('none is chosen')
  })
})

describe('railAnswerOfWhy', () => {
  const ready = (value = exampleExplanation()): CaseState => stateWith([threshold('0.338')], { explanation: { status: 'ready', value } })

  it('names the first explanation that reproduces the value, else that none does', () => {
    expect(railAnswerOfWhy(ready())).toBe('F-beta 3.2 reproduces it')
    const refuted = exampleExplanation().explanations.map((explanation) => ({ ...explanation, verdict: 'refuted' as const }))
    expect(railAnswerOfWhy(ready(exampleExplanation({ explanations: refuted })))).toBe('Nothing here reproduces it')
  })

  it('says what is missing, and nothing while it is being computed', () => {
    expect(railAnswerOfWhy(stateWith([]))).toBe('No threshold is recorded')
    expect(railAnswerOfWhy(stateWith([threshold('0.338')]))).toBe('No table to test on')
    expect(railAnswerOfWhy(emptyCase)).toBeNull()
  })
})
