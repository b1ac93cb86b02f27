import { describe, expect, it } from 'vitest'
import { frontDoor, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { testConsole } from '../fakes/console.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const PATH = '/console/catalogue/fresco'
const ENTER = `${PATH}/customers/enter`

async function opened(settings: Record<string, unknown> = {}) {
  const routes = [httpRoute('erp', ERP, { document: EDIFACT }), mailboxRoute('depot')]
  const made = testConsole({ supplier: supplierWithTables({ articles: [{ article: '3105' }], routes, ...settings }) })
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn('An Peeters')
  made.box.wire.answers(ERP, status(200))
  const text = (id: string, route: string): string =>
    new TextDecoder().decode(made.box.outbox.document(id, route, 1)?.bytes)
  return { ...made, browser, door: frontDoor(made.box), text }
}

const ofCustomer = (id: string, customer: string) => orderOf(id, '3105', { supplier_customer_number: customer })

describe('the entry of a customer', () => {
  it('gives the one number of the form to buyer, place of delivery and payer of each document', async () => {
    const { box, browser, door, text } = await opened()
    await door.post(ofCustomer('one', '4077'))
    const form = (await browser.get(PATH)).text
    expect(form).toContain('Number of this customer in your ERP')
    expect(form).not.toContain('name="shipTo"')
    const asked = await browser.get(`${ENTER}?key=4077&name=Caf%C3%A9+Zuid&erpCustomer=V-20077&depot=`)
    expect(asked.text).toContain('Your ERP gets the number V-20077 for buyer, place of delivery and payer.')
    await browser.submit(asked, ENTER)
    await box.work()
    expect(text('one', 'erp')).toMatch(/NAD\+BY\+V-20077::91'[\s\S]*NAD\+DP\+V-20077::91'[\s\S]*NAD\+IV\+V-20077::91'/)
    expect(text('one', 'erp')).not.toContain('4077::')
    expect(JSON.parse(text('one', 'depot'))).toMatchObject({ soldTo: 'V-20077', shipTo: 'V-20077', billTo: 'V-20077' })
  })

  it('gives no number as the name of a customer without a name', async () => {
    const { browser } = await opened()
    const asked = async (query: string) => (await browser.get(`${ENTER}?key=4077${query}`)).text
    expect(await asked('&erpCustomer=V-20077')).toContain(
      'From now on 4077 is a customer of yours. Your ERP gets the number V-20077',
    )
    expect(await asked('&name=Zuid')).toContain('From now on 4077 is a customer of yours: Zuid.')
  })

  it('says for each party which number the ERP gets, when they differ', async () => {
    const { browser } = await opened()
    const asked = await browser.get(`${ENTER}?key=4077&soldTo=V-20077`)
    expect(asked.text).toContain(
      'Your ERP gets for the buyer V-20077, for the place of delivery 4077, for the payer no number, or 4077 where the document needs one.',
    )
    expect((await browser.get(`${ENTER}?key=4077&name=Zuid`)).text).toContain('Your ERP gets the number 4077 for buyer')
  })

  it('takes over every number of a suggested row', async () => {
    const { box, browser, door, text } = await opened({ customers: [{ customer: '4007', name: 'Sushi Yama' }] })
    await door.post(ofCustomer('one', '4077'))
    const [, link = ''] = /href="([^"]+erp[^"]*|[^"]+soldTo[^"]*)">[^<]*4007/.exec((await browser.get(PATH)).text) ?? []
    const asked = await browser.get(link.replaceAll('&amp;', '&'))
    expect(asked.text).toContain('Your ERP gets the number 4007 for buyer, place of delivery and payer.')
    await browser.submit(asked, ENTER)
    await box.work()
    expect(text('one', 'erp')).toMatch(/NAD\+BY\+4007::91'[\s\S]*NAD\+DP\+4007::91'/)
  })

  it('keeps name and numbers of a customer in the table, when the person fills in the depot alone', async () => {
    const customers = [{ customer: 'C-77', name: 'Bistro', soldTo: 'S-1', shipTo: 'S-1', phone: '+32 9 1' }]
    const routes = [httpRoute('erp', ERP, { when: { depot: 'gent' } })]
    const { browser, door } = await opened({ customers, routes })
    await door.post(orderOf('one'))
    const { text } = await browser.get(PATH)
    expect(text).toMatch(/name="erpCustomer"[^>]*value="S-1"|value="S-1"[^>]*name="erpCustomer"/)
    const asked = await browser.get(`${ENTER}?key=C-77&name=Bistro&erpCustomer=S-1&depot=gent`)
    for (const words of ['Bistro', 'S-1', '+32 9 1', 'gent']) expect(asked.text, words).toContain(words)
  })

  it('shows who placed the order and what, and names another customer before the goods go there', async () => {
    const { browser, door } = await opened({ customers: [{ customer: '4007', name: 'Sushi Yama' }] })
    await door.post({ ...ofCustomer('one', '4077'), owned_by: { username: 'kris@zuid.example' } })
    const { text } = await browser.get(PATH)
    for (const words of [
      'kris@zuid.example',
      '3 × Jus d’orange pressé 2 L',
      'Numbers of other customers that look like it.',
      '4007 · Sushi Yama',
    ])
      expect(text, words).toContain(words)
    const warning = 'The number 4007 is that of another customer: Sushi Yama (4007). The goods go there.'
    expect((await browser.get(`${ENTER}?key=4077&erpCustomer=4007`)).text).toContain(warning)
    expect((await browser.get(`${ENTER}?key=4077&erpCustomer=V-1`)).text).not.toContain('another customer')
  })
})

describe('the name of an article in earlier orders', () => {
  it('stands beside a suggested number, and on the page before the entry', async () => {
    const articles = [{ article: '3103', erpArticle: '303103' }]
    const { browser, door } = await opened({ articles, customers: [{ customer: 'C-77' }] })
    const [line] = orderOf('before', '3103').packages
    await door.post(orderOf('before', '3103', { packages: [{ ...line, stock_item: { name: 'Red onions' } }] }))
    await door.post(orderOf('one', '3105'))
    const { text } = await browser.get(PATH)
    expect(text).toContain('3103 · Red onions (303103)')
    const asked = await browser.get(`${PATH}/articles/enter?key=3105&erpArticle=303103`)
    expect(asked.text).toContain('Names in orders: 3103 · Red onions / 3105 · Jus d’orange pressé 2 L')
  })
})
