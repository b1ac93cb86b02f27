import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, localMoment, WEEKDAYS, weekdayOf } from '../../src/model/local-time.ts'
import { opensAt } from '../../src/profile/opening.ts'
import { Opening } from '../../src/profile/timing.ts'
import { histories } from '../fakes/histories.ts'

const BRUSSELS = 'Europe/Brussels'
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const at = (moment: string, windows: object[], zone = BRUSSELS): string =>
  new Date(
    opensAt(
      Date.parse(moment),
      windows.map((each) => Opening.parse(each)),
      zone,
    ),
  ).toISOString()

describe('a route', () => {
  it.each<[string, string, object[], string]>([
    ['is open', '2026-11-24T09:00:00Z', [{ from: '05:00', to: '22:00' }], '2026-11-24T09:00:00.000Z'],
    ['opens later that day', '2026-11-24T03:00:00Z', [{ from: '05:00', to: '22:00' }], '2026-11-24T04:00:00.000Z'],
    ['opens the next day', '2026-11-24T21:00:00Z', [{ from: '05:00', to: '22:00' }], '2026-11-25T04:00:00.000Z'],
    [
      'opens after the weekend',
      '2026-11-27T20:00:00Z',
      [{ days: weekdays, from: '06:00', to: '20:00' }],
      '2026-11-30T05:00:00.000Z',
    ],
    [
      'is open past midnight',
      '2026-11-24T02:00:00Z',
      [{ days: ['mon'], from: '22:00', to: '04:00' }],
      '2026-11-24T02:00:00.000Z',
    ],
    [
      'opens on the night the clock is put forward',
      '2026-03-28T23:30:00Z',
      [{ from: '05:00', to: '06:00' }],
      '2026-03-29T03:00:00.000Z',
    ],
    [
      'opens on the night it is put back',
      '2026-10-24T23:30:00Z',
      [{ from: '05:00', to: '06:00' }],
      '2026-10-25T04:00:00.000Z',
    ],
    [
      'opens in the first of several windows',
      '2026-11-24T10:30:00Z',
      [
        { from: '16:00', to: '17:00' },
        { from: '13:00', to: '14:00' },
      ],
      '2026-11-24T12:00:00.000Z',
    ],
  ])('%s', (_, moment, windows, expected) => {
    expect(at(moment, windows)).toBe(expected)
  })

  it('without hours is always open', () => {
    expect(opensAt(7, undefined, BRUSSELS)).toBe(7)
  })

  it('opens within a week, never before it is asked, and on a day and at a time that its hours name', () => {
    const time = fc.integer({ min: 4, max: 20 }).map((hour) => `${String(hour).padStart(2, '0')}:30`)
    const windows = fc.array(
      fc.record({ days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }), from: time, to: time }),
      { minLength: 1, maxLength: 3 },
    )
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, windows, (date, given) => {
        const moment = date.getTime()
        const opens = opensAt(moment, given, BRUSSELS)
        expect(opens).toBeGreaterThanOrEqual(moment)
        expect(opens - moment).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000)
        const local = localMoment(opens, BRUSSELS)
        const clock = local.time.slice(0, 5)
        const isIn = given.some(({ days, from, to }) => {
          const today = days.includes(weekdayOf(local.date))
          const yesterday = days.includes(weekdayOf(addDays(local.date, -1)))
          if (to > from) return today && clock >= from && clock < to
          return (today && clock >= from) || (yesterday && clock < to)
        })
        expect(isIn).toBe(true)
      }),
      { numRuns: histories(1_000) },
    )
  })
})
