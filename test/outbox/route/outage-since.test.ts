import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000

/** Orders come one by one while the route fails; gives the start of the outage after each. */
async function failing(door: 'closed' | 'no-name') {
  const retry = { delaysSeconds: [60] }
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { retry })] }) })
  test.wire.answers(ERP, status(200))
  test.wire.door(ERP, door)
  const first = new Date(test.clock.now()).toISOString()
  const healths = []
  for (let at = 0; at < 8; at++) {
    test.accept({ orderId: `order-${at}` })
    await test.pass(MINUTE / 2)
    healths.push(test.outbox.routes()[0]?.health)
  }
  return { test, first, healths }
}

describe('an outage of a route', () => {
  it('began with its first failure, before and after the circuit opens', async () => {
    const { test, first, healths } = await failing('closed')
    expect(healths.map((health) => health && 'since' in health && health.since)).toEqual(Array(8).fill(first))
    expect(healths.at(-1)).toMatchObject({ state: 'no-answer' })
    expect(test.outbox.routes()).toMatchObject([{ waitsFor: { kind: 'circuit', since: first } }])
    test.reopen()
    await test.pass(10 * MINUTE)
    expect(test.outbox.routes()).toMatchObject([{ circuit: { since: first }, health: { since: first } }])
  })

  it('ends with a success: the next outage has its own start', async () => {
    const { test } = await failing('closed')
    test.wire.door(ERP, 'open')
    await test.pass(10 * MINUTE)
    expect(test.outbox.routes()).toMatchObject([{ health: { state: 'works' } }])
    test.wire.answers(ERP, status(503))
    const second = new Date(test.clock.now()).toISOString()
    test.accept({ orderId: 'later' })
    await test.pass(5 * MINUTE)
    expect(test.outbox.routes()).toMatchObject([{ health: { state: 'last-failed', since: second } }])
  })

  it('is named by its cause where no system has the host name, also while the circuit is open', async () => {
    const { test, first, healths } = await failing('no-name')
    expect(test.outbox.routes()).toMatchObject([{ circuit: { state: 'open' } }])
    expect(healths).toEqual(Array(8).fill({ state: 'last-failed', since: first }))
  })
})
