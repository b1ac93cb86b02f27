import { describe, expect, it } from 'vitest'
import { articleRow, frontDoor, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { testConsole } from '../fakes/console.ts'
import { EDIFACT, ERP, httpRoute, postedOrder, WMS } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/catalogue/fresco'
const ENTER = `${PATH}/articles/enter`
const TOO_LONG = 'The unit in the articles table has 4 characters and EDIFACT D.96A takes at most 3.'
const FIXED = {
  format: 'fixed-width',
  columns: [
    { field: 'orderNumber', width: 20 },
    { field: 'articleNumber', width: 8 },
    { field: 'quantity', width: 4, decimals: 0 },
  ],
}

async function opened(language = 'en', document: object = EDIFACT) {
  const routes = [httpRoute('erp', ERP, { document }), httpRoute('desk', WMS)]
  const made = testConsole({ supplier: supplierWithTables({ routes }) })
  const browser = made.browser({ 'accept-language': language })
  await browser.signIn('An Peeters')
  for (const url of [ERP, WMS]) made.box.wire.answers(url, status(200))
  return { ...made, browser, door: frontDoor(made.box) }
}

/** An order of two unknown articles. */
function twoArticles(id: string) {
  const [line] = postedOrder().packages
  const other = { ...line, supplier_package: { ...line?.supplier_package, supplier_article_number: 'B-1' } }
  const order = orderOf(id)
  return { ...order, packages: [...order.packages, other], theoretical_price: '39.64' }
}

describe('a row that a document of a route cannot hold', () => {
  it('is refused, and the form says which route and why, with what was typed', async () => {
    const { box, browser, door } = await opened()
    await door.post(orderOf('one'))
    const { status: code, text } = await browser.get(`${ENTER}?key=3105&erpArticle=303105&factor=5&unit=kilo`)
    expect(code).toBe(422)
    for (const words of [`Route erp cannot hold this in its document. ${TOO_LONG}`, 'value="kilo"', 'value="303105"'])
      expect(text, words).toContain(words)
    expect(box.outbox.catalogueRow('article', '3105')).toBeNull()
  })

  it('is explained in the language of the reader alone', async () => {
    const { browser } = await opened('nl')
    const { text } = await browser.get(`${ENTER}?key=3105&unit=kilo`)
    expect(text).toContain('Te lang voor EDIFACT D.96A: de eenheid in de artikeltabel heeft 4 tekens')
    expect(text).not.toContain('unit in the articles table')
  })

  it.each([
    ['en', EDIFACT, 'unit=kilo', 'takes at most 3. Use a shorter one.</p>'],
    ['nl', EDIFACT, 'unit=kilo', 'zijn mogelijk. Gebruik een kortere waarde.</p>'],
    ['fr', EDIFACT, 'erpArticle=%F0%9F%8D%85', 'Utilisez un autre numéro.</p>'],
    ['de', FIXED, 'factor=12345', 'Verwenden Sie einen anderen Faktor.</p>'],
    ['fr', FIXED, 'erpArticle=123456789', 'Trop long pour cette mise en page à largeur fixe'],
  ])(
    'gets no advice to key an order, because the form has no order: %s %#',
    async (language, document, query, words) => {
      const { browser } = await opened(language, document)
      const { text } = await browser.get(`${ENTER}?key=3105&${query}`)
      expect(text).toContain(words)
      expect(text).not.toMatch(/key this order|voer deze bestelling|saisissez cette|erfassen Sie/i)
    },
  )

  it.each(['/articles/row?key=3105', '', '/articles/enter?key=3105&unit=kilo'])(
    'gives the units to choose from in a list that works without JavaScript: %s',
    async (path) => {
      const { browser, door } = await opened('nl')
      await door.post(orderOf('one'))
      const { text } = await browser.get(`${PATH}${path}`)
      expect(text).toMatch(/<input[^>]* name="unit"[^>]* list="units"/)
      expect(text.match(/<datalist id="units">/g)).toHaveLength(1)
      expect(text).toContain('<option value="PCE">stuk</option>')
    },
  )
})

describe('a file with a row that a document of a route cannot hold', () => {
  it.each([
    ['en', 'Line 3:', `Route erp cannot hold this in its document. ${TOO_LONG}`],
    ['nl', 'Regel 3:', 'Route erp kan dit niet in het document opnemen. Te lang voor EDIFACT D.96A'],
  ])('is not imported, and its preview says which line and why: %s', async (language, line, why) => {
    const { box, browser } = await opened(language)
    const page = await browser.get(`${PATH}/articles/import`)
    const { text } = await browser.submit(page, `${PATH}/articles/import`, { csv: 'article,unit\n1,KGM\n2,kilo\n' })
    expect(text).toContain(line)
    expect(text).toContain(why)
    expect(text).not.toContain('value="import"')
    expect(box.outbox.catalogueRow('article', '1')).toBeNull()
  })
})

const WRONG = articleRow('B-1', { unit: 'kilo' })

describe('an entry after which a document still cannot hold an order', () => {
  it('does not count the order as leaving, though another route sends it, and says why', async () => {
    const { box, browser, door } = await opened()
    await door.post(twoArticles('one'))
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    const { text } = await browser.get(`${ENTER}?key=3105&unit=KGM`)
    for (const words of [
      'No order leaves now.',
      'Orders that do not fit into the document of route erp: 1.',
      'leaves by route desk only',
      TOO_LONG,
    ])
      expect(text, words).toContain(words)
  })

  it('does not count an order as leaving that a route refused at its acceptance', async () => {
    const { box, browser, door } = await opened()
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    await door.post(twoArticles('one'))
    expect(box.deliveries('one')).toEqual(['desk v1 held/unknown-article no', 'erp v1 refused no'])
    const { text } = await browser.get(`${ENTER}?key=3105&unit=KGM`)
    expect(text).toContain('No order leaves now.')
    expect(text).toContain('leaves by route desk only')
  })

  it('shows the new reason on the page of the order, with a way to the row', async () => {
    const { box, browser, door } = await opened()
    await door.post(twoArticles('one'))
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    await browser.submit(await browser.get(`${ENTER}?key=3105&unit=KGM`), ENTER)
    await box.work()
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 held/unwritable no'])
    const { text } = await browser.get('/console/orders/fresco/one')
    expect(text).toContain(TOO_LONG)
    expect(text).not.toContain('is in no table')
    expect(text).toContain(`href="${PATH}/articles/row?key=B-1"`)
  })

  it('counts and sends the order when a later entry corrects the row', async () => {
    const { box, browser, door } = await opened()
    await door.post(twoArticles('one'))
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    box.outbox.enterRow(articleRow('3105'), { by: 'Jo' }, null)
    await box.work()
    const asked = await browser.get(`${ENTER}?key=B-1&unit=KGM`)
    expect(asked.text).toContain('1 order leaves now.')
    await browser.submit(asked, ENTER)
    await box.work()
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 delivered yes'])
    expect(box.wire.calls.filter(({ url }) => url === WMS)).toHaveLength(1)
  })

  it('alerts the desk once for a reason, not again after each entry', async () => {
    const { box, door } = await opened()
    await door.post(twoArticles('one'))
    box.outbox.enterRow(WRONG, { by: 'Jo' }, null)
    box.outbox.enterRow(articleRow('3105'), { by: 'Jo' }, null)
    await box.work()
    const told = () => box.alerts.filter(({ cause }) => cause === 'unwritable').length
    const before = told()
    box.outbox.enterRow(articleRow('4000'), { by: 'Jo' }, null)
    await box.work()
    expect([before > 0, told()]).toEqual([true, before])
  })

  it('keeps an order that arrived after the entries of its numbers', async () => {
    const { box, door } = await opened()
    box.outbox.enterRow(articleRow('3105', { unit: 'kilo' }), { by: 'Jo' }, null)
    await door.post(orderOf('one'))
    await box.work()
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 refused no'])
    box.outbox.enterRow(articleRow('4000'), { by: 'Jo' }, null)
    await box.work()
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 refused no'])
  })
})
