import { describe, expect, it } from 'vitest'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { earlierHistory, type OutboxRecord } from '../../src/outbox/earlier-history.ts'
import { isOfStorage } from '../../src/outbox/storage-id.ts'
import { MORNING } from '../fakes/clock.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'
import { status } from '../fakes/wire.ts'
import { exported, JO } from './export/restored.ts'

const MINUTE = 60_000
const LOST = { cause: 'lost', supplier: 'fresco', before: null, now: null } as const
const known = (more: Partial<OutboxRecord> = {}): OutboxRecord => ({
  ...{ supplier: 'fresco', storageId: '~1057', account: 'a1', jurisdiction: null },
  ...more,
})
const own = { supplier: 'fresco', account: 'a1', jurisdiction: null, configured: ['fresco', 'vega'] }

describe('an outbox without storage', () => {
  it.each([
    ['the same supplier had orders', [known()], { cause: 'lost', supplier: 'fresco' }],
    ['the same supplier had them elsewhere', [known({ jurisdiction: 'eu' })], { cause: 'elsewhere', before: 'eu' }],
    ['the same credentials had another name', [known({ supplier: 'old' })], { cause: 'renamed', supplier: 'old' }],
  ])('lost its history where %s', (_, records, expected) => {
    expect(earlierHistory(records, own)).toMatchObject(expected)
  })

  it.each([
    ['nothing is known', []],
    ['another supplier with the same credentials still takes orders', [known({ supplier: 'vega' })]],
    ['a supplier that left had other credentials', [known({ supplier: 'old', account: 'a2' })]],
    ['two suppliers without an order API have none in common', [known({ supplier: 'old', account: null })]],
    ['the orders of the earlier name were moved', [known({ supplier: 'old', movedTo: 'vega' })]],
  ])('starts for the first time where %s', (_, records) => {
    expect(earlierHistory(records, own)).toBeNull()
    expect(earlierHistory(records, { ...own, account: null })).toBeNull()
  })
})

describe('an outbox whose history is missing', () => {
  const routes = [
    httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 1 }] }),
    httpRoute('wms', WMS),
    mailboxRoute('box'),
  ]

  it('holds what it meets, whatever else there is to ask of it, and sends nothing by any route', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes }), earlier: LOST })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    expect(test.accept()).toMatchObject({ status: 'held', holdReason: 'history-missing' })
    test.accept({ orderId: 'b', source: 'poll', starts: { erp: { state: 'refused' } } })
    test.accept({ orderId: 'c', starts: { erp: { state: 'held', reason: 'invalid' } } })
    test.reopen()
    test.accept({ orderId: 'd' })
    await test.pass(30 * MINUTE)
    for (const orderId of ['order-1', 'b', 'c', 'd'])
      expect(test.deliveries(orderId)).toContain('erp v1 held/history-missing no')
    expect([test.wire.calls, test.outbox.listMailbox('box')]).toEqual([[], []])
  })

  it('alerts once for all that one poll brings', async () => {
    const test = testOutbox({ earlier: LOST })
    for (let at = 0; at < 30; at++) test.accept({ orderId: `order-${at}`, source: 'poll' })
    await test.pass(60 * MINUTE)
    expect(test.alerts).toMatchObject([{ kind: 'held', cause: 'history-missing', count: 30 }])
  })

  it('marks what a person releases as a possible repeat', async () => {
    const test = testOutbox({ earlier: LOST })
    test.wire.answers(ERP, status(200))
    test.accept()
    test.outbox.release('order-1', JO)
    await test.work()
    expect(JSON.parse(test.wire.calls[0]?.body ?? '')).toMatchObject({ possibleRepeat: true })
  })

  it('gives way to an export, and sends again once a person says so', async () => {
    const lost = testOutbox({ storageId: '~1057' })
    lost.wire.answers(ERP, status(200))
    lost.accept({ orderId: 'a' })
    await lost.work()
    const test = testOutbox({ earlier: LOST })
    test.wire.answers(ERP, status(200))
    for (const orderId of ['a', 'b']) test.accept({ orderId, source: 'poll' })
    expect(test.outbox.restore(await exported(lost), lost.outbox.counters(), JO)).toMatchObject([
      { outcome: 'restored' },
    ])
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes'])
    test.accept({ orderId: 'c' })
    expect(test.outbox.begin(JO)).toBe(true)
    test.accept({ orderId: 'd' })
    await test.work()
    expect([test.deliveries('b'), test.deliveries('c')].flat()).toEqual(Array(2).fill('erp v1 held/history-missing no'))
    expect(test.deliveries('d')).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.begin(JO)).toBe(false)
    expect(test.outbox.events(5).rows).toMatchObject([{ action: 'begin', by: 'jo' }, {}])
  })

  it('is remembered outside only once it begins anew: until then the earlier record must stand', () => {
    const test = testOutbox({ earlier: LOST })
    const about = { account: 'a1', jurisdiction: null }
    test.accept()
    expect(test.outbox.recordDue(about)).toBeNull()
    test.outbox.begin(JO)
    expect(test.outbox.recordDue(about)).toEqual({ supplier: 'fresco', storageId: '~0a1b2c3d4e5f6071', ...about })
  })
})

describe('an outbox that starts for the first time', () => {
  it('sends at once, and is remembered from its first order on', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    const about = { account: 'a1', jurisdiction: null }
    expect(test.outbox.recordDue(about)).toBeNull()
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    const record = test.outbox.recordDue(about)
    if (!record) throw new Error('Nothing is to be remembered.')
    test.outbox.recorded(record)
    expect(test.outbox.recordDue(about)).toBeNull()
    test.clock.advance(24 * 60 * MINUTE)
    expect(test.outbox.recordDue(about)).toEqual(record)
    expect(test.outbox.recordDue({ ...about, account: 'a2' })).toMatchObject({ account: 'a2' })
  })

  it('has no history missing where its storage is from before storage had ids', () => {
    const test = testOutbox()
    test.accept()
    test.sql.all("DELETE FROM key_values WHERE name = 'storage-id'")
    const old = testOutbox({ sql: test.sql, earlier: LOST })
    expect(old.accept({ orderId: 'b' })).toMatchObject({ status: 'accepted', storageId: 'fresco' })
    expect(isOfStorage({}, 'fresco')).toBe(true)
  })
})

describe('a poll after the outbox lost its storage', () => {
  it('brings back every order that KV still knows, delivered or not, and sends none', async () => {
    const before = pollingGateway()
    before.box.wire.answers(ERP, status(503))
    for (let at = 1; at <= 5; at++) before.fake.book.place(makeOrder(at, MORNING - 60 * MINUTE, createDice(at)))
    expect(await before.poll()).toMatchObject({ accepted: 5 })
    expect(await before.poll()).toMatchObject({ accepted: 0, skipped: 5 })
    const after = pollingGateway({ left: before, outbox: { storageId: '~5ec0', earlier: LOST } })
    after.box.clock.set(before.box.clock.now())
    expect(await after.poll()).toMatchObject({ held: 5, skipped: 0 })
    await after.box.pass(60 * MINUTE)
    expect(after.delivered()).toEqual([])
    expect(after.box.alerts).toMatchObject([{ kind: 'held', cause: 'history-missing', count: 5 }])
    expect(await after.poll()).toMatchObject({ held: 0, skipped: 5 })
  })
})
