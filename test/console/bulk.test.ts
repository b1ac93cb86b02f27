import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const HELD = { state: 'held', reason: 'unknown-article' } as const

async function opened(settings: Record<string, unknown> = { routes: [mailboxRoute('erp')] }) {
  const made = testConsole({ supplier: supplierWith(settings) })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An')
  return { box: made.box, browser }
}

/** The orders of the page, each with the reason beside it. */
const reasons = (text: string): string[][] =>
  [...text.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]*)<[\s\S]*?<small>([\s\S]*?)<\/small>/g)].map(
    ([, order = '', reason = '']) => [order, reason.replaceAll(/<[^>]*>/g, '')],
  )

const pathFor = (action: string, ...orders: readonly string[]): string =>
  `/console/orders/bulk?${new URLSearchParams([['do', action], ...orders.map((id): [string, string] => ['order', `fresco/${id}`])])}`

describe('several orders at once', () => {
  it('can be ticked where they wait, and only there', async () => {
    const { box, browser } = await opened({ routes: [httpRoute('erp', ERP)] })
    box.wire.answers(ERP, status(200))
    box.accept({ orderId: 'sent' })
    await box.work()
    box.accept({ orderId: 'held', starts: { erp: HELD } })
    box.accept({ orderId: 'waits' })
    const { text } = await browser.get('/console/orders')
    expect(text.match(/type="checkbox"/g)).toHaveLength(2)
    expect(text).toContain('value="fresco/held"')
    expect(text).toContain('value="fresco/waits"')
  })

  it('are released with the word that their route is paused, together and alone', async () => {
    const { box, browser } = await opened({ routes: [httpRoute('erp', ERP)] })
    box.outbox.pause('erp', { by: 'An' })
    for (const orderId of ['one', 'two']) box.accept({ orderId, starts: { erp: HELD } })
    const sentence = 'Route erp is paused since 10:00. Orders wait for it until it is resumed.'
    expect((await browser.get(pathFor('release', 'one', 'two'))).text).toContain(sentence)
    const { text } = await browser.get('/console/orders/fresco/one/do/release')
    expect(text).toContain(sentence)
    expect(text).not.toContain('It leaves at once.')
    expect(text).not.toContain('Release, and send')
  })

  it('are released with the word that a fallback route takes over what waits too long', async () => {
    const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'wms', afterMinutes: 10 }] })
    const { box, browser } = await opened({ routes: [erp, httpRoute('wms', WMS)] })
    box.outbox.pause('erp', { by: 'An' })
    box.accept({ orderId: 'one', starts: { erp: HELD } })
    const sentence = 'until it is resumed. If they wait too long, route wms takes them over.'
    expect((await browser.get(pathFor('release', 'one'))).text).toContain(sentence)
    expect((await browser.get('/console/orders/fresco/one/do/release')).text).toContain(sentence)
    box.wire.answers(WMS, status(200))
    box.outbox.release('one', { by: 'An' })
    await box.pass(11 * 60_000)
    expect(box.wire.calls.map(({ url }) => url)).toEqual([WMS])
  })

  it('are held together by name and reason, and leave alone the order that waits already', async () => {
    const { box, browser } = await opened({ routes: [httpRoute('erp', ERP)] })
    box.outbox.pause('erp', { by: 'An' })
    for (const orderId of ['one', 'two', 'three']) box.accept({ orderId })
    box.accept({ orderId: 'held', starts: { erp: { state: 'held', reason: 'quantity' } } })
    const before = box.outbox.events(9).rows.length
    const asked = await browser.get(pathFor('hold', 'one', 'two', 'held'))
    expect(asked.text).toContain('Hold 2 orders?')
    expect((await browser.submit(asked, '/console/orders/bulk', { note: '' })).status).toBe(422)
    expect(box.outbox.events(9).rows).toHaveLength(before)
    await browser.submit(asked, '/console/orders/bulk', { note: 'The truck broke down.' })
    expect(box.outbox.events(9).rows.slice(0, 2)).toMatchObject([
      { orderId: 'two', action: 'hold', by: 'An', note: 'The truck broke down.' },
      { orderId: 'one', action: 'hold', by: 'An', note: 'The truck broke down.' },
    ])
    for (const orderId of ['one', 'two']) expect(box.outbox.view(orderId)).toMatchObject({ holdReason: 'by-person' })
    expect(box.outbox.view('three')).toMatchObject({ state: 'pending' })
    expect(box.outbox.view('held')).toMatchObject({ holdReason: 'quantity' })
  })

  it('are one order or none in words, and none has no button', async () => {
    const { box, browser } = await opened({ routes: [httpRoute('erp', ERP)] })
    box.accept({ orderId: 'held', starts: { erp: HELD } })
    box.accept({ orderId: 'waits' })
    const one = (await browser.get(pathFor('release', 'held', 'waits'))).text
    expect(one).toContain('Release one order?')
    expect(one).toContain('This order leaves as a new order.')
    const none = (await browser.get(pathFor('release', 'waits'))).text
    expect(none).toContain('Nothing can be done with these orders together.')
    expect(none).not.toContain('action="/console/orders/bulk"')
  })

  it('are shown one by one before anything happens, then done in their sequence by name and reason', async () => {
    const { box, browser } = await opened()
    for (const orderId of ['one', 'two', 'three']) box.accept({ orderId, starts: { erp: HELD } })
    const asked = await browser.get(pathFor('discard', 'one', 'two'))
    expect(asked.text).toContain('Discard 2 orders?')
    expect(box.outbox.events(9).rows).toEqual([])
    const done = await browser.submit(asked, '/console/orders/bulk', { note: 'Closed today.' })
    expect(done.status).toBe(303)
    expect(box.outbox.events(9).rows).toMatchObject([
      { orderId: 'two', action: 'discard', by: 'An', note: 'Closed today.' },
      { orderId: 'one', action: 'discard', by: 'An', note: 'Closed today.' },
    ])
    expect(box.outbox.view('three')).toMatchObject({ state: 'held' })
    expect((await browser.get(done.location ?? '')).text.match(/Discarded/g)).toHaveLength(2)
  })

  it('are keyed each with its own number of the ERP, and an order without a number is keyed too', async () => {
    const { box, browser } = await opened()
    for (const orderId of ['one', 'two', 'three']) box.accept({ orderId, starts: { erp: HELD } })
    const asked = await browser.get(pathFor('keyed', 'one', 'two', 'three'))
    const [first = '', , third = ''] = [...asked.text.matchAll(/<input name="(erp-[^"]+)"/g)].map(
      ([, name = '']) => name,
    )
    expect(asked.text).toContain('aria-label="Number in your ERP: PO-one"')
    // A browser presses the first button at Enter, and a disabled button does nothing.
    expect(
      /<button type="submit"[^>]*>/.exec(asked.text.split('action="/console/orders/bulk"')[1] ?? '')?.[0],
    ).toContain('disabled')
    await browser.submit(asked, '/console/orders/bulk', { [third]: ' SO-3 ', [first]: 'SO-1' })
    expect(box.outbox.events(9).rows).toMatchObject([
      { orderId: 'three', action: 'done', erpReference: 'SO-3' },
      { orderId: 'two', action: 'done', erpReference: null },
      { orderId: 'one', action: 'done', erpReference: 'SO-1' },
    ])
    expect((await browser.get('/console/orders?q=SO-3')).text).toContain('PO-three')
  })

  it('have a number of the ERP only where an order was keyed', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', starts: { erp: HELD } })
    const asked = await browser.get(pathFor('release', 'one'))
    expect(asked.text).not.toContain('Number in your ERP')
    await browser.submit(asked, '/console/orders/bulk', { 'erp-fresco/one': 'SO-1' })
    expect(box.outbox.events(9).rows).toMatchObject([{ action: 'release', erpReference: null }])
  })

  it('leave alone an order that has moved on since the page was made', async () => {
    const { box, browser } = await opened()
    for (const orderId of ['one', 'two']) box.accept({ orderId, starts: { erp: HELD } })
    const asked = await browser.get(pathFor('release', 'one', 'two'))
    box.accept({ orderId: 'one', content: 9, starts: { erp: HELD } })
    const { status, text } = await browser.submit(asked, '/console/orders/bulk')
    expect(box.outbox.events(9).rows).toMatchObject([{ orderId: 'two', action: 'release' }])
    expect(status).toBe(409)
    expect(text).toContain('<h2>Done: 1 of 2 orders</h2>')
    expect(text).toContain('Orders that were left alone: 1. The reason stands beside each.')
    expect(text).not.toContain('It was not done')
    expect(reasons(text)).toEqual([
      ['PO-one', expect.stringContaining('The order has changed since')],
      ['PO-two', ''],
    ])
  })

  it('say of each order that the outbox refused why, and do the others', async () => {
    const { box, browser } = await opened({ routes: [httpRoute('erp', ERP)] })
    box.outbox.pause('erp', { by: 'An' })
    for (const orderId of ['one', 'two']) box.accept({ orderId })
    const asked = await browser.get(pathFor('hold', 'one', 'two'))
    const { hold } = box.outbox
    const refused = { ok: false, status: 409, message: 'A try is under way by route erp. Wait for it.' } as const
    Object.assign(box.outbox, {
      hold: (id: string, actor: { by: string }) => (id === 'one' ? refused : hold(id, actor)),
    })
    const { status, text } = await browser.submit(asked, '/console/orders/bulk', { note: 'The truck broke down.' })
    expect(status).toBe(409)
    expect(reasons(text)).toEqual([
      ['PO-one', refused.message],
      ['PO-two', ''],
    ])
    expect(box.outbox.view('two')).toMatchObject({ holdReason: 'by-person' })
  })

  it('never release a change that needs a decision of its own', async () => {
    const { box, browser } = await opened({ routes: [httpRoute('erp', ERP)] })
    box.wire.answers(ERP, status(200))
    box.accept({ orderId: 'one' })
    await box.work()
    box.accept({ orderId: 'one', content: 5 })
    const { text } = await browser.get(pathFor('release', 'one'))
    expect(text).toContain('Nothing: this one needs a decision of its own.')
    expect(text).not.toContain('action="/console/orders/bulk"')
  })

  it('need a reason to be discarded', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', starts: { erp: HELD } })
    const asked = await browser.get(pathFor('discard', 'one'))
    expect((await browser.submit(asked, '/console/orders/bulk', { note: ' ' })).status).toBe(422)
    expect(box.outbox.events(9).rows).toEqual([])
  })

  it.each([
    'do=erase&order=fresco/one',
    'do=release',
    'do=release&order=other/one',
    'do=release&order=%25',
    'do=release&order=fresco',
  ])('are none for %s', async (query) => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'one', starts: { erp: HELD } })
    expect((await browser.get(`/console/orders/bulk?${query}`)).status).toBe(404)
  })
})
