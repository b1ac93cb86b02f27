import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { cut, hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DESK = 'https://desk.example/orders'
const MAIL = 'https://mail.example/orders'
const ANN = { by: 'ann' }
/** Tuesday evening at ten in Brussels. */
const TEN = Date.UTC(2026, 10, 24, 21)

const TO_DESK = [{ route: 'desk', afterMinutes: 10 }]
const TO_MAIL = [...TO_DESK, { route: 'mail', afterMinutes: 20 }, { hold: true, afterMinutes: 30 }]

const SLOWLY = { retry: { delaysSeconds: [900], giveUpAfterHours: 24 } }

const laddered = (fallbacks: readonly object[] = TO_MAIL, settings: Record<string, unknown> = {}, erp = {}) =>
  supplierWith({
    routes: [
      httpRoute('erp', ERP, { fallbacks, retry: { delaysSeconds: [5], giveUpAfterHours: 24 }, ...erp }),
      httpRoute('desk', DESK),
      httpRoute('mail', MAIL),
    ].filter(({ name }) => name === 'erp' || JSON.stringify(fallbacks).includes(name)),
    ...settings,
  })

function outbox(supplier = laddered()) {
  const test = testOutbox({ supplier })
  for (const url of [ERP, DESK, MAIL]) test.wire.answers(url, status(200))
  return test
}

/** What each receiver was sent, and whether it says that it may be a repeat. */
const received = (test: TestOutbox) =>
  test.wire.calls.map(({ url, body, headers }) => {
    const marked = JSON.parse(body).possibleRepeat === true
    expect(headers.has('orderbridge-possible-repeat')).toBe(marked)
    return `${new URL(url).host.split('.')[0]}${marked ? ' repeat' : ''}`
  })

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
    expect(view?.deliveries[0]).toMatchObject({ inPlaceOf: 'erp', possibleRepeat: false })
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
    expect(test.alerts.map(({ kind, route }) => `${kind} ${route}`)).toEqual(['refused erp'])
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
    const test = outbox(laddered(TO_DESK, {}, { transport: { kind: 'http', url: ERP, timeoutSeconds: 60 } }))
    const erp = hanging()
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(10 * MINUTE - 6_000)
    test.wire.answers(ERP, erp.answer)
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
    const test = outbox(laddered(TO_DESK, {}, { transport: { kind: 'http', url: ERP, timeoutSeconds: 60 } }))
    const erp = hanging()
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(10 * MINUTE - 6_000)
    test.wire.answers(ERP, erp.answer)
    await test.pass(11_000)
    erp.end(new Response())
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('gives way when the first document is heard to have arrived before the other left', async () => {
    const test = outbox(laddered(TO_DESK, {}, { transport: { kind: 'http', url: ERP, timeoutSeconds: 60 } }))
    const erp = hanging()
    test.wire.answers(ERP, status(503))
    test.wire.answers(DESK, status(503))
    test.accept()
    await test.pass(10 * MINUTE - 6_000)
    test.wire.answers(ERP, erp.answer)
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
    expect(test.outbox.fetchDocument('box', id)).toBe('gone')
  })

  it('whose document was fetched and never spoken of again has the next one marked; its late word is noted', async () => {
    const test = boxed()
    await test.work()
    const id = boxId(test)
    test.outbox.fetchDocument('box', id)
    await test.pass(10 * MINUTE)
    expect(received(test)).toEqual(['desk repeat'])
    expect(test.outbox.settleMailbox('box', id, 'consumed', null)).toBe('gone')
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
    expect(test.outbox.settleMailbox('box', id, 'consumed', null)).toEqual({ orderId: 'order-1', version: 1 })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['box v1 delivered yes', 'desk v1 superseded no'])
  })
})

