import { describe, expect, it } from 'vitest'
import { progressOf, SEARCHED_ORDERS } from '../../src/outbox/search/search-index.ts'
import { createSearchIndexer } from '../../src/supplier/search-indexer.ts'
import { testOutbox } from '../fakes/outbox.ts'

/** An outbox, and an indexer that learns of each order. `gapMs`: the time between two orders. */
function opened() {
  const test = testOutbox()
  const indexer = createSearchIndexer(test)
  let placed = 0
  function accept(count: number, gapMs: number): void {
    for (let order = 0; order < count; order++) {
      test.clock.advance(gapMs)
      test.accept({ orderId: `order-${++placed}` })
      indexer.expect()
    }
  }
  const lacks = (): number => placed - progressOf(test.sql, SEARCHED_ORDERS).through
  return { test, indexer, accept, lacks }
}

describe('the search index', () => {
  it('gets the orders of a burst once no order has arrived for a second', () => {
    const { test, indexer, accept, lacks } = opened()
    accept(250, 2)
    test.clock.advance(500)
    indexer.look()
    expect(lacks()).toBe(250)
    test.clock.set(indexer.at)
    indexer.look()
    expect(lacks()).toBe(50)
  })

  it('lacks at most 400 orders, also while orders keep arriving', () => {
    const { test, indexer, accept, lacks } = opened()
    for (let round = 0; round < 300; round++) {
      accept(10, 2)
      if (test.clock.now() >= indexer.at) indexer.look()
      expect(lacks()).toBeLessThanOrEqual(410)
    }
    expect(lacks()).toBeGreaterThan(0)
  })

  it('needs no alarm for fewer orders than one group of rows', () => {
    const { indexer, accept, lacks } = opened()
    accept(199, 2)
    indexer.look()
    expect([indexer.at, lacks()]).toEqual([Number.POSITIVE_INFINITY, 199])
  })

  it('adds the orders of years after a start, though orders keep arriving', () => {
    const { test, accept } = opened()
    accept(1_000, 1)
    const restarted = createSearchIndexer(test)
    for (let round = 0; round < 20; round++) {
      test.clock.advance(200)
      accept(1, 0)
      restarted.expect()
      restarted.look()
    }
    expect(progressOf(test.sql, SEARCHED_ORDERS).through).toBeGreaterThanOrEqual(600)
  })
})
