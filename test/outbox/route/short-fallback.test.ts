import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MINUTE = 60_000

/** An ERP that answers 503, and a route that takes over after some minutes. */
function down(afterMinutes: number, delaysSeconds: readonly number[]) {
  const retry = { delaysSeconds, giveUpAfterHours: 24 }
  const erp = httpRoute('erp', ERP, { pace: { parallel: 1 }, fallbacks: [{ route: 'wms', afterMinutes }], retry })
  const test = testOutbox({ supplier: supplierWith({ routes: [erp, httpRoute('wms', WMS)] }) })
  test.wire.answers(ERP, status(503))
  test.wire.answers(WMS, status(200))
  return test
}

/** The moments after acceptance at which the ERP was tried. */
async function triesOf(test: ReturnType<typeof down>, minutes: number): Promise<number[]> {
  const tries: number[] = []
  for (let second = 0; second <= minutes * 60; second++) {
    const before = test.wire.calls.length
    await (second === 0 ? test.work() : test.pass(1_000))
    if (test.wire.calls.slice(before).some(({ url }) => url === ERP)) tries.push(second)
  }
  return tries
}

describe('a fallback route that takes over early', () => {
  it.each([1, 2, 3])('leaves an order one probe of an open circuit before %i minutes', async (minutes) => {
    const test = down(minutes, [600])
    for (let at = 0; at < 6; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(5 * MINUTE)
    expect(test.outbox.routes()[0]?.circuit.state).toBe('open')
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'new' })
    await test.pass(minutes * MINUTE - 1)
    expect(test.deliveries('new')).toEqual(['erp v1 delivered yes'])
  })

  it.each([
    [1, 30],
    [5, 180],
    [30, 28 * 60],
  ])('leaves an order a late attempt before %i minutes', async (minutes, second) => {
    const test = down(minutes, [7_200])
    test.accept()
    expect((await triesOf(test, minutes)).at(-1)).toBe(second)
    expect(test.deliveries('order-1')).toEqual(['erp v1 superseded no', 'wms v1 delivered yes'])
  })

  it('moves no attempt that comes before the takeover', async () => {
    const test = down(5, [18_000])
    test.accept()
    const [, second = 0, ...later] = await triesOf(test, 5)
    expect(second).toBeGreaterThan(180)
    expect(later).toEqual([])
  })

  it('waits as long as the receiver asks, also beyond the takeover', async () => {
    const test = down(5, [7_200])
    test.wire.answers(ERP, status(503, { 'retry-after': '3600' }))
    test.accept()
    expect(await triesOf(test, 5)).toEqual([0])
  })
})
