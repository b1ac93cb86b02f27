import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { nodeHmac } from '../../src/platform/hmac.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { remoteOutbox } from '../fakes/served-outbox.ts'
import { status } from '../fakes/wire.ts'

const SECRET = 'a-secret-of-32-bytes-for-fresco-1'
const PATH = '/console/orders/fresco/order-1'
const KEYED = `${PATH}/do/keyed`
const HOUR = 3_600_000
const MAIL = 'https://mails.example/'
const desk = httpRoute('desk', MAIL, {
  document: DESK_MAIL,
})
const erp = httpRoute('erp', ERP)
const wms = httpRoute('wms', WMS)
const box = mailboxRoute('box')

async function opened(routes: readonly Record<string, unknown>[]) {
  const made = testConsole({ supplier: supplierWith({ routes }), secrets: { FRESCO_WEBHOOK_SECRET: SECRET } })
  const { box: outbox, services } = made
  for (const url of [ERP, WMS, MAIL]) outbox.wire.answers(url, status(503))
  const accepting = {
    ...{ clock: outbox.clock, startHmac: nodeHmac, secrets: services.secrets, catalogue: createCatalogueCopy() },
    ...{ waitTurn: async () => {}, newId: () => crypto.randomUUID(), waitUntil: () => {} },
    seen: { get: async () => null, put: async () => {}, storageId: async () => null },
    outbox: () => remoteOutbox(outbox.outbox),
  }
  const post = async (body = bodyOf(postedOrder())) => {
    const request = new Request('https://gateway.example/webhooks/fresco', {
      ...{ method: 'POST', body },
      headers: { 'x-apic-webhook-signature': createHmac('sha256', SECRET).update(body).digest('hex') },
    })
    const answer = await app.fetch(request, { ...services, acceptPorts: () => accepting } as never)
    expect(await answer.json()).toMatchObject({ status: 'accepted' })
    await outbox.pass(2_000)
  }
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  return { outbox, browser, post }
}

const boxesIn = (text: string): string[] =>
  [...text.matchAll(/<input type="checkbox" name="routes" value="([^"]+)"( checked="")?/g)].map(
    ([, route, isTicked]) => `${route}${isTicked ? ' ticked' : ''}`,
  )

describe('an order that a person keyed in one of two systems', () => {
  it('still reaches the other system, exactly once', async () => {
    const { outbox, browser, post } = await opened([erp, wms])
    await post()
    const asked = await browser.get(KEYED)
    expect(boxesIn(asked.text)).toEqual(['erp', 'wms'])
    expect(asked.text).toContain('Nothing more is sent by the routes that you tick.')
    expect(asked.text).toMatch(/Without a tick: route wms tries at [^<]+/)
    const none = await browser.submit(asked, KEYED, { note: 'Keyed at noon.', erp: 'SO-1' })
    expect([none.status, boxesIn(none.text)]).toEqual([422, ['erp', 'wms']])
    expect(none.text).toContain('Tick at least one route.')
    expect(none.text).toContain('value="Keyed at noon."')
    expect(none.text).toContain('value="SO-1"')
    const done = await browser.submit(none, KEYED, { routes: 'erp', note: 'Keyed at noon.', erp: 'SO-1' })
    expect([done.status, done.location]).toEqual([303, `${PATH}?done=keyed`])
    const before = outbox.wire.calls.length
    for (const url of [ERP, WMS]) outbox.wire.answers(url, status(200))
    await outbox.pass(24 * HOUR)
    expect(outbox.wire.calls.slice(before).map(({ url }) => url)).toEqual([WMS])
    const view = outbox.outbox.view('order-1')
    expect(view?.deliveries.map(({ route, state }) => [route, state])).toEqual([
      ['erp', 'done'],
      ['wms', 'delivered'],
    ])
    expect(outbox.outbox.events(9).rows.map(({ route, erpReference }) => [route, erpReference])).toEqual([
      ['erp', 'SO-1'],
    ])
  })

  it('still waits in the mailbox that the other system collects', async () => {
    const { outbox, browser, post } = await opened([erp, box])
    await post()
    const asked = await browser.get(KEYED)
    expect(boxesIn(asked.text)).toEqual(['box', 'erp ticked'])
    expect(asked.text).toContain('a mailbox that your system empties')
    expect(asked.text).toContain('Without a tick: your system can collect it until')
    expect((await browser.submit(asked, KEYED)).status).toBe(303)
    const view = outbox.outbox.view('order-1')
    expect(view?.deliveries.map(({ route, state }) => [route, state])).toEqual([
      ['box', 'waiting'],
      ['erp', 'done'],
    ])
  })
})

