import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemsOf, oddities } from '../../src/text/json-text.ts'

const EXACT = new Set(['quantity'])

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

describe('the items of a list', () => {
  it('keep their exact text', () => {
    const text = '{"count":2,"list":"list", "results": [ {"q":1.0,"a":["]"]}, "x,\\"y" ,[1,[2]]], "results":[3]}'
    expect(itemsOf(text, 'results')).toEqual(['{"q":1.0,"a":["]"]}', '"x,\\"y"', '[1,[2]]'])
    expect(itemsOf(text, 'list')).toEqual([])
  })

  it('are the items that JSON.parse reads, whatever stands around them', () => {
    const value = fc.jsonValue({ maxDepth: 4 })
    fc.assert(
      fc.property(value, fc.array(value), value, fc.nat(2), (before, results, after, indent) => {
        const text = JSON.stringify({ before, results, after }, null, indent)
        expect(itemsOf(text, 'results').map((item) => JSON.parse(item))).toEqual(JSON.parse(text).results)
      }),
    )
  })
})
