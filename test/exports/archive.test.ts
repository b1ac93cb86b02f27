import { describe, expect, it } from 'vitest'
import { readExported, readLine } from '../../src/exports/read-export.ts'
import { archived, placed } from './archived-orders.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const JO = { by: 'jo', note: 'They asked to be forgotten.' }

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

  it('is exported although an earlier version stored a time of its courier with a fraction', async () => {
    const test = archived()
    await placed(test, 1)
    test.sql.all('UPDATE timeline SET at = at - 0.5')
    test.sql.all('UPDATE deliveries SET collected_at = due_since + 0.5')
    await test.cron()
    expect([test.purged(), test.alerts]).toEqual([1, []])
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
