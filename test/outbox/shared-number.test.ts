import { describe, expect, it } from 'vitest'
import type { Bucket } from '../../src/ports.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { cut, status } from '../fakes/wire.ts'

const actor = { by: 'Ann' }
const PO = 'PO-1'

/** Two orders with one number, on a route that stores files. */
function filing(fileName?: string) {
  const stored = new Map<string, string>()
  const bucket: Bucket = {
    put: async (key, { bytes }) => void stored.set(key, new TextDecoder().decode(bytes)),
    get: async () => null,
  }
  const route = { name: 'erp', document: { format: 'json' }, transport: { kind: 'r2', bucket: 'ORDERS' } }
  const supplier = supplierWith({ routes: [fileName === undefined ? route : { ...route, fileName }] })
  const test = testOutbox({ supplier, ports: { buckets: { get: () => bucket } } })
  const ids = () => [...stored.values()].map((text) => JSON.parse(text).id)
  return { test, stored, ids }
}

describe('the files of two orders with one number', () => {
  it('have different names, so that the second replaces no file that the supplier has not fetched', async () => {
    const { test, stored, ids } = filing()
    test.accept({ orderId: 'a', orderNumber: PO })
    await test.work()
    test.accept({ orderId: 'b', orderNumber: PO })
    test.outbox.release('b', actor)
    await test.work()
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
    expect(ids()).toEqual(['a', 'b'])
    expect([...stored.keys()]).toEqual(['PO-1-1.json', expect.stringMatching(/^PO-1-1-[0-9a-f]{8}\.json$/)])
  })

  it('have different names if the first order is sent last', async () => {
    const { test, ids } = filing('{orderNumber}.{ext}')
    test.accept({ orderId: 'a', orderNumber: PO, starts: { erp: { state: 'held', reason: 'unknown-customer' } } })
    test.accept({ orderId: 'b', orderNumber: PO })
    test.outbox.release('b', actor)
    await test.work()
    test.outbox.release('a', actor)
    await test.work()
    expect(ids()).toEqual(['b', 'a'])
  })

  it('keep the name without a mark if the first order was discarded unsent, or if a counter names the files', async () => {
    const discarded = filing()
    discarded.test.accept({
      orderId: 'a',
      orderNumber: PO,
      starts: { erp: { state: 'held', reason: 'unknown-customer' } },
    })
    discarded.test.outbox.discard('a', { ...actor, note: 'Sent again.' })
    discarded.test.accept({ orderId: 'b', orderNumber: PO })
    await discarded.test.work()
    expect([...discarded.stored.keys()]).toEqual(['PO-1-1.json'])

    const counted = filing('{sequence:4}.{ext}')
    for (const orderId of ['a', 'b']) counted.test.accept({ orderId, orderNumber: PO })
    counted.test.outbox.release('b', actor)
    await counted.test.work()
    expect([...counted.stored.keys()]).toEqual(['0001.json', '0002.json'])
  })
})

it('an order is not found at a receiver by a number that another order has too', async () => {
  const check = { url: `${ERP}?number={orderNumber}`, found: { contains: '{orderNumber}' } }
  const [route] = [httpRoute('erp', ERP)]
  const supplier = supplierWith({
    whenUncertain: 'check',
    routes: [{ ...route, transport: { ...route?.transport, check } }],
  })
  const test = testOutbox({ supplier })
  test.wire.answers(ERP, status(200))
  test.accept({ orderId: 'a', orderNumber: PO })
  await test.work()
  test.wire.answers(ERP, cut)
  test.wire.answers(`${ERP}?number=PO-1`, () => new Response('["PO-1"]'))
  test.accept({ orderId: 'b', orderNumber: PO })
  test.outbox.release('b', actor)
  await test.pass(3_600_000)
  expect(test.deliveries('b')).toEqual(['erp v1 held/uncertain maybe'])
})

it('a file of an order has a name of its own also if another order had the number before', async () => {
  const { test, stored, ids } = filing()
  test.accept({ orderId: 'a', orderNumber: PO })
  await test.work()
  test.accept({ orderId: 'a', orderNumber: 'PO-2', content: 3 })
  test.accept({ orderId: 'b', orderNumber: PO })
  test.outbox.release('b', actor)
  await test.work()
  expect(ids()).toEqual(['a', 'b'])
  expect([...stored.keys()]).toEqual(['PO-1-1.json', expect.stringMatching(/^PO-1-1-[0-9a-f]{8}\.json$/)])
})
