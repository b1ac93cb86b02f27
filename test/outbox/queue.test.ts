import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { type TakeRules, take } from '../../src/outbox/queue.ts'
import { NEVER } from '../../src/outbox/schema.ts'
import { type Settlement, settle } from '../../src/outbox/settle.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { cut, hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const rules: TakeRules = {
  route: 'erp',
  ranges: { control: null, group: null },
  leaseMs: 40_000,
  maxAgeMs: 48 * HOUR,
  whenUncertain: 'resend',
  dateAt: (moment) => new Date(moment).toISOString().slice(0, 10),
}
const delivered: Settlement = { state: 'delivered', reached: 'yes', holdReason: null, nextAt: null, note: 'Taken.' }
const takeNow = (test: TestOutbox, changed: Partial<TakeRules> = {}) =>
  take(test.sql, { ...rules, ...changed }, test.clock.now())
const counting = (sequence: string, start = 1, wrapAt = 999): Partial<TakeRules> => ({
  ranges: { control: { sequence, start, wrapAt }, group: null },
})
const replacing = supplierWith({ revisions: 'replace' })

describe('a lease', () => {
  it('is held by one at a time', () => {
    const test = testOutbox()
    test.accept()
    expect(takeNow(test).lease).toMatchObject({ attempt: 1, reached: 'no' })
    expect(takeNow(test)).toEqual({ lease: null, held: [] })
  })

  it('that ran out is an uncertain try, and only its successor may settle', () => {
    const test = testOutbox()
    test.accept()
    const first = takeNow(test).lease
    test.clock.advance(rules.leaseMs - 1)
    expect(takeNow(test).lease).toBeNull()
    test.clock.advance(1)
    const second = takeNow(test).lease
    expect(second).toMatchObject({ attempt: 2, reached: 'maybe' })
    if (!first || !second) throw new Error('Two leases were due.')
    const before = test.outbox.view('order-1')
    expect(settle(test.sql, first, delivered, 'delivered', test.clock.now())).toBe(false)
    const after = test.outbox.view('order-1')
    expect(after?.deliveries).toEqual(before?.deliveries)
    expect(after?.timeline).toHaveLength((before?.timeline.length ?? 0) + 1)
    expect(settle(test.sql, second, delivered, 'delivered', test.clock.now())).toBe(true)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it("that ran out waits for a person with whenUncertain: 'hold'", () => {
    const test = testOutbox()
    test.accept()
    takeNow(test)
    test.clock.advance(rules.leaseMs)
    expect(takeNow(test, { whenUncertain: 'hold' })).toMatchObject({ lease: null, held: [{ reason: 'uncertain' }] })
    expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
  })

  it('never lowers what may have reached the receiver', () => {
    const test = testOutbox()
    test.accept()
    takeNow(test)
    test.clock.advance(rules.leaseMs)
    const { lease } = takeNow(test)
    if (!lease) throw new Error('A lease was due.')
    settle(test.sql, lease, { ...delivered, state: 'deferred', reached: 'no', nextAt: 1 }, 'deferred', 1)
    expect(test.deliveries()).toEqual(['erp v1 deferred maybe'])
  })
})

describe('a control number', () => {
  it('is drawn once a document, and no number is skipped', () => {
    const test = testOutbox()
    const numbers: (number | null | undefined)[] = []
    for (let at = 0; at < 30; at++) test.accept({ orderId: `order-${at}` })
    for (let at = 0; at < 30; at++) {
      const { lease } = takeNow(test, counting('UNB:US:THEM'))
      numbers.push(lease?.controlNumber)
      const nextAt = test.clock.now()
      if (at % 3 === 0 && lease)
        settle(test.sql, lease, { ...delivered, state: 'deferred', reached: 'no', nextAt }, 'deferred', nextAt)
    }
    const drawn = [...new Set(numbers)]
    expect(drawn).toEqual(Array.from(drawn, (_, at) => at + 1))
    expect(numbers.length).toBeGreaterThan(drawn.length)
  })

  it('is counted apart for each pair of parties, and none is drawn for a document without one', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b', 'c']) test.accept({ orderId })
    expect(takeNow(test, counting('one')).lease?.controlNumber).toBe(1)
    expect(takeNow(test, counting('two')).lease?.controlNumber).toBe(1)
    expect(takeNow(test).lease?.controlNumber).toBeNull()
  })

  it('begins where the system before left off, and is never drawn twice when that is moved', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b', 'c', 'd']) test.accept({ orderId })
    const draw = (start: number) => takeNow(test, counting('one', start, 99_999)).lease?.controlNumber
    expect([draw(4218), draw(4218), draw(1), draw(9000)]).toEqual([4218, 4219, 4220, 9000])
  })

  it('begins anew after the last of its range, and so it does when that comes to lie lower', () => {
    const test = testOutbox()
    for (let at = 0; at < 7; at++) test.accept({ orderId: `order-${at}` })
    const draw = (start: number, wrapAt: number) => takeNow(test, counting('one', start, wrapAt)).lease?.controlNumber
    const drawn = [draw(98, 99), draw(98, 99), draw(98, 99), draw(98, 99), draw(1, 9), draw(1, 9), draw(5, 9)]
    expect(drawn).toEqual([98, 99, 98, 99, 1, 2, 5])
  })

  it('of a group is drawn beside the other, from a counter of its own', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    const control = { sequence: 'ISA', start: 4218, wrapAt: 99_999 }
    const group = { sequence: 'GS', start: 812, wrapAt: 812 }
    const draw = () => takeNow(test, { ranges: { control, group } }).lease
    expect(draw()).toMatchObject({ controlNumber: 4218, groupNumber: 812 })
    expect(draw()).toMatchObject({ controlNumber: 4219, groupNumber: 812 })
    expect(test.sql.all('SELECT number FROM control_numbers')).toEqual([])
  })

  it('stays with its document over every try, and so does that of its group', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    const ranges = {
      control: { sequence: 'ISA', start: 1, wrapAt: 99 },
      group: { sequence: 'GS', start: 50, wrapAt: 99 },
    }
    takeNow(test, { ranges })
    test.clock.advance(rules.leaseMs)
    const leases = [takeNow(test, { ranges }).lease, takeNow(test, { ranges }).lease]
    expect(leases.map((lease) => [lease?.orderId, lease?.controlNumber, lease?.groupNumber])).toEqual([
      ['b', 2, 51],
      ['a', 1, 50],
    ])
  })

  it('stands in the document, the same on every retry', async () => {
    const document = {
      format: 'edifact-d96a',
      sender: { id: 'US', qualifier: 'ZZZ' },
      recipient: { id: 'THEM', qualifier: '14' },
    }
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { document })] }) })
    expect(formats['edifact-d96a']?.numbering).toBeDefined()
    test.wire.answers(ERP, status(500))
    test.accept()
    await test.pass(10 * MINUTE)
    const bodies = new Set(test.wire.calls.map(({ body }) => body))
    const keys = new Set(test.wire.calls.map(({ key }) => key))
    expect(test.wire.calls.length).toBeGreaterThan(3)
    expect([bodies.size, keys.size]).toEqual([1, 1])
    expect(test.outbox.view('order-1')?.deliveries[0]?.controlNumber).toBe(1)
  })
})

