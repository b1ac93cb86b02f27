import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { supplierWith } from '../fakes/orders.ts'

const SUPPLIER = supplierWith({
  customers: [{ customer: 'C-77', contact: 'chef@bistro.example' }],
  customerNotices: { from: 'orders@gateway.example' },
  orderDesk: { mail: 'desk@fresco.example' },
})

function opened() {
  const { box, services } = testConsole({ supplier: SUPPLIER })
  const notice = async (path: string) => {
    const request = new Request(`https://gateway.example/api/orders/fresco/${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const response = await app.fetch(request, services)
    return { status: response.status, body: await response.json() }
  }
  return { box, notice }
}

describe('the mail that a discard would send', () => {
  it('is shown before the discard, and the discard sends the same mail', async () => {
    const { box, notice } = opened()
    box.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    await box.work()
    const { status, body } = await notice('order-1/discard-notice')
    expect([status, body]).toMatchObject([200, { notice: { to: 'chef@bistro.example', subject: expect.any(String) } }])
    expect((await notice('order-1/discard-notice?route=erp')).body).toEqual(body)
    expect(box.outbox.view('order-1')?.deliveries).toMatchObject([{ state: 'held' }])
    box.outbox.discard('order-1', { by: 'An', note: 'Called.' })
    expect(box.outbox.view('order-1')?.notices).toMatchObject([body.notice])
  })

  it('is null where a discard would send none, and 404 for an unknown order', async () => {
    const { box, notice } = opened()
    box.wire.answers('https://erp.example/orders', () => new Response())
    box.accept()
    await box.work()
    expect((await notice('order-1/discard-notice')).body).toEqual({ notice: null })
    expect((await notice('no-order/discard-notice')).status).toBe(404)
  })
})
