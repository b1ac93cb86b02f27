import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numberForms } from '../../src/text/fill.ts'
import { WORDING_FILES } from './wording-files.ts'

const LANGUAGES = ['en', 'nl', 'fr', 'de'] as const
type Language = (typeof LANGUAGES)[number]

/** Each text with its place, such as `console.today.title`. Code and the names of values are left out. */
function textsOf(language: Language): [place: string, text: string][] {
  return Object.entries(WORDING_FILES).flatMap(([file, words]) => leaves(file, words[language]))
}

function leaves(place: string, value: unknown): [string, string][] {
  if (typeof value === 'string')
    return [
      [
        place,
        numberForms(value)
          .join('\n')
          .replace(/`[^`]*`|\{\w+\}/g, ''),
      ],
    ]
  return Object.entries(Object(value)).flatMap(([key, inner]) => leaves(`${place}.${key}`, inner))
}

const found = (language: Language, pattern: RegExp): string[] =>
  textsOf(language).flatMap(([place, text]) => (pattern.test(text) ? [`${place}: ${text}`] : []))

/** The rows of a table of docs/dev/words.md, below a heading, without the head. */
function rowsBelow(heading: string): string[][] {
  const page = readFileSync(new URL('../../docs/dev/words.md', import.meta.url), 'utf8')
  const table =
    page
      .slice(page.indexOf(heading))
      .split('\n\n')
      .find((part) => part.startsWith('| ')) ?? ''
  const rows = table.split('\n').map((row) => row.split('|').slice(1, -1))
  return rows.slice(2).map((row) => row.map((cell) => cell.trim()))
}

describe('the words in four languages', () => {
  it.each(Object.entries(WORDING_FILES))('have the same names in each language: %s', (_, words) => {
    const names = (language: Language) => leaves('', words[language]).map(([place]) => place)
    for (const language of LANGUAGES) expect(names(language)).toEqual(names('en'))
  })

  it.each([
    ['nl', /(?<!\p{L})(?:je|jij|jou|jouw|jullie)(?!\p{L})/iu],
    ['fr', /(?<!\p{L})(?:tu|toi|ton|ta|tes)(?!\p{L})/iu],
    ['de', /(?<!\p{L})(?:du|dich|dir|dein\p{L}*|euch|euer)(?!\p{L})/iu],
  ] as const)('address a reader politely: %s', (language, familiar) => {
    expect(found(language, familiar)).toEqual([])
  })

  it('have in French no line break before a sign, and the apostrophe of a printer', () => {
    expect(found('fr', / [:;?!»](?!\w)|« /)).toEqual([])
    expect(found('fr', /\p{L}'\p{L}/u)).toEqual([])
  })

  it('begin in German with a capital after a colon where a sentence follows', () => {
    const verbs = 'ist|hat|wird|wurde|gilt|gehen|geht|steht|braucht|sagt|rufen'
    const places = found('de', new RegExp(String.raw`: (?:sie|es|das|der|die|sonst|um) [^:]*\b(?:${verbs})\b`))
    expect(places).toEqual([])
  })
})

describe('the glossary', () => {
  const [terms, avoided] = [rowsBelow('# Words for the order desk'), rowsBelow('## Words to avoid')]

  it('has words that the texts use', () => {
    expect(terms.length).toBeGreaterThan(30)
    for (const [at, language] of LANGUAGES.entries()) {
      const texts = textsOf(language).map(([, text]) => text.toLowerCase())
      for (const row of terms) {
        const cell = row[at + 1] ?? ''
        for (const term of cell.split(', ')) {
          const stem = stemOf(term)
          expect([language, term, texts.some((text) => text.includes(stem))]).toEqual([language, term, true])
        }
      }
    }
  })

  it.each(avoided)('avoids in %s the word %s', (language, word, _, except = '') => {
    const pattern = new RegExp(String.raw`(?<![\p{L}-])${word}`, 'iu')
    const places = found(language as Language, pattern)
    const allowed = except.split(', ').filter((place) => place !== '')
    expect(places.filter((place) => !allowed.some((name) => place.startsWith(name)))).toEqual([])
  })
})

/** The beginning of the longest word, because a verb stands in many forms. */
function stemOf(term: string): string {
  const [longest = ''] = term
    .toLowerCase()
    .split(/[ ’-]/)
    .sort((one, other) => other.length - one.length)
  return longest.slice(0, 5)
}
