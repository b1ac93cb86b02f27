import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, localMoment, WEEKDAYS, type Weekday, weekdayOf } from '../../src/model/local-time.ts'
import { cutOffFor, deliveryDay } from '../../src/profile/calendar.ts'
import { Calendar } from '../../src/profile/timing.ts'
import { histories } from '../fakes/histories.ts'
import { supplierWith } from '../fakes/orders.ts'

const BRUSSELS = 'Europe/Brussels'
const calendar = (settings: Record<string, unknown> = {}): Calendar => Calendar.parse({ cutOff: '22:00', ...settings })
const cutOff = (date: string, settings: Record<string, unknown> = {}, zone = BRUSSELS): string =>
  new Date(cutOffFor(date, calendar(settings), zone)).toISOString()

describe('a cut-off', () => {
  it.each<[string, string, Record<string, unknown>, string]>([
    ['the evening before', '2026-11-26', {}, '2026-11-25T21:00:00.000Z'],
    ['in summer', '2026-07-02', {}, '2026-07-01T20:00:00.000Z'],
    ['days before', '2026-11-26', { leadDays: 3 }, '2026-11-23T21:00:00.000Z'],
    ['the same morning', '2026-11-26', { leadDays: 0, cutOff: '06:30' }, '2026-11-26T05:30:00.000Z'],
    ['across the new year', '2027-01-01', {}, '2026-12-31T21:00:00.000Z'],
    ['not on a holiday', '2026-12-26', { holidays: ['2026-12-25'] }, '2026-12-24T21:00:00.000Z'],
    ['not on a closed day', '2026-11-30', { closedDays: ['sun'] }, '2026-11-28T21:00:00.000Z'],
    [
      'over closed days and holidays',
      '2026-11-30',
      { closedDays: ['sat', 'sun'], leadDays: 2, holidays: ['2026-11-27'] },
      '2026-11-25T21:00:00.000Z',
    ],
    ['with no lead, on a holiday', '2026-12-25', { leadDays: 0, holidays: ['2026-12-25'] }, '2026-12-24T21:00:00.000Z'],
    ['on the day the clock is put forward', '2026-03-30', {}, '2026-03-29T20:00:00.000Z'],
    [
      'in the hour that is skipped, an hour later on the clock',
      '2026-03-30',
      { cutOff: '02:30' },
      '2026-03-29T01:30:00.000Z',
    ],
    ['in the hour that comes twice, the first', '2026-10-26', { cutOff: '02:30' }, '2026-10-25T00:30:00.000Z'],
  ])('is %s', (_, date, settings, expected) => {
    expect(cutOff(date, settings)).toBe(expected)
  })

  it('shows its time on the supplier’s clock, on a working day, with the lead days in between', () => {
    const dates = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const zones = fc.constantFrom(BRUSSELS, 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata')
    const hour = fc.integer({ min: 4, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:15`)
    const settings = fc.record({
      cutOff: hour,
      leadDays: fc.nat(10),
      closedDays: fc.uniqueArray(fc.constantFrom<Weekday>(...WEEKDAYS), { maxLength: 6 }),
      holidaysBefore: fc.uniqueArray(fc.nat(20), { maxLength: 8 }),
    })
    fc.assert(
      fc.property(dates, zones, settings, (date, zone, { holidaysBefore, ...given }) => {
        const holidays = holidaysBefore.map((days) => addDays(date, -days))
        const { date: day, time } = localMoment(cutOffFor(date, calendar({ ...given, holidays }), zone), zone)
        expect(time).toBe(`${given.cutOff}:00`)
        const isWorking = (one: string): boolean =>
          !given.closedDays.includes(weekdayOf(one)) && !holidays.includes(one)
        expect(isWorking(day)).toBe(true)
        let between = 0
        for (let one = day; one < date; one = addDays(one, 1)) if (isWorking(one)) between++
        // With none, and a delivery on a day on which nobody works, the last day before it.
        expect(between).toBe(given.leadDays === 0 && !isWorking(date) ? 1 : given.leadDays)
      }),
      { numRuns: histories(2_000) },
    )
  })

  it('of a calendar without a working day is told all the same', () => {
    const everyDay = Array.from({ length: 800 }, (_, at) => addDays('2026-01-01', at))
    expect(Date.parse(cutOff('2027-06-01', { holidays: everyDay }))).toBeLessThan(Date.parse('2027-06-01'))
  })
})

describe('a delivery date', () => {
  const supplier = supplierWith({
    calendar: { cutOff: '22:00', deliveryDays: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: ['2026-12-25'] },
    customers: [{ customer: 'C-1', calendar: { cutOff: '14:00', deliveryDays: ['sat'] } }, { customer: 'C-2' }],
  })
  const day = (customer: string | null, date: string | null) => {
    const found = deliveryDay(supplier, customer, date)
    return found && [new Date(found.cutOff).toISOString(), found.isDelivered]
  }

  it('is one on which the supplier delivers, and no holiday', () => {
    expect(day('C-2', '2026-11-27')).toEqual(['2026-11-26T21:00:00.000Z', true])
    expect(day('C-2', '2026-11-28')).toEqual(['2026-11-27T21:00:00.000Z', false])
    expect(day(null, '2026-12-25')).toEqual(['2026-12-24T21:00:00.000Z', false])
  })

  it('is judged by the customer’s own days and hours where they have any', () => {
    expect(day('C-1', '2026-11-28')).toEqual(['2026-11-27T13:00:00.000Z', true])
    expect(day('C-1', '2026-11-27')?.[1]).toBe(false)
  })

  it('that is not given has no cut-off, and without a calendar nothing has', () => {
    expect(day('C-1', null)).toBeNull()
    expect(deliveryDay(supplierWith(), 'C-1', '2026-11-26')).toBeNull()
  })
})
