import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { opened, PATH } from './order-page.ts'

const MINUTE = 60_000
const CANCELLED = 'CANCELLED. Do not deliver this order.'

/** An order whose first version the ERP has. */
async function inErp(settings: Record<string, unknown> = {}) {
  const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)], ...settings }) })
  box.wire.answers(ERP, status(200))
  box.accept()
  await box.pass(MINUTE)
  return { box, browser, slip: async () => (await browser.get(`${PATH}/slip`)).text }
}

it('a person keys the version that waits, and not the change that was discarded', async () => {
  const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  box.wire.answers(ERP, status(503))
  box.accept()
  await box.pass(MINUTE)
  box.accept({ content: 7, starts: { erp: { state: 'held', reason: 'quantity' } } })
  box.outbox.discard('order-1', { by: 'Bart', note: 'No.' })
  expect(box.deliveries()).toEqual(['erp v1 deferred no', 'erp v2 discarded no'])
  const path = `${PATH}/do/done?route=erp`
  const { text } = await browser.get(path)
  expect(text).toContain('This is version 1.')
  expect(text).not.toContain('This is version 2.')
})

describe('the slip for the warehouse', () => {
  it('has the lines that the ERP has, and not those of a discarded change', async () => {
    const { box, slip } = await inErp()
    box.accept({ content: 7 })
    expect(await slip()).toContain('Version 2')
    box.outbox.discard('order-1', { by: 'Bart', note: 'No.' })
    const text = await slip()
    expect(text).toContain('Version 1')
    expect(text).not.toContain('Version 2')
    expect(text).not.toMatch(/>7</)
  })

  it('has the lines that the ERP has, also where a fallback route had taken the discarded change over', async () => {
    const routes = [httpRoute('erp', ERP, { fallbacks: [{ route: 'box', afterMinutes: 1 }] }), mailboxRoute('box')]
    const { box, slip } = await inErp({ routes })
    box.wire.answers(ERP, status(503))
    box.accept({ content: 7 })
    box.outbox.release('order-1', { by: 'Bart', as: 'replacement' })
    await box.pass(2 * MINUTE)
    box.outbox.hold('order-1', { by: 'Bart', note: 'No.' })
    box.outbox.discard('order-1', { by: 'Bart', note: 'No.' })
    expect(box.deliveries()).toEqual(['erp v1 delivered yes', 'box v2 discarded no', 'erp v2 superseded no'])
    expect(await slip()).toContain('Version 1')
  })

  it('names the version that was cancelled, and not a change that was discarded before', async () => {
    const { box, slip } = await inErp({ cancellations: 'send' })
    box.accept({ content: 7 })
    box.outbox.discard('order-1', { by: 'Bart', note: 'No.' })
    box.outbox.cancel('order-1', 'erp', { by: 'Bart', note: 'No.' })
    await box.pass(MINUTE)
    const text = await slip()
    expect(text).toContain(CANCELLED)
    expect(text).toContain('Version 1')
  })

  it('is no slip of a cancelled order, where a person discarded the cancellation', async () => {
    const { box, browser, slip } = await inErp({ cancellations: 'send' })
    box.wire.answers(ERP, status(503))
    box.outbox.cancel('order-1', 'erp', { by: 'Bart', note: 'No.' })
    await box.pass(1_000)
    const cancelled = await slip()
    expect(cancelled).toContain(CANCELLED)
    expect((await browser.get(PATH)).text).toContain('Version 2 cancels the order')
    box.outbox.discardOn('order-1', 'erp', { by: 'Bart', note: 'They want it.' })
    expect(await slip()).not.toContain(CANCELLED)
    expect((await browser.get(PATH)).text).not.toContain('cancels the order')
  })
})