describe('the routes that are ticked at first', () => {
  it.each([
    ['the only system, and no mail', [erp, desk], ['desk', 'erp ticked']],
    ['the only system, where it is a mailbox', [box, desk], ['box ticked', 'desk']],
    ['none of several systems, because a wrong tick loses an order', [erp, wms], ['erp', 'wms']],
    ['none where a mailbox may lead to the ERP', [box, wms], ['box', 'wms']],
  ])('are %s', async (_, routes, boxes) => {
    const { browser, post } = await opened(routes)
    await post()
    expect(boxesIn((await browser.get(KEYED)).text)).toEqual(boxes)
  })

  it('count a fallback route for the route in whose place it goes', async () => {
    const { browser, post, outbox } = await opened([
      { ...erp, fallbacks: [{ route: 'desk', afterMinutes: 1 }] },
      { ...desk },
      box,
    ])
    await post()
    await outbox.pass(HOUR / 4)
    const { text } = await browser.get(KEYED)
    expect(boxesIn(text)).toEqual(['box', 'desk ticked'])
    expect(text).toContain('in place of route erp')
  })
})

describe('several orders that a person keyed for one of two systems', () => {
  const BULK = '/console/orders/bulk'
  const ASKED = `${BULK}?${new URLSearchParams({ do: 'keyed', order: 'fresco/order-1' })}`

  it('still go to the other system, once', async () => {
    const { outbox, browser, post } = await opened([erp, wms])
    await post()
    const asked = await browser.get(ASKED)
    expect(boxesIn(asked.text)).toEqual(['fresco/erp', 'fresco/wms'])
    const none = await browser.submit(asked, BULK, { note: 'Keyed at noon.' })
    expect([none.status, outbox.outbox.view('order-1')?.state]).toEqual([422, 'pending'])
    expect(none.text).toContain('Tick at least one route.')
    expect(none.text).toContain('value="Keyed at noon."')
    expect((await browser.submit(none, BULK, { routes: 'fresco/erp' })).status).toBe(303)
    const before = outbox.wire.calls.length
    for (const url of [ERP, WMS]) outbox.wire.answers(url, status(200))
    await outbox.pass(24 * HOUR)
    expect(outbox.wire.calls.slice(before).map(({ url }) => url)).toEqual([WMS])
  })

  it('still wait in a mailbox, where nobody ticked the mailbox', async () => {
    const { outbox, browser, post } = await opened([erp, box])
    await post()
    const asked = await browser.get(ASKED)
    expect(boxesIn(asked.text)).toEqual(['fresco/box', 'fresco/erp ticked'])
    expect(asked.text).toContain('What is open on its other routes is still sent.')
    expect((await browser.submit(asked, BULK)).status).toBe(303)
    expect(outbox.outbox.view('order-1')?.deliveries.map(({ route, state }) => [route, state])).toEqual([
      ['box', 'waiting'],
      ['erp', 'done'],
    ])
  })

  it('are left alone where the ticked route has nothing open', async () => {
    const { outbox, browser, post } = await opened([erp, wms])
    await post()
    const left = await browser.submit(await browser.get(ASKED), BULK, { routes: 'fresco/desk' })
    expect([left.status, outbox.outbox.view('order-1')?.state]).toEqual([409, 'pending'])
    expect(left.text).toContain('Nothing: this one needs a decision of its own.')
  })
})
