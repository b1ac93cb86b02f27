import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { hanging, status } from '../fakes/wire.ts'

const LIST = '/console/statements/print/fresco'

async function opened(routes: readonly object[], language = 'en') {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes }) })
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  box.wire.answers(ERP, status(422))
  box.wire.answers(WMS, status(200))
  return { box, list: async () => (await browser.get(LIST)).text }
}

const FALLBACK = { fallbacks: [{ route: 'desk', afterMinutes: 10 }] }

describe('the list to key', () => {
  it('asks for no pause where no route sends an order of the list', async () => {
    const { box, list } = await opened([
      httpRoute('erp', ERP, FALLBACK),
      httpRoute('desk', WMS, { document: DESK_MAIL }),
    ])
    box.accept({ orderId: 'mailed' })
    await box.pass(60_000)
    box.accept({ orderId: 'held', starts: { erp: { state: 'held', reason: 'quantity' } } })
    const text = await list()
    expect(text).toContain('2 orders are not in your ERP yet')
    expect(text).not.toContain('Pause the route')
    expect(text).not.toContain('/do/pause')
  })

  it('asks to pause the route that sends an order of the list, and no other route', async () => {
    const { box, list } = await opened([httpRoute('erp', ERP), httpRoute('wms', WMS, { receipt: 'person' })])
    box.accept({ orderId: 'one' })
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 refused no', 'wms v1 sent yes'])
    expect(await list()).not.toContain('/do/pause')
    box.wire.answers(ERP, status(503))
    box.outbox.retry('one', 'erp', { by: 'An' })
    await box.work()
    const text = await list()
    expect(text).toContain('/erp/do/pause')
    expect(text).not.toContain('/wms/do/pause')
  })

  it.each([
    ['en', 'Key it for route erp only.'],
    ['nl', 'Voer ze alleen voor route erp in.'],
    ['fr', 'Saisissez-la seulement pour la route erp.'],
    ['de', 'Erfassen Sie sie nur für Route erp.'],
  ])('names the system to key for, and pauses no system that gets the order by itself: %s', async (language, only) => {
    const { box, list } = await opened(
      [
        httpRoute('erp', ERP, FALLBACK),
        httpRoute('desk', 'https://mails.example/', { document: DESK_MAIL }),
        httpRoute('wms', WMS),
      ],
      language,
    )
    for (const url of [ERP, WMS]) box.wire.answers(url, status(503))
    box.wire.answers('https://mails.example/', status(200))
    box.accept({ orderId: 'one' })
    await box.pass(11 * 60_000)
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 superseded no', 'wms v1 deferred no'])
    const text = await list()
    expect(text).toContain(only)
    expect(text).not.toContain('/do/pause')
  })

  it('asks to pause the ERP, and no mailbox from which the warehouse collects', async () => {
    const { box, list } = await opened([httpRoute('erp', ERP), mailboxRoute('box')])
    box.wire.answers(ERP, status(503))
    box.accept({ orderId: 'one' })
    await box.pass(60_000)
    const text = await list()
    expect(text).toContain('/erp/do/pause')
    expect(text).not.toContain('/box/do/pause')
    expect(text).toContain('Key it for route erp only.')
  })

  it('names no system where a person keys for each', async () => {
    const { box, list } = await opened([httpRoute('erp', ERP), httpRoute('wms', WMS)])
    for (const url of [ERP, WMS]) box.wire.answers(url, status(503))
    box.accept({ orderId: 'one' })
    await box.pass(60_000)
    const text = await list()
    expect(text).toContain('/erp/do/pause')
    expect(text).toContain('/wms/do/pause')
    expect(text).not.toContain('Key it for route')
  })

  it('asks to pause a route with an attempt under way', async () => {
    const { box, list } = await opened([httpRoute('erp', ERP)])
    box.wire.answers(ERP, hanging().answer)
    box.accept({ orderId: 'one' })
    await box.work()
    expect(await list()).toContain('/erp/do/pause')
  })
})

it.each([
  ['en', 'Resume the route afterwards, or give an end below.'],
  ['nl', 'Hervat de route daarna, of vul hieronder een einde in.'],
  ['fr', 'Relancez ensuite la route, ou indiquez une fin ci-dessous.'],
  ['de', 'Setzen Sie die Route danach fort, oder geben Sie unten ein Ende an.'],
])('the page of the pause asks to resume the route afterwards: %s', async (language, sentence) => {
  const browser = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) }).browser({
    'accept-language': language,
  })
  await browser.signIn('An')
  expect((await browser.get('/console/routes/fresco/erp/do/pause')).text).toContain(sentence)
})
