import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { err, ok } from '../../src/model/result.ts'
import { OrderApi } from '../../src/profile/order-api.ts'
import { createListScan } from '../../src/sources/list-scan.ts'
import { nextPage, passageFrom } from '../../src/sources/next-page.ts'
import { pageNumber, pageNumbered } from '../../src/sources/order-list.ts'
import { histories } from '../fakes/histories.ts'

type Read = Parameters<typeof nextPage>[1]

const GONE = err({ kind: 'page-not-found', reason: 'Apicbase answered 404.' } as const)
const UNREADABLE = { kind: 'unreadable', reason: 'An answer holds no list of orders.' } as const

const plan = fc.record({
  length: fc.integer({ min: 0, max: 60 }),
  pageSize: fc.integer({ min: 1, max: 9 }),
  /** Whether a page names the next page. */
  isLinked: fc.boolean(),
  /** The number of orders that leave or arrive before each request; for the later requests none. */
  moves: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 }),
})

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

/** Reads the list to its end, while `move` changes the list before every request. */
function passThrough({ length, pageSize, isLinked, moves }: Plan, move: (list: Listed, count: number) => void) {
  const api = OrderApi.parse({ clientId: 'ID', clientSecret: 'SECRET', since: '2026-11-01', pageSize })
  const list: Listed = { orders: Array.from({ length }, (_, at) => `order-${at}`), known: new Set() }
  const first = createListScan(api, 0, 0, false)

  function read(url: string): Read {
    const page = pageNumber(url, first.first, api) ?? 1
    const orders = list.orders.slice((page - 1) * pageSize, page * pageSize)
    if (orders.length === 0 && page > 1) return GONE
    const unknown = orders.filter((order) => !list.known.has(order)).length
    for (const order of orders) list.known.add(order)
    const isLast = isLinked ? page * pageSize >= list.orders.length : orders.length === 0
    const next = isLast ? null : pageNumbered(url, page + 1, api)
    const taken = { unknown, first: [], broken: 0, newest: null }
    return ok({ page: { orders, count: list.orders.length, next, nextFailure: null }, taken })
  }

  let passage = passageFrom(first, first.first, api)
  for (let request = 0; passage.url !== null && passage.failure === null; request++) {
    move(list, moves[request] ?? 0)
    const answer = read(passage.url)
    const before = structuredClone(passage)
    const next = nextPage(passage, answer, api)
    expect(nextPage(passage, answer, api)).toEqual(next)
    expect(passage).toEqual(before)
    passage = next
  }
  return { passage, list }
}

interface Listed {
  orders: string[]
  readonly known: Set<string>
}

describe('the next page of a list that moves while it is read', () => {
  it('leads to every order that stays, or the scan knows that it may have missed one, while delivered orders leave', () => {
    fc.assert(
      fc.property(plan, (given) => {
        const { passage, list } = passThrough(given, (list, count) => {
          const leaving = new Set(list.orders.filter((order) => list.known.has(order)).slice(0, count))
          list.orders = list.orders.filter((order) => !leaving.has(order))
        })
        expect(passage.failure).toBeNull()
        const missed = list.orders.filter((order) => !list.known.has(order))
        if (passage.scan.steady) expect(missed).toEqual([])
      }),
      { numRuns: histories(1_000) },
    )
  })

  it('leads to every order of the start while new orders arrive', () => {
    fc.assert(
      fc.property(plan, (given) => {
        let made = 0
        const { passage, list } = passThrough(given, (list, count) => {
          list.orders.unshift(...Array.from({ length: count }, () => `new-${made++}`))
        })
        expect(passage.failure).toBeNull()
        expect(passage.scan.steady).toBe(true)
        expect(list.orders.filter((order) => !order.startsWith('new') && !list.known.has(order))).toEqual([])
      }),
      { numRuns: histories(1_000) },
    )
  })

  it('is none after three unreadable pages in a row, and none of a list in a circle', () => {
    const api = OrderApi.parse({ clientId: 'ID', clientSecret: 'SECRET', since: '2026-11-01' })
    const scan = createListScan(api, 0, 0, false)
    const start = passageFrom(scan, scan.first, api)
    const third = [1, 2, 3].reduce((passage) => nextPage(passage, err(UNREADABLE), api), start)
    expect(third).toMatchObject({ failure: UNREADABLE, scan: { pages: 2, damage: UNREADABLE } })
    const page = { orders: ['order-1'], count: 1, next: scan.first, nextFailure: null }
    const circle = nextPage(start, ok({ page, taken: { unknown: 1, first: [], broken: 0, newest: null } }), api)
    expect(circle.failure?.reason).toContain('circle')
  })
})
