import { describe, expect, it } from 'vitest'
import { orderResponse, responseLine } from '../fakes/acknowledgements.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { opened, PATH } from './order-page.ts'

describe('an order that the ERP accepted with changes', () => {
  async function changed(others: readonly Record<string, unknown>[] = []) {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const routes = [httpRoute('erp', ERP, { document: { format: 'ubl-order-2.1' }, ...receipt }), ...others]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    box.wire.answers(ERP, status(200))
    box.accept({ body: bodyOf(postedOrder({ order_number: 'PO-order-1' })) })
    await box.pass(1_000)
    box.hear(orderResponse('PO-order-1', 'AP', responseLine({ of: '1', quantity: '1', unit: '' }), 'R-1'))
    return { box, browser }
  }

  it('is not said to be refused, and is not to be keyed', async () => {
    const { box, browser } = await changed()
    const { text } = await browser.get(PATH)
    expect(text).toContain('<h1 id="verdict">Route erp took it with changes. Agree them with the customer')
    expect(text).not.toContain('did not take it')
    expect(text).toMatch(/The reason of route erp: <q>[^<]*accepted, 1 of 2\./)
    const today = (await browser.get('/console')).text
    expect(today).toContain('Route erp took it with changes')
    expect(today).toContain('Agree the changes with the customer. Then press “My ERP has it”.')
    expect(today).not.toContain('did not take it')
    for (const page of [today, text]) {
      expect(page).toContain('the system there keeps what it has already.')
      expect(page).not.toContain('is not sent')
    }
    expect(text).toContain('Version 1, by route erp: arrived (')
    const [first = ''] = text.match(/\/do\/[\w-]+\?route=erp/) ?? []
    expect(first).toBe('/do/has-it?route=erp')
    await browser.submit(await browser.get(PATH + first), PATH + first, { erp: 'SO-1' })
    expect(box.outbox.view('order-1')?.state).toBe('settled')
  })

  // The ERP has the order, so the clerk agrees the changes and reports that. Who keys it first makes a second order.
  it('leads with the report that the ERP has it, also where another route is open', async () => {
    const { box, browser } = await changed([mailboxRoute('box')])
    expect(box.deliveries()).toEqual(['box v1 waiting no', 'erp v1 refused yes'])
    const { text } = await browser.get(PATH)
    const names = [...text.matchAll(/\/do\/([\w-]+)/g)].map(([, name]) => name)
    expect(names[0]).toBe('has-it')
    expect(text.indexOf('/do/keyed"')).toBeGreaterThan(text.indexOf('<summary>'))
  })
})