describe('a person', () => {
  const passedOn = async (desk = status(503)) => {
    const test = outbox(laddered(TO_DESK))
    test.wire.answers(ERP, status(503))
    test.wire.answers(DESK, desk)
    test.accept()
    await test.pass(11 * MINUTE)
    return test
  }

  it('acts on the route that has the order now', async () => {
    const test = await passedOn()
    for (const act of [test.outbox.retry, test.outbox.done]) {
      const result = act('order-1', 'erp', ANN)
      expect(result).toMatchObject({ ok: false, status: 409 })
      expect(result).toMatchObject({ message: expect.stringContaining('Route desk has taken the place of erp') })
    }
    test.wire.answers(ERP, status(200))
    expect(test.outbox.retryRoute('erp', ANN)).toMatchObject({ again: 0 })
    expect(test.outbox.done('order-1', 'desk', ANN)).toEqual({ ok: true })
    await test.pass(HOUR)
    expect(test.outbox.view('order-1')).toMatchObject({ state: 'settled' })
  })

  it('who marks the first route done ends the ladder', async () => {
    const test = outbox(laddered(TO_DESK))
    test.wire.answers(ERP, status(503))
    test.accept()
    await test.pass(MINUTE)
    test.outbox.done('order-1', 'erp', ANN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
  })
})

describe('a later version', () => {
  it.each(['hold', 'replace'])('of what left by another route is a question for a person: %s', async (revisions) => {
    const routes = [...laddered(TO_DESK, { revisions }).routes, httpRoute('wms', WMS)]
    const test = outbox(supplierWith({ revisions, routes: routes.map((one) => ({ ...one })) }))
    test.wire.answers(WMS, status(200))
    test.wire.answers(ERP, status(503))
    test.accept({ content: 1 })
    await test.pass(11 * MINUTE)
    expect(test.deliveries()).toContain('desk v1 delivered yes')
    test.wire.answers(ERP, status(200))
    test.accept({ content: 2 })
    await test.pass(MINUTE)
    expect(test.deliveries()).toContain('erp v2 held/revision no')
    expect(test.deliveries()).toContain(revisions === 'hold' ? 'wms v2 held/revision no' : 'wms v2 delivered yes')
    expect(test.outbox.release('order-1', ANN)).toMatchObject({ ok: false, status: 409 })
    expect(test.outbox.release('order-1', { ...ANN, as: 'replacement' })).toEqual({ ok: true })
    await test.pass(MINUTE)
    expect(test.deliveries()).toContain('erp v2 delivered yes')
    expect(JSON.parse(test.wire.calls.findLast(({ url }) => url === ERP)?.body ?? '')).toMatchObject({
      purpose: 'replacement',
    })
  })

  it('takes the place of what no route has got through, and begins at the first', async () => {
    const test = outbox(laddered(TO_DESK))
    test.wire.answers(ERP, status(503))
    test.wire.answers(DESK, status(503))
    test.accept({ content: 1 })
    await test.pass(11 * MINUTE)
    test.wire.answers(ERP, status(200))
    test.wire.answers(DESK, status(200))
    test.accept({ content: 2 })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 superseded no', 'erp v1 superseded no', 'erp v2 delivered yes'])
    expect(received(test).filter((one) => one.startsWith('desk')).length).toBeGreaterThan(0)
  })

  it('waits for the earlier one on whichever route that is', async () => {
    const test = outbox(laddered(TO_DESK, { revisions: 'replace' }))
    test.wire.answers(ERP, status(500))
    test.wire.answers(DESK, status(503))
    test.accept({ content: 1 })
    await test.pass(MINUTE)
    test.accept({ content: 2 })
    await test.pass(9.5 * MINUTE)
    expect(test.deliveries()).toEqual(['desk v1 deferred no', 'erp v1 superseded maybe', 'erp v2 waiting no'])
    test.wire.answers(DESK, status(200))
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    const versions = test.wire.calls.slice(-2).map(({ body }) => JSON.parse(body).version)
    expect(versions).toEqual([1, 2])
  })
})
