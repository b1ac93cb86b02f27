import { describe, expect, it } from 'vitest'
import { archive } from '../../src/exports/archive.ts'
import { readExported, readLine } from '../../src/exports/read-export.ts'
import { storeBlob } from '../../src/outbox/blobs.ts'
import type { Archivable } from '../../src/outbox/export/exports.ts'
import { ERP, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const JO = { by: 'jo', note: 'They asked to be forgotten.' }

/** An outbox with an archive, and a cron that comes when it is called. */
function archived(settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000, archive: { bucket: 'OLD' }, ...settings }) })
  test.wire.answers(ERP, status(200))
  const kept = new Map<string, string>()
  const bucket = { fails: (_key: string): boolean => false }
  const { outbox } = test
  return {
    ...test,
    kept,
    bucket,
    /** What happens while the bucket is being written. */
    meanwhile: { happens: (): void => {} },
    async cron(): Promise<void> {
      const { archive: settings } = test.supplier
      if (!settings) throw new Error('There is no archive.')
      const buckets = {
        get: (name: string) =>
          name === 'OLD'
            ? {
                get: async () => null,
                put: async (key: string, { bytes }: { bytes: Uint8Array }) => {
                  if (bucket.fails(key)) throw new Error('down')
                  kept.set(key, new TextDecoder().decode(bytes))
                  this.meanwhile.happens()
                },
              }
            : undefined,
      }
      const asked = {
        takeArchivable: async () => outbox.takeArchivable(),
        counters: async () => outbox.counters(),
        archived: async (orders: readonly Archivable[]) => outbox.archived(orders),
        tell: async (occurrence: Parameters<typeof outbox.tell>[0]) => outbox.tell(occurrence),
        over: async (ended: Parameters<typeof outbox.over>[0]) => outbox.over(ended),
      }
      await archive('fresco', settings, asked as never, { buckets, clock: test.clock })
    },
    purged: (): number =>
      test.sql.all<{ count: number }>('SELECT count(*) AS count FROM orders WHERE purged_at IS NOT NULL')[0]?.count ??
      0,
  }
}

async function placed(test: ReturnType<typeof archived>, count: number): Promise<void> {
  for (let at = 0; at < count; at++) test.accept({ orderId: `order-${at}` })
  await test.pass(91 * DAY)
}

