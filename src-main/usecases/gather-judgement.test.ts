import { expect, it } from 'vitest'
import type { BankChoices } from '../contract/bank-choices.ts'
import { ProblemError } from '../contract/problem.ts'
import type { ThresholdView } from '../contract/recommendation.ts'
import type { Uncertainty, UncertaintyRequest } from '../contract/uncertainty.ts'
import { exampleReportInput } from '../domain/report/report-input.test-kit.ts'
import { gatherJudgement } from './gather-judgement.ts'
import type { ThresholdJudgement } from './judge-threshold.ts'

const work = { signal: new AbortController().signal, onProgress: () => undefined }
const cell = (perCase: string, perAmount = '0') => ({ perCase, perAmount })
const { reading } = exampleReportInput().table
const document: BankChoices = {
  version: 1, reading, payoffs: { fn: cell('10', '0.5'), fp: cell('1'), tp: cell('0'), tn: cell('-1') }, statement: { currency: '', source: '', owner: '', date: '' },
  amount: 'exposure', prevalence: '0.05', constraints: [], review: null, ratios: null, thresholds: [0.3, 0.5], orientation: null,
  resampling: { resampling: { kind: 'rows' }, resamples: 200, seed: 3 }, parting: null, segments: [], minimumCell: 10, reference: null,
}
const view: ThresholdView = exampleReportInput().view

/** Refuses everything but intervals of the costs per case, or also those by amount. */
function judgementThat(drawsAmounts: boolean, asked: UncertaintyRequest[]): ThresholdJudgement {
  const refuse = (kind: 'usage' | 'too-large', message: string) => Promise.reject(new ProblemError({ kind, path: null, message, action: '' }))
  const no = () => refuse('usage', 'not asked for here')
  return {
    columns: no, loadColumns: no, choices: no, quality: no, groups: no, heldOut: no, provenance: no,
    uncertainty: (request) => {
      asked.push(request)
      return request.amount !== null && !drawsAmounts ? refuse('too-large', 'Too many rows.') : Promise.resolve({ seed: request.seed } as Uncertainty)
    },
  }
}

async function gathered(drawsAmounts: boolean) {
  const asked: UncertaintyRequest[] = []
  const found = await gatherJudgement({ folder: '/e', reading, costs: { fn: '10', fp: '1' }, document, view }, judgementThat(drawsAmounts, asked), work)
  return { asked, found, problems: found.problems.filter(({ part }) => part === 'uncertainty') }
}

it('asks for intervals under all four payoffs with their amounts and the share of positives', async () => {
  const { asked, problems } = await gathered(true)
  expect(asked).toMatchObject([{ payoffs: document.payoffs, amount: 'exposure', prevalence: '0.05', seed: 3 }])
  expect(problems).toEqual([])
})

it('takes the costs per case of a table too large to be drawn with amounts, and says why', async () => {
  const { asked, found, problems } = await gathered(false)
  expect(asked).toMatchObject([{ amount: 'exposure' }, { payoffs: null, amount: null, prevalence: null, costs: { fn: '10', fp: '1' } }])
  expect(found.uncertainty).toEqual({ seed: 3 })
  expect(problems).toEqual([{ part: 'uncertainty', message: 'Too many rows.' }])
})
