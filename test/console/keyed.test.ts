import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const LIST = '/console/statements/print/fresco'
const BULK = '/console/orders/bulk'
const HELD = { state: 'held', reason: 'quantity' } as const
const BOTH = { erp: HELD, desk: HELD }
const desk = httpRoute('desk', 'https://mails.example/', {
  document: DESK_MAIL,
})

async function opened(routes: readonly Record<string, unknown>[] = [httpRoute('erp', ERP), desk]) {
  const made = testConsole({ supplier: supplierWith({ routes, cancellations: 'send' }) })
  for (const url of [ERP, WMS, 'https://mails.example/']) made.box.wire.answers(url, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  const accept = (wish: Parameters<typeof made.box.accept>[0] = {}) =>
    made.box.accept({ body: bodyOf(postedOrder({ id: wish.orderId ?? 'order-1' })), ...wish })
  return { ...made, browser, accept }
}

describe('an order that a person keyed by hand', () => {
  it('is done on each ticked route at once, by name and with the number of the ERP', async () => {
    const { box, browser, accept } = await opened()
    accept({ starts: BOTH })
    const path = `${PATH}/do/keyed`
    expect((await browser.get(PATH)).text).toContain(`href="${path}"`)
    const asked = await browser.get(path)
    const done = await browser.submit(asked, path, { routes: ['desk', 'erp'], erp: 'SO-88122' })
    expect([done.status, done.location]).toEqual([303, `${PATH}?done=keyed`])
    const view = box.outbox.view('order-1')
    expect(view?.deliveries.map(({ route, state, reached }) => [route, state, reached])).toEqual([
      ['desk', 'done', 'yes'],
      ['erp', 'done', 'yes'],
    ])
    expect(view?.state).toBe('settled')
    expect(
      box.outbox.events(9).rows.map(({ action, route, by, erpReference }) => [action, route, by, erpReference]),
    ).toEqual([
      ['done', 'erp', 'An Peeters', 'SO-88122'],
      ['done', 'desk', 'An Peeters', 'SO-88122'],
    ])
  })

  it('may still be done on one route, and a release then names the routes that get something', async () => {
    const { box, browser, accept } = await opened()
    accept({ starts: BOTH })
    expect((await browser.get(PATH)).text).toContain(`${PATH}/do/done?route=erp`)
    box.outbox.done('order-1', 'erp', { by: 'Greet' })
    const { text } = await browser.get(`${PATH}/do/release`)
    expect(text).toContain('It goes by: desk.')
    expect(text).toContain('Route erp gets nothing: the order is settled there.')
    expect(text).not.toContain('Your ERP gets')
  })

  it('is done on no route while an attempt is under way on any of them', async () => {
    const { box, accept } = await opened([httpRoute('erp', ERP), httpRoute('wms', WMS)])
    box.wire.answers(ERP, () => new Promise<Response>(() => {}))
    accept({ starts: { wms: HELD } })
    await box.work()
    expect(box.outbox.doneOrder('order-1', { by: 'An' })).toMatchObject({ ok: false, status: 409 })
    expect(box.outbox.view('order-1')?.deliveries.find(({ route }) => route === 'wms')?.state).toBe('held')
  })

  it('is done by the Admin API too, once', async () => {
    const { box, services, accept } = await opened()
    accept({ starts: BOTH })
    const post = () =>
      app.fetch(
        new Request('https://gateway.example/api/orders/fresco/order-1/done', {
          ...{ method: 'POST', body: '{"by": "An"}' },
          headers: { authorization: 'Bearer a-console-token-of-this-test' },
        }),
        services,
      )
    expect((await post()).status).toBe(200)
    expect(box.outbox.view('order-1')?.state).toBe('settled')
    expect((await post()).status).toBe(409)
  })

  it('ends an earlier version that still waits, and keeps a delivered one', async () => {
    const { box, accept } = await opened()
    accept({ digest: 'one' })
    await box.pass(1_000)
    accept({ digest: 'two', starts: BOTH })
    box.outbox.doneOrder('order-1', { by: 'An' })
    expect(box.outbox.view('order-1')?.deliveries.map(({ version, state }) => [version, state])).toEqual([
      [1, 'delivered'],
      [1, 'delivered'],
      [2, 'done'],
      [2, 'done'],
    ])
  })
})

describe('several orders that a person keyed from the print list', () => {
  it('are ticked there, done together, and each is written down', async () => {
    const { box, browser, accept } = await opened()
    for (const orderId of ['a', 'b', 'c']) accept({ orderId, starts: BOTH })
    const list = (await browser.get(LIST)).text
    const ticks = [...list.matchAll(/<input type="checkbox" name="order" value="([^"]+)"/g)].map(
      ([, tick = '']) => tick,
    )
    expect(ticks).toHaveLength(3)
    const asked = await browser.get(
      `${BULK}?${new URLSearchParams([['do', 'keyed'], ...ticks.slice(0, 2).map((tick): [string, string] => ['order', tick])])}`,
    )
    expect(asked.text).toContain('2 orders keyed by hand?')
    expect((await browser.submit(asked, BULK, { note: 'Keyed from paper.' })).status).toBe(303)
    expect(['a', 'b', 'c'].map((id) => box.outbox.view(id)?.state)).toEqual(['settled', 'settled', 'held'])
    expect(box.outbox.events(9).rows.map(({ orderId, note }) => [orderId, note])).toEqual([
      ['b', 'Keyed from paper.'],
      ['b', 'Keyed from paper.'],
      ['a', 'Keyed from paper.'],
      ['a', 'Keyed from paper.'],
    ])
    expect((await browser.get(LIST)).text).toContain('1 order is not in your ERP yet')
  })

  it('leave alone an order that changed after the paper was printed', async () => {
    const { browser, accept } = await opened()
    accept({ digest: 'one', starts: BOTH })
    const [, tick = ''] = /name="order" value="([^"]+)"/.exec((await browser.get(LIST)).text) ?? []
    accept({ digest: 'two', starts: BOTH })
    const { text } = await browser.get(`${BULK}?${new URLSearchParams({ do: 'keyed', order: tick })}`)
    expect(text).toContain('The order has changed since this page was made.')
    expect(text).not.toContain(`action="${BULK}"`)
  })

  it('are done where a change was discarded before the paper was printed', async () => {
    const { box, browser, accept } = await opened()
    accept({ digest: 'one', starts: BOTH })
    accept({ digest: 'two', starts: BOTH })
    box.outbox.discard('order-1', { by: 'An' })
    const [, tick = ''] = /name="order" value="([^"]+)"/.exec((await browser.get(LIST)).text) ?? []
    expect(tick).toContain('paper-1')
    const asked = await browser.get(`${BULK}?${new URLSearchParams({ do: 'keyed', order: tick })}`)
    expect((await browser.submit(asked, BULK, { note: 'Keyed from paper.' })).status).toBe(303)
    expect(box.outbox.view('order-1')?.state).toBe('settled')
  })
})

