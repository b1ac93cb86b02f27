import { describe, expect, it } from 'vitest'
import { findingNote } from '../../src/model/finding.ts'
import { orderProblem } from '../../src/model/problem-text.ts'
import { RENAMED_EVENTS } from '../../src/outbox/migrations/006-standard-names.ts'
import { orderResponse, responseLine } from '../fakes/acknowledgements.ts'
import { testConsole } from '../fakes/console.ts'
import { consoleWording } from '../fakes/console-wording.ts'
import { bodyOf, ERP, httpRoute, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { hanging, status } from '../fakes/wire.ts'
import { HELD, opened, PATH, supplier } from './order-page.ts'

describe('a customer without a name in the table', () => {
  it('is shown once by the number, on the page and on the paper', async () => {
    const { box, browser } = await opened()
    box.accept({
      customer: 'K-8888',
      starts: { erp: HELD, wms: HELD },
      body: bodyOf(postedOrder({ supplier_customer_number: 'K-8888' })),
    })
    const shown = ((await browser.get(PATH)).text.match(/<dt>Customer<\/dt>[\s\S]*?<\/dd>/)?.[0] ?? '').replaceAll(
      /<[^>]*>/g,
      ' ',
    )
    expect(shown.match(/K-8888/g)).toHaveLength(1)
    const paper = (await browser.get('/console/statements/print/fresco')).text
    expect(/<h3 dir="auto">K-8888[\s\S]*?<\/h3>/.exec(paper)?.[0].match(/K-8888/g)).toHaveLength(1)
  })
})

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

describe('an order that was discarded after an uncertain attempt', () => {
  it('is not said to be in the ERP', async () => {
    const { box, browser } = await opened()
    box.accept({ starts: { erp: HELD, wms: HELD } })
    box.sql.all("UPDATE deliveries SET reached = 'maybe' WHERE route = 'erp'")
    box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })
    expect(box.outbox.view('order-1')?.deliveries[0]).toMatchObject({ state: 'discarded', reached: 'maybe' })
    const { text } = await browser.get(PATH)
    expect(text).toContain('Version 1 was discarded. Route erp may have it: look there.')
    expect(text).not.toContain('Done: your ERP has it.')
  })
})

it('is not said to be refused or away from the ERP, where the ERP acknowledged what a person had discarded', async () => {
  const { box, browser } = await opened({ supplier: supplierWith({ routes: [httpRoute('erp', ERP)] }) })
  box.accept({ starts: { erp: HELD } })
  box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })
  box.sql.all("UPDATE deliveries SET reached = 'yes'")
  const { text } = await browser.get(PATH)
  expect(text).toContain('<h1 id="verdict">Version 1 was discarded. Your ERP may have it: look there.</h1>')
})

it('names the change that may be in the ERP, where a person discarded it', async () => {
  const routes = [httpRoute('erp', ERP, { whenUncertain: 'hold' })]
  const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
  box.wire.answers(ERP, status(200))
  box.accept()
  await box.pass(1_000)
  box.wire.answers(ERP, status(500))
  box.accept({ digest: 'changed', starts: { erp: { state: 'held', reason: 'revision' } } })
  expect(box.outbox.release('order-1', { by: 'Jo', as: 'replacement' })).toEqual({ ok: true })
  await box.pass(1_000)
  expect(box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })).toEqual({ ok: true })
  const { text } = await browser.get(PATH)
  expect(text).toContain('Version 2 was discarded. Your ERP may have it: look there.')
  expect(text).not.toContain('Done: your ERP has it.')
})

describe('an order that may be in the ERP, and that a person discarded', () => {
  const TAKEN = [status(200), status(500)]
  /** With a version before that the ERP has for certain, the doubt is about the change. */
  async function discarded(isChange: boolean) {
    const routes = [httpRoute('erp', ERP, { whenUncertain: 'hold' })]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    for (const [at, answer] of TAKEN.slice(isChange ? 0 : 1).entries()) {
      box.wire.answers(ERP, answer)
      box.accept({
        digest: `content-${at}`,
        ...(at > 0 ? { starts: { erp: { state: 'held', reason: 'revision' } } } : {}),
      })
      if (at > 0) box.outbox.release('order-1', { by: 'Jo', as: 'replacement' })
      await box.pass(1_000)
    }
    expect(box.outbox.discard('order-1', { by: 'Jo', note: 'Too late.' })).toEqual({ ok: true })
    const state = () => box.outbox.list({ state: null, text: null, before: null, limit: 1 }).rows[0]?.order.shownState
    expect(state()).toBe('attention')
    const press = async (name: string) => {
      const path = `${PATH}/do/${name}?route=erp`
      expect((await browser.get(PATH)).text).toContain(`href="${path}"`)
      const done = await browser.submit(await browser.get(path), path, { note: 'Looked.' })
      expect(done.status).toBe(303)
      return (await browser.get(PATH)).text
    }
    return { box, press, state }
  }

  it.each([
    [false, 'Discarded on route erp: the system there did not get it.', 'discarded'],
    [true, 'Done: your ERP has it.', 'settled'],
  ] as const)('is settled once a person looked and did not find it, where it is a change: %s', async (...scene) => {
    const [isChange, sentence, shown] = scene
    const { box, press, state } = await discarded(isChange)
    const text = await press('not-there')
    expect(text).toContain(`<h1 id="verdict">${sentence}`)
    expect(text).toContain('A person looked: the receiver does not have the order.')
    expect(text).not.toContain('/do/not-there')
    expect(text).not.toContain('may have arrived already')
    expect(state()).toBe(shown)
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'discard-delivery', route: 'erp', note: 'Looked.' }])
  })

  it.each([false, true])('is settled once a person found it there, where it is a change: %s', async (isChange) => {
    const { box, press, state } = await discarded(isChange)
    expect(await press('has-it')).toContain('<h1 id="verdict">Done: ')
    expect(state()).toBe('settled')
    expect(box.deliveries().at(-1)).toBe(`erp v${isChange ? 2 : 1} done yes`)
  })
})