describe('versions of one order', () => {
  it('leave in order and never side by side', async () => {
    const test = testOutbox({ supplier: replacing })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    await test.work()
    expect(receiver.waiting).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 sending no', 'erp v2 waiting no'])
    receiver.end(new Response(null, { status: 200 }))
    await test.work()
    expect(receiver.waiting).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 sending no'])
    expect(JSON.parse(test.wire.calls[1]?.body ?? '')).toMatchObject({ version: 2, purpose: 'replacement' })
  })

  it('go on when the earlier one was refused by the receiver: nothing more will come of that', async () => {
    const test = testOutbox({ supplier: replacing })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    receiver.end(new Response(null, { status: 422 }))
    await test.work()
    test.wire.answers(ERP, status(200))
    receiver.end(new Response(null, { status: 200 }))
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 delivered yes'])
    expect(test.outbox.view('order-1')?.state).toBe('settled')
  })

  it('do not hold up those of other orders', async () => {
    const test = testOutbox({ supplier: replacing })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept({ content: 2 })
    await test.work()
    test.accept({ content: 3 })
    test.wire.answers(ERP, status(200))
    test.accept({ orderId: 'order-2' })
    await test.work()
    expect(test.deliveries('order-2')).toEqual(['erp v1 delivered yes'])
  })
})

