import { expect, it } from 'vitest'
import { daysLeft } from '../../../src/cli/doctor/days-left.ts'

it('says one day of one', () => {
  expect([daysLeft(0), daysLeft(1), daysLeft(2)]).toEqual(['0 more days', '1 more day', '2 more days'])
})
