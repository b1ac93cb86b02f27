import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { mailboxRoute, supplierWith } from '../fakes/orders.ts'

const here = { services: { isLocal: true }, origin: 'http://localhost:8787' }
const supplier = supplierWith({ routes: [mailboxRoute('erp')] })

describe('the address without a path', () => {
  it('welcomes a person on a laptop, without a sign-in', async () => {
    const { status, text } = await testConsole(here).browser().get('/')
    expect(status).toBe(200)
    expect(text).toContain('http://localhost:8787/webhooks/fresco')
    expect(text).toContain('FRESCO_WEBHOOK_SECRET')
  })

  it.each(['nl', 'fr', 'de', 'en'])(
    'shows the command that sends an order to this gateway, in %s',
    async (language) => {
      const orderCommand = 'npm run order -- --url http://localhost:8931'
      const browser = testConsole({ ...here, services: { isLocal: true, orderCommand } }).browser()
      const { text } = await browser.get('/', { 'accept-language': language })
      expect(text).toContain(`<code class="all">${orderCommand}</code>`)
    },
  )

  it('shows the last order, the documents that wait and the mails that were not sent', async () => {
    const mails = [
      {
        at: Date.UTC(2026, 10, 24, 8),
        ...{ id: 'mail-1', from: 'a@b.example', to: ['desk@fresco.example'], subject: 'Order <PO-1>', text: '' },
      },
    ]
    const { box, browser } = testConsole({ ...here, supplier, services: { isLocal: true, localMails: () => mails } })
    box.accept()
    await box.work()
    const { text } = await browser().get('/')
    expect(text).toContain('/console/orders/fresco/order-1')
    expect(text).toContain('PO-order-1-1.json')
    expect(text).toContain('<small>Fresco Foods, erp</small>')
    expect(text).toContain('Order &lt;PO-1&gt;')
  })

  it.each(['https://gateway.example', 'http://rebound.example:8787'])(
    'shows nothing of an order at %s, even where `npm start` runs',
    async (origin) => {
      const { status, location } = await testConsole({ ...here, origin })
        .browser()
        .get('/')
      expect([status, location]).toEqual([303, '/console'])
    },
  )

  it('leads to the console in production', async () => {
    const { status, location } = await testConsole().browser().get('/')
    expect([status, location]).toEqual([303, '/console'])
  })

  it('takes no post', async () => {
    expect((await testConsole().browser().post('/', {})).status).toBe(404)
  })
})
