import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf, nearRows } from '../../src/supplier/catalogue/near-rows.ts'

const near = (key: string, ...keys: string[]) =>
  nearRows('article', key, { articles: keys.map((article) => ({ article, weighted: false })) }).map(keyOf)

describe('the rows near an unknown number', () => {
  it.each([
    ['3105', ['3106'], ['3106']],
    ['3105', ['3150', '3501'], ['3150']],
    ['3105', ['31 05', '0003105', '31-05'], ['0003105', '31 05', '31-05']],
    ['ab-100', ['AB-1000', 'AB-100'], ['AB-100', 'AB-1000']],
    ['3105', ['9999', '310', '31'], ['310']],
    ['12', ['13', '012'], ['012']],
    ['---', ['+++'], []],
  ])('%s among %j: %j', (key, keys, found) => expect(near(key, ...keys)).toEqual(found))

  it('are at most three, for any numbers', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string(), { maxLength: 20 }), (key, keys) => {
        const found = near(key, ...keys)
        expect(found.length).toBeLessThanOrEqual(3)
        for (const one of found) expect(keys).toContain(one)
      }),
    )
  })
})
