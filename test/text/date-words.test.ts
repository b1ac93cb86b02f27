import { describe, expect, it } from 'vitest'
import { type DateLanguage, dateWords, dayWords, withDateWords } from '../../src/text/date-words.ts'

const LANGUAGES: readonly DateLanguage[] = ['en', 'nl', 'fr', 'de']

describe('a date for people', () => {
  it.each([
    ['en', 'Thursday 26 November 2026', 'Thursday 26 November at 09:30'],
    ['nl', 'donderdag 26 november 2026', 'donderdag 26 november om 09:30'],
    ['fr', 'jeudi 26 novembre 2026', 'jeudi 26 novembre à 09:30'],
    ['de', 'Donnerstag, 26. November 2026', 'Donnerstag, 26. November, 09:30 Uhr'],
  ] as const)('has its weekday, in the form of the language: %s', (language, date, moment) => {
    expect(dateWords('2026-11-26', language)).toBe(date)
    expect(dateWords('2026-11-26 09:30', language)).toBe(moment)
  })

  it('is the first of a month in French with its ordinal', () => {
    expect(dayWords('2026-12-01', 'fr')).toBe('mardi 1er décembre')
    expect(dayWords('2026-12-02', 'fr')).toBe('mercredi 2 décembre')
  })

  it('has another word for each day and each month of every language', () => {
    for (const language of LANGUAGES) {
      const days = Array.from({ length: 7 }, (_, day) => dayWords(`2026-11-0${day + 1}`, language).split(/[ ,]/)[0])
      const months = Array.from({ length: 12 }, (_, month) =>
        dayWords(`2026-${String(month + 1).padStart(2, '0')}-15`, language)
          .split(' ')
          .at(-1),
      )
      expect([language, new Set(days).size, new Set(months).size]).toEqual([language, 7, 12])
      expect([...days, ...months]).not.toContain('')
    }
  })

  it('is only what is a date: an order number that looks like one keeps its form', () => {
    const values = { order: '2026-11-26', until: '2026-11-26 22:00', since: 'never' }
    expect(withDateWords(values, 'nl')).toEqual({
      order: '2026-11-26',
      until: 'donderdag 26 november om 22:00',
      since: 'never',
    })
  })
})