describe('before every attempt', () => {
  const closed = (maxAgeHours = 48) => {
    const test = testOutbox({ supplier: supplierWith({ maxAgeHours, routes: [httpRoute('erp', ERP)] }) })
    test.wire.door(ERP, 'closed')
    test.wire.answers(ERP, status(200))
    return test
  }

  it('a delivery date that has passed at the supplier holds the order as stale, and tells', async () => {
    const test = closed()
    test.accept({ deliveryDate: '2026-11-24' })
    // 24 November ends in Brussels at 23:00 UTC, fourteen hours from now.
    await test.pass(14 * HOUR - 31 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    await test.pass(62 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late', 'held'])
    expect(test.wire.calls).toEqual([])
  })

  it('an age passed holds it as stale', async () => {
    const test = closed(1)
    test.accept({ deliveryDate: null })
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
  })

  it('a person who releases it starts both anew', async () => {
    const test = closed(1)
    test.accept({ deliveryDate: '2026-11-24' })
    await test.pass(24 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    test.wire.door(ERP, 'open')
    expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })
})

describe('an unsettled delivery', () => {
  it('is told late once, and again only after a person has set it going anew', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.pass(14 * MINUTE)
    expect(test.alerts).toEqual([])
    await test.pass(2 * MINUTE)
    expect(test.alerts.map(({ kind, orderId }) => [kind, orderId])).toEqual([['late', 'order-1']])
    await test.pass(HOUR)
    expect(test.alerts).toHaveLength(1)
    test.outbox.retry('order-1', 'erp', { by: 'ann' })
    await test.pass(16 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late', 'late'])
  })

  it('is told late after a release too', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    test.outbox.release('order-1', { by: 'ann' })
    await test.pass(16 * MINUTE)
    expect(test.troubles.map(({ kind }) => kind)).toEqual(['held', 'late'])
  })

  it('is told late on a paused route, too', async () => {
    const test = testOutbox()
    test.outbox.pause('erp', { by: 'ann' })
    test.accept()
    await test.pass(16 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late'])
  })

  it('is given up after a day, and told as refused', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(26 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 refused no'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['late', 'refused'])
    expect(test.alarm).toBeNull()
  })

  it('is tried again before it is given up, however long the receiver asks us to wait', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(503, { 'retry-after': '99999999999999999999' }))
    test.accept()
    await test.work()
    test.wire.answers(ERP, status(200))
    await test.pass(25 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('waits as long as the receiver asks, when that is longer than ours', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(429, { 'retry-after': '7200' }))
    test.accept()
    await test.work()
    test.wire.answers(ERP, status(200))
    await test.pass(2 * HOUR - 1)
    expect(test.wire.calls).toHaveLength(1)
    await test.pass(1)
    expect(test.wire.calls).toHaveLength(2)
  })
})

describe('a pause', () => {
  it('lets orders in, sends none, and sends all once it is lifted', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(200))
    test.outbox.pause('erp', { by: 'ann', note: 'Stock-taking.' })
    for (const orderId of ['a', 'b', 'c']) expect(test.accept({ orderId })?.status).toBe('accepted')
    await test.pass(MINUTE)
    expect(test.wire.calls).toEqual([])
    expect(test.outbox.routes()).toMatchObject([
      { state: 'paused', unsettled: 3, paused: { pausedBy: 'ann', reason: 'Stock-taking.' } },
    ])
    test.outbox.resume('erp', { by: 'ann' })
    await test.work()
    expect(test.wire.calls).toHaveLength(3)
    expect(test.outbox.routes()).toMatchObject([{ state: 'open', paused: null, unsettled: 0 }])
  })

  it('by a refused password costs two connections at most and one alert; a resume sends the rest, a retry the refused', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(401))
    for (let at = 0; at < 10; at++) test.accept({ orderId: `order-${at}` })
    await test.pass(2 * MINUTE)
    const tried = test.wire.calls.length
    expect(tried).toBeLessThanOrEqual(2)
    expect(test.alerts.map(({ kind, supplier }) => [kind, supplier])).toEqual([['paused', 'fresco']])
    test.wire.answers(ERP, status(200))
    test.outbox.resume('erp', { by: 'ann' })
    await test.work()
    expect(test.wire.calls).toHaveLength(10)
    test.outbox.retryRoute('erp', { by: 'ann' })
    await test.work()
    expect(test.outbox.routes()).toMatchObject([{ unsettled: 0 }])
    expect(test.wire.calls).toHaveLength(10 + tried)
  })

  it("by a person is not lifted by the route's retry; one of our own is", async () => {
    const test = testOutbox()
    test.outbox.pause('erp', { by: 'ann' })
    expect(test.outbox.retryRoute('erp', { by: 'bob' }).state).toBe('paused')
    test.outbox.resume('erp', { by: 'ann' })
    test.wire.answers(ERP, status(403))
    test.accept()
    await test.work()
    expect(test.outbox.routes()).toMatchObject([{ state: 'paused', paused: { pausedBy: null } }])
    expect(test.outbox.retryRoute('erp', { by: 'bob' })).toMatchObject({ state: 'open', again: 1 })
  })

  it('is not brought back by a try that began before a person mended it', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    for (const at of [1, 2]) test.accept({ orderId: `order-${at}` })
    await test.work()
    receiver.end(new Response(null, { status: 401 }))
    await test.work()
    test.clock.advance(1_000)
    test.wire.answers(ERP, status(200))
    test.outbox.retryRoute('erp', { by: 'ann' })
    receiver.end(new Response(null, { status: 401 }))
    await test.pass(MINUTE)
    expect(test.outbox.routes()).toMatchObject([{ state: 'open', unsettled: 0 }])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['paused', 'recovered'])
  })

  it('by a person does not keep a refused password from being told', async () => {
    const test = testOutbox()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    test.outbox.pause('erp', { by: 'ann' })
    receiver.end(new Response(null, { status: 401 }))
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 refused no'])
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['refused'])
  })
})

