import { expect, it } from 'vitest'
import { likelyClasses } from './likely-classes.ts'

it.each([
  ['1', '0'],
  ['1', '-1'],
  ['true', 'false'],
  ['Yes', 'No'],
  ['default', 'non_default'],
  ['Churn', 'no churn'],
  ['bad', 'good'],
  ['Charged Off', 'Fully Paid'],
])('%s is positive beside %s, in either order', (positive, negative) => {
  expect(likelyClasses(positive, negative)).toEqual({ positive, negative })
  expect(likelyClasses(negative, positive)).toEqual({ positive, negative })
})

it.each([
  ['Male', 'Female'],
  ['2', '1'],
  ['normal', 'notable'],
])('%s and %s say nothing', (one, other) => {
  expect(likelyClasses(one, other)).toBeNull()
})
