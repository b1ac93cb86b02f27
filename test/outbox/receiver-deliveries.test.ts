import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSettled } from '../../src/model/delivery-state.ts'
import { holdingsOf } from '../../src/model/erp-holding.ts'
import { NEVER } from '../../src/outbox/schema.ts'
import { histories } from '../fakes/histories.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const mail = (name: string) =>
  httpRoute(name, 'https://mails.example/', {
    document: DESK_MAIL,
  })
const archive = httpRoute('archive', ERP, { transport: { kind: 'r2', bucket: 'ORDERS' } })
const supplier = supplierWith({
  routes: [httpRoute('erp', ERP), httpRoute('wms', WMS), mail('desk'), mail('depot'), archive],
})
const RANKS: Readonly<Record<string, number>> = { desk: 1, depot: 1, archive: 2 }

const delivery = fc.record({
  route: fc.constantFrom('erp', 'wms', 'desk', 'depot', 'archive'),
  state: fc.constantFrom(...(['delivered', 'done', 'held', 'refused', 'sent', 'discarded'] as const)),
})
const orders = fc.array(fc.uniqueArray(delivery, { selector: ({ route }) => route, minLength: 1 }), {
  minLength: 1,
  maxLength: 6,
})

it('prints the orders that have something open for a receiver, and no order besides', () =>
  fc.assert(
    fc.property(orders, (all) => {
      const { sql, clock, outbox } = testOutbox({ supplier })
      const expected: string[] = []
      for (const [at, deliveries] of all.entries()) {
        const id = `order-${at}`
        sql.all(
          "INSERT INTO orders (id, number, version, first_at, search_text) VALUES (?, ?, 1, ?, '')",
          id,
          id,
          clock.now(),
        )
        sql.all(
          `INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata)
           VALUES (?1, 1, ?1, ?2, 'webhook', ?1, '[]', 'accepted', '{}')`,
          ...[id, clock.now()],
        )
        for (const { route, state } of deliveries)
          sql.all(
            `INSERT INTO deliveries (order_id, version, route, state, reached, purpose, due_since, primary_route, next_at)
             VALUES (?1, 1, ?2, ?3, 'no', 'original', ?4, ?2, ?5)`,
            ...[id, route, state, clock.now(), isSettled(state) ? null : NEVER],
          )
        const facts = deliveries.map(({ route, state }) => ({
          ...{ route, state, version: 1, primaryRoute: route },
          ...({ reached: 'no', purpose: 'original', arrivedAt: null, refusal: null } as const),
        }))
        if (holdingsOf(facts, (route) => RANKS[route] ?? 0).some(({ open }) => open !== null)) expected.push(id)
      }
      const { orders: printed, unread, left } = outbox.breakGlass()
      expect([...printed.map(({ orderId }) => orderId), ...unread.map(({ name }) => name)].sort()).toEqual(expected)
      expect(left).toBe(0)
    }),
    { numRuns: histories(40) },
  ))
