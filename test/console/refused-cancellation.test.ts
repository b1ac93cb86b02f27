import { describe, expect, it } from 'vitest'
import { orderAtBoth, PATH } from '../fakes/order-at-both.ts'
import { ERP } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

/** The ERP and the WMS have the order. The ERP answers a cancellation with `code`. */
async function opened(code: number) {
  const { box, browser, page } = await orderAtBoth()
  box.wire.answers(ERP, status(code))
  const path = `${PATH}/do/cancel-order`
  const asked = (await browser.get(path)).text
  const cancel = async () => {
    await browser.submit(await browser.get(path), path, { note: 'The chef called.' })
    await box.pass(1_000)
  }
  return { box, browser, asked, cancel, page }
}

describe('the page before a cancellation', () => {
  it('names the routes that cancel, and the route whose people are to be called', async () => {
    const { asked } = await opened(200)
    expect(asked).toContain('A cancellation goes by: erp.')
    expect(asked).toContain(
      'Route wms brought the order, and gets no cancellation. To cancel it there, call the people there.',
    )
    expect(asked).not.toContain('each route')
  })
})

describe('a cancellation that the ERP refuses', () => {
  const ADVICE = 'still has the order and will deliver it: key no order. Call the people there'

  it('is settled on its page by a report that the order was cancelled by hand, never keyed or discarded', async () => {
    const { browser, cancel, page } = await opened(422)
    await cancel()
    const text = await page()
    expect(text).toContain('<h1 id="verdict">Cancellation not accepted on route erp</h1>')
    expect(text).toContain(ADVICE)
    expect(text).not.toContain('keyed it by hand')
    expect(text).not.toContain('/do/hold')
    expect(text).toContain('If nobody does anything: the system there keeps what it has already.')
    const path = `${PATH}/do/done?route=erp`
    expect(text).toContain('It was cancelled by hand, route erp…</a>')
    const asked = await browser.get(path)
    expect(asked.text).not.toContain('Number in your ERP')
    expect(asked.text).not.toContain('Did you change the order')
    expect(asked.text).toContain('Press only once the people there have cancelled the order.')
    await browser.submit(asked, path, {})
    expect(await page()).toContain(
      '<h1 id="verdict">Cancelled. Route wms cannot cancel it: call the people there.</h1>',
    )
  })

  it('stands on Today as a cancellation, with the same advice', async () => {
    const { cancel, page } = await opened(422)
    await cancel()
    const text = await page('/console')
    expect(text).toContain('Cancellation not accepted on route erp')
    expect(text).toContain(ADVICE)
    expect(text).not.toContain('did not take it')
    expect(text).not.toContain('it stays here and is not sent')
    expect(text).not.toContain('key the order by hand')
  })
})

describe('a held cancellation', () => {
  it('is released as a cancellation alone, never as a change or as one more order', async () => {
    const { box, browser, cancel, page } = await opened(422)
    await cancel()
    box.outbox.hold('order-1', { by: 'Greet', note: 'Wait.' })
    const text = await page()
    expect(text).not.toContain('/do/release-')
    const path = `${PATH}/do/release`
    const asked = await browser.get(path)
    expect(asked.text).toContain('A cancellation goes by: erp.')
    expect(asked.text).not.toContain('leaves as a new order')
    expect(asked.text).not.toContain('It goes by')
    box.wire.answers(ERP, status(200))
    await browser.submit(asked, path, {})
    await box.pass(1_000)
    expect(box.outbox.view('order-1')?.deliveries.at(-1)).toMatchObject({ purpose: 'cancellation' })
    expect(await page()).toContain('<h1 id="verdict">Cancelled. Route wms cannot cancel it')
  })
})
