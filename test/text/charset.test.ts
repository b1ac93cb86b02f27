import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodable, encode } from '../../src/text/charset.ts'
import { anyCharacter } from '../fakes/any-character.ts'

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
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(encode(text, 'utf-8')).toEqual(new TextEncoder().encode(text))
      }),
    )
  })

  it('utf-8 knows where a character takes another byte', () => {
    for (const code of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]) {
      const text = `a${String.fromCodePoint(code)}b`
      expect(encode(text, 'utf-8')).toEqual(new TextEncoder().encode(text))
    }
    for (const half of ['\ud800', '\udbff', '\udc00', '\udfff']) {
      expect(encodable(half, 'utf-8')).toBe(false)
      expect(() => encode(half, 'utf-8')).toThrow(`U+${half.charCodeAt(0).toString(16).toUpperCase()} at 0`)
    }
    expect(['\ud7ff', '\ue000', '🍅'].every((one) => encodable(one, 'utf-8'))).toBe(true)
  })

  it('throws on what has no place, without repeating the text', () => {
    for (const charset of CHARSETS)
      expect(() => encode('geheim ✓', charset)).toThrow(`U+2713 at 7 has no place in ${charset}`)
    expect(() => encode('\ud800', 'utf-8')).toThrow('U+D800')
    expect(() => encode('\u0080', 'us-ascii')).toThrow('U+0080 at 0')
    expect(() => encode('\u00e9', 'us-ascii')).toThrow('U+00E9 at 0 has no place in us-ascii')
  })
})
