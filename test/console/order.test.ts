import { describe, expect, it } from 'vitest'
import { findingNote } from '../../src/model/finding.ts'
import { orderProblem } from '../../src/model/problem-text.ts'
import { RENAMED_EVENTS } from '../../src/outbox/migrations/006-standard-names.ts'
import { type ConsoleWish, testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const supplier = supplierWith({
  customers: [{ customer: 'C-77', name: 'Brasserie Het Spoor' }],
  routes: [mailboxRoute('erp', { document: EDIFACT }), mailboxRoute('wms')],
})
const PATH = '/console/orders/fresco/order-1'
/** The second route takes over only when the first one fails, or when a person says so. */
const ROUTES = [httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 60 }] }), mailboxRoute('desk')]
const HELD = { state: 'held', reason: 'unknown-article' } as const

async function opened(wish: ConsoleWish = { supplier }) {
  const made = testConsole(wish)
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  return { ...made, browser }
}

describe('the reason of a receiver', () => {
  it('is quoted, also where the receiver writes a sentence of the gateway', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    const [document] = box.outbox.listMailbox('wms')
    box.outbox.applyMailboxStatus('wms', document?.id ?? '', 'failed', 'Paused by hand.')
    await browser.get(`${PATH}?language=fr`)
    const { text } = await browser.get(PATH)
    expect(text.match(/n’a pas pu lire la commande\u00a0: «\u00a0Paused by hand\.\u00a0»/g)).toHaveLength(2)
  })
})

describe('an order on routes of a mailbox', () => {
  it('offers no retry while it waits to be collected, because nothing can be tried', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    expect(box.outbox.view('order-1')?.deliveries[0]?.waitsFor?.kind).toBe('collection')
    const { text } = await browser.get(PATH)
    expect(text).not.toContain('/do/retry')
    expect(text).toContain('/do/done?route=erp')
    expect((await browser.get(`${PATH}/do/retry?route=erp`)).status).toBe(409)
  })

  it('names in the timeline the route that a hold is about', async () => {
    const { box, browser } = await opened()
    box.accept()
    box.outbox.hold('order-1', { by: 'Jo' })
    const { text } = await browser.get(PATH)
    expect(text).toContain('Held for a person, on route erp.')
    expect(text).toContain('Held for a person, on route wms.')
    box.accept({ orderId: 'order-2', starts: { erp: HELD, wms: HELD } })
    expect((await browser.get('/console/orders/fresco/order-2')).text).toContain('Held for a person.<')
  })
})

describe('what becomes of an order if nobody acts', () => {
  it('names the routes where the routes differ, and no route where one sentence holds for all', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    const leads = async () => [...(await browser.get(PATH)).text.matchAll(/If nobody does anything[^<]*/g)].map(String)
    expect(await leads()).toEqual(['If nobody does anything: it waits until your system collects it.'])
    box.outbox.pause('wms', { by: 'An', note: 'Maintenance' })
    box.accept({ orderId: 'order-1', digest: 'another' })
    await box.work()
    const [first, second, ...more] = await leads()
    expect(first).toContain('by route erp')
    expect(second).toContain('by route wms')
    expect(more).toEqual([])
  })
})

