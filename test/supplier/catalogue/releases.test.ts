import { describe, expect, it } from 'vitest'
import { heldUnknown } from '../../../src/outbox/catalogue/held-unknown.ts'
import { articleRow, customerRow, frontDoor, orderOf, supplierWithTables } from '../../fakes/catalogue.ts'
import { ERP, httpRoute, submission, WMS } from '../../fakes/orders.ts'
import { settled, type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const AN = { by: 'An Peeters' }
const CALENDAR = { cutOff: '22:00', leadDays: 0, deliveryDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] }

const numbersSent = (box: TestOutbox): string[] =>
  box.wire.calls.map(({ body }) => JSON.parse(String(body)).orderNumber as string)

/** Orders that wait for article 3105; their ids sort otherwise than their acceptance. */
async function heldOrders(count: number, settings: Record<string, unknown> = {}) {
  const box = testOutbox({ supplier: supplierWithTables(settings) })
  box.wire.answers(ERP, status(200))
  const numbers: string[] = []
  for (let at = 0; at < count; at++) {
    const orderId = `${(at * 7919) % 1_000}-${at}`
    const held = { erp: { state: 'held', reason: 'unknown-article' } } as const
    const body = new TextEncoder().encode(JSON.stringify({ ...posted(orderId) }))
    box.outbox.accept(submission(box.supplier, { orderId, starts: held, body, customer: 'C-77' }))
    numbers.push(`PO-${orderId}`)
  }
  await box.work()
  return { box, numbers }
}

const posted = (id: string) => ({
  status: 'ORDERED',
  ordered_on: '2026-11-24T08:59:00Z',
  expected_delivery_date: '2026-11-26',
  theoretical_price: '14.64',
  supplier_customer_number: 'C-77',
  owned_by: null,
  order_remarks: null,
  ...orderOf(id),
})

describe('an entry releases the held orders that it settles', () => {
  it('sends 500 orders in the order of their acceptance, within a minute, and none twice', async () => {
    const { box, numbers } = await heldOrders(500)
    const before = box.clock.now()
    box.outbox.enterRow(articleRow('3105'), AN, null)
    await box.pass(60_000)
    expect(numbersSent(box)).toEqual(numbers)
    expect(box.clock.now() - before).toBeLessThanOrEqual(60_000)
    expect(heldUnknown(box.sql, 0, 1)).toEqual([])
  })

  it('sends all of them once and in order when the object is killed in the middle, again and again', async () => {
    const { box, numbers } = await heldOrders(200)
    box.outbox.enterRow(articleRow('3105'), AN, null)
    for (let kill = 0; kill < 8; kill++) {
      // One run of the alarm releases some of the orders. The attempts of a killed object are not under way here.
      await box.pass(0)
      await settled()
      box.reopen()
    }
    await box.pass(60_000)
    expect(numbersSent(box)).toEqual(numbers)
  })

  it('writes who and why into the timeline of each order', async () => {
    const { box } = await heldOrders(1)
    box.outbox.enterRow(articleRow('3105'), AN, null)
    await box.pass(1_000)
    const released = box.outbox.view('0-0')?.timeline.find(({ event }) => event === 'release')
    expect(released?.text).toBe('by An Peeters: article 3105 is in the catalogue now')
  })

  it('leaves an order that lacks another number as it is, without a word in its timeline', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    const door = frontDoor(box)
    const [line] = orderOf('x').packages
    const other = { ...line, supplier_package: { ...line?.supplier_package, supplier_article_number: '9' } }
    await door.post(orderOf('one', '3105', { packages: [line, other] }))
    const before = box.outbox.view('one')?.timeline
    box.outbox.enterRow(articleRow('3105'), AN, null)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 held/unknown-article no'])
    expect(box.outbox.view('one')?.timeline).toEqual(before)
    box.wire.answers(ERP, status(200))
    box.outbox.enterRow(articleRow('9'), AN, null)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
  })

  it('shows the next reason of an order that waits for more than the number, and alerts the desk', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    await frontDoor(box).post(orderOf('one'))
    box.outbox.enterRow(articleRow('3105', { factor: '0.5' }), AN, null)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 held/quantity no'])
    expect(box.troubles.map(({ kind }) => kind)).toEqual(['held', 'held'])
  })

  it('sends no order after its cut-off: nobody agreed to a late order', async () => {
    const box = testOutbox({ supplier: supplierWithTables({ calendar: CALENDAR }) })
    await frontDoor(box).post(orderOf('one', '3105', { expected_delivery_date: '2026-11-24' }))
    await box.pass(20 * 3_600_000)
    box.outbox.enterRow(articleRow('3105'), AN, null)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 held/stale no'])
  })

  it('sends no order whose sender got no 2xx', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    const held = { erp: { state: 'held', reason: 'unknown-article' } } as const
    const body = new TextEncoder().encode(JSON.stringify(posted('one')))
    box.outbox.accept(submission(box.supplier, { orderId: 'one', starts: held, body, unconfirmed: true }))
    box.outbox.enterRow(articleRow('3105'), AN, null)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 held/unconfirmed no'])
  })

  it('sends a new customer by the routes of the depot alone', async () => {
    const routes = [
      httpRoute('gent', ERP, { when: { depot: 'Gent' } }),
      httpRoute('aalst', WMS, { when: { depot: 'Aalst' } }),
    ]
    const box = testOutbox({
      supplier: supplierWithTables({ routes, customers: [{ customer: 'C-1', depot: 'Gent' }], articles: undefined }),
    })
    box.wire.answers(WMS, status(200))
    await frontDoor(box).post(orderOf('one'))
    expect(box.deliveries('one')).toEqual(['aalst v1 held/unknown-customer no', 'gent v1 held/unknown-customer no'])
    box.outbox.enterRow(customerRow('C-77', { depot: 'Aalst' }), AN, null)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['aalst v1 delivered yes', 'gent v1 superseded no'])
  })

  it('releases an order that a stored call brings after the entry, judged before the entry', async () => {
    const box = testOutbox({ supplier: supplierWithTables() })
    box.wire.answers(ERP, status(200))
    box.outbox.enterRow(articleRow('3105'), AN, null)
    await box.pass(1_000)
    const held = { erp: { state: 'held', reason: 'unknown-article' } } as const
    const body = new TextEncoder().encode(JSON.stringify(posted('one')))
    box.outbox.accept(submission(box.supplier, { orderId: 'one', starts: held, body }))
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
  })

  it('reads the index of held orders only, however many orders there are', () => {
    const { sql } = testOutbox()
    const plan = sql.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT DISTINCT o.seq, o.id FROM deliveries d INDEXED BY unknown_numbers CROSS JOIN orders o ON o.id = d.order_id
       WHERE state = 'held' AND hold_reason IN ('unknown-customer', 'unknown-article') AND o.seq > 0 ORDER BY o.seq LIMIT 25`,
    )
    expect(plan.map(({ detail }) => detail).join('\n')).toMatch(/USING (COVERING )?INDEX unknown_numbers/)
  })
})
