import { describe, expect, it } from 'vitest'
import { ERP } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const ANN = { by: 'ann' }
const MANY = 1_200

/** An outbox whose route refused every order. */
function refused(count: number) {
  const test = testOutbox()
  test.wire.answers(ERP, status(200))
  test.outbox.pause('erp', ANN)
  for (let at = 0; at < count; at++) test.accept({ orderId: `order-${at}`, orderNumber: `PO-${at}` })
  test.sql.all("UPDATE deliveries SET state = 'refused', next_at = 8640000000000000")
  test.outbox.resume('erp', ANN)
  return test
}

const waiting = (test: ReturnType<typeof refused>): number =>
  test.sql.all("SELECT 1 FROM deliveries WHERE state = 'refused'").length

describe('the retry of a route', () => {
  it('sends the few refused deliveries in one call', () => {
    const test = refused(3)
    expect(test.outbox.retryRoute('erp', ANN)).toMatchObject({ again: 3, isMore: false })
    expect(waiting(test)).toBe(0)
  })

  it('sends very many a part at a time, also after a restart, and holds no call for long', async () => {
    const test = refused(MANY)
    expect(test.outbox.retryRoute('erp', ANN)).toMatchObject({ again: 500, isMore: true })
    expect(waiting(test)).toBe(MANY - 500)
    test.reopen()
    await test.pass(60_000)
    expect(waiting(test)).toBe(0)
    expect(test.sql.all("SELECT 1 FROM key_values WHERE name = 'route-retries'")).toEqual([])
  })

  it('leaves an order that was accepted since to its own time', async () => {
    const test = refused(MANY)
    test.outbox.retryRoute('erp', ANN)
    test.outbox.pause('erp', ANN)
    test.clock.set(test.clock.now() + 1)
    test.accept({ orderId: 'later', orderNumber: 'PO-later' })
    test.sql.all("UPDATE deliveries SET state = 'refused', next_at = 8640000000000000 WHERE order_id = 'later'")
    await test.pass(60_000)
    expect(waiting(test)).toBe(1)
  })
})
