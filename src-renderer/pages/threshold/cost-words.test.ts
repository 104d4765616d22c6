import { expect, it } from 'vitest'
import { emptyCase } from '../../app/case.ts'
import { costProblem, costSentence, costsProblem, orientationAnswer, orientationQuestion } from './cost-words.ts'

it.each(['10', '0.5', '0', '1250.75', ' 7 '])('takes %s as a cost', (typed) => {
  expect(costProblem(typed)).toBeNull()
})

it.each([
  ['', 'Type a number, such as 10.'],
  ['-1', 'A cost is not negative. Type 0 or more.'],
  ['0,5', 'Write the decimal point as a dot: 0.5.'],
  ['ten', 'Type a plain number, such as 10 or 0.5.'],
  ['1e3', 'Type a plain number, such as 10 or 0.5.'],
  ['.5', 'Type a plain number, such as 10 or 0.5.'],
])('refuses %j and says what to type', (typed, problem) => {
  expect(costProblem(typed)).toBe(problem)
})

it.each([
  ['10', '1', 'One missed default costs as much as 10 refused good customers.'],
  ['5', '2', 'One missed default costs as much as 2.5 refused good customers.'],
  ['1', '4', 'One refused good customer costs as much as 4 missed defaults.'],
  ['3', '3.0', 'One missed default costs as much as one refused good customer.'],
  ['0', '1', 'Missing a default costs nothing here, so refusing nobody costs least.'],
  ['1', '0', 'Refusing a good customer costs nothing here, so refusing everybody costs least.'],
])('says what %s against %s means', (fn, fp, sentence) => {
  const parts = costSentence(fn, fp)
  expect(parts === null ? null : parts.before + parts.strong + parts.after).toBe(sentence)
})

it('has no sentence for costs that cannot be used', () => {
  expect(costSentence('x', '1')).toBeNull()
  expect(costSentence('0', '0.00')).toBeNull()
  expect(costsProblem('0', '0.00')).toMatch(/^Both costs are 0/)
  expect(costsProblem('0', '1')).toBeNull()
})

it.each([
  ['10', '1', 'Does missing one default cost as much as 10 false alarms?'],
  ['7', '1.5', 'Does missing one default cost as much as 4.67 false alarms?'],
  ['1', '4', 'Does one false alarm cost as much as missing 4 defaults?'],
  ['3', '3.0', 'Does missing one default cost as much as one false alarm?'],
  ['0', '1', 'Does missing a default cost nothing?'],
  ['1', '0', 'Does a false alarm cost nothing?'],
])('puts %s against %s as a question', (fn, fp, question) => {
  expect(orientationQuestion(fn, fp)).toBe(question)
})

it('takes an answer for the question that was put, and not for another', () => {
  const costs = { fn: '10', fp: '1', source: null, confirmed: true }
  const orientation = { question: 'Does missing one default cost as much as 10 false alarms?', answer: 'yes' as const }
  expect(orientationAnswer({ ...emptyCase, costs })).toBeNull()
  expect(orientationAnswer({ ...emptyCase, costs, orientation })).toBe('yes')
  expect(orientationAnswer({ ...emptyCase, costs: { ...costs, fn: '12' }, orientation })).toBeNull()
})
