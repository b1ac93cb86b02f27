import { expect, it } from 'vitest'
import { specimenOccasions, specimenOrder, specimenSupplier, tellsCancellation } from '../../src/documents/specimen.ts'

const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]

it('leaves no field of an order or its supplier empty, so that every part of a template is filled', () => {
  for (const leaf of leaves([specimenOrder, specimenSupplier])) expect([null, undefined, '']).not.toContain(leaf)
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
  expect(tellsCancellation(({ purpose }) => purpose)).toBe(true)
  expect(tellsCancellation(({ purpose, ...rest }) => JSON.stringify(rest))).toBe(false)
})
