import { describe, expect, it } from 'vitest'
import { MORNING } from '../../fakes/clock.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'
import { accept, circuit, down, numbers } from './left-alone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('a route whose tries fail one after the other', () => {
  it('is left alone after five, but for one delivery now and then', async () => {
    const test = down()
    accept(test, 20)
    await test.work()
    expect(test.wire.calls).toHaveLength(5)
    expect(circuit(test)).toEqual({
      state: 'open',
      since: new Date(MORNING).toISOString(),
      why: expect.stringContaining('503'),
      nextProbeAt: new Date(MORNING + 5_000).toISOString(),
    })
    await test.pass(5_000)
    expect(test.wire.calls).toHaveLength(6)
    await test.pass(30_000)
    expect(test.wire.calls).toHaveLength(7)
  })

  it('is left alone for one order too, if the failures come before the document: at the connection, and at TLS', async () => {
    const retry = { delaysSeconds: [60], giveUpAfterHours: 24 }
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { retry })] }) })
    test.wire.answers(ERP, status(200))
    const fail = async (door: 'closed' | 'unsecured', count: number) => {
      test.wire.door(ERP, door)
      const attempts = () => test.outbox.view('order-1')?.deliveries[0]?.attempts ?? 0
      for (const end = attempts() + count; attempts() < end; ) await test.pass(1_000)
    }
    test.accept()
    await fail('closed', 3)
    await fail('unsecured', 1)
    expect(circuit(test)).toEqual({ state: 'closed' })
    await fail('unsecured', 1)
    expect(circuit(test)).toMatchObject({ state: 'open' })
  })

  it('is tried again after each delay of the route, and then after the last delay again', async () => {
    const test = down({ retry: { delaysSeconds: [60, 600], giveUpAfterHours: 24 } })
    accept(test, 20)
    await test.work()
    const begun = test.clock.now()
    for (const seconds of [60, 660, 1_260]) {
      expect(circuit(test)).toMatchObject({ nextProbeAt: new Date(begun + seconds * 1_000).toISOString() })
      await test.pass(begun + seconds * 1_000 - test.clock.now())
    }
  })

  it('sends all the rest at once, in the order in which it came, when that one succeeds', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(HOUR)
    test.wire.answers(ERP, status(200))
    const before = test.wire.calls.length
    await test.pass(10 * MINUTE)
    expect(circuit(test)).toEqual({ state: 'closed' })
    const [probe, ...rest] = numbers(test).slice(before)
    expect(rest).toEqual(
      numbers(test)
        .slice(before + 1)
        .toSorted(),
    )
    expect(new Set([probe, ...rest]).size).toBe(20)
  })

  it('stays left alone when its object is evicted, with no more than one delivery in the probe', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(MINUTE)
    const seen = test.wire.calls.length
    test.reopen()
    await test.work()
    expect(test.wire.calls).toHaveLength(seen)
    const erp = hanging()
    test.wire.answers(ERP, erp.answer)
    await test.pass(2 * MINUTE)
    expect(test.wire.calls).toHaveLength(seen + 1)
    expect(circuit(test)).toMatchObject({ state: 'half-open', nextProbeAt: null })
    // The object stops during the probe: no other delivery starts before the probe's lease ends.
    test.reopen()
    await test.pass(10_000)
    expect(test.wire.calls).toHaveLength(seen + 1)
    test.wire.answers(ERP, status(200))
    await test.pass(MINUTE)
    expect(circuit(test)).toEqual({ state: 'closed' })
    expect(numbers(test)).toHaveLength(seen + 21)
  })

  it.each(['3600', '86400'])('waits as long as the receiver asked for, an hour at most: %s', async (seconds) => {
    const test = down()
    test.wire.answers(ERP, status(503, { 'retry-after': seconds }))
    accept(test, 20)
    await test.pass(HOUR - 1)
    expect(test.wire.calls).toHaveLength(5)
    await test.pass(1)
    expect(test.wire.calls).toHaveLength(6)
  })

  it('is tried once more before a cut-off, so that what waits may leave in time', async () => {
    const test = down()
    test.wire.answers(ERP, status(503, { 'retry-after': '3600' }))
    for (let at = 0; at < 20; at++) test.accept({ orderId: `order-${at}`, cutOff: MORNING + 30 * MINUTE })
    await test.work()
    test.wire.answers(ERP, status(200))
    await test.pass(28 * MINUTE - 1)
    expect(test.wire.calls).toHaveLength(5)
    await test.pass(1)
    expect(test.outbox.routes()[0]).toMatchObject({ unsettled: 0, circuit: { state: 'closed' } })
  })

  it('is tried once more before the cut-off of an order, too, that has come since', async () => {
    const test = down()
    test.wire.answers(ERP, status(503, { 'retry-after': '3600' }))
    accept(test, 5)
    await test.pass(5 * MINUTE)
    test.accept({ orderId: 'late', cutOff: MORNING + 30 * MINUTE })
    await test.pass(23 * MINUTE - 1)
    expect(test.wire.calls).toHaveLength(5)
    test.wire.answers(ERP, status(200))
    await test.pass(1)
    expect(test.deliveries('late')).toEqual(['erp v1 delivered yes'])
  })

  it('is not left alone for one order that fails again and again', async () => {
    const test = down()
    test.wire.answers(ERP, ({ body }) => new Response(null, { status: body.includes('bad') ? 500 : 200 }))
    test.accept({ orderId: 'bad' })
    await test.pass(3 * HOUR)
    expect(circuit(test)).toEqual({ state: 'closed' })
    accept(test, 1)
    await test.work()
    expect(numbers(test).at(-1)).toBe('PO-order-000')
  })

  it('is left alone for one order where nobody even answers', async () => {
    const test = down()
    test.wire.answers(ERP, cut)
    test.wire.door(ERP, 'closed')
    accept(test, 1)
    await test.pass(HOUR)
    expect(circuit(test)).toMatchObject({ state: 'open', why: expect.stringContaining('No connection') })
  })

  it('writes nothing to the route while all goes well', async () => {
    const test = down()
    test.wire.answers(ERP, status(200))
    accept(test, 20)
    await test.work()
    expect(test.sql.all('SELECT * FROM routes')).toEqual([])
  })

  it('says why in the alert of an order that it has never tried', async () => {
    const test = down()
    accept(test, 20)
    await test.pass(2 * HOUR)
    const late = test.troubles.filter(({ kind }) => kind === 'late')
    expect(late.length).toBeGreaterThan(0)
    for (const { text } of late) expect(text).not.toContain('no attempt has been made')
  })
})
