import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const LIST = '/console/statements/print/fresco'
const HOUR = 3_600_000
const HELD = { state: 'held', reason: 'revision' } as const
/** A mail to the order desk, next to the route to the ERP, as the usual configuration has it. */
const desk = httpRoute('desk', 'https://mails.example/', {
  document: DESK_MAIL,
})

async function opened(routes: readonly Record<string, unknown>[]) {
  const made = testConsole({ supplier: supplierWith({ routes }) })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  const { box } = made
  const accept = (quantity: number, starts = {}) =>
    box.accept({
      digest: `content-${quantity}`,
      cutOff: box.clock.now() + HOUR,
      starts,
      body: bodyOf(postedOrder({ packages: [{ ...postedOrder().packages[0], quantity_ordered: quantity }] })),
    })
  return { box, browser, accept, list: async () => (await browser.get(LIST)).text }
}

describe('the print list, next to a mail that is a copy for people', () => {
  it('leaves out an order that the ERP has, although the mail failed, and Today counts it as arrived', async () => {
    const { box, browser, accept, list } = await opened([httpRoute('erp', ERP), desk])
    box.wire.answers(ERP, status(200))
    box.wire.answers('https://mails.example/', status(400))
    accept(2)
    await box.pass(1_000)
    expect(await list()).toContain('No order has to be keyed')
    const today = (await browser.get('/console')).text
    expect(today).toContain('All there')
    expect(today).toContain('Only the copy of route desk has not left')
    expect(today).not.toMatch(/key (?:it|them|the order)\b/i)
  })

  it('leaves out an order that a person keyed for the ERP, although the mail is held', async () => {
    const { box, accept, list } = await opened([httpRoute('erp', ERP), desk])
    accept(2, { erp: HELD, desk: HELD })
    expect(await list()).toContain('1 order is not in your ERP yet')
    box.outbox.done('order-1', 'erp', { by: 'Greet' })
    expect(await list()).toContain('No order has to be keyed')
  })

  it('has an order whose only route is the mail', async () => {
    const { box, accept, list } = await opened([desk])
    box.wire.answers('https://mails.example/', status(400))
    accept(2)
    await box.pass(1_000)
    expect(await list()).toContain('1 order is not in your ERP yet')
  })

  it('has an order that the ERP lacks, although people got the mail', async () => {
    const { box, browser, accept, list } = await opened([httpRoute('erp', ERP), desk])
    box.wire.answers(ERP, status(400))
    box.wire.answers('https://mails.example/', status(200))
    accept(2)
    await box.pass(1_000)
    expect(await list()).toContain('1 order is not in your ERP yet')
    expect((await browser.get('/console')).text).toContain('1 not in your ERP yet')
  })
})

describe('the print list of an order that a system has', () => {
  it('says which version the ERP has of a changed order, and asks for no second order', async () => {
    const { box, accept, list } = await opened([httpRoute('erp', ERP), desk])
    box.wire.answers(ERP, status(200))
    box.wire.answers('https://mails.example/', status(200))
    accept(30)
    await box.pass(1_000)
    accept(3, { erp: HELD, desk: HELD })
    const text = await list()
    expect(text).toContain('Each order is in one system at least')
    expect(text).toContain('do not key a second one')
    expect(text).toMatch(/<p class="w">Your ERP has version 1 \(\d\d:\d\d\)\. Version 2 is not there yet\.<\/p>/)
    expect(text).not.toContain('Key them in by hand')
    expect(text).toContain('00123 Crème fraîche 1 kg: was 30, becomes 3')
  })

  it('says which route lacks it, and which has it', async () => {
    const { box, browser, accept, list } = await opened([httpRoute('erp', ERP), httpRoute('wms', WMS)])
    box.wire.answers(ERP, status(200))
    box.wire.answers(WMS, status(400))
    accept(2)
    await box.pass(1_000)
    const text = await list()
    expect(text).toContain('Each order is in one system at least')
    expect(text).toMatch(/Route erp has version 1 \(\d\d:\d\d\)\. Route wms does not have it yet\./)
    expect((await browser.get('/console')).text).toContain('1 not on every route yet')
  })
})

