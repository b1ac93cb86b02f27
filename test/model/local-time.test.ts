import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDate, localMoment, readMoment } from '../../src/model/local-time.ts'
import { histories } from '../fakes/histories.ts'

const BRUSSELS = 'Europe/Brussels'
const ZONES = [
  'UTC',
  BRUSSELS,
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/St_Johns',
]
const iso = (text: string, zone = BRUSSELS): string | null => {
  const instant = readMoment(text, zone)?.instant
  return instant === null || instant === undefined ? null : new Date(instant).toISOString()
}

describe('a moment as written', () => {
  it.each([
    ['2026-11-24T09:00:00Z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T09:00:00z', '2026-11-24T09:00:00.000Z'],
    ['2026-11-24T09:00:00.120394+01:00', '2026-11-24T08:00:00.120Z'],
    ['2026-11-24T09:00:00,5-0530', '2026-11-24T14:30:00.500Z'],
    ['2026-11-24 09:00 +05', '2026-11-24T04:00:00.000Z'],
    ['2026-11-24T09:00', '2026-11-24T08:00:00.000Z'],
    ['2026-07-24T09:00', '2026-07-24T07:00:00.000Z'],
    [' 2026-11-24T09:00Z ', '2026-11-24T09:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it.each([
    ['before the change', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['in the hour that is skipped, with the offset before', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['after the change', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['in the hour that comes twice, as the first', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['after the second', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('without a zone, %s', (_, text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it('read in a zone and shown in it again is the same, but for the hour that is skipped', () => {
    const wall = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(wall, fc.constantFrom(...ZONES), (date, zone) => {
        const text = date.toISOString().slice(0, 19)
        const instant = readMoment(text, zone)?.instant ?? 0
        const { date: day, time, offset } = localMoment(instant, zone)
        const exact = Date.parse(`${day}T${time}${offset}`)
        expect(exact).toBe(Math.floor(instant / 1000) * 1000)
        if (`${day}T${time}` !== text) expect(`${day}T${time}` > text).toBe(true)
      }),
      { numRuns: histories(1_000) },
    )
  })

  it.each(['2026-11-24', '2026-11-24T00:00Z', '2026-11-24T00:00:00.000+09:00'])('knows midnight: %s', (text) => {
    expect(readMoment(text, BRUSSELS)).toMatchObject({ date: '2026-11-24', midnight: true })
  })

  it.each(['2026-11-24T00:00:00.001Z', '2026-11-24T00:01', '2026-11-24T12:00'])(
    'knows what is no midnight: %s',
    (text) => {
      expect(readMoment(text, BRUSSELS)?.midnight).toBe(false)
    },
  )

  it('of any text is a date in the calendar, or nothing', () => {
    const digits = fc
      .tuple(fc.nat(9999), fc.nat(99), fc.nat(99))
      .map(([year, month, day]) =>
        [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
      )
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits), (text) => {
        const moment = readMoment(text, BRUSSELS)
        if (moment) expect(new Date(`${moment.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(moment.date)
      }),
      { numRuns: histories(2_000) },
    )
  })
})

describe('the clock on the wall', () => {
  it.each([
    ['2026-11-24T22:59:59.999Z', BRUSSELS, { date: '2026-11-24', time: '23:59:59', offset: '+01:00' }],
    ['2026-11-24T23:00:00Z', BRUSSELS, { date: '2026-11-25', time: '00:00:00', offset: '+01:00' }],
    ['2026-07-01T03:29:59Z', 'America/St_Johns', { date: '2026-07-01', time: '00:59:59', offset: '-02:30' }],
    ['2026-07-01T00:00:00Z', 'UTC', { date: '2026-07-01', time: '00:00:00', offset: '+00:00' }],
    ['1969-12-31T23:59:59.500Z', 'UTC', { date: '1969-12-31', time: '23:59:59', offset: '+00:00' }],
  ])('at %s in %s', (instant, zone, expected) => {
    expect(localMoment(Date.parse(instant), zone)).toEqual(expected)
  })

  it('shows what Intl shows', () => {
    const moments = fc.date({ min: new Date('1980-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, fc.constantFrom(...ZONES), (moment, zone) => {
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(moment)
        expect(localDate(moment.getTime(), zone)).toBe(shown)
      }),
    )
  })
})
