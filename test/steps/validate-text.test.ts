import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCharacter } from '../fakes/any-character.ts'
import { histories } from '../fakes/histories.ts'
import { postedOrder } from '../fakes/orders.ts'
import { judge, line, posted, refused } from './judged-order.ts'

describe('a key that stands twice', () => {
  it.each([
    ['{"id":"1","id":"2"}', 'id'],
    ['{"id":"1","\\u0069d":"2"}', 'id'],
    ['{"packages":[{"a":1},{"a":1,"a":2}]}', 'packages[1].a'],
    ['{"x":{"y":{"z":1,"z":1}}}', 'x.y.z'],
    ['[{"a":[],"a":{}}]', '[0].a'],
  ])('is refused, because nobody can know which is meant: %s', (text, path) => {
    expect(refused(judge(text))).toEqual({ status: 400, problems: [`${path} duplicate-key`] })
  })

  it('is found behind any number of prices that lost digits', () => {
    const prices = Array.from({ length: 30 }, (_, at) => `"p${at}":0.30000000000000004`)
    expect(refused(judge(`{${prices.join()},"id":"1","id":"2"}`)).problems).toEqual(['id duplicate-key'])
  })

  it('in two objects is no such thing', () => {
    expect(refused(judge('{"a":{"b":1},"c":{"b":1}}')).status).toBe(422)
  })
})

describe('what cannot be read', () => {
  it.each([
    ['', 'not-json'],
    ['{', 'not-json'],
    ['\ufeff{}', 'not-json'],
    ['{"a":NaN}', 'not-json'],
    ["{'a':1}", 'not-json'],
    ['{"a":01}', 'not-json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-deep'],
    [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 'too-deep'],
    [`${'['.repeat(100_000)}`, 'not-json'],
  ])('is a 400 (case %#)', (text, code) => {
    const judged = refused(judge(text))
    expect([judged.status, judged.problems[0]?.split(' ').at(-1)]).toEqual([400, code])
  })

  it('is a 400 when it is not UTF-8', () => {
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x22, 0xe9, 0x22]])
      expect(refused(judge(new Uint8Array(bytes)))).toEqual({ status: 400, problems: [' not-utf8'] })
  })

  it.each(['null', '1', '"text"', '[]', 'true', '{}'])('is a 422 when it is JSON and no order: %s', (text) => {
    expect(refused(judge(text)).status).toBe(422)
  })

  it('is a 400 only where 32 levels are not enough', () => {
    expect(refused(judge(`${'['.repeat(32)}${']'.repeat(32)}`)).status).toBe(422)
  })
})

describe('whatever comes', () => {
  const sound = (judged: ReturnType<typeof judge>): boolean =>
    judged.ok || (judged.error.refusal.problems.length > 0 && [400, 422].includes(judged.error.refusal.status))

  it('any bytes are answered', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => sound(judge(bytes))))
  })

  it('any JSON is answered', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => sound(judge(text))),
      { numRuns: histories(500) },
    )
  })

  it('any value in any place of an order is answered, and what is taken is whole', () => {
    const keys = Object.keys(postedOrder())
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: anyCharacter }),
      fc.double(),
      fc.constantFrom('0000-01-01', '9999-12-31T23:59:59-14:00', '\ud800', '1e999', -0, 1e308, '__proto__', {}, [[]]),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        anything,
        fc.constantFrom(...Object.keys(line())),
        anything,
        (key, value, part, inner) => {
          const judged = posted({
            [key]: value,
            ...(key === 'packages' ? {} : { packages: [line({ [part]: inner })] }),
          })
          if (!judged.ok) return sound(judged)
          const { id, number, customer, lines } = judged.value.order
          return [id, number, customer, ...lines.map(({ article }) => article)].every(
            (text) => text.trim() === text && text !== '',
          )
        },
      ),
      { numRuns: histories(2_000) },
    )
  })

  it('a very long text with very many escapes is answered', () => {
    const { status } = refused(judge(`{"a":"${'\\n'.repeat(2_000_000)}"}`))
    expect(status).toBe(422)
  })
})
