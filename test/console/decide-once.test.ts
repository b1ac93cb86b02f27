import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MINUTE = 60_000

async function opened(answer: number, settings: Record<string, unknown> = {}) {
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, settings)] }) })
  box.wire.answers(ERP, status(answer))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('Greet')
  const accept = (orderId = 'order-1', quantity = 6, starts = {}) =>
    box.accept({
      ...{ orderId, digest: `content-${quantity}`, starts },
      body: bodyOf(
        postedOrder({ id: orderId, packages: [{ ...postedOrder().packages[0], quantity_ordered: quantity }] }),
      ),
    })
  const bulk = (action: string, ...orders: string[]): string =>
    `/console/orders/bulk?${new URLSearchParams([['do', action], ...orders.map((id) => ['order', `fresco/${id}`])])}`
  return { box, browser, accept, bulk }
}

describe('an order that may be in the ERP', () => {
  it('is released only after a plain warning', async () => {
    const { box, browser, accept } = await opened(500, { whenUncertain: 'hold' })
    accept()
    await box.pass(MINUTE)
    const { text } = await browser.get(`${PATH}/do/release`)
    expect(text).toContain('It was held because it may have arrived, and nobody knows.')
    expect(text).toContain('Look there first, and release it only if it is missing: otherwise a second truck may come.')
  })

  it('is discarded only after the advice to look there first, also among several orders', async () => {
    const { box, browser, accept, bulk } = await opened(500, { whenUncertain: 'hold' })
    accept()
    await box.pass(MINUTE)
    for (const path of [`${PATH}/do/discard`, bulk('discard', 'order-1')]) {
      const { text } = await browser.get(path)
      expect(text).toContain('This order may have arrived already. Look in your ERP first.')
    }
    accept('order-2', 7, { erp: { state: 'held', reason: 'quantity' } })
    const { text } = await browser.get('/console/orders/fresco/order-2/do/discard')
    expect(text).not.toContain('may have arrived')
  })

  it('is left out of a release of several orders, which says why', async () => {
    const { box, browser, accept, bulk } = await opened(500, { whenUncertain: 'hold' })
    accept()
    await box.pass(MINUTE)
    accept('order-2', 7, { erp: { state: 'held', reason: 'quantity' } })
    const asked = await browser.get(bulk('release', 'order-1', 'order-2'))
    expect(asked.text).toContain('Release one order?')
    expect(asked.text).toContain('Nothing: your ERP may have it. Look there first, then open this order.')
    await browser.submit(asked, '/console/orders/bulk')
    expect(box.outbox.view('order-1')).toMatchObject({ holdReason: 'uncertain' })
  })
})

describe('a person who reports an order as keyed', () => {
  it('is told to change the order where the ERP has an earlier version, in certain words', async () => {
    const { box, browser, accept } = await opened(200)
    accept()
    await box.pass(MINUTE)
    accept('order-1', 3, { erp: { state: 'held', reason: 'revision' } })
    const { text } = await browser.get(`${PATH}/do/done?route=erp`)
    expect(text).toContain('<h1 dir="auto">Did you change the order in your ERP?</h1>')
    expect(text).toMatch(
      /Your ERP has version 1 \([^)]*\)\. Version 2 is not there yet\. Change that order to version 2\./,
    )
    expect(text).toContain('Do not key a second one.')
    for (const action of ['done?route=erp', 'release-replacement', 'discard'])
      expect((await browser.get(`${PATH}/do/${action}`)).text).toContain(
        'It was held because the chef changed it after version 1 was passed on to your ERP.',
      )
  })

  it('reads that the ERP got the order by itself meanwhile, before and after the press', async () => {
    const { box, browser, accept, bulk } = await opened(503)
    accept()
    await box.pass(1_000)
    const asked = await browser.get(bulk('keyed', 'order-1'))
    box.wire.answers(ERP, status(200))
    await box.pass(60 * MINUTE)
    const told = /Nothing: your ERP got it by itself \([^)]*\)\. If you keyed it too, remove your own entry there\./
    const late = await browser.submit(asked, '/console/orders/bulk')
    expect(late.status).toBe(409)
    expect(late.text).toMatch(told)
    const again = (await browser.get(bulk('keyed', 'order-1'))).text
    expect(again).toMatch(told)
    expect(again).toContain('an entry of your own may be one too many.')
  })
})

describe('a held change that nobody decides', () => {
  it.each([
    ['has', 200, true],
    ['refused', 422, false],
    ['never answered about', 500, false],
  ])('keeps in the ERP the version that the ERP %s', async (_, answer, isThere) => {
    const { box, browser, accept } = await opened(answer, { whenUncertain: 'hold' })
    accept()
    await box.pass(MINUTE)
    accept('order-1', 3, { erp: { state: 'held', reason: 'revision' } })
    const { text } = await browser.get(PATH)
    expect(text.includes('If nobody does anything: the system there keeps what it has already.')).toBe(isThere)
    expect(text.includes('If nobody does anything: it stays here and is not sent.')).toBe(!isThere)
    expect((await browser.get('/console')).text).toContain('If nobody does anything: it stays here and is not sent.')
  })
})