describe('a route that left the configuration', () => {
  const both = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })
  const erpOnly = supplierWith({ routes: [httpRoute('erp', ERP)] })

  it('leaves its deliveries held, told once, and known to be under way if they were', async () => {
    const test = testOutbox({ supplier: both })
    test.wire.answers(WMS, hanging().answer)
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    test.reopen(erpOnly)
    test.reopen(erpOnly)
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/route-gone maybe'])
    expect(test.alerts.map(({ kind, route }) => [kind, route])).toEqual([['held', 'wms']])
    expect(test.outbox.release('order-1', { by: 'ann' })).toMatchObject({ ok: false, status: 409 })
    expect(test.outbox.done('order-1', 'wms', { by: 'ann' })).toEqual({ ok: true })
  })

  it('keeps the question that a delivery was held for already', () => {
    const test = testOutbox({ supplier: both })
    test.accept({ orderId: 'a', orderNumber: 'PO-1' })
    test.accept({ orderId: 'b', orderNumber: 'PO-1' })
    test.reopen(erpOnly)
    expect(test.deliveries('b')).toEqual([
      'erp v1 held/order-number-conflict no',
      'wms v1 held/order-number-conflict no',
    ])
  })

  it('does not send by itself what waited for it when it comes back', async () => {
    const test = testOutbox({ supplier: both })
    test.wire.answers(ERP, status(200))
    test.wire.answers(WMS, status(200))
    test.outbox.pause('wms', { by: 'ann' })
    test.accept()
    test.reopen(erpOnly)
    test.reopen(both)
    test.outbox.resume('wms', { by: 'ann' })
    await test.pass(MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 held/route-gone no'])
    expect(test.outbox.release('order-1', { by: 'ann' })).toEqual({ ok: true })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
  })
})

describe('a try', () => {
  it('that found the port closed, before any was ever made, is known not to have landed', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
  })

  it('of a document nobody could write says nothing of the receiver, which is probed all the same', async () => {
    const test = testOutbox()
    test.wire.door(ERP, 'closed')
    test.wire.answers(ERP, cut)
    test.accept({ orderId: 'unreadable', body: new Uint8Array([0x7b]) })
    await test.work()
    expect(test.deliveries('unreadable')).toEqual(['erp v1 held/fault no'])
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
  })

  it('that a person must answer is not woken for', async () => {
    const test = testOutbox()
    test.wire.answers(ERP, status(422))
    test.accept()
    await test.work()
    expect(test.sql.all<{ at: number }>('SELECT next_at AS at FROM deliveries')).toEqual([{ at: NEVER }])
    await test.pass(16 * MINUTE)
    expect(test.alarm).toBeNull()
  })
})
