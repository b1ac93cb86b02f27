import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oddities, pythonForm } from '../../src/text/json-text.ts'

const EXACT = new Set(['quantity'])

describe("Python's form", () => {
  it.each([
    ['{ "a" :1 ,"b":[ ] }', '{"a": 1, "b": []}'],
    ['[1.0,-0,1e5,1E-2]', '[1.0, -0, 1e5, 1E-2]'],
    ['"é–\u{1f95b}\u007f/"', '"\\u00e9\\u2013\\ud83e\\udd5b\\u007f/"'],
    ['"\\u0041\\/\\u00e9\\uD83E\\uDD5B"', '"A/\\u00e9\\ud83e\\udd5b"'],
    ['"\\b\\t\\n\\f\\r\\"\\\\\\u0000"', '"\\b\\t\\n\\f\\r\\"\\\\\\u0000"'],
    ['"{,:}[]"', '"{,:}[]"'],
    ['"\\ud800"', '"\\ud800"'],
    ['"\u2028"', '"\\u2028"'],
    ['  null ', 'null'],
  ])('of %j', (text, form) => {
    expect(pythonForm(text)).toBe(form)
  })

  it('means what the text means, is ASCII, and is its own form', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        const form = pythonForm(JSON.stringify(JSON.parse(text), null, space))
        expect(JSON.parse(form)).toEqual(JSON.parse(text))
        expect(form).toMatch(/^[\x20-\x7e]*$/)
        expect(pythonForm(form)).toBe(form)
      }),
    )
  })
})

describe('oddities', () => {
  it('are none in what JSON.stringify writes of what has few digits', () => {
    const value = fc.jsonValue({ maxDepth: 5, depthSize: 'small' })
    fc.assert(fc.property(value, (any) => oddities(JSON.stringify(any), new Set()).length === 0))
  })

  it('are told where they stand', () => {
    const text = '{"a":[{"quantity":1.2345678901234567},{"b":1,"b":2}],"a":{"quantity":1,"price":1.2345678901234567}}'
    expect(oddities(text, EXACT)).toEqual([
      { code: 'inexact-number', path: 'a[0].quantity' },
      { code: 'duplicate-key', path: 'a[1].b' },
      { code: 'duplicate-key', path: 'a' },
    ])
  })

  it('counts digits that matter, not zeros', () => {
    for (const number of [
      '100000000000000000000',
      '0.00000000000000000001',
      '1.50000000000000000000',
      '123456789012345',
    ])
      expect(oddities(`{"quantity":${number}}`, EXACT)).toEqual([])
    expect(oddities('{"quantity":1234567890123456}', EXACT)).toHaveLength(1)
  })

  it('are not listed by the thousand', () => {
    expect(oddities(`{${Array(5_000).fill('"a":1').join()}}`, EXACT)).toHaveLength(20)
  })
})
