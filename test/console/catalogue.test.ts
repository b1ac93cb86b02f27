import { describe, expect, it } from 'vitest'
import { articleRow, frontDoor, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { type Browser, type ConsoleWish, type Shown, testConsole } from '../fakes/console.ts'
import { ERP, mailboxRoute } from '../fakes/orders.ts'
import type { TestOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/catalogue/fresco'
const ENTER = `${PATH}/articles/enter`
const IMPORT = `${PATH}/articles/import`

async function opened(wish: ConsoleWish = {}) {
  const made = testConsole({ supplier: supplierWithTables(), ...wish })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  made.box.wire.answers(ERP, status(200))
  return { ...made, browser, door: frontDoor(made.box) }
}

/** Posts a file as a browser does. */
async function upload(browser: Browser, page: Shown, csv: string): Promise<Shown> {
  const form = new FormData()
  form.append('form', /name="form" value="([^"]+)"/.exec(page.text.split('multipart/form-data')[1] ?? '')?.[1] ?? '')
  form.append('csv', new File([csv], 'articles.csv', { type: 'text/csv' }))
  const { headers, body } = new Response(form) as { headers: Headers; body: BodyInit }
  const type = headers.get('content-type') ?? ''
  return browser.post(IMPORT, {}, { 'content-type': type }, await new Response(body).text())
}

describe('the catalogue page', () => {
  it('suggests a row whose number is nearly the unknown number, and one press leads to its effect', async () => {
    const articles = [
      { article: '3106', erpArticle: '303106', factor: '2' },
      { article: '03105', erpArticle: '303105' },
      { article: '9999' },
    ]
    const { browser, door } = await opened({ supplier: supplierWithTables({ articles }) })
    await door.post(orderOf('one'))
    const { text } = await browser.get(PATH)
    expect(text).toContain('Did you mean one of these?')
    expect([...text.matchAll(/<bdi><a href="([^"]+\/enter[^"]+)">([^<]+)<\/a>/g)].map(([, , label]) => label)).toEqual([
      '03105 (303105)',
      '3106 (303106)',
    ])
    const [, link = ''] = /href="([^"]+)">3106 \(303106\)/.exec(text) ?? []
    const asked = await browser.get(link.replaceAll('&amp;', '&'))
    expect(asked.text).toContain('From now on 3105 means 303106 for every customer. Each one ordered is 2 in your ERP.')
  })

  it('leads from Today to the unknown article, to what will happen, and sends the orders after one press', async () => {
    const { box, browser, door } = await opened()
    for (const id of ['one', 'two']) await door.post(orderOf(id))
    expect((await browser.get('/console')).text).toContain(`href="${PATH}#article-3105"`)
    expect((await browser.get('/console/catalogue')).location).toBe(PATH)
    const queue = await browser.get(PATH)
    for (const words of [
      'Article 3105',
      'Jus d’orange pressé 2 L',
      '2 orders wait',
      'Asked for by 1 customer.',
      'PO-one',
    ])
      expect(queue.text, words).toContain(words)
    const asked = await browser.get(`${ENTER}?key=3105&order=one&erpArticle=303105&factor=6&unit=PCE`)
    for (const words of [
      'From now on 3105 means 303105 for every customer. Each one ordered is 6 PCE in your ERP.',
      '2 orders leave now.',
      '<strong>18</strong>',
      'Enter it, and send 2 orders',
    ])
      expect(asked.text, words).toContain(words)
    await box.pass(1_000)
    expect(box.wire.calls).toEqual([])
    const done = await browser.submit(asked, ENTER, { note: 'asked the buyer' })
    expect([done.status, done.location]).toEqual([303, `${PATH}/articles/row?key=3105&done=enter`])
    await box.pass(1_000)
    expect(box.wire.calls).toHaveLength(2)
    const shown = await browser.get(done.location ?? '')
    for (const words of ['The entry is written down', 'entered by An Peeters', '303105', 'asked the buyer'])
      expect(shown.text, words).toContain(words)
    expect((await browser.get(PATH)).text).toContain('Every number is known')
  })

  it('says that a paused route keeps the orders, and leads from the order to the catalogue', async () => {
    const { box, browser, door } = await opened()
    await door.post(orderOf('one'))
    box.outbox.pause('erp', { by: 'Jo' })
    expect((await browser.get(`${ENTER}?key=3105`)).text).toContain(
      'Route erp is paused since 10:00. Orders wait for it until it is resumed.',
    )
    expect((await browser.get('/console/orders/fresco/one')).text).toContain(`href="${PATH}"`)
  })

  it('takes a number as it is, permanently', async () => {
    const { box, browser, door } = await opened()
    await door.post(orderOf('one'))
    const link = /href="([^"]+)">Take it as it is/.exec((await browser.get(PATH)).text)?.[1] ?? ''
    const asked = await browser.get(link.replaceAll('&amp;', '&'))
    expect(asked.text).toContain('From now on 3105 goes to your ERP under its own number.')
    await browser.submit(asked, ENTER)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
  })

  it('takes a number as it is once: the orders that are shown go, and the number stays unknown', async () => {
    const { box, browser, door } = await opened()
    for (const id of ['one', 'two']) await door.post(orderOf(id))
    const { text } = await browser.get(PATH)
    const [, link = ''] = /href="(\/console\/orders\/bulk[^"]+)">Release these orders as they are/.exec(text) ?? []
    const asked = await browser.get(link.replaceAll('&amp;', '&'))
    expect(asked.text).toContain('Release 2 orders?')
    await browser.submit(asked, '/console/orders/bulk')
    await box.work()
    for (const id of ['one', 'two']) expect(box.outbox.view(id)).toMatchObject({ state: 'settled' })
    expect(box.outbox.catalogueRow('article', '3105')).toBeNull()
    await door.post(orderOf('three'))
    expect(box.outbox.view('three')).toMatchObject({ holdReason: 'unknown-article' })
  })

  it('shows the second of two people the entry of the first, and stores the second only when pressed again', async () => {
    const { box, browser, door, browser: an } = await opened()
    await door.post(orderOf('one'))
    const first = await an.get(`${ENTER}?key=3105&erpArticle=1`)
    const second = await browser.get(`${ENTER}?key=3105&erpArticle=2`)
    await an.submit(first, ENTER)
    const refused = await browser.submit(second, ENTER)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('An Peeters entered this at 10:00.')
    expect(box.outbox.catalogueRow('article', '3105')?.effective).toMatchObject({ erpArticle: '1' })
    expect((await browser.submit(refused, ENTER)).status).toBe(303)
    expect(box.outbox.catalogueRow('article', '3105')?.effective).toMatchObject({ erpArticle: '2' })
  })

  it('keeps what was typed, also an emptied field, on the way back from the page that asks', async () => {
    const articles = [{ article: '3105', erpArticle: '303105', unit: 'PCE' }]
    const { browser, door } = await opened({ supplier: supplierWithTables({ articles }) })
    await door.post(orderOf('one', '9999'))
    for (const key of ['3105', '9999']) {
      const asked = await browser.get(`${ENTER}?key=${key}&order=one&erpArticle=303999&factor=6&unit=&weighted=yes`)
      const [, back = ''] = /<a class="btn" href="([^"]+)">Back, do nothing/.exec(asked.text) ?? []
      const { text } = await browser.get(back.replaceAll('&amp;', '&'))
      expect(text).toContain('name="erpArticle" value="303999"')
      expect(text).toContain('name="factor" value="6"')
      expect(text).toContain('name="unit" value=""')
      expect(text).toContain('<option value="yes" selected="">')
      expect(text).toContain('<input type="hidden" name="order" value="one"/>')
    }
  })

  it('shows the form again with what was typed when a field is wrong', async () => {
    const { browser } = await opened()
    const { status: code, text } = await browser.get(`${ENTER}?key=3105&erpArticle=77&factor=six&gtin=12`)
    expect(code).toBe(422)
    for (const words of [
      'Nothing was entered.',
      'Write a number above zero',
      'value="six"',
      'value="77"',
      'aria-invalid',
    ])
      expect(text, words).toContain(words)
  })

  it('shows the row of the configuration beside the entry, finds rows, and undoes after a question', async () => {
    const articles = [{ article: 'A-1', erpArticle: '900' }, { article: 'B-2' }]
    const { box, browser } = await opened({ supplier: supplierWithTables({ articles }) })
    box.outbox.enterRow(
      { kind: 'article', key: 'A-1', row: { article: 'A-1', erpArticle: '901', weighted: false } },
      { by: 'Jo' },
      null,
    )
    const list = await browser.get(`${PATH}/articles?q=901`)
    expect(list.text).toContain('1 of 2 match')
    expect(list.text).toContain('entered by Jo')
    const asked = await browser.get(`${PATH}/articles/undo?key=A-1`)
    expect(asked.text).toContain('900')
    expect(box.outbox.catalogueRow('article', 'A-1')?.effective).toMatchObject({ erpArticle: '901' })
    await browser.submit(asked, `${PATH}/articles/undo`)
    const shown = await browser.get(`${PATH}/articles/row?key=A-1`)
    expect(box.outbox.catalogueRow('article', 'A-1')?.effective).toMatchObject({ erpArticle: '900' })
    expect(shown.text).toContain('took an entry back')
    const again = await browser.submit(asked, `${PATH}/articles/undo`)
    expect(again.status).toBe(409)
    expect(again.text).toContain('Nothing was done: this is no longer possible')
  })

  describe('the undo of a wrong entry', () => {
    const tables = supplierWithTables({ articles: [{ article: '3105', erpArticle: '303105' }] })
    const wrong = articleRow('3105', { erpArticle: '303106' })
    const written = (box: TestOutbox, id: string): string =>
      new TextDecoder().decode(box.outbox.document(id, 'erp', 1)?.bytes)

    it('names the orders that were written with the entry, what the ERP has of each, and the route to pause', async () => {
      const { box, browser, door } = await opened({ supplier: tables })
      await door.post(orderOf('before'))
      await box.work()
      box.clock.advance(60_000)
      box.outbox.enterRow(wrong, { by: 'Jo' }, null)
      await door.post(orderOf('sent'))
      await box.work()
      box.wire.answers(ERP, status(500))
      await door.post(orderOf('perhaps'))
      await door.post(orderOf('other', '9999'))
      await box.work()
      const { text } = await browser.get(`${PATH}/articles/undo?key=3105`)
      expect(text).toContain('Pause the route first')
      expect(text).toContain('href="/console/routes#fresco-erp"')
      expect(text).toMatch(/PO-sent<[\s\S]*?has it with this entry, by route erp/)
      expect(text).toMatch(/PO-perhaps<[\s\S]*?may have the wrong article, by route erp/)
      expect(text).not.toContain('PO-before')
      expect(text).not.toContain('PO-other')
    })

    it('writes a document again that did not reach the ERP, and says that nothing leaves because of the undo', async () => {
      const { box, browser, door } = await opened({ supplier: tables })
      box.outbox.enterRow(wrong, { by: 'Jo' }, null)
      box.wire.answers(ERP, status(503))
      await door.post(orderOf('one'))
      await box.work()
      expect(box.deliveries('one')).toEqual(['erp v1 deferred no'])
      expect(written(box, 'one')).toContain('303106')
      const path = `${PATH}/articles/undo`
      const asked = await browser.get(`${path}?key=3105`)
      expect(asked.text).toContain('does not have it. Route erp sends the new document.')
      const done = await browser.submit(asked, path)
      const shown = (await browser.get(done.location ?? '')).text
      expect(shown).toContain('The entry is taken back, with your name. The next orders get this.')
      expect(shown).not.toContain('leave now')
      box.wire.answers(ERP, status(200))
      await box.pass(3_600_000)
      expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
      expect(written(box, 'one')).toContain('303105')
    })

    it('writes a document again that waits in a mailbox to be collected', async () => {
      const articles = [{ article: '3105', erpArticle: '303105' }]
      const { box, door } = await opened({ supplier: supplierWithTables({ articles, routes: [mailboxRoute('erp')] }) })
      box.outbox.enterRow(wrong, { by: 'Jo' }, null)
      await door.post(orderOf('one'))
      await box.work()
      expect(written(box, 'one')).toContain('303106')
      const { version = 0 } = box.outbox.catalogueRow('article', '3105')?.entry ?? {}
      box.outbox.undoRow('article', '3105', { by: 'Jo' }, version)
      await box.work()
      expect(written(box, 'one')).toContain('303105')
      expect(box.outbox.listMailbox('erp')).toHaveLength(1)
    })

    it('holds an unsent order whose number is in no table after the undo', async () => {
      const { box, door } = await opened({ supplier: supplierWithTables({ articles: [] }) })
      box.outbox.enterRow(wrong, { by: 'Jo' }, null)
      box.wire.answers(ERP, status(503))
      await door.post(orderOf('one'))
      await box.work()
      const { version = 0 } = box.outbox.catalogueRow('article', '3105')?.entry ?? {}
      expect(box.outbox.undoRow('article', '3105', { by: 'Jo' }, version)).toMatchObject({ ok: true })
      expect(box.deliveries('one')).toEqual(['erp v1 held/unknown-article no'])
      box.wire.answers(ERP, status(200))
      box.outbox.enterRow(articleRow('3105', { erpArticle: '303105' }), { by: 'Jo' }, null)
      await box.pass(3_600_000)
      expect(box.deliveries('one')).toEqual(['erp v1 delivered yes'])
      expect(written(box, 'one')).toContain('303105')
    })
  })

  it('shows what a file would change before it changes anything', async () => {
    const { box, browser } = await opened()
    const preview = await upload(browser, await browser.get(IMPORT), 'article,erpArticle\nA-1,900\n3105,303105\n')
    expect(preview.status).toBe(200)
    for (const words of ['1 new, 1 changed, 0 the same, 0 not in the file', '303105', 'Import 2 changes'])
      expect(preview.text, words).toContain(words)
    expect(box.outbox.catalogueRow('article', '3105')).toBeNull()
    const done = await browser.submit(preview, IMPORT)
    expect(done.status).toBe(303)
    expect(box.outbox.catalogueRow('article', '3105')?.entry).toMatchObject({ by: 'An Peeters' })
    expect((await browser.submit(preview, IMPORT)).status).toBe(409)
    expect((await browser.get(`${PATH}/articles/export.csv`)).text).toContain('3105,303105')
  })

  it('imports nothing of a file with a mistake or with letters that are not UTF-8', async () => {
    const { box, browser } = await opened()
    const page = await browser.get(IMPORT)
    const wrong = await upload(browser, page, 'article,factor\n1,six\n2,5\n')
    expect(wrong.text).toContain('Line 2:')
    expect(wrong.text).not.toContain('Import 1')
    expect((await upload(browser, page, 'article,unit\n1,\uFFFD\n')).text).toContain('not UTF-8')
    expect(box.outbox.catalogueRow('article', '2')).toBeNull()
  })

  it('says in the language of the reader which cell of a file is wrong', async () => {
    const { browser } = await opened()
    await browser.get(`${IMPORT}?language=de`)
    const { text } = await upload(browser, await browser.get(IMPORT), 'article,factor,gtin\n1,six,12\n')
    expect(text).toContain('Zeile 2: factor: Schreiben Sie eine Zahl über null, mit einem Punkt: 2.5.')
    expect(text).toContain('gtin: Eine GTIN hat 8, 12, 13 oder 14 Ziffern')
    expect(text).not.toContain('The factor is a number')
  })

  it('is named in the language of the reader where the deed is written down', async () => {
    const { box, browser, door } = await opened()
    await door.post(orderOf('one'))
    box.outbox.enterRow(
      { kind: 'article', key: '3105', row: { article: '3105', erpArticle: '1', weighted: false } },
      { by: 'An', note: 'asked the buyer' },
      null,
    )
    await browser.get('/console/activity?language=nl')
    const { text } = await browser.get('/console/activity')
    expect(text).toContain('artikel 3105 → 1: asked the buyer')
    expect(text).not.toContain('article 3105')
  })

  it.each([
    ['', 'Regel 1: Het bestand is leeg. De eerste regel moet de kolommen noemen, zoals article,unit.'],
    ['A-1,900\n', 'Regel 1: De namen van de kolommen ontbreken.'],
    ['artikle,unit\n1,KG\n', "Regel 1: De kolom 'artikle' bestaat niet. Bedoelde u 'article'?"],
    ['article,x\n1,2\n', "Regel 1: De kolom 'x' bestaat niet. De kolommen zijn article, unit, factor"],
    ['article,article\n1,1\n', "Regel 1: De kolom 'article' staat er twee keer."],
    ['unit\nKG\n', "Regel 1: De kolom 'article' ontbreekt, en elke rij heeft ze nodig."],
    ['article,unit\n1\n', 'Regel 2: Er is 1 cel, en de eerste regel noemt 2 kolommen.'],
    ['article,unit\n1,KG\n1,KG\n', "Regel 3: article '1' staat ook op regel 2. Houd een van de twee rijen."],
    ['article,unit\n,KG\n', 'Regel 2: article ontbreekt. Vul het nummer in, of verwijder de rij.'],
    ['article,weighted\n1,soms\n', "Regel 2: 'soms' past niet in weighted: schrijf yes of no."],
    ['article,unit\n"1,KG\n', 'Regel 2: Een dubbel aanhalingsteken wordt nooit gesloten.'],
    ['article,unit\n"1"2,KG\n', 'Regel 2: Er staat iets tussen een sluitend aanhalingsteken'],
    ['article,unit\n1,\uFFFD\n', 'Regel 2: De tekst is geen UTF-8. Sla de tabel op als ‘CSV UTF-8’.'],
  ])('says in the language of the reader what is wrong with the form of %j', async (file, sentence) => {
    const { browser } = await opened()
    await browser.get(`${IMPORT}?language=nl`)
    const { text } = await upload(browser, await browser.get(IMPORT), file)
    expect(text.replace(/<[^>]+>/g, '').replaceAll('&#39;', "'")).toContain(sentence)
  })

  it('offers only what the role includes, and refuses the rest', async () => {
    const access = [{ who: 'Vi', role: 'view', token: 'VI_TOKEN' }]
    const { box, browser, door } = await opened({
      console: { access } as never,
      secrets: { VI_TOKEN: 'a-token-of-vi-for-this-test' },
    })
    await door.post(orderOf('one'))
    await browser.signIn('Vi', 'a-token-of-vi-for-this-test')
    const queue = await browser.get(PATH)
    expect(queue.text).toContain('Article 3105')
    expect(queue.text).not.toContain('Take it as it is')
    expect((await browser.get(`${ENTER}?key=3105`)).status).toBe(403)
    expect((await browser.get(IMPORT)).status).toBe(403)
    const form = /name="form" value="([^"]+)"/.exec(queue.text)?.[1] ?? ''
    const row = JSON.stringify({ article: '3105' })
    expect((await browser.post(ENTER, { form, key: '3105', row })).status).toBe(403)
    expect(box.outbox.catalogueRow('article', '3105')).toBeNull()
  })

  it('is not found for another supplier, another table and a number without a name', async () => {
    const { browser } = await opened()
    for (const path of ['/console/catalogue/other', `${PATH}/prices`, `${PATH}/__proto__`, `${PATH}/articles/row`])
      expect((await browser.get(path)).status, path).toBe(404)
  })
})

