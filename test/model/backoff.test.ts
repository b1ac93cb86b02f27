import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backoff } from '../../src/model/backoff.ts'

const DELAYS = [5, 30, 120]

describe('the wait before another try', () => {
  it.each([
    [1, 5],
    [2, 30],
    [3, 120],
    [4, 120],
    [1_000_000, 120],
  ])('after try %i is at most %i seconds', (attempt, longest) => {
    expect(backoff(DELAYS, attempt, 1)).toBe(longest)
    expect(backoff(DELAYS, attempt, 0.5)).toBe(longest / 2)
  })

  it('is never nothing, and never longer than the delay it is drawn from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const wait = backoff(DELAYS, attempt, random)
        expect(wait).toBeGreaterThanOrEqual(0.2)
        expect(wait).toBeLessThanOrEqual(120)
      }),
    )
  })

  it('spreads those who failed together over the whole delay', () => {
    const waits = Array.from({ length: 100 }, (_, at) => backoff(DELAYS, 3, at / 100))
    expect(new Set(waits.map((wait) => Math.floor(wait / 12))).size).toBe(10)
  })
})
