import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { type Answer, cut, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const ORDER = '/console/orders/fresco/order-1'
const ADVICE = 'may still have the order, and deliver it: key no order. Call the people there'

/** The ERP has the order, and does not take the cancellation. */
async function opened(
  answer: Answer,
  erp: Record<string, unknown> = {},
  more: readonly object[] = [],
  language = 'en',
) {
  const supplier = supplierWith({ routes: [httpRoute('erp', ERP, erp), ...more], cancellations: 'send' })
  const { box, ...made } = testConsole({ supplier })
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  box.wire.answers(ERP, status(200))
  box.accept({ body: bodyOf(postedOrder()), deliveryDate: '2026-11-26', cutOff: box.clock.now() + 1_440 * MINUTE })
  await box.pass(1_000)
  box.wire.answers(ERP, answer)
  box.outbox.cancelOrder('order-1', { by: 'Greet', note: 'The chef called.' })
  return { box, read: async (path: string) => (await browser.get(path)).text }
}

describe('a cancellation that is not settled', () => {
  it.each([
    ['is late', 'open', 16],
    ['waits behind an ERP that does not answer', 'closed', 3],
  ] as const)('stands on Today in its own words, where it %s', async (_, door, minutes) => {
    const { box, read } = await opened(status(503), { retry: { delaysSeconds: [1], giveUpAfterHours: 24 } })
    box.wire.door(ERP, door)
    await box.pass(minutes * MINUTE)
    const today = await read('/console')
    expect(today).toContain('Cancellation not settled on route erp')
    expect(today).toContain(ADVICE)
    expect(today).not.toContain('key the order by hand')
  })

  it('keeps its own words on Today while a person pauses its route, apart from the orders that wait there', async () => {
    const { box, read } = await opened(status(503))
    box.outbox.pause('erp', { by: 'Greet' })
    box.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
    await box.pass(MINUTE)
    const today = await read('/console')
    expect(today).toContain('Cancellation not settled on route erp')
    expect(today).toContain(ADVICE)
    const paused = today.slice(today.indexOf('<h3>Route erp stands still'), today.indexOf('</ol>'))
    expect(paused).toContain('>PO-2</a>')
    expect(paused).not.toContain('orders/fresco/order-1"')
  })

  it('stands on Today and on its page as a cancellation, where it is held', async () => {
    const { box, read } = await opened(cut, { whenUncertain: 'hold' })
    await box.pass(MINUTE)
    for (const page of [await read('/console'), await read(ORDER)]) {
      expect(page).toContain('Cancellation not settled on route erp')
      expect(page).toContain(ADVICE)
    }
  })

  it.each([
    ['en', 'The cancellation is not there yet.', 'Your ERP may have the cancellation already.'],
    ['nl', 'De annulering is er nog niet.', 'Uw ERP heeft de annulering misschien al.'],
    ['fr', 'L’annulation n’y est pas encore.', 'Votre ERP a peut-être déjà l’annulation.'],
    ['de', 'Die Stornierung ist noch nicht da.', 'Ihr ERP hat die Stornierung vielleicht schon.'],
  ])('is called a cancellation on the list to key and on its page: %s', async (language, lacks, perhaps) => {
    const { box, read } = await opened(status(503), {}, [], language)
    await box.pass(MINUTE)
    for (const path of ['/console/statements/print/fresco', ORDER]) expect(await read(path)).toContain(lacks)
    const late = await opened(cut, { whenUncertain: 'hold' }, [], language)
    await late.box.pass(MINUTE)
    expect(await late.read(ORDER)).toContain(perhaps)
  })

  it.each([
    [
      'en',
      'Discard the cancellation?',
      'no route sends it from now on. The order stays.',
      /Your ERP has version 1 \([^)]*\)\. Your ERP may have the canc/,
    ],
    ['nl', 'De annulering verwerpen?', 'geen route verstuurt ze nog. De bestelling blijft.', /Uw ERP heeft versie 1/],
    ['fr', 'Écarter l’annulation ?', 'aucune route ne l’envoie plus. La commande reste.', /Votre ERP a la version 1/],
    [
      'de',
      'Die Stornierung verwerfen?',
      'keine Route sendet sie mehr. Die Bestellung bleibt.',
      /Ihr ERP hat Version 1/,
    ],
  ])('is discarded as a cancellation, and the page names what the ERP has: %s', async (language, title, stays, has) => {
    const { box, read } = await opened(cut, { whenUncertain: 'hold' }, [], language)
    await box.pass(MINUTE)
    const page = (await read(`${ORDER}/do/discard`)).replaceAll('\u00a0', ' ')
    expect(page).toContain(title)
    expect(page).toContain(stays)
    expect(page).toMatch(has)
    expect(page).not.toMatch(/Discard version|Version 1 is valid/)
  })

  it('keeps the order on the pick list, to decide first, until the ERP has the cancellation', async () => {
    const { box, read } = await opened(status(503))
    const list = () => read('/console/pick-list?supplier=fresco&day=2026-11-26')
    await box.pass(MINUTE)
    const waiting = await list()
    expect(waiting).toContain('Decide first: 1.')
    expect(waiting).toContain('There is a cancellation of this order. Decide before you pick.')
    box.wire.answers(ERP, status(200))
    await box.pass(60 * MINUTE)
    expect(await list()).toContain('There is no order to pick for this day.')
  })

  it('leads with others from Today to the list that has each of them, also where one is held', async () => {
    const { box, read } = await opened(cut, { whenUncertain: 'hold' })
    await box.pass(MINUTE)
    box.wire.answers(ERP, status(200))
    box.accept({
      orderId: 'order-2',
      orderNumber: 'PO-2',
      body: bodyOf(postedOrder({ id: 'order-2', order_number: 'PO-2' })),
    })
    await box.pass(MINUTE)
    box.wire.answers(ERP, status(503))
    box.outbox.cancelOrder('order-2', { by: 'Greet', note: 'The chef called.' })
    await box.pass(16 * MINUTE)
    expect([box.deliveries(), box.deliveries('order-2')].map((all) => all.at(-1)?.slice(0, 12))).toEqual([
      'erp v2 held/',
      'erp v2 defer',
    ])
    const [, path = ''] = /href="([^"]+)"[^>]*>See all orders in this state/.exec(await read('/console')) ?? []
    const list = await read(path.replaceAll('&amp;', '&'))
    expect(list).toContain('PO-2')
    expect(list).toMatch(/PO-(order-)?1\b/)
  })

  it.each([
    ['en', '1 cancellation not confirmed yet'],
    ['nl', '1 annulering nog niet bevestigd'],
    ['fr', '1 annulation pas encore confirmée'],
    ['de', '1 Stornierung noch nicht bestätigt'],
  ])('counts on the board of Today as a cancellation, and not as an order on a route: %s', async (language, text) => {
    for (const [answer, erp] of [
      [status(503), {}],
      [status(422), {}],
      [cut, { whenUncertain: 'hold' }],
    ] as const) {
      const { box, read } = await opened(answer, erp, [], language)
      await box.pass(MINUTE)
      expect(await read('/console')).toContain(` ${text}</strong>`)
    }
  })

  it('is never given to another route, because the outbox sends it there alone', async () => {
    const desk = httpRoute('desk', 'https://mails.example/', { document: DESK_MAIL })
    const { box, read } = await opened(
      cut,
      { whenUncertain: 'hold', fallbacks: [{ route: 'desk', afterMinutes: 600 }] },
      [desk],
    )
    await box.pass(MINUTE)
    expect(await read(ORDER)).not.toContain('/do/send-by')
  })

  it.each([
    ['en', 'Hold the cancellation', ADVICE],
    ['nl', 'De annulering vasthouden', 'heeft de bestelling misschien nog, en levert ze dan: voer niets in.'],
    ['fr', 'Retenir l’annulation', 'a peut-être encore la commande, et la livrera alors'],
    ['de', 'Die Stornierung zurückhalten', 'hat die Bestellung vielleicht noch, und liefert sie dann'],
  ])(
    'is what a hold stops, and the page says that the ERP may deliver the order: %s',
    async (language, hold, advice) => {
      const { box, read } = await opened(status(503), {}, [], language)
      await box.pass(MINUTE)
      expect(await read(ORDER)).toContain(`${hold}…</a>`)
      const asked = await read(`${ORDER}/do/hold`)
      expect(asked).toMatch(new RegExp(`<h1[^>]*>${hold}\\s?\\?</h1>`))
      expect(asked).toContain(advice)
    },
  )

  it.each([
    ['held together with orders, where it waits', 'hold', status(503), {}],
    ['held together with orders, where the ERP refused it', 'hold', status(422), {}],
    ['discarded together with orders', 'discard', cut, { whenUncertain: 'hold' }],
  ] as const)('is never %s', async (_, action, answer, erp) => {
    const { box, read } = await opened(answer, erp)
    await box.pass(MINUTE)
    const page = await read(`/console/orders/bulk?do=${action}&order=fresco/order-1`)
    expect(page).toContain('Nothing can be done with these orders together.')
  })

  it('is on the list to key without a tick and without a pause, and is never reported as keyed', async () => {
    const { box, read } = await opened(status(503))
    await box.pass(MINUTE)
    const list = await read('/console/statements/print/fresco')
    expect(list).toContain('CANCELLED. Do not deliver this order.')
    expect(list).not.toContain('/do/pause')
    expect(list).not.toContain('type="checkbox"')
    const page = await read('/console/orders/bulk?do=keyed&order=fresco/order-1')
    expect(page).toContain('Nothing can be done with these orders together.')
  })

  it.each([
    ['may have arrived', cut, { whenUncertain: 'hold' }, ADVICE],
    ['was refused', status(422), {}, 'still has the order and will deliver it: key no order.'],
  ])('asks in the row of its route to key no order, where it %s', async (_, answer, erp, advice) => {
    const { box, read } = await opened(answer, erp)
    await box.pass(MINUTE)
    const page = await read(ORDER)
    expect(page.slice(page.indexOf('>Tries</th>'))).toContain(advice)
    expect(page).not.toContain('key the order by hand')
    expect(page).not.toContain('mark it as done')
  })
})
