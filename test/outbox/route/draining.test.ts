import { describe, expect, it } from 'vitest'
import { checkRoutes } from '../../../src/steps/rehearse.ts'
import { unreadSubmission } from '../../../src/steps/submission.ts'
import { parseStored } from '../../../src/steps/validate.ts'
import { MORNING } from '../../fakes/clock.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000
const JO = { by: 'jo' }
const before = supplierWith({ routes: [httpRoute('old', ERP)] })
const renamed = supplierWith({ routes: [httpRoute('old', ERP, { when: { customers: [] } }), httpRoute('new', WMS)] })

/** An order under the old name of a route, in the state after the answer; then the route is renamed. */
async function renamedAfter(answer: number, wish = {}) {
  const test = testOutbox({ supplier: before })
  test.wire.answers(ERP, status(answer))
  const body = bodyOf(postedOrder())
  test.accept({ body, ...wish })
  await test.work()
  test.wire.answers(ERP, status(200))
  test.wire.answers(WMS, status(200))
  test.reopen(renamed)
  return test
}

describe('a route that is to go', () => {
  it('brings what it has to its end, and takes nothing new', async () => {
    const test = await renamedAfter(503)
    test.accept({ orderId: 'order-2' })
    await test.pass(5 * MINUTE)
    expect(test.deliveries()).toEqual(['old v1 delivered yes'])
    expect(test.deliveries('order-2')).toEqual(['new v1 delivered yes'])
  })

  it('sends again what it had refused, and what was held there, when a person says so', async () => {
    const refused = await renamedAfter(400)
    expect(refused.outbox.retry('order-1', 'old', JO)).toEqual({ ok: true })
    const held = await renamedAfter(200, { starts: { old: { state: 'held', reason: 'quantity' } } })
    expect(held.outbox.release('order-1', JO)).toEqual({ ok: true })
    for (const test of [refused, held]) {
      await test.work()
      expect(test.deliveries()).toEqual(['old v1 delivered yes'])
    }
  })

  it('takes the place of no other', async () => {
    const test = await renamedAfter(200)
    test.wire.answers(WMS, status(400))
    test.accept({ orderId: 'order-2', body: bodyOf(postedOrder()) })
    await test.work()
    expect(test.outbox.sendBy('order-2', 'new', 'old', JO)).toMatchObject({ ok: false, status: 409 })
  })

  it('is none of those that hold what nobody could read, or what no route takes: a release would send that by both', async () => {
    const body = bodyOf(postedOrder())
    const arrived = { requestId: 'request-1', source: 'poll', body, verified: null, withinMs: 1_000 } as const
    const named = { id: 'order-1', number: null, customer: null }
    const unread = await unreadSubmission(named, 'invalid', [], renamed, arrived)
    expect(unread.routes.map(({ route }) => route)).toEqual(['new'])
    const depots = supplierWith({
      customers: [{ customer: 'K-1', depot: 'north' }],
      routes: [httpRoute('old', ERP, { when: { customers: [] } }), httpRoute('new', WMS, { when: { depot: 'north' } })],
    })
    expect(checkRoutes(parseStored(body, depots), depots, MORNING).routes.map(({ route }) => route)).toEqual(['new'])
  })
})
