import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodable, encode } from '../src/charset.ts'

const everyCharacter = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
const CHARSETS = ['us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252'] as const

describe('character sets', () => {
  // 1252 has five holes; WHATWG fills them with controls, and we refuse them.
  it.each([
    ['us-ascii', 128],
    ['iso-8859-1', 256],
    ['iso-8859-15', 256],
    ['windows-1252', 251],
  ] as const)('%s has %i characters', (charset, count) => {
    expect(everyCharacter.filter((character) => encodable(character, charset))).toHaveLength(count)
  })

  it.each(['iso-8859-15', 'windows-1252'] as const)('%s is read back by the platform', (charset) => {
    const text = everyCharacter.filter((character) => encodable(character, charset)).join('')
    expect(new TextDecoder(charset).decode(encode(text, charset))).toBe(text)
  })

  it('iso-8859-1 keeps every number', () => {
    const text = everyCharacter.slice(0, 256).join('')
    expect([...encode(text, 'iso-8859-1')]).toEqual([...Array(256).keys()])
  })

  it('utf-8 is what the platform writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encode(text, 'utf-8')).toEqual(new TextEncoder().encode(text))
      }),
    )
  })

  it('throws on what has no place, without repeating the text', () => {
    for (const charset of CHARSETS)
      expect(() => encode('geheim ✓', charset)).toThrow(`U+2713 at 7 has no place in ${charset}`)
    expect(() => encode('\ud800', 'utf-8')).toThrow('U+D800')
  })
})
