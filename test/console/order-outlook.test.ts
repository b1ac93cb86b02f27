import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { hanging } from '../fakes/wire.ts'
import { HELD, opened, PATH } from './order-page.ts'

describe('an order while an attempt is under way', () => {
  const WAIT =
    /Route erp is sending it now, and it may arrive\. Wait until (\d\d:\d\d) at the latest, then look again\./

  it('says to wait, until when and why, and offers the entry by hand afterwards', async () => {
    const routes = [httpRoute('erp', ERP), mailboxRoute('box')]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    const erp = hanging()
    box.wire.answers(ERP, erp.answer)
    box.accept()
    await box.work()
    const { text } = await browser.get(PATH)
    expect(text).not.toContain('/do/keyed')
    expect(WAIT.exec(text)?.[1]).toBe('10:01')
    erp.end(new Response(null, { status: 503 }))
    await box.work()
    const later = (await browser.get(PATH)).text
    expect(later).not.toMatch(WAIT)
    expect(later).toContain('/do/keyed')
  })
})

describe('an order on routes of a mailbox', () => {
  it('offers no retry while it waits to be collected, because nothing can be tried', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    expect(box.outbox.view('order-1')?.deliveries[0]?.waitsFor?.kind).toBe('collection')
    const { text } = await browser.get(PATH)
    expect(text).not.toContain('/do/retry')
    expect(text).toContain('/do/done?route=erp')
    expect((await browser.get(`${PATH}/do/retry?route=erp`)).status).toBe(409)
  })

  it('names in the timeline the route that a hold is about', async () => {
    const { box, browser } = await opened()
    box.accept()
    box.outbox.hold('order-1', { by: 'Jo' })
    const { text } = await browser.get(PATH)
    expect(text).toContain('Held for a person, on route erp.')
    expect(text).toContain('Held for a person, on route wms.')
    box.accept({ orderId: 'order-2', starts: { erp: HELD, wms: HELD } })
    expect((await browser.get('/console/orders/fresco/order-2')).text).toContain('Held for a person.<')
  })
})

describe('what becomes of an order if nobody acts', () => {
  it('names the route that the gateway does not know yet, and lets a person hold the order', async () => {
    const { box, browser } = await opened()
    const start = { state: 'waiting' } as const
    box.accept({ routes: [{ route: 'new', revisions: 'hold', start }] })
    const { text } = await browser.get(PATH)
    expect(text).toContain(
      'If nobody does anything: it is sent once the gateway knows route new, by 11:00 at the latest. After that it stays here.',
    )
    expect(text).toContain('/do/hold')
    expect((await browser.get(`${PATH}/do/hold`)).status).toBe(200)
    expect(box.outbox.hold('order-1', { by: 'Jo' })).toEqual({ ok: true })
    expect((await browser.get(PATH)).text).not.toContain('/do/hold')
  })

  it('names the routes where the routes differ, and no route where one sentence holds for all', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    const leads = async () => [...(await browser.get(PATH)).text.matchAll(/If nobody does anything[^<]*/g)].map(String)
    expect(await leads()).toEqual([
      'If nobody does anything: your system can collect it until Thu 26 Nov, 10:00. After that it stays here.',
    ])
    box.outbox.pause('wms', { by: 'An', note: 'Maintenance' })
    box.accept({ orderId: 'order-1', digest: 'another' })
    await box.work()
    const [first, second, ...more] = await leads()
    expect(first).toContain('by route erp')
    expect(second).toContain('by route wms')
    expect(more).toEqual([])
  })
})