describe('the page of an order', () => {
  it('says how it stands, for which day, and what is in it', async () => {
    const { box, browser } = await opened()
    box.accept({ cutOff: box.clock.now() + 29 * 60_000 })
    await box.work()
    const { status: code, text } = await browser.get(PATH)
    expect(code).toBe(200)
    for (const words of [
      'Brasserie Het Spoor',
      'Delivery Thursday 26 November.',
      'Cut-off 10:29.',
      '29 min left.',
      'Crème fraîche 1 kg',
      'UNH+1+ORDERS:D:96A:UN',
      'On its way: your system has not collected it yet.',
    ])
      expect(text, words).toContain(words)
  })

  it('says in the language of the reader that a route is paused', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.outbox.pause('erp', { by: 'An', note: 'Maintenance' }, null)
    box.accept()
    const { text } = await browser.get(`${PATH}?language=de`).then(() => browser.get(PATH))
    expect(text).toContain('<small>Route erp steht still</small>')
    expect(text).not.toContain('Resume the route')
  })

  it('says why it waits for a person', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD } })
    expect((await browser.get(PATH)).text).toContain('Waits for you: an article is not in your table.')
  })

  it('leads from an unknown article to the catalogue, where one entry settles every order', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD } })
    const { text } = await browser.get(PATH)
    expect(text).toContain('href="/console/catalogue/fresco">Enter it in the catalogue</a>')
    expect(text.indexOf('/console/catalogue/fresco')).toBeLessThan(text.indexOf('/do/release'))
  })

  it('does not lead to the catalogue for another reason', async () => {
    const other = await opened()
    other.box.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
    expect((await other.browser.get(PATH)).text).not.toContain('/console/catalogue/fresco')
  })

  it('says that an order stands still where a route did not take it, never that it is on its way', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(401))
    box.accept()
    await box.work()
    const { text } = await browser.get(PATH)
    expect(text).toContain('Stands still: route erp did not take it. It does not leave by itself.')
    expect(text).not.toContain('On its way')
  })

  it('tells what happened in the language of the reader, without a code', async () => {
    const { box, browser } = testConsole({ supplier })
    box.accept({ starts: { erp: HELD } })
    await box.work()
    box.accept({ content: 5, source: 'poll' })
    const dutch = browser({ 'accept-language': 'nl' })
    await dutch.signIn()
    const { text } = await dutch.get(PATH)
    for (const words of [
      'Een artikel staat niet in uw tabel.',
      'Klaar om opgehaald te worden.',
      'Gevonden in de bestellijst van Apicbase.',
    ])
      expect(text, words).toContain(words)
    for (const words of ['by webhook', 'by poll', 'unknown-article', 'takes its place', 'Ready to be'])
      expect(text, words).not.toContain(words)
  })

  it('says what to do after a failed attempt in the language of the reader', async () => {
    const { box, browser } = testConsole({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(422))
    box.accept()
    await box.work()
    box.outbox.done('order-1', 'erp', { by: 'An', note: 'Per telefoon', erpReference: '4711' })
    box.accept({ orderId: 'order-2' })
    await box.work()
    for (const [language, advice, number] of [
      [
        'nl',
        'Vraag de beheerder van het ERP of de bestelling er is, en waarom het systeem die niet aanneemt.',
        'Per telefoon · Nummer in uw ERP: 4711',
      ],
      [
        'fr',
        'Demandez à l’administrateur de l’ERP s’il a la commande',
        'Per telefoon · Numéro dans votre ERP\u00a0: 4711',
      ],
      [
        'de',
        'Fragen Sie den Administrator des ERP, ob die Bestellung da ist',
        'Per telefoon · Nummer in Ihrem ERP: 4711',
      ],
    ] as const) {
      const reader = browser({ 'accept-language': language })
      await reader.signIn()
      expect((await reader.get(PATH.replace('order-1', 'order-2'))).text).toContain(advice)
      expect((await reader.get(PATH)).text).toContain(number)
    }
    expect(box.outbox.view('order-2')?.deliveries[0]?.nextStep).toMatch(
      /^Ask the administrator of the ERP whether they have it/,
    )
  })

  it.each([
    ['en', '12.500', '25.000'],
    ['nl', '12,500', '25,000'],
    ['fr', '12,500', '25,000'],
    ['de', '12,500', '25,000'],
  ])('has in %s the decimal mark that its reader expects', async (language, price, total) => {
    const { box, browser } = testConsole({ supplier })
    box.accept()
    const reader = browser({ 'accept-language': language })
    await reader.signIn()
    const { text } = await reader.get(PATH)
    expect(text).toContain(`>${price}</td>`)
    expect(text).toContain(`<strong>${total}</strong>`)
  })

  it('names no mail address of a customer that has none', async () => {
    const { box, browser } = await opened()
    box.accept()
    const { text } = await browser.get(PATH)
    expect(text).toContain('/do/notify-customer')
    expect(text).not.toContain('{contact}')
  })

  it('says in the language of the reader why an action is refused', async () => {
    const { box, browser } = testConsole({ supplier })
    box.accept()
    const reader = browser({ 'accept-language': 'de' })
    await reader.signIn('An Peeters')
    const asked = await reader.get(`${PATH}/do/hold`)
    Object.assign(box.outbox, {
      hold: () => ({ ok: false, status: 409, message: findingNote('held-already', { because: 'revision' }) }),
    })
    const { text } = await reader.submit(asked, `${PATH}/do/hold`, { note: 'Warten' })
    expect(text).toContain('Sie ist schon zurückgehalten (nach möglichem')
  })

  it('has words for every event under the name that the storage has today', () => {
    const names = Object.keys(consoleWording.en.events)
    expect(names).toEqual(expect.arrayContaining(Object.values(RENAMED_EVENTS)))
    for (const earlier of Object.keys(RENAMED_EVENTS)) expect(names).not.toContain(earlier)
  })

  it('shows what changed between the versions, line by line', async () => {
    const { box, browser } = await opened()
    box.accept()
    box.accept({ content: 5 })
    const { text } = await browser.get(PATH)
    expect(text).toContain('<del>2</del>')
    expect(text).toContain('<ins>5</ins>')
  })

  it('reads the Latin-1 of an old format', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    expect((await browser.get(PATH)).text).toContain('IMD+F++:::Crème fraîche 1 kg&#39;')
  })

  it('says why it was refused, in the language of the reader', async () => {
    const { box, browser } = testConsole({ supplier })
    const problem = orderProblem('expected_delivery_date', 'date-past', { date: '2026-11-20', first: '2026-11-25' })
    const order = { orderId: 'order-1', orderNumber: 'PO-1', customer: 'C-77', problems: JSON.stringify([problem]) }
    box.outbox.keepRefused({ ...order, body: new Uint8Array() })
    const german = browser({ 'accept-language': 'de' })
    await german.signIn()
    const { text } = await german.get(PATH)
    expect(text).toContain('Abgewiesen: Sie wurde nicht angenommen.')
    expect(text).toContain('Freitag, 20. November')
    expect(text).toContain('Rufen Sie den Kunden an: Der Küchenchef muss neu bestellen.')
  })

  it('gives a document as a file, never as a page', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    const path = /href="([^"]+)" download/.exec((await browser.get(PATH)).text)?.[1] ?? ''
    const { status, headers, text } = await browser.get(path)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="/)
    expect(text).toContain("BGM+220+PO-order-1+9'")
  })

  it('is not found for an unknown order and an unknown supplier', async () => {
    const { browser } = await opened()
    for (const path of [
      '/console/orders/fresco/nothing',
      '/console/orders/nobody/order-1',
      '/console/orders/__proto__/x',
    ])
      expect((await browser.get(path)).status, path).toBe(404)
  })
})

