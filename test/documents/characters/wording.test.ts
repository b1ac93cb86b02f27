import { describe, expect, it } from 'vitest'
import { isControl, repertoire } from '../../../src/documents/characters/repertoire.ts'
import { fitWording } from '../../../src/documents/characters/wording.ts'
import type { Wording } from '../../../src/documents/content/elements.ts'
import type { Warning } from '../../../src/model/document.ts'
import { startCpuTime } from '../../fakes/cpu-time.ts'

const latin = repertoire('Latin', (code) => code < 0x100 && !isControl(code))
const all = repertoire('all', () => true)

function fitted(text: string, element: Partial<Wording>, taken = latin) {
  const warnings: Warning[] = []
  const parts = fitWording(text, { kind: 'wording', max: 5, parts: 3, ...element }, taken, () => 'remarks', warnings)
  return { parts, warnings }
}
const warned = (code: Warning['code'], was: string, became: string) => [{ path: 'remarks', code, was, became }]

describe('wording in an element', () => {
  it.each<[string, Partial<Wording>, readonly string[]]>([
    ['', {}, []],
    ['abcde', {}, ['abcde']],
    ['ab cd', {}, ['ab cd']],
    ['abcdef', {}, ['abcde', 'f']],
    ['ab cdef', {}, ['ab ', 'cdef']],
    ['ab cdef', { padded: true }, ['ab', ' cdef']],
    // Too many words for breaks between words: then each component is filled.
    ['abc def ghi jkl', {}, ['abc d', 'ef gh', 'i jkl']],
    ['abc defg hij', {}, ['abc ', 'defg ', 'hij']],
    ['abc  ', {}, ['abc  ']],
    ['a  b', { padded: true }, ['a  b']],
    ['a  bc', { padded: true }, ['a  bc']],
    ['abcde fghij', { padded: true }, ['abcde', ' fghi', 'j']],
    ['a b', { max: 1, padded: true }, ['a', ' ', 'b']],
    ['abcdefghijklmno', {}, ['abcde', 'fghij', 'klmno']],
  ])('carries %j in %j whole, as %j', (text, element, parts) => {
    expect(fitted(text, element)).toEqual({ parts, warnings: [] })
    expect(parts.join('')).toBe(text)
  })

  it.each<[string, Partial<Wording>, readonly string[], Warning[]]>([
    ['abcdefghijklmnop', {}, ['abcde', 'fghij', 'klmno'], warned('cut', 'abcdefghijklmnop', 'abcdefghijklmno')],
    ['a  bcd', { padded: true }, ['a bcd'], warned('replaced', 'a  bcd', 'a bcd')],
    ['a  bc ', { padded: true }, ['a  bc'], warned('replaced', 'a  bc ', 'a  bc')],
    ['abc ', { padded: true }, ['abc'], warned('replaced', 'abc ', 'abc')],
    ['   ', {}, [], warned('omitted', '   ', '')],
    [' \n ', {}, [], warned('omitted', ' \n ', '')],
    ['a\tb', {}, ['a b'], warned('replaced', 'a\tb', 'a b')],
    ['œ€', {}, ['oeEUR'], warned('replaced', 'œ€', 'oeEUR')],
    ['œuf dur', { parts: 1 }, ['oeuf '], warned('cut', 'œuf dur', 'oeuf ')],
  ])('carries %j in %j as %j, and records it', (text, element, parts, warnings) => {
    expect(fitted(text, element)).toEqual({ parts, warnings })
  })

  it('is fitted as quickly where a chef leaned on the space bar', () => {
    const cpuTime = startCpuTime()
    const { parts } = fitted(`a${' '.repeat(100_000)}b `, { padded: true })
    expect(cpuTime()).toBeLessThan(2_000)
    expect(parts).toEqual(['a b'])
  })

  it('never cuts a character in two, and counts it as one', () => {
    expect(fitted('🍅🍅🍅🍅🍅', {}, all)).toEqual({ parts: ['🍅🍅🍅🍅🍅'], warnings: [] })
    const first = '\u{10000}'.repeat(5)
    expect(fitted(first, {}, all)).toEqual({ parts: [first], warnings: [] })
    expect(fitted('🍅🍅🍅🍅🍅🍅', {}, all)).toEqual({ parts: ['🍅🍅🍅🍅🍅', '🍅'], warnings: [] })
    expect(fitted('🍅🍅🍅🍅🍅🍅', { parts: 1 }, all)).toEqual({
      parts: ['🍅🍅🍅🍅🍅'],
      warnings: warned('cut', '🍅🍅🍅🍅🍅🍅', '🍅🍅🍅🍅🍅'),
    })
  })
})
