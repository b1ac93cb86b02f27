import { expect, it } from 'vitest'
import { fill } from '../../src/text/fill.ts'

it('writes one dot after a value that ends in a dot', () => {
  expect(fill('Noch {time}.', { time: '28 Std. 53 Min.' })).toBe('Noch 28 Std. 53 Min.')
  expect(fill('Noch {time}. Danach {what}...', { time: '2 h', what: 'usw.' })).toBe('Noch 2 h. Danach usw....')
})
