import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { didYouMean, editDistance, oneOf } from '../../src/text/suggestion.ts'

describe('a suggestion', () => {
  const known = ['timeZone', 'webhook', 'routes', 'api', 'currency']

  it.each([
    ['timezone', 'timeZone'],
    ['time_zone', 'timeZone'],
    ['wehbook', 'webhook'],
    ['route', 'routes'],
    ['curency', 'currency'],
  ])('for %s is %s', (word, meant) => {
    expect(didYouMean(word, known)).toBe(` Did you mean '${meant}'?`)
  })

  it.each(['x', 'customers', 'ftp', ''])('is not made for %s', (word) => {
    expect(didYouMean(word, known)).toBe('')
  })

  it.each([
    ['edifact', 'edifact-d96a'],
    ['x12-850', 'x12-850-4010'],
  ])('for %s without its release is the commoner one, %s', (word, meant) => {
    expect(didYouMean(word, Object.keys(formats))).toBe(` Did you mean '${meant}'?`)
  })

  it('counts letters, and a swap of two neighbours as one', () => {
    expect([
      editDistance('abc', 'abc'),
      editDistance('abc', 'acb'),
      editDistance('abc', ''),
      editDistance('kitten', 'sitting'),
    ]).toEqual([0, 1, 3, 3])
  })

  it('lists words as people do', () => {
    expect([oneOf(['a']), oneOf(['a', 'b']), oneOf(['a', 'b', 'c'])]).toEqual(["'a'", "'a' or 'b'", "'a', 'b' or 'c'"])
  })
})