describe('hostile words in the catalogue', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '../..',
    '{{7*7}}',
    '\u202eabc',
    '=1+1',
  ]

  it.each(HOSTILE)('stay text on every page: %s', async (words) => {
    const { box, browser, door } = await opened()
    const [line] = orderOf('x', words).packages
    await door.post(orderOf('one', words, { packages: [{ ...line, stock_item: { name: words } }] }))
    const key = encodeURIComponent(words)
    const pages = [
      await browser.get(PATH),
      await browser.get(`${ENTER}?key=${key}&erpArticle=${key}`),
      await browser.get(`${ENTER}?key=${key}&factor=${key}`),
      await browser.get(`${PATH}/articles/row?key=${key}`),
      await browser.get(`${PATH}/articles?q=${key}`),
    ]
    const asked = pages[1]
    if (!asked) throw new Error('There is no page.')
    const done = await browser.submit(asked, ENTER, { note: words })
    expect(done.status).toBe(303)
    pages.push(await browser.get(done.location ?? ''), await browser.get(`${PATH}/articles/undo?key=${key}`))
    for (const { text, headers } of pages) {
      expect(text).not.toMatch(/<script|<img/)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect(box.outbox.catalogueRow('article', words)?.effective).toMatchObject({ erpArticle: words })
  })
})
