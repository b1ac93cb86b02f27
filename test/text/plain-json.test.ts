import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oddities } from '../../src/text/json-text.ts'
import { isPlainJson } from '../../src/text/plain-json.ts'

const EXACT = 'quantity'
const isPlain = (text: string): boolean => isPlainJson(text, JSON.parse(text), EXACT)

/** Strings as any writer may write them: with escapes, and with text that looks like a key. */
const written = fc.constantFrom(
  ...['"a"', '"b"', '"quantity"', String.raw`"qu\u0061ntity"`, String.raw`"x\"quantity"`, String.raw`"\":"`, '":"'],
  ...[String.raw`"\\"`, '"10:30"', '"__proto__"', '""'],
)
const space = fc.constantFrom('', ' ', '\n\t')
const number = fc.constantFrom('1', '-0.5e3', '1.2345678901234567', '123456789012345', '12345678901234567890')

const { json } = fc.letrec<{ json: string; object: string; list: string }>((tie) => ({
  json: fc.oneof({ depthSize: 'small' }, number, written, tie('object'), tie('list')),
  object: fc
    .array(fc.tuple(written, space, space, tie('json')), { maxLength: 4 })
    .map((members) => `{${members.map(([key, before, after, value]) => `${key}${before}:${after}${value}`).join()}}`),
  list: fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join()}]`),
}))

/** Afterwards V8 13.6 reads a second key in escapes as a backslash, in an object whose first key is `a`. */
const misreads = (): unknown => JSON.parse(String.raw`{"a":1,"\\":2}`)

describe('plain JSON', () => {
  it('is no body with an escaped key, which V8 may misread', () => {
    misreads()
    expect(isPlain(String.raw`{"a":1,"\u0061":2}`)).toBe(false)
    expect(isPlain(String.raw`{"\u0061":2}`)).toBe(false)
  })

  it('has no oddity, however its keys are written', () => {
    fc.assert(
      fc.property(json, (text) => {
        if (isPlain(text)) expect(oddities(text, new Set([EXACT]))).toEqual([])
      }),
    )
  })

  it('is what a writer makes of an order', () => {
    const order = {
      id: 'a',
      note: 'Crème "b"',
      lines: [
        { quantity: 1.5, name: 'n' },
        { quantity: 20, name: null },
      ],
    }
    expect(isPlain(JSON.stringify(order))).toBe(true)
    expect(isPlain(JSON.stringify(order, null, 2))).toBe(true)
  })

  it.each([
    ['a duplicate key', '{"a":1,"a":2}'],
    ['a duplicate key with an escape', String.raw`{"a":1,"\u0061":2}`],
    ['a duplicate key beside a text with a quote and a colon', String.raw`{"a":1,"a":"b\":"}`],
    ['a long number', '{"quantity":1.2345678901234567}'],
    ['a long number under an escaped key', String.raw`{"qu\u0061ntity":1.2345678901234567,"x\"quantity":1}`],
    ['deep nesting', `${'['.repeat(33)}${']'.repeat(33)}`],
  ])('is not a body with %s', (_, text) => {
    expect(isPlain(text)).toBe(false)
  })
})
