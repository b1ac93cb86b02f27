import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findText, type TextPart } from '../../../src/transports/http/sought-text.ts'

const parts = (value: string): TextPart[] => [{ literal: 'number ' }, { value }, { literal: '.' }]

describe('the text of a check', () => {
  it('is found as itself and in each escape of JSON and XML, whatever its characters are', () => {
    const xml = (text: string): string => Array.from(text, (one) => `&#${one.codePointAt(0)};`).join('')
    const json = (text: string): string => JSON.stringify(text).slice(1, -1)
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (value) => {
        for (const form of [value, json(value), xml(value)])
          expect(findText(parts(value), `<a>number ${form}.</a>`, true), form).toBe('present')
        expect(findText([{ value }], `x${value}x`, true)).toBe('longer')
        expect(findText([{ value }], value, true)).toBe('present')
        expect(findText([{ value }], value, false)).toBe('longer')
      }),
    )
  })

  it.each(['.', '/', '?', '&', '\\', ''])('is not whole before %j at the end of a cut body', (end) => {
    expect(findText([{ value: 'PO-1' }], `PO-1${end}`, false)).toBe('longer')
  })

  it('is never found where a letter or a digit continues the text', () => {
    const joint = fc.constantFrom('', '-', '.', '/', '_')
    const more = fc.stringMatching(/^[a-z0-9]{1,5}$/)
    fc.assert(
      fc.property(joint, more, fc.boolean(), (between, rest, isBefore) => {
        const body = isBefore ? `"${rest}${between}PO-1"` : `"PO-1${between}${rest}"`
        expect(findText([{ value: 'PO-1' }], body, true)).toBe('longer')
      }),
    )
  })
})
