import { describe, expect, it } from 'vitest'
import { orderAtBoth, PATH } from '../fakes/order-at-both.ts'
import { ERP } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const BY = { by: 'Greet', note: 'The chef called.' }
const DO = `${PATH}/do/done?route=wms`

describe('an order that is cancelled on one of two systems', () => {
  it('is reported as cancelled by hand on the other, and then taken back', async () => {
    const { box, browser, page } = await orderAtBoth()
    box.outbox.cancelOrder('order-1', BY)
    await box.pass(1_000)
    const text = await page()
    expect(text).toContain('<h1 id="verdict">Cancelled. Route wms cannot cancel it: call the people there.</h1>')
    expect(text).toContain('It was cancelled by hand, route wms…</a>')
    const asked = await browser.get(DO)
    expect(asked.text).toContain('Was the order cancelled by hand?')
    expect(asked.text).toContain('Press only once the people there have cancelled the order.')
    expect(asked.text).not.toContain('Number in your ERP')
    expect((await browser.submit(asked, DO, {})).status).toBe(303)
    const after = await page()
    expect(after).toContain('<h1 id="verdict">Done: the order was taken back.</h1>')
    expect(after).not.toContain(DO)
    expect(box.deliveries()).toEqual([
      ...['erp v1 delivered yes', 'wms v1 delivered yes', 'erp v2 delivered yes', 'wms v2 done yes'],
    ])
    expect(box.outbox.view('order-1')?.keptBy).toBeUndefined()
    box.clock.advance(1_000)
    expect(box.outbox.statementsOn('2026-11-24')).toMatchObject([
      { byHand: [{ action: 'cancel' }, { action: 'cancelled-by-hand', route: 'wms', by: 'Greet' }] },
    ])
    expect(box.outbox.done('order-1', 'wms', BY)).toMatchObject({ ok: false, status: 409 })
  })

  it('is reported while the cancellation of the other system is still under way', async () => {
    const { box } = await orderAtBoth()
    box.wire.answers(ERP, status(503))
    box.outbox.cancelOrder('order-1', BY)
    await box.pass(1_000)
    expect(box.outbox.done('order-1', 'wms', BY)).toEqual({ ok: true })
    box.wire.answers(ERP, status(200))
    await box.pass(60_000)
    expect(box.outbox.view('order-1')?.shownState).toBe('settled')
  })
})

describe('an order that is not cancelled', () => {
  it('is reported as cancelled by hand nowhere', async () => {
    const { box, page } = await orderAtBoth()
    expect(await page()).not.toContain(DO)
    expect(box.outbox.done('order-1', 'wms', BY)).toMatchObject({ ok: false, status: 409 })
    box.outbox.pause('erp', BY)
    box.outbox.cancel('order-1', 'erp', BY)
    box.outbox.discardOn('order-1', 'erp', BY)
    expect(await page()).not.toContain(DO)
    expect(box.outbox.done('order-1', 'wms', BY)).toMatchObject({ ok: false, status: 409 })
  })
})
