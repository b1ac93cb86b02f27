import { expect, it } from 'vitest'
import { repertoire } from '../../src/documents/characters/repertoire.ts'
import { showsCancellation, specimenOccasions, specimenOrder, specimenSupplier } from '../../src/documents/specimen.ts'
import { templateVariables } from '../../src/documents/template/variables.ts'
import { toDecimal } from '../../src/model/decimal.ts'
import type { Warning } from '../../src/model/document.ts'

const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]

it('leaves nothing that a template may name empty, so that every part of one is filled', () => {
  const occasion = specimenOccasions.find(({ confirmUrl }) => confirmUrl !== undefined)
  if (!occasion) throw new Error('No occasion can be confirmed.')
  const [charset, warnings]: ['utf-8', Warning[]] = ['utf-8', []]
  const filling = { order: specimenOrder, supplier: specimenSupplier, occasion, charset, warnings }
  const named = templateVariables({ ...filling, wording: repertoire('all', () => true) })
  for (const leaf of leaves(named)) expect([null, undefined, '']).not.toContain(leaf)
  expect(named).toMatchObject({ customer: { soldTo: 'S-1', shipTo: 'S-2', billTo: 'S-3' } })
})

it('has quantities that are numbers, and times that are times', () => {
  const replaced = specimenOccasions.flatMap((occasion) => occasion.replaced ?? [])
  expect(replaced).not.toEqual([])
  for (const { lines, deliveryTime } of [specimenOrder, ...replaced]) {
    for (const { quantity } of lines) expect(toDecimal(quantity)).toBe(quantity)
    expect(deliveryTime?.time).toMatch(/^\d\d:\d\d$/)
  }
})

it('has an occasion of every purpose, one of which may be a repeat and can be confirmed', () => {
  expect(specimenOccasions.map(({ purpose, version }) => [purpose, version])).toEqual([
    ['original', 1],
    ['replacement', 2],
    ['cancellation', 3],
  ])
  expect(specimenOccasions.map(({ possibleRepeat }) => possibleRepeat)).toEqual([false, true, false])
  expect(specimenOccasions.map(({ confirmUrl }) => confirmUrl !== undefined)).toEqual([false, true, false])
  expect(new Set(specimenOccasions.map(({ controlNumber }) => controlNumber)).size).toBe(3)
})

it('tells a cancellation from an order by its purpose alone', () => {
  expect(showsCancellation(({ purpose }) => purpose)).toBe(true)
  expect(showsCancellation(({ purpose, ...rest }) => JSON.stringify(rest))).toBe(false)
})
