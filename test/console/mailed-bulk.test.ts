import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { type Answer, cut, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const MAILS = 'https://mails.example/'
const LIST = '/console/statements/print/fresco'
const BULK = '/console/orders/bulk'
const IDS = ['one', 'two', 'three']

/** An ERP that never took the orders of a night, and a mail in its place. `more`: routes to other systems. */
async function night(answer: Answer = status(503), more: readonly Record<string, unknown>[] = [], wms = 200) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] })
  const desk = httpRoute('desk', MAILS, { document: DESK_MAIL })
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [erp, desk, ...more] }) })
  box.wire.answers(ERP, answer)
  box.wire.answers(MAILS, status(200))
  box.wire.answers(WMS, status(wms))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  for (const orderId of IDS)
    box.accept({ orderId, body: bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}` })) })
  await box.pass(10 * MINUTE)
  return { box, browser }
}

const ticksIn = (text: string): string[] =>
  [...text.matchAll(/<input type="checkbox" name="order" value="([^"]+)"/g)].map(([, tick = '']) => tick)

const boxesIn = (text: string): string[] =>
  [...text.matchAll(/<input type="checkbox" name="routes" value="([^"]+)"( checked="")?/g)].map(
    ([, route, isTicked]) => `${route}${isTicked ? ' ticked' : ''}`,
  )

const keyedPath = (ticks: readonly string[]): string =>
  `${BULK}?${new URLSearchParams([['do', 'keyed'], ...ticks.map((tick) => ['order', tick])])}`

const ofErp = ({ box }: Awaited<ReturnType<typeof night>>) =>
  IDS.map((id) => box.outbox.view(id)?.deliveries.find(({ route }) => route === 'erp')?.state)

describe('the orders of a night without the ERP, which people have as mails', () => {
  it('are ticked on the list to print, and reported together for the route of the ERP', async () => {
    const made = await night()
    const { box, browser } = made
    const ticks = ticksIn((await browser.get(LIST)).text)
    expect(ticks).toHaveLength(3)
    const asked = await browser.get(keyedPath(ticks))
    expect(asked.text).toContain('3 orders keyed by hand?')
    expect(boxesIn(asked.text)).toEqual(['fresco/erp ticked'])
    for (const id of IDS)
      expect(asked.text).toMatch(new RegExp(`PO-${id}<.*?<small>Keyed by hand · Route erp</small>`, 's'))
    const done = await browser.submit(asked, BULK, { 'erp-fresco/one': 'SO-1' })
    expect(done.status).toBe(303)
    expect(ofErp(made)).toEqual(['done', 'done', 'done'])
    const events = box.outbox
      .events(9)
      .rows.toSorted((one, other) => (String(one.orderId) < String(other.orderId) ? -1 : 1))
    expect(events).toMatchObject([
      { orderId: 'one', action: 'done', route: 'erp', by: 'An', erpReference: 'SO-1' },
      { orderId: 'three', action: 'done', route: 'erp', by: 'An', erpReference: null },
      { orderId: 'two', action: 'done', route: 'erp' },
    ])
    expect((await browser.get('/console')).text).toContain('<h1>Nothing waits for you.</h1>')
  })

  it('are ticked in the list of orders too, and Today leads to the report of several', async () => {
    const { browser } = await night()
    expect(ticksIn((await browser.get('/console/orders')).text)).toHaveLength(3)
    expect((await browser.get('/console')).text).toContain('at each, or report them together on the list to print.')
  })

  it('say to look first where the ERP may have the order', async () => {
    const { browser } = await night(cut)
    const { text } = await browser.get(keyedPath(IDS.map((id) => `fresco/${id}`)))
    expect(text).toContain('3 orders keyed by hand?')
    expect(text).toContain('Keyed by hand · Route erp · This order may have arrived already. Look in your ERP first.')
  })

  it('are not ticked for a warehouse that still waits for them, which nobody keyed from the mail', async () => {
    const made = await night(status(503), [httpRoute('wms', WMS)], 503)
    const { browser, box } = made
    const asked = await browser.get(keyedPath(['fresco/one']))
    expect(boxesIn(asked.text)).toEqual(['fresco/wms', 'fresco/erp ticked'])
    expect((await browser.submit(asked, BULK)).status).toBe(303)
    expect(box.outbox.view('one')?.deliveries.map(({ route, state }) => `${route} ${state}`)).toEqual([
      'desk delivered',
      'erp done',
      'wms deferred',
    ])
  })

  it('are reported beside an order that still waits for the ERP', async () => {
    const made = await night()
    const { box, browser } = made
    box.outbox.pause('erp', { by: 'An', note: 'We key.' })
    box.accept({ orderId: 'new', body: bodyOf(postedOrder({ id: 'new', order_number: 'PO-new' })) })
    await box.pass(1_000)
    const asked = await browser.get(keyedPath(ticksIn((await browser.get(LIST)).text)))
    expect(boxesIn(asked.text)).toEqual(['fresco/erp ticked'])
    expect((await browser.submit(asked, BULK)).status).toBe(303)
    expect(box.deliveries('new')).toEqual(['erp v1 done yes'])
    expect(ofErp(made)).toEqual(['done', 'done', 'done'])
  })
})

it('ticks no route of an order because another order was most likely keyed there', async () => {
  const supplier = supplierWith({ routes: [httpRoute('erp', ERP), mailboxRoute('box')] })
  const { box, ...made } = testConsole({ supplier })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  box.wire.answers(ERP, status(200))
  box.accept({ orderId: 'there' })
  await box.pass(1_000)
  box.wire.answers(ERP, status(503))
  box.accept({ orderId: 'missing' })
  await box.pass(1_000)
  expect(boxesIn((await browser.get(keyedPath(['fresco/missing']))).text)).toEqual(['fresco/box', 'fresco/erp ticked'])
  expect(boxesIn((await browser.get(keyedPath(['fresco/there', 'fresco/missing']))).text)).toEqual([
    'fresco/box',
    'fresco/erp',
  ])
})
