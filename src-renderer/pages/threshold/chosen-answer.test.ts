import { describe, expect, it } from 'vitest'
import type { Choices } from '../../../src-main/contract/choices.ts'
import { emptyDraft } from '../choices/choice-draft.ts'
import { chosenAnswer, choosesMore } from './chosen-answer.ts'
import { cut, tenRows } from './threshold-view.test-kit.ts'

/** The parts of the choices that the answer reads; 2 of the ten rows are refused at 0.8. */
function choicesAt(threshold: number | null, infeasible: string | null = null): Choices {
  const rate = { value: 0.8, low: 0.5, high: 0.9, count: 8, of: 10 }
  const recommended = infeasible === null ? { cut: { ...cut(threshold, 2, 0), cost: 4.5 }, digits: threshold === null ? 'none' : String(threshold), approval: rate } : null
  const parts: Partial<Choices> = { infeasible }
  return Object.assign(parts as Choices, { recommended })
}

describe('the answer under all that the bank chose', () => {
  it('is no other where the threshold is that of the two costs', () => {
    expect(chosenAnswer(choicesAt(tenRows().recommendation.optimum.threshold), tenRows(), 'EUR')).toBeNull()
  })

  it('comes first where it is another threshold, with that of the two costs after it', () => {
    const found = chosenAnswer(choicesAt(0.8), tenRows(), 'EUR')
    expect(found?.decisive).toBe('Refuse an applicant whose score is 0.8 or higher.')
    expect(found?.rest).toContain('costs EUR 4.50 and approves 80.0')
    expect(found?.rest).toContain(tenRows().answer.decisive)
  })

  it('says why where no threshold meets the limits', () => {
    expect(chosenAnswer(choicesAt(null, 'No threshold meets both.'), tenRows(), '')?.decisive).toBe('No threshold meets both.')
  })

  it('is asked for only where something beside the two costs was chosen', () => {
    expect(choosesMore({ ...emptyDraft, currency: 'EUR' })).toBe(false)
    expect(choosesMore({ ...emptyDraft, prevalence: '12' })).toBe(true)
  })
})
