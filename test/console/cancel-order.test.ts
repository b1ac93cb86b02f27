import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MAIL = 'https://mails.example/'

async function opened(settings: Record<string, unknown> = {}) {
  const desk = httpRoute('desk', MAIL, {
    document: DESK_MAIL,
  })
  const routes = [httpRoute('erp', ERP, settings), desk]
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes, cancellations: 'send' }) })
  for (const url of [ERP, MAIL]) box.wire.answers(url, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Greet')
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(1_000)
  return { box, browser, page: async () => (await browser.get(PATH)).text }
}

describe('the fold of the rare actions', () => {
  it('names a cancellation only where a route has one', async () => {
    const { page } = await opened()
    expect(await page()).toContain('<summary>More: send it once more, correct it, take it back</summary>')
    const { box, ...made } = testConsole({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP, { cancellations: 'hold' })] }),
    })
    box.wire.answers(ERP, status(200))
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('Greet')
    box.accept({ body: bodyOf(postedOrder()) })
    await box.pass(1_000)
    expect((await browser.get(PATH)).text).toContain('<summary>More: send it once more, correct it</summary>')
  })
})

describe('a person who cancels an order', () => {
  it('finds one button at the top, which cancels on every route that brought the order', async () => {
    const { box, browser, page } = await opened()
    const path = `${PATH}/do/cancel-order`
    const text = await page()
    expect(text.indexOf(`href="${path}"`)).toBeLessThan(text.indexOf('What the chef sent'))
    const asked = await browser.get(path)
    expect(asked.text).toContain('A cancellation goes by: desk, erp.')
    await browser.submit(asked, path, { note: 'The chef called.' })
    await box.pass(1_000)
    expect(box.outbox.view('order-1')?.deliveries.filter(({ purpose }) => purpose === 'cancellation')).toHaveLength(2)
    const cancelled = await page()
    expect(cancelled).toContain('<h1 id="verdict">Done: the order was taken back.</h1>')
    for (const refused of ['resend-correction', 'cancel?']) expect(cancelled).not.toContain(`/do/${refused}`)
    expect(cancelled).toContain('/do/resend-same?route=erp')
  })

  it('never reads green while a receiver has no cancellation', async () => {
    const { box, browser, page } = await opened()
    box.outbox.cancel('order-1', 'desk', { by: 'Greet', note: 'The chef called.' })
    await box.pass(1_000)
    const text = await page()
    expect(text).toContain(
      'Cancelled only in part: route erp brought it, and has no cancellation. Cancel it there too.',
    )
    expect(text).toContain('class="note you verdict"')
    expect((await browser.get('/console/orders')).text).toContain('Look into it')
    const path = `${PATH}/do/cancel-order`
    await browser.submit(await browser.get(path), path, { note: 'Also there.' })
    await box.pass(1_000)
    expect((await browser.get('/console/orders')).text).not.toContain('Look into it')
  })

  it('is asked to call where the ERP cannot take a cancellation', async () => {
    const { box, browser, page } = await opened({ cancellations: 'hold' })
    const path = `${PATH}/do/cancel-order`
    const asked = await browser.get(path)
    expect(asked.text).toContain(
      'Route erp brought the order, and gets no cancellation. To cancel it there, call the people there.',
    )
    await browser.submit(asked, path, { note: 'The chef called.' })
    await box.pass(1_000)
    expect(await page()).toContain('Cancelled. Route erp cannot cancel it: call the people there.')
  })

  it('is asked to call the people of a route that was removed, which cancels nothing', async () => {
    const { box } = await opened()
    const [erp] = box.supplier.routes
    const supplier = { ...box.supplier, routes: erp ? [erp] : [] }
    const { box: later, ...made } = testConsole({ supplier, sql: box.sql, now: box.clock.now() })
    const browser = made.browser({ 'accept-language': 'en' })
    await browser.signIn('Greet')
    const path = `${PATH}/do/cancel-order`
    const asked = await browser.get(path)
    expect(asked.text).toContain('A cancellation goes by: erp.')
    expect(asked.text).toContain(
      'Route desk brought the order, and gets no cancellation. To cancel it there, call the people there.',
    )
    later.wire.answers(ERP, status(200))
    await browser.submit(asked, path, { note: 'The chef called.' })
    await later.pass(1_000)
    expect((await browser.get(PATH)).text).toContain('Route desk cannot cancel it: call the people there.')
  })
})