describe('an order that the ERP accepted with changes', () => {
  async function changed(others: readonly Record<string, unknown>[] = []) {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const routes = [httpRoute('erp', ERP, { document: { format: 'ubl-order-2.1' }, ...receipt }), ...others]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    box.wire.answers(ERP, status(200))
    box.accept({ body: bodyOf(postedOrder({ order_number: 'PO-order-1' })) })
    await box.pass(1_000)
    box.hear(orderResponse('PO-order-1', 'AP', responseLine({ of: '1', quantity: '1', unit: '' }), 'R-1'))
    return { box, browser }
  }

  it('is not said to be refused, and is not to be keyed', async () => {
    const { box, browser } = await changed()
    const { text } = await browser.get(PATH)
    expect(text).toContain('<h1 id="verdict">Route erp took it with changes. Agree them with the customer')
    expect(text).not.toContain('did not take it')
    expect(text).toMatch(/The reason of route erp: <q>[^<]*accepted, 1 of 2\./)
    const today = (await browser.get('/console')).text
    expect(today).toContain('Route erp took it with changes')
    expect(today).toContain('Agree the changes with the customer. Then press “My ERP has it”.')
    expect(today).not.toContain('did not take it')
    for (const page of [today, text]) {
      expect(page).toContain('your ERP keeps what it has already.')
      expect(page).not.toContain('is not sent')
    }
    expect(text).toContain('Version 1, by route erp: arrived (')
    const [first = ''] = text.match(/\/do\/[\w-]+\?route=erp/) ?? []
    expect(first).toBe('/do/has-it?route=erp')
    await browser.submit(await browser.get(PATH + first), PATH + first, { erp: 'SO-1' })
    expect(box.outbox.view('order-1')?.state).toBe('settled')
  })

  // The ERP has the order, so the clerk agrees the changes and reports that. Who keys it first makes a second order.
  it('leads with the report that the ERP has it, also where another route is open', async () => {
    const { box, browser } = await changed([mailboxRoute('box')])
    expect(box.deliveries()).toEqual(['box v1 waiting no', 'erp v1 refused yes'])
    const { text } = await browser.get(PATH)
    const names = [...text.matchAll(/\/do\/([\w-]+)/g)].map(([, name]) => name)
    expect(names[0]).toBe('has-it')
    expect(text.indexOf('/do/keyed"')).toBeGreaterThan(text.indexOf('<summary>'))
  })
})

describe('an order while an attempt is under way', () => {
  const WAIT =
    /Route erp is sending it now, and it may arrive\. Wait until (\d\d:\d\d) at the latest, then look again before you key it\./

  it('says to wait, until when and why, and offers the entry by hand afterwards', async () => {
    const routes = [httpRoute('erp', ERP), mailboxRoute('box')]
    const { box, browser } = await opened({ supplier: supplierWith({ routes }) })
    const erp = hanging()
    box.wire.answers(ERP, erp.answer)
    box.accept()
    await box.work()
    const { text } = await browser.get(PATH)
    expect(text).not.toContain('/do/keyed')
    expect(WAIT.exec(text)?.[1]).toBe('10:01')
    erp.end(new Response(null, { status: 503 }))
    await box.work()
    const later = (await browser.get(PATH)).text
    expect(later).not.toMatch(WAIT)
    expect(later).toContain('/do/keyed')
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
  it('names the route that the gateway does not know yet, and lets a person hold the order', async () => {
    const { box, browser } = await opened()
    const start = { state: 'waiting' } as const
    box.accept({ routes: [{ route: 'new', revisions: 'hold', start }] })
    const { text } = await browser.get(PATH)
    expect(text).toContain(
      'If nobody does anything: it is sent once the gateway knows route new, by 11:00 at the latest. After that it stays here.',
    )
    expect(text).toContain('/do/hold')
    expect((await browser.get(`${PATH}/do/hold`)).status).toBe(200)
    expect(box.outbox.hold('order-1', { by: 'Jo' })).toEqual({ ok: true })
    expect((await browser.get(PATH)).text).not.toContain('/do/hold')
  })

  it('names the routes where the routes differ, and no route where one sentence holds for all', async () => {
    const { box, browser } = await opened()
    box.accept()
    await box.work()
    const leads = async () => [...(await browser.get(PATH)).text.matchAll(/If nobody does anything[^<]*/g)].map(String)
    expect(await leads()).toEqual([
      'If nobody does anything: your system can collect it until Thu 26 Nov, 10:00. After that it stays here.',
    ])
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
    expect(text).toContain('<small>Route erp ist angehalten. Setzen Sie die Route fort')
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
    const { box, browser } = await opened({
      supplier: { ...supplier, customerNotices: { from: 'orders@gateway.example' } },
    })
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

describe('the words of actions and events', () => {
  it('name the same actions in every language', () => {
    for (const words of Object.values(consoleWording))
      expect(Object.keys(words.actions)).toEqual(Object.keys(consoleWording.en.actions))
  })
})
