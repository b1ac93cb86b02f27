import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, DESK, HOUR, laddered, MAIL, MINUTE, outbox, received, TO_DESK, TO_MAIL } from './laddered.ts'

/** Tuesday evening at ten in Brussels. */
const TEN = Date.UTC(2026, 10, 24, 21)
const SLOWLY = { retry: { delaysSeconds: [900], giveUpAfterHours: 24 } }

describe('a ladder', () => {
  it('is not climbed by what arrives', async () => {
    const test = outbox()
    test.accept()
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled' })
    expect(test.alarm).toBeNull()
  })

  it('calls the next route when the first has not got through, and the first sends no more', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(10 * MINUTE - 1)
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    expect(test.outbox.view('order-1')?.deliveries[0]).toMatchObject({ fallbackAt: '2026-11-24T09:10:00.000Z' })
    await test.pass(1)
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    const tries = received(test).length
    test.wire.answers(ERP, status(200))
    await test.pass(2 * HOUR)
    expect(received(test)).toHaveLength(tries)
    expect(received(test).at(-1)).toBe('desk')
    const view = test.outbox.view('order-1')
    expect(view).toMatchObject({ state: 'settled' })
    expect(view?.deliveries[0]).toMatchObject({ fallbackFor: 'erp', possibleRepeat: false })
    expect(view?.timeline).toContainEqual(
      expect.objectContaining({ event: 'superseded', route: 'erp', text: 'Route desk takes its place.' }),
    )
  })

  it('goes on to the next, and in the end asks a person', async () => {
    const test = outbox()
    for (const url of [ERP, DESK, MAIL]) test.wire.answers(url, status(503))
    test.accept()
    await test.pass(20 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 superseded no', 'erp v1 superseded no', 'mail v1 deferred no'])
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 superseded no', 'erp v1 superseded no', 'mail v1 held/undelivered no'])
    expect(test.alerts.at(-1)).toMatchObject({ kind: 'held', cause: 'undelivered', route: 'mail' })
    test.wire.answers(MAIL, status(200))
    expect(test.outbox.release('order-1', ANN)).toEqual({ ok: true })
    await test.pass(MINUTE)
    expect(test.deliveries().at(-1)).toBe('mail v1 delivered yes')
    expect(received(test).filter((one) => one.endsWith('repeat'))).toEqual([])
  })

  it('counts from acceptance, and to the fraction of a minute', async () => {
    const test = outbox(laddered([{ route: 'desk', afterMinutes: 0.05 }]))
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(2_999)
    expect(received(test)).not.toContain('desk')
    await test.pass(1)
    expect(received(test)).toContain('desk')
  })

  it('counts back from the cut-off of the order, and stays where it is without one', async () => {
    const test = outbox(
      laddered([{ route: 'desk', beforeCutOffMinutes: 60 }], { calendar: { cutOff: '22:00' } }, SLOWLY),
    )
    test.wire.answers(ERP, status(503))
    test.accept({ cutOff: TEN })
    test.accept({ orderId: 'order-2', cutOff: null })
    await test.pass(TEN - HOUR - 1 - test.clock.now())
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    await test.pass(1)
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    await test.pass(HOUR)
    expect(test.deliveries('order-2')).toEqual(['erp v1 deferred no'])
  })

  it('is climbed while the first route is paused, by a person or by its own fault', async () => {
    const test = outbox()
    test.outbox.pause('erp', ANN)
    test.accept()
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    test.outbox.resume('erp', ANN)
    test.wire.answers(ERP, status(401))
    test.accept({ orderId: 'order-2' })
    await test.pass(MINUTE)
    expect(test.deliveries('order-2')).toEqual(['erp v1 refused no'])
    await test.pass(9 * MINUTE)
    expect(test.deliveries('order-2')).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    expect(received(test)).toEqual(['desk', 'erp', 'desk'])
  })

  it('is climbed at once when the first route refuses the order, or gives it up', async () => {
    const test = outbox(
      laddered(
        TO_MAIL.map((rung) => ({ ...rung, afterMinutes: rung.afterMinutes * 60 })),
        {},
        { retry: { delaysSeconds: [60], giveUpAfterHours: 1 } },
      ),
    )
    test.wire.answers(ERP, status(422))
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    expect(test.alerts.map(({ kind, route }) => `${kind} ${route}`)).toEqual(['refused erp', 'fallback erp'])
    test.wire.answers(ERP, status(503))
    test.accept({ orderId: 'order-2' })
    await test.pass(HOUR + 2 * MINUTE)
    expect(test.deliveries('order-2')).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
  })

  it('is climbed at once where the first document cannot carry the order', async () => {
    const test = outbox()
    test.accept({ starts: { erp: { state: 'refused' } }, remark: 'Too long.' })
    await test.work()
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
  })

  it('waits while the order waits for a person, and begins anew when it is released', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(503))
    test.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/quantity no'])
    test.outbox.release('order-1', ANN)
    await test.pass(10 * MINUTE - 1)
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    await test.pass(1)
    expect(test.deliveries()[0]).toBe('desk v1 delivered yes')
  })

  it('is climbed for what nobody has confirmed and leaves all the same, though its route is paused', async () => {
    const unconfirmed = { policy: 'send', sendAfterSeconds: 120 }
    const test = outbox(laddered(TO_DESK, { calendar: { cutOff: '22:00' } }, { unconfirmed }))
    test.outbox.pause('erp', ANN)
    test.accept({ orderId: 'order-1', unconfirmed: true })
    test.accept({ orderId: 'order-2', requestId: 'lost' })
    test.outbox.withdraw('order-2', 'lost', 'disconnected')
    test.accept({ orderId: 'order-3', unconfirmed: true, cutOff: test.clock.now() + MINUTE })
    await test.pass(12 * MINUTE - 1)
    expect(test.deliveries('order-2')).toEqual(['erp v1 held/unconfirmed no'])
    await test.pass(1)
    for (const orderId of ['order-1', 'order-2'])
      expect(test.deliveries(orderId)).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
    expect(test.deliveries('order-3')).toEqual(['erp v1 held/stale no'])
    expect(JSON.stringify(test.outbox.view('order-1')?.timeline)).toContain('Nobody has confirmed the order')
  })

  it('is looked at again when an order is confirmed, though its route is paused', async () => {
    const test = outbox(laddered(TO_DESK))
    test.outbox.pause('erp', ANN)
    test.accept({ unconfirmed: true })
    await test.pass(HOUR)
    test.accept()
    await test.pass(10 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
  })

  it('ships nothing whose time has passed', async () => {
    const test = outbox(laddered([{ route: 'desk', afterMinutes: 721 }]))
    test.outbox.pause('erp', ANN)
    test.accept({ cutOff: TEN })
    await test.pass(14 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 held/stale no'])
    expect(test.wire.calls).toEqual([])
  })

  it('goes on although the outbox stopped, and leaves each route its time though it was stopped for long', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(503))
    test.wire.answers(DESK, status(503))
    test.accept()
    await test.pass(MINUTE)
    test.clock.advance(HOUR)
    test.reopen()
    await test.pass(9 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 deferred no', 'erp v1 superseded no'])
    await test.pass(MINUTE)
    expect(test.deliveries().at(-1)).toBe('mail v1 delivered yes')
  })

  it('that the configuration has got since is climbed by what waits already', async () => {
    const alone = supplierWith({ routes: [httpRoute('erp', ERP)] })
    const test = testOutbox({ supplier: alone })
    test.outbox.pause('erp', ANN)
    test.accept()
    test.wire.answers(DESK, status(200))
    await test.pass(HOUR)
    test.reopen(laddered())
    await test.work()
    expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 superseded no'])
  })
})

describe('the fence', () => {
  it('lets nothing be taken of a route that has been passed over, whatever its row says', async () => {
    const test = outbox()
    test.wire.answers(ERP, status(503))
    test.wire.answers(DESK, status(503))
    test.accept()
    await test.pass(11 * MINUTE)
    const tries = received(test).filter((one) => one === 'erp').length
    test.sql.all("UPDATE deliveries SET state = 'waiting', next_at = 1 WHERE route = 'erp'")
    test.reopen()
    await test.pass(MINUTE)
    expect(received(test).filter((one) => one === 'erp')).toHaveLength(tries)
  })
})