describe('the print list of an order that only a mail to people has, next to a second system', () => {
  const routesTo = (settings: Record<string, unknown>) => [httpRoute('erp', ERP, settings), desk, mailboxRoute('box')]

  it('asks to key what the ERP refused first of all, with the reason', async () => {
    const { box, browser, accept, list } = await opened(routesTo({ fallbacks: [{ route: 'desk', afterMinutes: 10 }] }))
    box.wire.answers(ERP, status(422))
    box.wire.answers('https://mails.example/', status(200))
    accept(2)
    await box.pass(1_000)
    const text = await list()
    expect(text).toContain('<h1>1 order is not in your ERP yet</h1>')
    expect(text).toContain('Not in your ERP: people got only a mail.')
    expect(text).toContain('refused on route erp: ')
    expect(text).not.toContain('one system has these orders')
    expect(text).toContain('type="checkbox"')
    expect(text).not.toContain('/do/done')
    expect((await browser.get('/console')).text).toContain('1 not in your ERP yet')
  })

  it('asks for no second order where the ERP has the version before the refused change', async () => {
    const { box, browser, accept, list } = await opened(routesTo({ fallbacks: [{ route: 'desk', afterMinutes: 10 }] }))
    for (const url of [ERP, 'https://mails.example/']) box.wire.answers(url, status(200))
    accept(30)
    await box.pass(1_000)
    accept(3, { erp: HELD })
    box.wire.answers(ERP, status(422))
    expect(box.outbox.release('order-1', { by: 'Greet', as: 'replacement' })).toEqual({ ok: true })
    await box.pass(1_000)
    const text = await list()
    expect(text).toContain('Each order is in one system at least')
    expect(text).not.toContain('Not in your ERP: people got only a mail.')
    expect(text).toMatch(/Route erp has version 1 \([^)]*\)\. Version 2 went to people as a mail, by route desk/)
    const page = (await browser.get('/console/orders/fresco/order-1')).text
    expect(page).toContain(
      '<h1 id="verdict">Route erp refused the change. Route erp has version 1. In place of route erp, people have version 2 as a mail: change that order by hand',
    )
  })

  it('frames what may have arrived before a person sent it by mail', async () => {
    const { box, browser, accept, list } = await opened(
      routesTo({ whenUncertain: 'hold', fallbacks: [{ route: 'desk', afterMinutes: 600 }] }),
    )
    box.wire.answers(ERP, status(500))
    box.wire.answers('https://mails.example/', status(200))
    accept(2)
    await box.pass(1_000)
    expect(box.outbox.sendBy('order-1', 'erp', 'desk', { by: 'Greet' })).toEqual({ ok: true })
    await box.pass(1_000)
    const text = await list()
    expect(text).toContain('<h1>Orders that may be in your ERP: 1</h1>')
    expect(text).toContain('<p class="w">This order may have arrived already.')
    expect(text).not.toContain('one system has these orders')
    expect((await browser.get('/console')).text).toContain('1 uncertain')
  })
})

describe('an order that may be in the ERP', () => {
  it('counts as uncertain on the list and on Today, and not as missing', async () => {
    const { box, browser, accept, list } = await opened([httpRoute('erp', ERP, { whenUncertain: 'hold' }), desk])
    box.wire.answers(ERP, status(500))
    box.wire.answers('https://mails.example/', status(200))
    accept(2)
    await box.pass(1_000)
    const text = await list()
    expect(text).toContain('<h1>Orders that may be in your ERP: 1</h1>')
    expect(text).toContain('Uncertain: they may be in your ERP.')
    expect(text).not.toContain('not in your ERP yet')
    const today = (await browser.get('/console')).text
    expect(today).toContain('1 uncertain')
    expect(today).not.toContain('1 not in your ERP yet')
  })
})

it('counts an order whose earlier version is in the ERP as a change, not as missing', async () => {
  const { box, browser, accept } = await opened([httpRoute('erp', ERP), desk])
  for (const url of [ERP, 'https://mails.example/']) box.wire.answers(url, status(200))
  accept(30)
  await box.pass(1_000)
  accept(3, { erp: HELD, desk: HELD })
  const today = (await browser.get('/console')).text
  expect(today).toContain('1 with a change that is not in your ERP yet')
  expect(today).not.toContain('1 not in your ERP yet')
})

it('asks a person to pause the route before keying, as long as the route sends by itself', async () => {
  const { box, accept, list } = await opened([httpRoute('erp', ERP), desk])
  box.wire.answers(ERP, status(503))
  box.wire.answers('https://mails.example/', status(503))
  accept(2)
  await box.pass(1_000)
  const text = await list()
  expect(text).toContain('If the system recovers meanwhile, it gets these orders by itself, and each is there twice.')
  expect(text).toContain('href="/console/routes/fresco/erp/do/pause"')
  expect(text).not.toContain('/desk/do/pause')
  box.outbox.pause('erp', { by: 'Greet', note: 'We key.' })
  expect(await list()).not.toContain('Pause the route')
})
