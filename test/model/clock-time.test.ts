import { expect, it } from 'vitest'
import { readClockTime } from '../../src/model/clock-time.ts'

const BRUSSELS = 'Europe/Brussels'
/** Tuesday 24 November 2026, 10:00 in Brussels. */
const NOW = Date.UTC(2026, 10, 24, 9)

it.each([
  ['22:00', '2026-11-24T21:00:00.000Z'],
  ['6:30', '2026-11-25T05:30:00.000Z'],
  ['10:00', '2026-11-25T09:00:00.000Z'],
  ['today 22:00', '2026-11-24T21:00:00.000Z'],
  ['today at 06:00', '2026-11-24T05:00:00.000Z'],
  ['Tomorrow 06:00', '2026-11-25T05:00:00.000Z'],
  ['tomorrow', '2026-11-24T23:00:00.000Z'],
  ['2026-11-26', '2026-11-25T23:00:00.000Z'],
  ['2026-11-26 06:00', '2026-11-26T05:00:00.000Z'],
  ['2026-11-26T06:00', '2026-11-26T05:00:00.000Z'],
  ['2026-11-26T06:00:00Z', '2026-11-26T06:00:00.000Z'],
])('means the next such time on the supplier’s clock: %s', (text, time) => {
  const instant = readClockTime(text, BRUSSELS, NOW)
  expect(instant === null ? null : new Date(instant).toISOString()).toBe(time)
})

it.each(['', ' ', '24:00', '12:60', '7', 'tomorrow 25:00', 'yesterday 06:00', '2026-02-30', 'soon'])(
  'is no time: %j',
  (text) => expect(readClockTime(text, BRUSSELS, NOW)).toBeNull(),
)

it('follows the clock over its change', () => {
  const evening = Date.UTC(2026, 9, 24, 18)
  expect(new Date(readClockTime('tomorrow 06:00', BRUSSELS, evening) ?? 0).toISOString()).toBe(
    '2026-10-25T05:00:00.000Z',
  )
})
