import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderState } from '../../src/model/delivery-state.ts'
import { histories } from '../fakes/histories.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { putInto, STATES } from '../fakes/states.ts'

const ORDER_STATES: readonly OrderState[] = ['refused', 'held', 'pending', 'settled', 'discarded']
const supplier = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
const query = { state: null, text: null, limit: 1_000, before: null }

const anyDelivery = fc.record({ state: fc.constantFrom(...STATES), reached: fc.constantFrom('no', 'maybe', 'yes') })
const anyOrder = fc.array(fc.tuple(anyDelivery, anyDelivery), { maxLength: 3 })

describe('the state of an order', () => {
  it('is the same in the list, in its filters and in the order itself, whatever its deliveries are', () => {
    fc.assert(
      fc.property(fc.array(anyOrder, { maxLength: 12 }), (orders) => {
        const test = testOutbox({ supplier })
        orders.forEach((versions, at) => {
          const orderId = `order-${at}`
          const refused = { orderId, orderNumber: null, customer: null, body: new Uint8Array(), problems: '[]' }
          if (versions.length === 0) test.outbox.keepRefused(refused)
          versions.forEach((_, content) => void test.accept({ orderId, content }))
          versions.forEach(([erp, wms], index) => {
            putInto(test.sql, { ...erp, orderId, version: index + 1, route: 'erp' })
            putInto(test.sql, { ...wms, orderId, version: index + 1, route: 'wms' })
          })
        })
        const listed = test.outbox.list(query).rows.map(({ order }) => order)
        for (const state of ORDER_STATES) {
          const filtered = test.outbox.list({ ...query, state }).rows.map(({ order }) => order)
          expect(filtered).toEqual(listed.filter((order) => order.state === state))
        }
        for (const { orderId, state } of listed) expect(test.outbox.view(orderId)?.state).toBe(state)
        expect(listed).toHaveLength(orders.length)
      }),
      { numRuns: histories(60) },
    )
  })

  const cases: readonly [OrderState, ...Parameters<typeof putInto>[1][]][] = [
    ['held', { state: 'held' }, { state: 'delivered', reached: 'yes' }],
    ['pending', { state: 'refused' }, { state: 'delivered', reached: 'yes' }],
    ['pending', { state: 'sent', reached: 'yes' }, { state: 'done', reached: 'yes' }],
    ['settled', { state: 'discarded' }, { state: 'delivered', reached: 'yes' }],
    ['settled', { state: 'discarded', reached: 'maybe' }, { state: 'superseded' }],
    ['discarded', { state: 'discarded' }, { state: 'superseded' }],
  ]
  it.each(cases)('%s: %j, %j', (state, erp, wms) => {
    const test = testOutbox({ supplier })
    test.accept()
    putInto(test.sql, { ...erp, route: 'erp' })
    if (wms) putInto(test.sql, { ...wms, route: 'wms' })
    expect(test.outbox.view('order-1')?.state).toBe(state)
  })
})

describe('a list', () => {
  it('is read page by page, newest first, each order once, whatever arrives meanwhile', () => {
    const test = testOutbox({ supplier })
    for (let at = 0; at < 25; at++) test.accept({ orderId: `order-${at}` })
    const seen: string[] = []
    for (let before: number | null = null; ; ) {
      const page: readonly { seq: number; order: { orderId: string } }[] = test.outbox.list({
        ...query,
        limit: 10,
        before,
      }).rows
      seen.push(...page.map(({ order }) => order.orderId))
      const last = page.at(-1)
      if (!last || page.length < 10) break
      before = last.seq
      test.accept({ orderId: `later-${seen.length}` })
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => `order-${24 - at}`))
  })

  it.each(['order-7', 'po-order-7', 'PO-ORDER-7', 'C-77', '00123', '%', "'", '_'])(
    'finds by part of a key, and takes no wildcard: %s',
    (text) => {
      const test = testOutbox({ supplier })
      for (const orderId of ['order-7', 'other']) test.accept({ orderId })
      const found = test.outbox.list({ ...query, text }).rows.map(({ order }) => order.orderId)
      expect(found).toEqual(
        text.startsWith('C') || text === '00123' ? ['other', 'order-7'] : text.length > 1 ? ['order-7'] : [],
      )
    },
  )

  it('tells the first hold reason of several', () => {
    const test = testOutbox({ supplier })
    test.accept({
      starts: { erp: { state: 'held', reason: 'stale' }, wms: { state: 'held', reason: 'unknown-customer' } },
    })
    expect(test.outbox.list(query).rows[0]?.order).toMatchObject({ state: 'held', holdReason: 'unknown-customer' })
  })
})

describe('the timeline', () => {
  it('tells arrivals, tries and people in the order they came', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.clock.advance(1_000)
    test.outbox.release('order-1', { by: 'ann', note: 'All right.' })
    test.clock.advance(1_000)
    await test.work()
    expect(test.outbox.view('order-1')?.timeline).toMatchObject([
      { event: 'held', version: 1, text: 'by webhook: quantity' },
      { event: 'release', text: 'by ann: All right.' },
      { event: 'deferred', route: 'erp' },
    ])
  })
})
