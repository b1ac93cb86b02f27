import { describe, expect, it } from 'vitest'
import { testConsole } from '../fakes/console.ts'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { status } from '../fakes/wire.ts'

const HOSTILE = `"><script>alert(1)</script>{{7*7}}\u202E=1+1`
const PATH = '/console/routes/fresco/erp/do'

async function opened(wish: Parameters<typeof testConsole>[0] = {}, token?: string, language = 'en') {
  const made = testConsole(wish)
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn('An Peeters', token)
  return { box: made.box, browser }
}

describe('the page of the routes', () => {
  it('shows the last success, the control numbers left and the days of a secret', async () => {
    const supplier = supplierWith({
      routes: [
        httpRoute('erp', ERP, {
          document: EDIFACT,
          transport: {
            kind: 'http',
            url: ERP,
            method: 'POST',
            timeoutSeconds: 30,
            headers: {},
            auth: { kind: 'header', name: 'x-key', value: 'ERP_KEY' },
          },
        }),
      ],
      secretExpiry: { ERP_KEY: '2026-12-24', API_SECRET: '2026-11-24', OLD_SECRET: '2026-11-23' },
    })
    const { box, browser } = await opened({
      supplier,
      ports: { secrets: fakeSecrets({ ERP_KEY: 'a-key-of-the-erp' }) },
    })
    box.wire.answers(ERP, status(200))
    box.accept({ orderId: 'arrived', orderNumber: 'PO-77' })
    await box.work()
    const { text } = await browser.get('/console/routes')
    expect(text).toContain('href="/console/orders/fresco/arrived"')
    expect(text).toContain('last: 1')
    // Fourteen digits broke on a phone, and `100 trillion` tells a clerk nothing.
    expect(text).toContain('<dt>Control numbers left</dt><dd>enough for years<')
    expect(text).toContain('<dt>ERP_KEY</dt>')
    expect(text).toMatch(/class="chip you">.*30 days/)
    const [, others = ''] = text.split('Other certificates and secrets with an end')
    expect(others).toMatch(/API_SECRET.*less than a day/)
    expect(others).toMatch(/OLD_SECRET.*class="chip stop".*is over.*ended on/)
    expect(others).not.toContain('ERP_KEY')
  })

  it.each([
    ['en', 'Taken over since', 'Route desk took them over.', 'Tell your IT this reason.'],
    ['nl', 'Overgenomen sinds', 'Route desk nam ze over.', 'Geef deze reden door aan uw IT.'],
    ['fr', 'Relais pris depuis', 'La route desk a pris le relais.', 'Donnez cette raison'],
    ['de', 'Übernommen seit', 'Route desk hat sie übernommen.', 'Geben Sie diesen Grund an Ihre IT weiter.'],
  ])('shows in amber that a fallback took over what failed, and what IT needs: %s', async (language, ...words) => {
    const fallbacks = [{ route: 'desk', afterMinutes: 5 }]
    const supplier = supplierWith({ routes: [httpRoute('erp', ERP, { fallbacks }), httpRoute('desk', WMS)] })
    const { box, browser } = await opened({ supplier }, undefined, language)
    box.wire.answers(ERP, status(422))
    box.wire.answers(WMS, status(200))
    for (const id of ['one', 'two']) box.accept({ orderId: id, orderNumber: `PO-${id}` })
    await box.work()
    for (const page of ['/console/routes', '/console?supplier=fresco']) {
      const { text } = await browser.get(page)
      const [chip = '', took = ''] = words
      expect(text).toMatch(new RegExp(`class="chip you">.*${chip}[^<]* 2<`))
      expect(text).toContain(took)
      expect(text).not.toMatch(/>(Works|Werkt|Fonctionne|Läuft)</)
    }
    const { text } = await browser.get('/console/routes')
    expect(text).toContain(words[2])
    expect(text).toContain('422')
    expect(text).toContain('href="/console/orders/fresco/two"')
  })

  it.each([
    ['en', 'No try on this route has succeeded since'],
    ['nl', 'is geen poging via deze route gelukt.'],
    ['fr', 'aucune tentative par cette route n’a réussi.'],
    ['de', 'ist kein Versuch über diese Route gelungen.'],
  ])('names the order of the last failed try, whose page gives the reason: %s', async (language, words) => {
    const { box, browser } = await opened({}, undefined, language)
    box.wire.answers(ERP, status(422))
    box.accept({ orderId: 'one', orderNumber: 'PO-one' })
    await box.work()
    const { text } = await browser.get('/console/routes')
    expect(text).toContain(words)
    expect(text).toContain('href="/console/orders/fresco/one"')
  })

  it('says why a system does not answer, and when the next try is', async () => {
    const { box, browser } = await opened()
    box.wire.answers(ERP, status(503))
    for (let at = 0; at < 6; at++) box.accept({ orderId: `order-${at}` })
    await box.work()
    const { text } = await browser.get('/console/routes')
    expect(text).toContain('has not answered since')
    expect(text).toContain('one order tries again')
  })

  it.each([
    ['nl', 'Laatste poging mislukt', 'Werkt'],
    ['fr', 'Dernière tentative échouée', 'Fonctionne'],
    ['de', 'Letzter Versuch gescheitert', 'Läuft'],
    ['en', 'Last try failed', 'Works'],
  ])('never says in %s that a route works whose last delivery failed', async (language, failed, works) => {
    const { box, browser } = await opened()
    box.wire.answers(ERP, status(422))
    box.accept()
    await box.work()
    for (const path of ['/console/routes', '/console']) {
      const { text } = await browser.get(path, { 'accept-language': language })
      expect(text).toContain(`</svg>${failed}</span>`)
      expect(text).not.toContain(`</svg>${works}</span>`)
    }
    box.wire.answers(ERP, status(200))
    box.accept({ orderId: 'order-2' })
    await box.work()
    const { text } = await browser.get('/console/routes', { 'accept-language': language })
    expect(text).toContain(`</svg>${works}</span>`)
  })

  it('pauses until a time, with a reason that stays inert', async () => {
    const { box, browser } = await opened()
    const asked = await browser.get(`${PATH}/pause`)
    expect(asked.text).toContain('Nothing has been done yet')
    expect(box.outbox.routes()[0]?.state).toBe('open')
    const until = new Date(box.clock.now() + 7_200_000).toISOString().slice(0, 16)
    const done = await browser.submit(asked, `${PATH}/pause`, { note: HOSTILE, until })
    expect([done.status, done.location]).toEqual([303, '/console/routes?done=pause'])
    expect(box.outbox.routes()[0]?.paused).toMatchObject({ pausedBy: 'An Peeters', reason: HOSTILE })
    const { text } = await browser.get('/console/routes?done=pause')
    expect(text).toContain('the pause ends')
    expect(text).not.toContain('<script')
    expect(text).toContain('&lt;script&gt;')
  })

  it('offers on a paused route to resume the route, or to pause the route until another time', async () => {
    const { box, browser } = await opened()
    box.outbox.pause('erp', { by: 'Jo', note: 'Move' })
    const { text } = await browser.get('/console/routes')
    expect(text).toContain('Resume…')
    expect(text).toContain('Pause until another time…')
    expect(text).not.toContain('Pause…')
    const asked = await browser.get(`${PATH}/pause`)
    expect(asked.text).toContain('Pause route erp until another time?')
    expect(asked.text).toContain('Nothing leaves by route erp until the new time.')
  })

  it('asks again for a pause without a reason, or one that is over already, and keeps what was typed', async () => {
    const { box, browser } = await opened()
    const asked = await browser.get(`${PATH}/pause`)
    const nameless = await browser.submit(asked, `${PATH}/pause`, { note: ' ', until: '2031-01-01T05:00' })
    expect([nameless.status, nameless.text.includes('2031-01-01T05:00')]).toEqual([422, true])
    const past = await browser.submit(asked, `${PATH}/pause`, { note: 'Move', until: '2001-01-01T05:00' })
    expect([past.status, past.text.includes('still to come'), past.text.includes('value="Move"')]).toEqual([
      422,
      true,
      true,
    ])
    expect(box.outbox.routes()[0]?.state).toBe('open')
  })

  it('resumes after a page that counts what is open, and refuses a page that is too old', async () => {
    const { box, browser } = await opened()
    box.outbox.pause('erp', { by: 'Jo', note: 'Move' })
    for (const orderId of ['one', 'two']) box.accept({ orderId })
    const asked = await browser.get(`${PATH}/resume`)
    expect(asked.text).toContain('Open orders on this route: 2.')
    box.clock.set(box.clock.now() + 1_000)
    box.outbox.pause('erp', { by: 'Jo', note: 'Longer' })
    expect((await browser.submit(asked, `${PATH}/resume`)).status).toBe(409)
    const again = await browser.get(`${PATH}/resume`)
    expect((await browser.submit(again, `${PATH}/resume`)).status).toBe(303)
    expect(box.outbox.routes()[0]?.state).toBe('open')
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'resume', by: 'An Peeters' }])
  })

  it('says before a resume that the orders leave that were refused when the route stopped, and they leave', async () => {
    const { box, browser } = await opened()
    box.wire.answers(ERP, status(401))
    box.accept()
    await box.work()
    const asked = await browser.get(`${PATH}/resume`)
    expect(asked.text).toContain('The orders that were refused when the route stopped leave too.')
    box.wire.answers(ERP, status(200))
    await browser.submit(asked, `${PATH}/resume`)
    await box.work()
    expect(box.outbox.view('order-1')?.deliveries).toMatchObject([{ state: 'delivered' }])
  })

  it('tries all again', async () => {
    const { box, browser } = await opened()
    box.wire.answers(ERP, status(503))
    box.accept()
    await box.work()
    const asked = await browser.get(`${PATH}/retry`)
    expect((await browser.submit(asked, `${PATH}/retry`)).status).toBe(303)
    expect(box.outbox.events(1).rows).toMatchObject([{ action: 'retry-route', by: 'An Peeters' }])
  })

  it('offers nothing to a reader, and refuses what a reader posts', async () => {
    const people = { access: [{ who: 'Vera', role: 'view' as const, suppliers: ['fresco'], token: 'VIEW_TOKEN' }] }
    const { box, browser } = await opened(
      { console: people, secrets: { VIEW_TOKEN: 'a-token-of-the-viewer' } },
      'a-token-of-the-viewer',
    )
    expect((await browser.get('/console/routes')).text).not.toContain('/do/pause')
    const asked = await browser.get(`${PATH}/pause`)
    expect(asked.status).toBe(403)
    const form = /name="form" value="([^"]*)"/.exec(asked.text)?.[1] ?? ''
    expect((await browser.post(`${PATH}/pause`, { form, note: 'No' })).status).toBe(403)
    expect(box.outbox.routes()[0]?.state).toBe('open')
  })

  it.each(['/console/routes/other/erp/do/pause', '/console/routes/fresco/none/do/pause', `${PATH}/erase`])(
    'finds no page for what is not there: %s',
    async (path) => {
      const { browser } = await opened()
      expect((await browser.get(path)).status).toBe(404)
    },
  )

  it('says that an action is no longer possible, and leads to the route', async () => {
    const { browser } = await opened()
    const { status, text } = await browser.get(`${PATH}/resume`)
    expect(status).toBe(409)
    expect(text).toContain('Nothing was done: this is no longer possible')
    expect(text).toContain('href="/console/routes#fresco-erp"')
  })
})
