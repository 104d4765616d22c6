import { expect, it } from 'vitest'
import { intervalCosts } from './interval-costs.ts'

const cell = (perCase: string, perAmount = '0') => ({ perCase, perAmount })
const two = { fn: cell('10'), fp: cell('1'), tp: cell('0'), tn: cell('0.0') }

it('the two costs alone are no payoffs', () => {
  expect(intervalCosts({ payoffs: two, prevalence: '0.05', amount: 'exposure' })).toEqual({ payoffs: null, prevalence: '0.05', amount: null })
})

it('a gain of a right decision is one', () => {
  const payoffs = { ...two, tn: cell('-0.5') }
  expect(intervalCosts({ payoffs, prevalence: null, amount: null })).toEqual({ payoffs, prevalence: null, amount: null })
})

it('a cost by amount takes the column of the amounts with it', () => {
  const payoffs = { ...two, fn: cell('10', '0.45') }
  expect(intervalCosts({ payoffs, prevalence: '0.05', amount: 'exposure' })).toEqual({ payoffs, prevalence: '0.05', amount: 'exposure' })
})