describe('an action on an order', () => {
  it('shows what will happen before it happens, and changes nothing by that', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const { status, text } = await browser.get(`${PATH}/do/release`)
    expect(status).toBe(200)
    expect(text).toContain('Release version 1?')
    expect(text).toContain('Version 1 leaves as a new order.')
    expect(text).toContain('An Peeters')
    expect(box.outbox.view('order-1')).toMatchObject({ state: 'held' })
  })

  it('is done once, by name and reason, and leads back to the order', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${PATH}/do/release`)
    const done = await browser.submit(asked, `${PATH}/do/release`, { note: 'Called Lotte.' })
    expect([done.status, done.location]).toEqual([303, `${PATH}?done=release`])
    expect(box.outbox.events(1)).toMatchObject([{ by: 'An Peeters', action: 'release', note: 'Called Lotte.' }])
    expect((await browser.get(done.location ?? '')).text).toContain('written down with your name')
    const again = await browser.submit(asked, `${PATH}/do/release`)
    expect([again.status, box.outbox.events(10).length]).toEqual([409, 1])
    expect(again.text).toContain('Nothing was done: this is no longer possible')
    expect(again.text).toContain('Called Lotte.')
    expect(again.text).toContain(`href="${PATH}"`)
  })

  it('needs a reason where it ends something, and keeps what was typed', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${PATH}/do/discard`)
    const { status, text } = await browser.submit(asked, `${PATH}/do/discard`, { note: '  ' })
    expect([status, text.includes('Write why.')]).toEqual([422, true])
    expect(box.outbox.events(1)).toEqual([])
    await browser.submit(asked, `${PATH}/do/discard`, { note: 'Ordered twice.' })
    expect(box.outbox.view('order-1')).toMatchObject({ state: 'discarded' })
  })

  it('is not done where the order has moved on since the page was made', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const asked = await browser.get(`${PATH}/do/release`)
    box.accept({ content: 7, starts: { erp: HELD, wms: HELD } })
    const { status, text } = await browser.submit(asked, `${PATH}/do/release`, { note: 'Send.' })
    expect(status).toBe(409)
    expect(text).toContain('The order has changed since this page was made.')
    expect(text).toContain('value="Send."')
    expect(box.outbox.events(1)).toEqual([])
  })

  it('asks how a change goes, where the earlier version may be there', async () => {
    const { box, browser } = await opened({
      supplier: supplierWith({ routes: [httpRoute('erp', 'https://erp.example')] }),
    })
    box.accept()
    await box.work()
    box.accept({ content: 5 })
    const { text } = await browser.get(PATH)
    expect(text).toContain(`${PATH}/do/release-replacement`)
    expect(text).toContain(`${PATH}/do/release-original`)
    await browser.submit(await browser.get(`${PATH}/do/release-replacement`), `${PATH}/do/release-replacement`)
    expect(box.outbox.view('order-1')?.deliveries.at(-1)).toMatchObject({ version: 2, purpose: 'replacement' })
  })

  it('marks as keyed by hand, with the number of the ERP', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const path = `${PATH}/do/done?route=erp`
    await browser.submit(await browser.get(path), path, { erp: '2026-118803' })
    expect(box.outbox.events(1)).toMatchObject([{ action: 'done', route: 'erp', erpReference: '2026-118803' }])
  })

  it('sends by another route', async () => {
    const erp = mailboxRoute('erp', { fallbacks: [{ route: 'desk', afterMinutes: 60 }] })
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [erp, mailboxRoute('desk')] }) })
    box.accept({ starts: { erp: HELD } })
    const path = `${PATH}/do/send-by?route=erp`
    const done = await browser.submit(await browser.get(path), path, { to: 'desk', as: 'original' })
    expect(done.location).toBe(`${PATH}?done=send-by`)
    expect(box.outbox.events(1)).toMatchObject([{ action: 'send-by', route: 'desk' }])
  })

  it('shows the other route among the first actions, and asks for a replacement only after an earlier version', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: ROUTES }) })
    box.accept({ starts: { erp: HELD } })
    const { text } = await browser.get(PATH)
    expect(text.split('<details>')[0]).toContain('/do/send-by')
    const path = `${PATH}/do/send-by?route=erp`
    expect((await browser.get(path)).text).not.toContain('name="as"')
    const done = await browser.submit(await browser.get(path), path, { to: 'desk' })
    expect(done.location).toBe(`${PATH}?done=send-by`)
  })

  it('offers only the routes that take orders of the customer', async () => {
    const routes = [ROUTES[0], mailboxRoute('desk', { when: { customers: ['C-99'] } })]
    const others = { customers: [{ customer: 'C-77' }, { customer: 'C-99' }] }
    const { box, browser } = await opened({ supplier: supplierWith({ ...others, routes }) })
    box.accept({ starts: { erp: HELD } })
    expect((await browser.get(`${PATH}/do/send-by?route=erp`)).status).toBe(409)
  })

  it('asks whether a changed order replaces the earlier version when another route takes it over', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: ROUTES }) })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    box.accept({ content: 5 })
    expect((await browser.get(`${PATH}/do/send-by?route=erp`)).text).toContain('name="as"')
  })

  it.each([
    ['send', true],
    ['hold', false],
  ] as const)(
    'offers to take an order back where the route has %s for cancellations',
    async (cancellations, isOffered) => {
      const { box, browser } = await opened({
        supplier: supplierWith({ routes: [httpRoute('erp', ERP, { cancellations })] }),
      })
      box.wire.answers(ERP, status(200))
      box.accept()
      await box.work()
      const { text } = await browser.get(PATH)
      expect(text.includes('/do/cancel?route=erp')).toBe(isOffered)
      expect(text.includes('Route erp cannot take an order back')).toBe(!isOffered)
      expect((await browser.get(`${PATH}/do/cancel?route=erp`)).status).toBe(isOffered ? 200 : 409)
    },
  )

  it.each(['resend-same', 'resend-correction', 'resend-test'])('sends once more: %s', async (action) => {
    const { box, browser } = await opened({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP, { test: true })] }),
    })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    const path = `${PATH}/do/${action}?route=erp`
    const done = await browser.submit(await browser.get(path), path)
    expect(done.location).toBe(`${PATH}?done=${action}`)
    expect(box.outbox.events(1)).toMatchObject([{ by: 'An Peeters', action }])
  })

  it('says before a second sending whether the number is the same, and when a person sent it last', async () => {
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    const path = `${PATH}/do/resend-same?route=erp`
    const first = await browser.get(path)
    expect(first.text).toContain('under the same number')
    expect(first.text).not.toContain('Last sent again')
    expect((await browser.get(`${PATH}/do/resend-correction?route=erp`)).text).toContain('under a new number')
    await browser.submit(first, path)
    await box.work()
    for (const page of [path, `${PATH}/do/resend-correction?route=erp`, PATH])
      expect((await browser.get(page)).text, page).toContain('Last sent again at 10:00, by An Peeters.')
  })

  it('names the readers of a mail where a route writes a mail, and no ERP', async () => {
    const mail = httpRoute('desk', ERP, {
      document: { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] },
    })
    const { box, browser } = await opened({ supplier: supplierWith({ routes: [mail] }) })
    box.wire.answers(ERP, status(200))
    box.accept()
    await box.work()
    for (const action of ['resend-same', 'resend-correction']) {
      const { text } = await browser.get(`${PATH}/do/${action}?route=desk`)
      expect(text).toContain('goes')
      expect(text).toContain('desk@fresco.example')
      expect(text.slice(text.indexOf('<main'), text.indexOf('</main>'))).not.toContain('ERP')
    }
  })

  it('repeats before a release why the order was held, and leads to the order with the same number', async () => {
    const { box, browser } = await opened()
    box.accept({ orderId: 'order-0', orderNumber: 'PO-7' })
    box.accept({ orderNumber: 'PO-7' })
    for (const page of [PATH, `${PATH}/do/release`, `${PATH}/do/discard`])
      expect((await browser.get(page)).text, page).toMatch(/href="\/console\/orders\/fresco\/order-0"[^>]*>PO-7</)
    const { text } = await browser.get(`${PATH}/do/release`)
    expect(text).toContain('It was held because another order has the same number.')
  })

  it.each([
    ['release', 409],
    ['erase', 409],
    ['constructor', 404],
    ['__proto__', 404],
    ['do', 404],
  ])('is not possible now: %s', async (action, expected) => {
    const { box, browser } = await opened()
    box.accept()
    expect((await browser.get(`${PATH}/do/${action}`)).status).toBe(expected)
    expect((await browser.get(`${PATH}/do/retry?route=nothing`)).status).toBe(404)
  })

  it('is refused for a reader, whatever address the reader guesses', async () => {
    const people = { access: [{ who: 'Vera', role: 'view' as const, token: 'VIEW_TOKEN' }] }
    const { box, browser } = testConsole({
      supplier,
      console: people,
      secrets: { VIEW_TOKEN: 'a-token-of-the-viewer' },
    })
    box.accept({ starts: { erp: HELD, wms: HELD } })
    const reader = browser({ 'accept-language': 'en' })
    await reader.signIn('Vera', 'a-token-of-the-viewer')
    expect((await reader.get(PATH)).text).not.toContain('/do/')
    const asked = await reader.get(`${PATH}/do/release`)
    expect(asked.status).toBe(403)
    const form = /name="form" value="([^"]*)"/.exec(asked.text)?.[1] ?? ''
    expect((await reader.post(`${PATH}/do/release`, { form })).status).toBe(403)
    expect(box.outbox.events(1)).toEqual([])
  })
})

