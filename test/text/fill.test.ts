import { expect, it } from 'vitest'
import { fill, numberForms } from '../../src/text/fill.ts'

it('writes one dot after a value that ends in a dot', () => {
  expect(fill('Noch {time}.', { time: '28 Std. 53 Min.' })).toBe('Noch 28 Std. 53 Min.')
  expect(fill('Noch {time}. Danach {what}...', { time: '2 h', what: 'usw.' })).toBe('Noch 2 h. Danach usw....')
})

it('chooses the words by the number, in French as for one also for none', () => {
  const [dutch, french] = ['{count} {count=1?regel|regels}', '{count} {count<2?ligne|lignes}']
  const filled = (text: string) => ['0', '1', '2', '2.000+'].map((count) => fill(text, { count }))
  expect(filled(dutch)).toEqual(['0 regels', '1 regel', '2 regels', '2.000+ regels'])
  expect(filled(french)).toEqual(['0 ligne', '1 ligne', '2 lignes', '2.000+ lignes'])
  expect(fill(dutch, {})).toBe(dutch)
})

it('lists the forms of a sentence', () => {
  expect(numberForms('{count=1?Order|Orders} held')).toEqual(['Order held', 'Orders held'])
  expect(numberForms('{count} held')).toEqual(['{count} held'])
  const two = '{cells=1?is|are} {cells} {cells=1?cell|cells} of {most=1?one|many}'
  expect(numberForms(two).map((form) => form.replace('{cells} ', ''))).toEqual([
    ...['is cell of one', 'is cell of many', 'are cells of one', 'are cells of many'],
  ])
})