describe('an order that a person discards or cancels', () => {
  it('promises no earlier version where the first version is discarded', async () => {
    const { box, browser, accept } = await opened()
    accept({ digest: 'one', starts: BOTH })
    expect((await browser.get(`${PATH}/do/discard`)).text).not.toContain('valid again')
    box.outbox.release('order-1', { by: 'An' })
    await box.pass(1_000)
    accept({ digest: 'two', starts: BOTH })
    expect((await browser.get(`${PATH}/do/discard`)).text).toContain('Version 1 is valid again.')
  })

  it('says after a cancellation who cancelled, and which route still has the order', async () => {
    const { box, browser, accept } = await opened()
    accept()
    await box.pass(1_000)
    const path = `${PATH}/do/cancel?route=erp`
    const asked = await browser.get(path)
    expect(asked.text).toContain(
      'Route desk brought the order, and gets no cancellation by this. To send one, go back and press',
    )
    await browser.submit(asked, path, { note: 'The chef called.' })
    await box.pass(1_000)
    const { text } = await browser.get(PATH)
    expect(text).toContain('Version 2 cancels the order.')
    expect(text).toContain('Cancelled only in part: route desk brought it, and has no cancellation.')
    expect(text).toContain('by An Peeters: The chef called.')
    expect(text).not.toContain('by desk')
    expect(text).not.toContain('Nothing that matters for the work changed')
  })
})
