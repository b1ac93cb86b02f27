import { describe, expect, it } from 'vitest'
import { orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { ENTER, IMPORT, opened, PATH } from './catalogue-page.ts'

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
