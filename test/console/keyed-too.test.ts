import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { type Answer, cut, hanging, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const
const MAILS = 'https://mails.example/'
const LIST = '/console/statements/print/fresco'
const BULK = '/console/orders/bulk'
const desk = httpRoute('desk', MAILS, {
  document: DESK_MAIL,
})

/** An ERP, and a mail in its place after five minutes. */
async function opened(language = 'en', more: readonly Record<string, unknown>[] = []) {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 5 }] })
  const { box, ...made } = testConsole({ supplier: supplierWith({ routes: [erp, desk, ...more] }) })
  box.wire.answers(ERP, status(503))
  box.wire.answers(MAILS, status(200))
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn()
  const accept = async (orderId: string) => {
    box.accept({ orderId, body: bodyOf(postedOrder({ id: orderId, order_number: `PO-${orderId}` })) })
    await box.pass(1_000)
  }
  const bulk = async () => {
    const list = (await browser.get(LIST)).text
    const ticks = [...list.matchAll(/<input type="checkbox" name="order" value="([^"]+)"/g)]
    return `${BULK}?${new URLSearchParams([['do', 'keyed'], ...ticks.map(([, tick = '']) => ['order', tick])])}`
  }
  return { box, browser, accept, bulk }
}

describe('several orders that a person keyed, and that a mail took over meanwhile', () => {
  async function mailed(language = 'en', answer: Answer = status(503)) {
    const { box, browser, accept, bulk } = await opened(language)
    box.wire.answers(ERP, answer)
    for (const id of ['one', 'two']) await accept(id)
    if (answer !== cut) box.outbox.pause('erp', { by: 'An', note: 'We key.' })
    const path = await bulk()
    const asked = await browser.get(path)
    await box.pass(10 * MINUTE)
    expect(box.deliveries('one')[0]).toBe('desk v1 delivered yes')
    const late = await browser.submit(asked, BULK, { 'erp-fresco/one': 'SO-1' })
    expect(late.status).toBe(409)
    return { box, browser, late: late.text, again: (await browser.get(path)).text }
  }

  it('are to be reported, and no entry by hand is to be removed', async () => {
    const { box, browser, late, again } = await mailed()
    expect(late).toMatch(
      /Nothing: route desk mailed it meanwhile \([^)]*\), and a mail is in no system\. If you keyed it, open it and report that: then nobody keys it again from the mail\./,
    )
    expect(late).not.toContain('your own entry')
    expect(late).toContain('PO-one: SO-1')
    expect(again).toContain('2 orders keyed by hand?')
    expect(again).not.toContain('an entry of your own')
    const path = '/console/orders/fresco/one/do/done?route=erp'
    await browser.submit(await browser.get(path), path, { erp: 'SO-1' })
    expect(box.outbox.view('one')?.deliveries.find(({ route }) => route === 'erp')?.state).toBe('done')
  })

  it('are to be looked for where the ERP may have them', async () => {
    const { late } = await mailed('en', cut)
    expect(late).toContain('Route erp may have brought it too. Check that first.')
  })

  it.each([
    ['nl', 'en een mail staat in geen enkel systeem'],
    ['fr', 'et un e-mail n’est dans aucun système'],
    ['de', 'und eine Mail steht in keinem System'],
  ])('are named in %s', async (language, words) => {
    expect((await mailed(language)).late).toContain(words)
  })
})

describe('the list to key', () => {
  it.each(LANGUAGES)('says when a fallback takes the orders over, also during a pause, in %s', async (language) => {
    const { box, browser, accept } = await opened(language)
    const read = async () => (await browser.get(LIST)).text.replaceAll('\u00a0', ' ')
    const [before = '', after = ''] = consoleWording[language].print.takesOver
      .replace('{route}', 'desk')
      .split('{time}')
    const told = new RegExp(`${before}10.05.{0,4}${after}`.replaceAll('\u00a0', ' '))
    expect(await read()).not.toContain(after)
    await accept('one')
    await box.pass(MINUTE)
    await accept('two')
    expect(await read()).toMatch(told)
    box.outbox.pause('erp', { by: 'An', note: 'We key.' })
    expect(await read()).toMatch(told)
    await box.pass(10 * MINUTE)
    expect(await read()).not.toContain(after)
  })
})

describe('an order that a person keyed while an attempt was under way', () => {
  it('says to wait, also in a report of several orders', async () => {
    const { box, browser, accept, bulk } = await opened()
    await accept('one')
    const path = await bulk()
    const erp = hanging()
    box.wire.answers(ERP, erp.answer)
    box.outbox.retry('one', 'erp', { by: 'An' })
    await box.work()
    const { text } = await browser.get(path)
    expect(text).toMatch(/Route erp is sending it now, and it may arrive\. Wait until \d\d:\d\d at the latest/)
    expect(text).not.toContain('an entry of your own')
    erp.end(new Response(null, { status: 200 }))
    await box.work()
    const later = (await browser.get(path)).text
    expect(later).toContain('Nothing: your ERP got it by itself')
    expect(later).toContain('an entry of your own may be one too many.')
  })

  it.each(LANGUAGES)(
    'says afterwards that the own entry is one too many, on the form of one order, in %s',
    async (language) => {
      const { box, browser, accept } = await opened(language)
      const { bulk, confirm } = consoleWording[language]
      await accept('one')
      const path = '/console/orders/fresco/one/do/done?route=erp'
      const erp = hanging()
      box.wire.answers(ERP, erp.answer)
      box.outbox.retry('one', 'erp', { by: 'An' })
      await box.work()
      const wait = await browser.submit(await browser.get(path), path, { erp: 'SO-1' })
      expect(wait.status).toBe(409)
      expect(wait.text).toContain(confirm.pressAgain)
      expect(wait.text).toContain('value="SO-1"')
      erp.end(new Response(null, { status: 200 }))
      await box.work()
      const late = await browser.submit(wait, path, { erp: 'SO-1' })
      expect(late.status).toBe(409)
      const [told = ''] = bulk.gotItself.split('{time}').slice(1)
      for (const { text } of [late, await browser.get(path)]) expect(text).toContain(told)
      expect(late.text).toContain('SO-1')
    },
  )

  it('says on the form of several routes until when to wait, and keeps the number', async () => {
    const { box, browser } = await opened('en', [httpRoute('wms', WMS)])
    box.wire.answers(WMS, status(503))
    box.accept({ orderId: 'one' })
    await box.pass(1_000)
    const path = '/console/orders/fresco/one/do/keyed'
    const asked = await browser.get(path)
    box.wire.answers(ERP, hanging().answer)
    box.outbox.retry('one', 'erp', { by: 'An' })
    await box.work()
    const late = await browser.submit(asked, path, { routes: ['erp'], erp: 'SO-1' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Route erp is sending it now, and it may arrive.')
    expect(late.text).toContain('SO-1')
  })
})
