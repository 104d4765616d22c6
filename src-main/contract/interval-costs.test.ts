import { expect, it } from 'vitest'
import { intervalCosts } from './interval-costs.ts'

const cell = (perCase: string, perAmount = '0') => ({ perCase, perAmount })
const two = { fn: cell('10'), fp: cell('1'), tp: cell('0'), tn: cell('0.0') }

it('the two costs alone are no payoffs', () => {
  expect(intervalCosts({ payoffs: two, prevalence: '0.05' })).toEqual({ payoffs: null, prevalence: '0.05', byAmount: false })
})

it('a gain of a right decision is one', () => {
  const payoffs = { ...two, tn: cell('-0.5') }
  expect(intervalCosts({ payoffs, prevalence: null })).toEqual({ payoffs, prevalence: null, byAmount: false })
})

it('a cost by amount leaves the two costs per case, and says so', () => {
  expect(intervalCosts({ payoffs: { ...two, fn: cell('10', '0.45') }, prevalence: '0.05' })).toEqual({ payoffs: null, prevalence: null, byAmount: true })
})
