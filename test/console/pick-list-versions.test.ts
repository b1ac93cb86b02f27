import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { DAY, HELD, LIST, MAIL, numbersIn, opened, totalsIn } from './picked-orders.ts'

describe('the version of an order on the pick list', () => {
  it('leaves out a cancelled and a discarded order, and a replaced version', async () => {
    const { box, accept, list } = await opened({ routes: [httpRoute('erp', ERP, { cancellations: 'send' })] })
    box.wire.answers(ERP, status(200))
    accept('cancelled')
    accept('kept', { lines: [['00123', 7]] })
    await box.pass(1_000)
    expect(box.outbox.cancel('cancelled', 'erp', { by: 'An', note: 'Off.' })).toEqual({ ok: true })
    await box.pass(1_000)
    accept('discarded', { starts: HELD })
    box.outbox.discard('discarded', { by: 'An', note: 'No.' })
    accept('kept', { lines: [['00123', 9]], starts: HELD })
    box.outbox.release('kept', { by: 'An', as: 'replacement' })
    const text = await list()
    expect(numbersIn(text)).toEqual(['PO-kept'])
    expect(totalsIn(text)).toContain('00123 Article 00123 9 kg')
  })

  it('leaves out an order that is cancelled wherever a route can cancel, as its page, the lists and Today do', async () => {
    const fallbacks = [{ route: 'desk', afterMinutes: 10 }]
    const routes = [
      httpRoute('erp', ERP, { fallbacks }),
      httpRoute('desk', 'https://mails.example/', MAIL),
      httpRoute('wms', WMS, { cancellations: 'send' }),
    ]
    const { box, browser, accept, list } = await opened({ routes })
    box.wire.answers(ERP, status(422))
    for (const url of [WMS, 'https://mails.example/']) box.wire.answers(url, status(200))
    accept('a')
    await box.pass(60_000)
    expect((await browser.get('/console')).text).toContain('/console/orders/fresco/a')
    expect(box.outbox.cancelOrder('a', { by: 'An', note: 'Off.' })).toEqual({ ok: true })
    await box.pass(60_000)
    expect((await browser.get('/console/orders/fresco/a')).text).toContain('Cancelled. Route desk cannot cancel it')
    expect(box.outbox.list({ state: null, text: null, before: null, limit: 1 }).rows[0]?.order.shownState).toBe(
      'settled',
    )
    expect((await browser.get('/console')).text).toContain('<h1>Nothing waits for you.</h1>')
    expect(numbersIn(await list())).toEqual([])
  })

  it('keeps the released version of a changed order, and says what the held change asks', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, status(200))
    accept('a', { lines: [['00123', 30]] })
    await box.pass(1_000)
    accept('a', { lines: [['00123', 3]], starts: HELD })
    const text = await list()
    expect(text).toContain('Version 2 changes this order and is not released. Decide before you pick.')
    expect(text).toContain('00123 Article 00123: was 30, becomes 3')
    expect(text).toContain('Orders to pick: 0. Not released: 0. Decide first: 1.')
    expect(totalsIn(text)).toMatch(/Decide first 00123 Article 00123 – 30 kg/)
    box.outbox.discard('a', { by: 'An', note: 'No.' })
    const decided = await list()
    expect(decided).not.toContain('Version 2')
    expect(totalsIn(decided)).toContain('00123 Article 00123 30 kg')
  })

  it('keeps the day of the released version while a change of the day is held or discarded', async () => {
    const { box, accept, list } = await opened()
    box.wire.answers(ERP, status(200))
    accept('a')
    await box.pass(1_000)
    accept('a', { day: '2026-11-27', starts: HELD })
    const later = LIST.replace(DAY, '2026-11-27')
    expect(await list()).toContain('The delivery day of that version is Friday 27 November.')
    const changed = await list(later)
    expect(changed).toContain('NOT RELEASED')
    expect(changed).toContain('Version 1 is released, for Thursday 26 November.')
    box.outbox.discard('a', { by: 'An', note: 'No.' })
    expect(numbersIn(await list())).toEqual(['PO-a'])
    expect(numbersIn(await list(later))).toEqual([])
  })
})
