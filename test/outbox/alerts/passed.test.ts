import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

const DAY = 86_400_000

/** The ERP refuses the first order, and another route brings it. */
async function refusedAndBrought(language = 'en', erp = 'erp') {
  const fallbacks = [{ route: 'desk', afterMinutes: 4 }]
  const routes = [httpRoute(erp, ERP, { fallbacks }), httpRoute('desk', WMS)]
  const test = testOutbox({ supplier: supplierWith({ routes, language }) })
  test.wire.answers(ERP, status(422))
  test.wire.answers(WMS, status(200))
  test.accept()
  await test.work()
  await test.pass(5_000)
  expect(test.deliveries()).toEqual(['desk v1 delivered yes', `${erp} v1 superseded no`])
  const told = (): string[] => test.alerts.map(({ kind, of }) => (of ? `${kind} ${of}` : kind))
  return { ...test, told }
}

describe('the alerts about an order that the ERP refused and another route brought', () => {
  it('are not over while a person has to settle the order, also once the route works again', async () => {
    const test = await refusedAndBrought()
    expect(test.told()).toEqual(['refused', 'fallback'])
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
    await test.pass(10 * MINUTE)
    expect(test.told()).toEqual(['refused', 'fallback'])
  })

  it('are over once a person reported the order', async () => {
    const test = await refusedAndBrought()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
    await test.pass(2 * MINUTE)
    test.outbox.done('order-1', 'erp', { by: 'An', erpReference: 'SO-1' })
    await test.pass(2 * MINUTE)
    expect(test.told().toSorted()).toEqual(['fallback', 'refused', 'resolved fallback', 'resolved refused'])
  })

  it('are over once the delivery day is over, because Today no longer names the order then', async () => {
    const test = await refusedAndBrought()
    test.wire.answers(ERP, status(200))
    const deliver = async (orderId: string) => {
      test.accept({ orderId, orderNumber: `PO-${orderId}`, deliveryDate: null })
      await test.pass(10 * MINUTE)
    }
    await test.pass(2 * DAY)
    await deliver('order-2')
    expect(test.outbox.desk().passed).toHaveLength(1)
    expect(test.told()).toEqual(['refused', 'fallback'])
    await test.pass(DAY)
    await deliver('order-3')
    expect(test.outbox.desk().passed).toEqual([])
    expect(test.told().toSorted()).toEqual(['fallback', 'refused', 'resolved fallback', 'resolved refused'])
  })

  it('are over at the end of the delivery day by themselves, because no event may come for days', async () => {
    const test = await refusedAndBrought()
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'order-2', orderNumber: 'PO-2', deliveryDate: null })
    await test.pass(Date.parse('2026-11-26T22:59:00Z') - test.clock.now())
    expect(test.told()).toEqual(['refused', 'fallback'])
    await test.pass(3 * MINUTE)
    expect(test.told().toSorted()).toEqual(['fallback', 'refused', 'resolved fallback', 'resolved refused'])
  })

  it('wake the outbox at the end of the day, and not before', async () => {
    const test = await refusedAndBrought()
    await test.pass(MINUTE)
    expect(new Date(test.alarm ?? 0).toISOString()).toBe('2026-11-24T23:00:00.000Z')
  })

  it('give one advice', async () => {
    const test = await refusedAndBrought()
    const advice = 'key it in the system that refused it'
    for (const { text } of test.alerts) expect(text).toContain(advice)
    expect(test.alerts[0]?.text).not.toContain('retry')
  })

  it.each([
    ['en', /key it in .*\. Otherwise: discard it/],
    ['nl', /voer ze in .*\. Anders: verwerp ze/],
    ['fr', /saisissez-la dans .*\. Sinon\u00a0: écartez-la/],
    ['de', /Erfassen Sie sie im .*\. Sonst: Verwerfen Sie sie/],
  ])('number actions one after the other, and both alternatives as one, in %s', async (language, alternatives) => {
    const test = await refusedAndBrought(language)
    const [refused = [], fallback = []] = test.alerts.map(({ details }) => details?.steps)
    expect([refused.length, fallback.length]).toEqual([2, 3])
    for (const steps of [refused, fallback]) expect(steps.at(-1)).toMatch(alternatives)
  })

  it('number the actions apart, also after the name of a route that ends with a digit', async () => {
    const test = await refusedAndBrought('en', 'erp2')
    expect(test.alerts[1]?.details?.steps[0]).toBe('Check route erp2.')
  })

  it('are over by themselves after an outage, when the route delivered a later order', async () => {
    const fallbacks = [{ route: 'desk', afterMinutes: 4 }]
    const routes = [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', WMS)]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.door(ERP, 'closed')
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(200))
    test.accept()
    await test.pass(5 * MINUTE)
    test.wire.door(ERP, 'open')
    test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
    await test.pass(3 * MINUTE)
    expect(test.alerts.map(({ kind, of }) => (of ? `${kind} ${of}` : kind))).toEqual(['fallback', 'resolved fallback'])
  })
})
