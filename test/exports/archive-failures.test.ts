import { describe, expect, it } from 'vitest'
import { storeBlob } from '../../src/outbox/blobs.ts'
import { supplierWith } from '../fakes/orders.ts'
import { archived, placed } from './archived-orders.ts'

const MINUTE = 60_000
const DAY = 86_400_000

describe('an order that no archive has', () => {
  it('is kept while the bucket fails, which is told once, and when that is over', async () => {
    const test = archived()
    await placed(test, 3)
    test.bucket.fails = () => true
    for (let run = 0; run < 5; run++) {
      await test.cron()
      await test.pass(5 * MINUTE)
    }
    expect([test.purged(), test.kept.size]).toEqual([0, 0])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['archive'])
    expect(test.alerts[0]?.text).toContain('the bucket OLD did not accept them')
    test.bucket.fails = () => false
    await test.cron()
    await test.pass(5 * MINUTE)
    expect([test.purged(), test.kept.size]).toEqual([3, 3])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['archive', 'resolved'])
  })

  it('that cannot be exported is kept and told, and stops no other order', async () => {
    const test = archived()
    await placed(test, 3)
    const source = (value: string) => test.sql.all(`UPDATE versions SET source = ${value} WHERE order_id = 'order-1'`)
    source("x'00'")
    for (let run = 0; run < 3; run++) await test.cron()
    await test.pass(5 * MINUTE)
    expect([test.purged(), test.kept.size]).toEqual([2, 2])
    expect(test.alerts).toMatchObject([{ kind: 'archive', cause: 'order', orderId: 'order-1' }])
    source("'webhook'")
    await test.pass(DAY)
    for (let run = 0; run < 2; run++) await test.cron()
    await test.pass(5 * MINUTE)
    expect([test.purged(), test.kept.size]).toEqual([3, 3])
    expect(test.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'archive', cause: 'order' })
  })

  it.each([
    ['cannot be exported', (test: ReturnType<typeof archived>) => test.sql.all("UPDATE versions SET source = x'00'")],
    ['finds no working bucket', (test: ReturnType<typeof archived>) => (test.bucket.fails = () => true)],
  ])('that %s has no alert any more once the settings have no archive', async (_, happens) => {
    const test = archived()
    await placed(test, 1)
    happens(test)
    await test.cron()
    await test.pass(5 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['archive'])
    test.reopen(supplierWith({ maxAgeHours: 10_000 }))
    await test.pass(5 * MINUTE)
    expect(test.alerts.at(-1)).toMatchObject({ kind: 'resolved', of: 'archive' })
  })

  it('that no call can hold is kept and told too', async () => {
    const test = archived()
    await placed(test, 2)
    const piece = new Uint8Array(1_900_000)
    for (let at = 0; at < 13; at++)
      storeBlob(test.sql, { orderId: 'order-0', version: 1, route: `erp/r-${at}` }, piece, '{}')
    for (let run = 0; run < 2; run++) await test.cron()
    await test.pass(5 * MINUTE)
    expect([...test.kept.keys()]).toEqual(['archive/fresco/2026-11/order-1.ndjson'])
    expect(test.alerts).toMatchObject([{ kind: 'archive', cause: 'order', orderId: 'order-0' }])
  })

  it('that no request can restore is kept and told too, and each archived order fits into a request', async () => {
    const test = archived()
    await placed(test, 2)
    const piece = new Uint8Array(1_900_000)
    for (const [orderId, pieces] of [
      ['order-0', 9],
      ['order-1', 8],
    ] as const)
      for (let at = 0; at < pieces; at++)
        storeBlob(test.sql, { orderId, version: 1, route: `erp/r-${at}` }, piece, '{}')
    for (let run = 0; run < 2; run++) await test.cron()
    await test.pass(5 * MINUTE)
    expect([...test.kept.keys()]).toEqual(['archive/fresco/2026-11/order-1.ndjson'])
    expect(test.alerts).toMatchObject([{ kind: 'archive', cause: 'order', orderId: 'order-0' }])
    for (const text of test.kept.values())
      expect(JSON.stringify({ by: 'jo', orders: [text] }).length).toBeLessThan(24_000_000)
  })

  it('is kept where the gateway has no such binding, which is told', async () => {
    const test = archived({ archive: { bucket: 'NEW' } })
    await placed(test, 1)
    await test.cron()
    await test.pass(MINUTE)
    expect(test.purged()).toBe(0)
    expect(test.alerts[0]?.text).toContain('the gateway has no binding NEW')
  })
})
