import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { type Answer, status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MAIL = 'https://mails.example/'
const desk = httpRoute('desk', MAIL, {
  document: DESK_MAIL,
})

/** The ERP takes the order, and the mail to the order desk fares as told. */
async function opened(mail: Answer) {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), desk] }) })
  box.wire.answers(ERP, status(200))
  box.wire.answers(MAIL, mail)
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Greet')
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(1_000)
  return { box, browser, page: async () => (await browser.get(PATH)).text }
}

describe('an order that the ERP has, whose mail copy waits', () => {
  it('is headed by the ERP, not by the mail', async () => {
    const { page } = await opened(status(503))
    const text = await page()
    expect(text).toContain('<h1 id="verdict">Your ERP has it. The mail of route desk has not left yet.</h1>')
    expect(text).not.toContain('On its way:')
    expect(text).toMatch(/The reason of route desk: <q>[^<]*503/)
  })

  it('invites no person to key it, alone or among others', async () => {
    const { page, browser, box } = await opened(status(400))
    const text = await page()
    expect(text).toContain('class="note you verdict"')
    expect(text).not.toContain('I keyed it by hand')
    expect(text).toContain('the copy stays here and is not sent. Your ERP keeps the order.')
    const bulk = `/console/orders/bulk?${new URLSearchParams({ do: 'keyed', order: 'fresco/order-1' })}`
    expect((await browser.get(bulk)).text).not.toContain('type="submit">1 ')
    const path = `${PATH}/do/copy-done?route=desk`
    const asked = await browser.get(path)
    expect(asked.text).toContain('Do not key the order: your ERP has it.')
    await browser.submit(asked, path)
    expect(box.outbox.view('order-1')?.state).toBe('settled')
    expect(await page()).toContain('Done: your ERP has it.')
  })
})

it('is done for a person who discarded a mail copy that may have left', async () => {
  const { box, ...made } = testConsole({
    supplier: supplierWith({ routes: [httpRoute('erp', ERP), { ...desk, whenUncertain: 'hold' }] }),
  })
  box.wire.answers(ERP, status(200))
  box.wire.answers(MAIL, status(500))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Greet')
  box.accept({ body: bodyOf(postedOrder()) })
  await box.pass(1_000)
  expect(box.outbox.discard('order-1', { by: 'Greet', note: 'Not needed.' })).toEqual({ ok: true })
  expect((await browser.get(PATH)).text).toContain('<h1 id="verdict">Done: your ERP has it.</h1>')
})

it('is not said to be in the ERP, where a person discarded it there and only the copy left', async () => {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), desk] }) })
  box.wire.answers(MAIL, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Greet')
  box.accept({ body: bodyOf(postedOrder()), starts: { erp: { state: 'held', reason: 'unwritable' } } })
  await box.pass(1_000)
  expect(box.outbox.discard('order-1', { by: 'Greet', note: 'Not needed.' })).toEqual({ ok: true })
  const { text } = await browser.get(PATH)
  expect(text).toContain('<h1 id="verdict">Discarded on route erp: the system there did not get it.</h1>')
  expect(text).toContain('class="note off verdict"')
})

it('reads on Today that the ERP has the orders, and that only the copies wait', async () => {
  const { browser, box } = await opened(status(400))
  const { text } = await browser.get('/console')
  expect(text).toContain('<h1>No order waits for you. Orders whose copy has not left: 1.</h1>')
  expect(text).toContain('Your ERP has it. Only the copy of route desk has not left')
  expect(text).toContain('Do not key this order.')
  expect(text).toContain('the copy stays here and is not sent. Your ERP keeps the order.')
  box.wire.answers(ERP, status(400))
  box.accept({ orderId: 'order-2', body: bodyOf(postedOrder({ id: 'order-2' })) })
  await box.pass(1_000)
  expect((await browser.get('/console')).text).toContain('<h1>1 order needs your attention.')
})