const LONG = 'x'.repeat(10_000)
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '{{7*7}}',
  '\u202Egnp.exe\u202C',
  '</title></textarea></style><b>',
  '&lt;script&gt;',
  '=HYPERLINK("https://evil.example")',
  LONG,
]

describe('hostile words of an order', () => {
  it.each(HOSTILE)('stay words on every page: %.40s', async (words) => {
    const { box, browser } = await opened()
    const [line] = postedOrder().packages
    const body = bodyOf(
      postedOrder({
        ...{ order_number: words.slice(0, 35), order_remarks: words, supplier_customer_number: words.slice(0, 35) },
        owned_by: { username: words },
        packages: [{ ...line, stock_item: { name: words } }],
      }),
    )
    box.accept({ body, orderNumber: words, customer: words, orderId: 'order-1', starts: { erp: HELD, wms: HELD } })
    box.outbox.discardOn('order-1', 'wms', { by: words, note: words })
    for (const path of [
      '/console',
      '/console/orders',
      `/console/orders?q=${encodeURIComponent(words.slice(0, 200))}`,
      PATH,
      `${PATH}/do/release`,
    ]) {
      const { status, text: whole } = await browser.get(path)
      expect(status, path).toBe(200)
      // The module that shows what is new, from an address that the gateway computes.
      const text = whole.replace(/<script type="module" src="\/console\/[0-9a-f]{16}\.js"><\/script>/, '')
      // Every tag and attribute is the page's own: what is left after taking them out holds no bracket.
      expect(text.replaceAll(TAG, ''), path).not.toMatch(/[<>]/)
      for (const [tag] of text.matchAll(TAG)) {
        expect(tag, path).not.toMatch(/^<(script|img|iframe|object|style)/i)
        for (const [, name = '', value = ''] of tag.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
          expect(name, path).not.toMatch(/^(on|style|src|srcdoc)/i)
          if (name === 'href' || name === 'action') expect(value, path).toMatch(/^(\/(?!\/)|#)/)
        }
      }
    }
  })

  it.each(HOSTILE)('are no formula in a file for a spreadsheet: %.40s', async (words) => {
    const { box, browser } = await opened()
    box.accept({ orderNumber: words, customer: words })
    const { text } = await browser.get('/console/orders/list.csv')
    for (const cell of text.split(/[;\r\n]+/)) expect(cell).not.toMatch(/^"?\s*[=+@-]/)
  })
})

/** A tag with quoted attributes, and the line that begins the document. */
const TAG = /<!doctype html>|<\/?[a-z][a-z0-9]*(?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*\/?>/g

describe('the words of actions and events', () => {
  it('name the same actions in every language', () => {
    for (const words of Object.values(consoleWording))
      expect(Object.keys(words.actions)).toEqual(Object.keys(consoleWording.en.actions))
  })
})
