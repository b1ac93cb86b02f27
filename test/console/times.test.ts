import { describe, expect, it } from 'vitest'
import { duration, moment, shortDay, shortDuration } from '../../src/console/frame/times.ts'

const HOUR = 3_600_000
const AT = Date.parse('2026-12-01T08:17:00Z')

describe('a short day', () => {
  it.each([
    ['nl', 'di 1 dec', 'zo 24 mei'],
    ['fr', 'mar. 1er déc.', 'dim. 24 mai'],
    ['de', 'Di., 1. Dez.', 'So., 24. Mai'],
    ['en', 'Tue 1 Dec', 'Sun 24 May'],
  ] as const)('is written in %s as people there write it', (language, december, may) => {
    expect([shortDay('2026-12-01', language), shortDay('2026-05-24', language)]).toEqual([december, may])
  })
})

describe('a moment', () => {
  it.each([
    ['nl', 'di 1 dec, 09:17'],
    ['fr', 'mar. 1er déc., 09:17'],
    ['de', 'Di., 1. Dez., 09:17 Uhr'],
    ['en', 'Tue 1 Dec, 09:17'],
  ] as const)('of another day has its day in %s', (language, words) => {
    expect(moment(AT, { now: AT + 24 * HOUR, language }, 'Europe/Brussels')).toBe(words)
  })

  it('of today is a time, with “Uhr” in German', () => {
    const at = (language: 'de' | 'nl') => moment(AT, { now: AT, language }, 'Europe/Brussels')
    expect([at('de'), at('nl')]).toEqual(['09:17 Uhr', '09:17'])
  })
})

describe('a duration', () => {
  it.each([
    ['nl', '2 u 59', '36 u'],
    ['fr', '2 h 59', '36 h'],
    ['de', '2 Std. 59 Min.', '36 h'],
    ['en', '2 h 59', '36 h'],
  ] as const)('has the hours of %s', (language, words, whole) => {
    expect(duration(2 * HOUR + 59 * 60_000, language)).toBe(words)
    expect(shortDuration(36 * HOUR + 60_000, language)).toBe(whole)
  })

  it.each([
    ['nl', '41 dagen'],
    ['fr', '41 jours'],
    ['de', '41 Tage'],
    ['en', '41 days'],
  ] as const)('from two days on is in days: %s', (language, days) => {
    expect(duration(997 * HOUR, language)).toBe(days)
    expect(shortDuration(997 * HOUR, language)).toBe(days)
    expect(shortDuration(47 * HOUR, language)).not.toContain(' 1 ')
  })

  it('has short signs in German in a narrow place', () => {
    expect(shortDuration(2 * HOUR + 59 * 60_000, 'de')).toBe('2 h 59')
  })

  it('below an hour is in minutes', () => {
    expect([duration(29 * 60_000, 'nl'), duration(-1, 'en'), duration(60_000, 'de')]).toEqual([
      '29 min',
      '0 min',
      '1 Min.',
    ])
  })
})
