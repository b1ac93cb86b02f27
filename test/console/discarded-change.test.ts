import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { opened, PATH } from './order-page.ts'

const MINUTE = 60_000
const BULK = '/console/orders/bulk'
const ONE_TOO_MANY = 'remove your own entry there'

/** The ERP has version 1, and a person decides about a change. */
async function changed() {
  const made = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  made.box.wire.answers(ERP, status(200))
  made.box.accept()
  await made.box.pass(MINUTE)
  made.box.accept({ content: 3, starts: { erp: { state: 'held', reason: 'revision' } } })
  return made
}

const bulk = (action: string) => `${BULK}?${new URLSearchParams({ do: action, order: 'fresco/order-1' })}`

describe('a change that a person made in the ERP, and that a colleague discarded meanwhile', () => {
  it('asks nobody to remove the order from the ERP', async () => {
    const { box, browser } = await changed()
    const path = `${PATH}/do/done?route=erp`
    const asked = await browser.get(path)
    box.outbox.discard('order-1', { by: 'Bart', note: 'No.' })
    const late = await browser.submit(asked, path, { erp: 'SO-1' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Bart was first')
    const several = await browser.get(bulk('keyed'))
    for (const { text } of [late, several]) expect(text).not.toContain(ONE_TOO_MANY)
    expect(several.text).not.toContain('an entry of your own may be one too many')
  })
})

describe('a change among several orders that a person discards', () => {
  it('is said to leave the earlier version valid', async () => {
    const { browser } = await changed()
    const { text } = await browser.get(bulk('discard'))
    expect(text).toContain('Version 1 is valid again.')
    expect(text).toContain('What still waits of this order is not sent any more.')
  })
})
