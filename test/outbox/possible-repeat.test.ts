import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { type Answer, cut, hanging, status } from '../fakes/wire.ts'
import { DESK, HOUR, laddered, MINUTE, outbox, received, TO_DESK } from './route/laddered.ts'

/** An attempt for the ERP is under way, six seconds before the desk takes over. */
async function underWay(desk?: Answer) {
  const test = outbox(laddered(TO_DESK, {}, { transport: { kind: 'http', url: ERP, timeoutSeconds: 60 } }))
  const erp = hanging()
  test.wire.answers(ERP, status(503))
  if (desk) test.wire.answers(DESK, desk)
  test.accept()
  await test.pass(10 * MINUTE - 6_000)
  test.wire.answers(ERP, erp.answer)
  return { test, erp }
}

describe('a possible repeat', () => {
  it('is marked when the first document may have arrived', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(500))
    test.accept()
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded maybe'])
    expect(received(test).at(-1)).toBe('desk repeat')
    expect(test.outbox.view('order-1')?.deliveries[0]).toMatchObject({ possibleRepeat: true })
  })

  it('is marked when a try is under way, which has ten more seconds to end', async () => {
    const { test, erp } = await underWay()
    await test.pass(6_000)
    expect(received(test).filter((one) => one !== 'erp')).toEqual([])
    await test.pass(10_000)
    expect(received(test).at(-1)).toBe('desk repeat')
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded maybe'])
    erp.end(new Response())
    await test.work()
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded yes'])
  })

  it('does not come about when the try under way ends in time', async () => {
    const { test, erp } = await underWay()
    await test.pass(11_000)
    erp.end(new Response())
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('gives way when the first document is heard to have arrived before the other left', async () => {
    const { test, erp } = await underWay(status(503))
    await test.pass(17_000)
    expect(test.deliveries()).toEqual(['desk v1 deferred no', 'erp v1 superseded maybe'])
    erp.end(new Response())
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 superseded no', 'erp v1 delivered yes'])
  })

  it('is not made where an uncertain delivery is to be held', async () => {
    const test = outbox(laddered(TO_DESK, { whenUncertain: 'hold' }))
    test.wire.answers(ERP, cut)
    test.accept()
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
  })

  it('is one document, however often it is tried', async () => {
    const test = outbox(laddered(TO_DESK))
    test.wire.answers(ERP, status(500))
    test.wire.answers(DESK, status(503))
    test.accept()
    await test.pass(HOUR)
    const desk = test.wire.calls.filter(({ url }) => url === DESK)
    expect(desk.length).toBeGreaterThan(3)
    expect(new Set(desk.map(({ body, key }) => body + key)).size).toBe(1)
  })
})

describe('a mailbox with a ladder', () => {
  const boxed = (settings = {}) => {
    const routes = [mailboxRoute('box', { fallbacks: TO_DESK, ...settings }), httpRoute('desk', DESK)]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(DESK, status(200))
    test.accept()
    return test
  }
  const boxId = (test: TestOutbox): string => test.outbox.listMailbox('box')[0]?.id ?? ''

  it('that nobody comes to is passed over, and its document is gone', async () => {
    const test = boxed()
    await test.work()
    const id = boxId(test)
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['box v1 superseded no', 'desk v1 delivered yes'])
    expect(received(test)).toEqual(['desk'])
    expect(test.outbox.listMailbox('box')).toEqual([])
    expect(test.outbox.fetchDocument('box', id)).toBe('superseded')
  })

  it('whose document was fetched and never spoken of again has the next one marked; its late word is noted', async () => {
    const test = boxed()
    await test.work()
    const id = boxId(test)
    test.outbox.fetchDocument('box', id)
    await test.pass(10 * MINUTE)
    expect(received(test)).toEqual(['desk repeat'])
    expect(test.outbox.applyMailboxStatus('box', id, 'consumed', null)).toBe('superseded')
    const view = test.outbox.view('order-1')
    expect(view?.timeline.filter((entry) => Reflect.get(Object(entry), 'event') === 'consumed')).toHaveLength(1)
    expect(test.deliveries()).toEqual(['box v1 superseded yes', 'desk v1 delivered yes'])
  })

  it('whose late word comes before the next has left is believed', async () => {
    const test = boxed()
    test.wire.answers(DESK, status(503))
    await test.work()
    const id = boxId(test)
    test.outbox.fetchDocument('box', id)
    await test.pass(11 * MINUTE)
    expect(test.outbox.applyMailboxStatus('box', id, 'consumed', null)).toEqual({ orderId: 'order-1', version: 1 })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['box v1 delivered yes', 'desk v1 superseded no'])
  })
})