describe('an order whose time has come', () => {
  it('is written into the archive whole, so that it can be restored from there, and then purged', async () => {
    const test = archived()
    test.accept()
    await test.pass(MINUTE)
    const before = test.outbox.exported('order-1')
    await test.pass(91 * DAY)
    expect(test.outbox.purge()).toBe(0)
    await test.cron()
    expect([...test.kept.keys()]).toEqual(['archive/fresco/2026-11/order-1.ndjson'])
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled', purgedAt: expect.any(String) })
    expect(test.outbox.body('order-1', 1)).toBeNull()
    const [text = ''] = test.kept.values()
    const read = await readExported(text)
    expect(read).toMatchObject({ ok: true, value: { dossier: before?.dossier, papers: before?.papers } })
    expect(await readLine(text.trim().split('\n').at(-1) ?? '')).toMatchObject({ value: { end: { orders: 1 } } })
  })

  it('is written beside what was written before, where a version came after it had been purged', async () => {
    const test = archived()
    test.accept()
    await test.pass(91 * DAY)
    await test.cron()
    test.accept({ content: 3 })
    test.outbox.release('order-1', { by: 'jo', as: 'replacement' })
    await test.pass(91 * DAY)
    await test.cron()
    expect([...test.kept.keys()].map((key) => key.split('/').at(-1))).toEqual(['order-1.ndjson', 'order-1.2.ndjson'])
  })

  it('keeps its refused content, where it is accepted after its purge', async () => {
    const test = archived()
    const body = new TextEncoder().encode('{"refused": true}')
    const refused = { orderId: 'order-1', orderNumber: 'PO-1', customer: 'C-77', body, problems: '[]' }
    test.outbox.keepRefused({ ...refused, refusedAt: test.clock.now() })
    await test.pass(91 * DAY)
    await test.cron()
    test.accept()
    await test.pass(91 * DAY)
    await test.cron()
    const keys = [...test.kept.keys()].map((key) => key.split('/').at(-1))
    expect(keys).toEqual(['order-1.refused.2026-11-24.ndjson', 'order-1.ndjson'])
    const [first = ''] = test.kept.values()
    expect(await readExported(first)).toMatchObject({ ok: true, value: { papers: [{ bytes: body }] } })
  })

  it('keeps each refused content, where it is refused again in the month of its purge', async () => {
    const test = archived({ retentionDays: 8 })
    await test.pass(8 * DAY)
    const bodies = ['{"refused": 1}', '{"refused": 2}'].map((text) => new TextEncoder().encode(text))
    for (const body of bodies) {
      const refusedAt = test.clock.now()
      test.outbox.keepRefused({ orderId: 'order-1', orderNumber: 'P', customer: 'C', body, problems: '[]', refusedAt })
      await test.pass(9 * DAY)
      await test.cron()
    }
    const kept = await Promise.all([...test.kept.values()].map(readExported))
    expect(kept).toMatchObject(bodies.map((bytes) => ({ ok: true, value: { papers: [{ bytes }] } })))
  })

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

  it('is exported although an earlier version stored a time of its courier with a fraction', async () => {
    const test = archived()
    await placed(test, 1)
    test.sql.all('UPDATE timeline SET at = at - 0.5')
    test.sql.all('UPDATE deliveries SET collected_at = due_since + 0.5')
    await test.cron()
    expect([test.purged(), test.alerts]).toEqual([1, []])
  })

  it('is kept where the gateway has no such binding, which is told', async () => {
    const test = archived({ archive: { bucket: 'NEW' } })
    await placed(test, 1)
    await test.cron()
    await test.pass(MINUTE)
    expect(test.purged()).toBe(0)
    expect(test.alerts[0]?.text).toContain('the gateway has no binding NEW')
  })

  it('is purged when it is written itself, whatever became of those after it, and these are tried again', async () => {
    const test = archived()
    await placed(test, 5)
    test.bucket.fails = (key) => key.includes('order-3')
    await test.cron()
    expect(test.purged()).toBe(3)
    await test.cron()
    expect(test.purged()).toBe(3)
    test.bucket.fails = () => false
    await test.cron()
    expect([test.purged(), test.kept.size]).toEqual([5, 5])
  })

  it('keeps up with a million orders a week, in runs of which each ends', async () => {
    const test = archived()
    await placed(test, 535)
    await test.cron()
    expect(test.purged()).toBe(525)
    await test.cron()
    expect(test.purged()).toBe(535)
  })

  it('goes in parts, however many there are, past those that are not settled', async () => {
    const test = archived()
    test.accept({ orderId: 'waiting', starts: { erp: { state: 'held', reason: 'quantity' } } })
    await placed(test, 60)
    const purged: number[] = []
    for (let run = 0; run < 4; run++) {
      await test.cron()
      purged.push(test.purged())
    }
    expect(purged).toEqual([60, 60, 60, 60])
    expect(test.outbox.body('waiting', 1)).not.toBeNull()
    expect([...test.kept.keys()].some((key) => key.includes('waiting'))).toBe(false)
  })

  it('is written once more, in its own place, when the gateway stopped before it was purged', async () => {
    const test = archived()
    await placed(test, 2)
    const first = test.outbox.takeArchivable()
    expect(first).toHaveLength(2)
    test.reopen()
    await test.cron()
    await test.cron()
    expect([test.purged(), test.kept.size]).toEqual([2, 2])
  })

  it('is kept when something happened to it meanwhile, and comes again', async () => {
    const test = archived()
    await placed(test, 1)
    test.meanwhile.happens = () => void test.outbox.resend('order-0', 'erp', { ...JO, intent: 'same' })
    await test.cron()
    expect(test.purged()).toBe(0)
    test.meanwhile.happens = () => {}
    await test.pass(2 * DAY)
    await test.cron()
    expect(test.purged()).toBe(1)
    expect(test.kept.get('archive/fresco/2026-11/order-0.ndjson')).toContain('"resend-same"')
  })

  it('goes into no archive when somebody asked to be forgotten before that', async () => {
    const test = archived()
    test.accept()
    await test.pass(MINUTE)
    expect(test.outbox.erase('order-1', JO)).toEqual({ ok: true })
    await test.pass(91 * DAY)
    await test.cron()
    expect(test.kept.size).toBe(0)
  })

  it('has a name of its own, however long or strange its id', async () => {
    const test = archived()
    for (const orderId of ['../x', 'X'.repeat(300), `${'X'.repeat(299)}Y`]) test.accept({ orderId })
    await test.pass(91 * DAY)
    await test.cron()
    expect(test.kept.size).toBe(3)
    for (const key of test.kept.keys()) expect(key).toMatch(/^archive\/fresco\/2026-11\/[^/]{1,110}$/)
  })
})
