import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/orders/fresco/order-1'
const MAIL = 'https://mails.example/'
const held = (...routes: string[]) =>
  Object.fromEntries(routes.map((route) => [route, { state: 'held', reason: 'revision' } as const]))
const desk = httpRoute('desk', MAIL, {
  document: DESK_MAIL,
})

async function opened(routes: readonly Record<string, unknown>[] = [httpRoute('erp', ERP), desk]) {
  const made = testConsole({ supplier: supplierWith({ routes }) })
  const { box } = made
  for (const url of [ERP, WMS, MAIL]) box.wire.answers(url, status(200))
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  let contents = 0
  return {
    box,
    at: async (path: string) => (await browser.get(path)).text,
    text: async (rest = '') =>
      (await browser.get(`${PATH}${rest}`)).text.replaceAll(/<\/?(strong|small|span)[^>]*>/g, ''),
    async accept(quantity: number, starts = {}) {
      const packages = [{ ...postedOrder().packages[0], quantity_ordered: quantity }]
      box.accept({ digest: `content-${contents++}`, starts, body: bodyOf(postedOrder({ packages })) })
      await box.pass(1_000)
    },
  }
}

describe('the page of an order that changed', () => {
  it('says which version the ERP has, and compares the change with that version', async () => {
    const { text, accept } = await opened()
    await accept(30)
    await accept(3, held('erp', 'desk'))
    const page = await text()
    expect(page).toContain('Waits for you: the chef changed it after version 1 was passed on to your ERP.')
    expect(page).toMatch(/<p class="big">Your ERP has version 1 \(\d\d:\d\d\)\. Version 2 is not there yet\.<\/p>/)
    expect(page).toContain('version 1, which your ERP has, and version 2')
    expect(page).toMatch(/<del>30<\/del>.*<ins>3<\/ins>/s)
  })

  it.each([200, 500])(
    'has one word for the version before, in lists and on its page, after the answer %i',
    async (code) => {
      const { box, text, accept, at } = await opened([httpRoute('erp', ERP, { whenUncertain: 'hold' })])
      box.wire.answers(ERP, status(code))
      await accept(30)
      await accept(3, held('erp'))
      for (const path of ['/console', '/console/orders']) {
        expect(await at(path)).toContain('the chef changed it after an earlier version was passed on')
        expect(await at(path)).not.toContain('may already have')
      }
      expect(await at('/console')).not.toContain('may have been sent')
      const page = await text()
      expect(page).toMatch(/the chef changed it after (version 1|an earlier version) was passed on/)
      expect(page).toContain(code === 200 ? 'Your ERP has version 1' : 'Your ERP may have version 1 already.')
    },
  )

  it('names the version and the time of each document next to the order, the document of the ERP first', async () => {
    const { text, accept } = await opened()
    await accept(30)
    await accept(3, held('erp', 'desk'))
    const page = await text()
    const [first = '', second = ''] = page.match(/Version 1, by route \w+: arrived \(\d\d:\d\d\)\./g) ?? []
    expect([first.includes('route erp'), second.includes('route desk')]).toEqual([true, true])
    expect(page).toContain('The chef’s order shows version 2. This document does not.')
  })

  it('compares a change of a change with the version that the ERP has, in one sentence', async () => {
    const { text, accept } = await opened()
    await accept(6)
    await accept(2, held('erp', 'desk'))
    await accept(6, held('erp', 'desk'))
    const page = await text()
    expect(page).toContain('Version 3 asks for the same as version 1, which your ERP has already.')
    expect(page).toMatch(/Your ERP has version 1 \(\d\d:\d\d\)\. Version 3 is not there yet\./)
    expect(page.match(/If nobody does anything/g)).toHaveLength(1)
  })

  it('compares with the version before where no receiver has a version', async () => {
    const { text, accept } = await opened()
    await accept(6, held('erp', 'desk'))
    await accept(2, held('erp', 'desk'))
    const page = await text()
    expect(page).toContain('Your ERP does not have it yet.')
    expect(page).toContain('version 1 and version 2')
  })

  it('says what each route has where several lead to systems', async () => {
    const { box, text, accept } = await opened([httpRoute('erp', ERP), httpRoute('wms', WMS)])
    box.wire.answers(WMS, status(400))
    await accept(6)
    expect(await text()).toMatch(/Route erp has version 1 \(\d\d:\d\d\)\. Route wms does not have it yet\./)
    await accept(2, held('erp', 'wms'))
    const page = await text()
    expect(page).toContain('version 1, which has arrived, and version 2')
    expect(page).toContain('the chef changed it after version 1 was passed on.')
  })
})

describe('the page of an order that is in the ERP', () => {
  it('says so where a person keyed the order, and names the mail that still waits', async () => {
    const { box, text, accept } = await opened()
    await accept(6, held('erp', 'desk'))
    box.outbox.done('order-1', 'erp', { by: 'Greet' })
    const page = await text()
    expect(page).toContain('Your ERP has it. Only this route still waits for you: desk.')
    expect(page).toMatch(/Your ERP has version 1, as a colleague reported \(\d\d:\d\d\)\./)
  })

  it('says that the system got the order, before the system confirms it', async () => {
    const { box, text, accept } = await opened([mailboxRoute('erp')])
    await accept(6)
    expect(await text()).toContain('Your ERP does not have it yet.')
    const [document] = box.outbox.listMailbox('erp')
    box.outbox.fetchDocument('erp', document?.id ?? '')
    expect(await text()).toMatch(/Your ERP got version 1 \(.*\), and has not confirmed it yet\./)
  })

  it('names the mail where people key from a mail', async () => {
    const { text, accept } = await opened([desk])
    await accept(6)
    expect(await text()).toMatch(/Version 1 went to people as a mail, by route desk \(\d\d:\d\d\)\./)
  })

  it('says after a cancellation that the ERP got the cancellation', async () => {
    const { box, text, accept } = await opened([httpRoute('erp', ERP, { cancellations: 'send' })])
    await accept(6)
    box.outbox.cancel('order-1', 'erp', { by: 'Greet', note: 'The chef called.' })
    await box.pass(1_000)
    expect(await text()).toMatch(/Your ERP got the cancellation \(\d\d:\d\d\)\./)
  })
})

it('says on the slip of a changed order which version the ERP has', async () => {
  const { text, accept } = await opened()
  await accept(30)
  await accept(3, held('erp', 'desk'))
  expect(await text('/slip')).toMatch(
    /<p class="w">[^<]*Your ERP has version 1 \(\d\d:\d\d\)\. Version 2 is not there yet\.<\/p>/,
  )
})
