import { describe, expect, it } from 'vitest'
import { moment } from '../../src/console/frame/times.ts'
import { chefText } from '../../src/model/problem-text.ts'
import { dateWords } from '../../src/text/date-words.ts'
import { fill } from '../../src/text/fill.ts'

const LANGUAGES = ['en', 'nl', 'fr', 'de'] as const
const SENTENCES: Readonly<Record<(typeof LANGUAGES)[number], readonly [string, string]>> = {
  en: ['resolved at {at}.', 'resolved on {at}.'],
  nl: ['opgelost om {at}.', 'opgelost op {at}.'],
  fr: ['résolu à {at}.', 'résolu le {at}.'],
  de: ['gelöst um {at}.', 'gelöst am {at}.'],
}

describe('the words in front of a day', () => {
  it.each(LANGUAGES)('are those of a day, on each day of the week and in both lengths: %s', (language) => {
    const [time, day] = SENTENCES[language]
    for (let date = 1; date <= 14; date++) {
      const at = `2026-12-${String(date).padStart(2, '0')} 17:00`
      const long = dateWords(at, language)
      const now = Date.parse('2027-02-01T12:00:00Z')
      const short = moment(`${at.replace(' ', 'T')}:00Z`, { now, language }, 'UTC')
      for (const words of [long, short]) expect(fill(time, { at: words })).toBe(day.replace('{at}', words))
    }
    expect(fill(time, { at: '17:00' })).toBe(time.replace('{at}', '17:00'))
  })

  it('tell a French chef until when orders were taken', () => {
    const values = { date: '2026-12-01', until: '2026-11-30 17:00' }
    expect(chefText({ path: '', code: 'cut-off-passed', message: '', values }, 'fr')).toContain(
      'acceptées jusqu’au lundi 30 novembre à 17:00',
    )
  })

  it('stay where a name or a number follows, and where the word is the end of another word', () => {
    expect(fill('at {name}', { name: 'Mon Bistro' })).toBe('at Mon Bistro')
    expect(fill('boom {at}', { at: 'ma 7 dec, 06:31' })).toBe('boom ma 7 dec, 06:31')
    expect(fill('{a} à {b}', { a: '{b}', b: 'lun. 7 déc., 06:31' })).toBe('{b} le lun. 7 déc., 06:31')
  })
})
