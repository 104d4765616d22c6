import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exampleExplanation } from '../contract/explanation.test-kit.ts'
import type { ExplainRequest } from '../contract/explanation.ts'
import { enteredExplanations, keepExplanation } from './entered-explanations.ts'
import { inventoryDismissals } from './inventory-dismissals.ts'
import { openCaseIn } from './open-case.ts'

let data = ''
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'countersign-dismissals-test-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

const subject = { kind: 'threshold' as const, path: 'a.yaml', line: 3, source: 'a.yaml:3 psi', printed: '0.2' }
const opened = (name = 'ana') => openCaseIn(data, { name })

describe('inventoryDismissals', () => {
  it('keeps a dismissal with its reason for the next start, for its folder only', async () => {
    const [first] = await inventoryDismissals(opened()).dismiss({ folder: '/evidence', subject, reason: 'A drift limit' })
    expect(first).toMatchObject({ subject, reason: 'A drift limit', actor: 'ana' })
    expect(await inventoryDismissals(opened('bo')).list('/evidence')).toEqual([first])
    expect(await inventoryDismissals(opened()).list('/other')).toEqual([])
  })

  it('restores, and adds nothing that changes nothing', async () => {
    const dismissals = inventoryDismissals(opened())
    for (const reason of ['A', 'A', 'B']) await dismissals.dismiss({ folder: '/evidence', subject, reason })
    expect(await dismissals.restore({ folder: '/evidence', subject })).toEqual([])
    await dismissals.restore({ folder: '/evidence', subject })
    const entries = await (await opened()('/evidence')).entries()
    expect(entries.map(({ kind }) => kind)).toEqual(['case-opened', 'mention-dismissed', 'mention-dismissed', 'mention-restored'])
  })
})

describe('keepExplanation', () => {
  const claim = { kind: null, parameters: {}, words: 'finer grid' }
  const request: ExplainRequest = {
    folder: '/evidence', reading: exampleExplanation().reading, recorded: { printed: '0.338', implied: null }, costs: null, against: [], claim,
  }
  const result = exampleExplanation({ claim: { understood: 'A finer grid', explanations: [], sentence: 'It is refuted.' } })

  it('keeps an answered explanation once', async () => {
    for (let time = 0; time < 2; time += 1) await keepExplanation(request, result, opened())
    await keepExplanation({ ...request, claim: null }, exampleExplanation(), opened())
    expect(await enteredExplanations('/evidence', opened())).toMatchObject([{ claim, understood: 'A finer grid', sentence: 'It is refuted.', actor: 'ana' }])
  })
})
