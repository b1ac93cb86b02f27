import { describe, expect, it } from 'vitest'
import type { OutgoingMail } from '../../src/ports.ts'
import { customerRow } from '../fakes/catalogue.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { mailboxRoute, supplierWith } from '../fakes/orders.ts'

const PATH = '/console/orders/fresco/one'
const DO = `${PATH}/do/notify-customer`
const WORDS = 'We have no butter today.\r\n- Shall we send margarine?\r\nCall before <b>nine</b>.'

async function opened(settings: Record<string, unknown> = {}, answers: () => void = () => {}) {
  const mails: OutgoingMail[] = []
  const made = testConsole({
    supplier: supplierWith({
      ...{ customerNotices: { from: 'orders@gateway.example' }, routes: [mailboxRoute('erp')] },
      orderDesk: { mail: 'desk@fresco.example', phone: '+32 2 555 01 23' },
      customers: [{ customer: 'C-77', language: 'fr', contact: 'chef@bistro.example' }],
      ...settings,
    }),
    ports: {
      mail: async (mail) => {
        answers()
        mails.push(mail)
      },
    },
  })
  made.box.accept({ orderId: 'one', customer: 'C-77' })
  await made.box.work()
  const browser = made.browser({ 'accept-language': 'en' })
  await browser.signIn()
  return { box: made.box, browser, mails }
}

describe('a mail of the order desk to the customer of an order', () => {
  it('is asked first, sent in the words of the desk, and written down', async () => {
    const { box, browser, mails } = await opened()
    expect((await browser.get(PATH)).text).toContain(`href="${DO}"`)
    const asked = await browser.get(DO)
    expect(asked.text).toContain('The customer gets a mail with your words, at chef@bistro.example.')
    expect(asked.text).toContain('An answer goes to desk@fresco.example.')
    expect(asked.text).toContain('À propos de votre commande PO-one chez Fresco Foods')
    expect([mails, box.outbox.events(9).rows]).toEqual([[], []])

    const done = await browser.submit(asked, DO, { message: WORDS, note: 'The truck is empty.' })
    expect(done.location).toBe(`${PATH}?done=notify-customer`)
    await box.work()
    expect(mails).toMatchObject([
      {
        ...{ from: 'orders@gateway.example', to: ['chef@bistro.example'], replyTo: 'desk@fresco.example' },
        subject: 'À propos de votre commande PO-one chez Fresco Foods',
        text: expect.stringContaining(
          'We have no butter today.\n– Shall we send margarine?\nCall before <b>nine</b>.\n\n',
        ),
        html: expect.not.stringContaining('<b>nine'),
      },
    ])
    expect(box.outbox.events(9).rows).toMatchObject([
      { orderId: 'one', action: 'notify-customer', by: 'An Peeters', note: 'The truck is empty.' },
    ])
    const { text } = await browser.get(PATH)
    expect(text).toContain('A person wrote to the customer.')
    expect(text).toContain('The truck is empty.')
    expect(text).toContain('The customer got a mail.')
    expect(text).toContain('to chef@bistro.example')
    expect(text).toContain('Sent to chef@bistro.example at 10:00.')
    expect(text).toContain('Call before &lt;b&gt;nine&lt;/b&gt;.')
    expect((await browser.get('/console/activity?action=notify-customer')).text).toContain('Written to the customer')
  })

  it('may be written again, also about an order that is settled, held or refused', async () => {
    const { box, browser, mails } = await opened()
    for (const message of ['First.', 'Second.', 'Second.'])
      expect((await browser.submit(await browser.get(DO), DO, { message })).status).toBe(303)
    await box.work()
    expect(mails).toHaveLength(3)
    const refused = { orderId: 'two', orderNumber: 'PO-2', customer: 'C-77', problems: '[]', body: new Uint8Array() }
    box.outbox.keepRefused(refused)
    expect(box.outbox.notifyCustomer('two', { by: 'An', message: 'Order again.' })).toEqual({ ok: true })
    await box.work()
    expect(mails.at(-1)?.subject).toContain('PO-2')
  })

  it('needs words, and keeps the note that was typed', async () => {
    const { box, browser } = await opened()
    const again = await browser.submit(await browser.get(DO), DO, { message: ' ', note: 'No butter' })
    expect(again.status).toBe(422)
    expect(again.text).toContain('Write what the customer is to read.')
    expect(again.text).toContain('value="No butter"')
    expect(box.outbox.events(9).rows).toEqual([])
  })

  it('is tried again while the mail fails; after an hour the desk gets the words', async () => {
    const { box, browser } = await opened({}, () => {
      throw new Error('no')
    })
    await browser.submit(await browser.get(DO), DO, { message: 'No butter.' })
    await box.work()
    expect((await browser.get(PATH)).text).toContain('Not sent yet, to chef@bistro.example.')
    await box.pass(2 * 3_600_000)
    const told = box.alerts.filter(({ kind }) => kind === 'customer-not-notified')
    expect(told).toMatchObject([{ orderId: 'one', forward: expect.stringContaining('No butter.') }])
  })

  it('is a call of the Admin API too', async () => {
    const { box, browser, mails } = await opened()
    const call = (body: object) =>
      browser.post(
        '/api/orders/fresco/one/notify-customer',
        {},
        { authorization: `Bearer ${TOKEN}` },
        JSON.stringify(body),
      )
    const answer = await call({ by: 'Jo', message: 'No butter.' })
    expect(JSON.parse(answer.text)).toMatchObject({ notices: [{ to: 'chef@bistro.example', sentAt: null }] })
    await box.work()
    expect(mails).toHaveLength(1)
    expect((await call({ by: 'Jo' })).status).toBe(422)
    expect((await call({ by: 'Jo', message: 'x'.repeat(2_001) })).status).toBe(422)
  })
})

describe('a customer whom the gateway cannot mail', () => {
  it('is not offered while notices are off, and the settings say what is missing', async () => {
    const { box, browser } = await opened({ customerNotices: false })
    expect((await browser.get(PATH)).text).not.toContain(DO)
    const { status, text } = await browser.get(DO)
    expect([status, text.includes('<textarea')]).toEqual([409, false])
    expect((await browser.get('/console/settings')).text).toContain(
      'This needs customerNotices and orderDesk of the supplier, and the binding EMAIL in wrangler.toml.',
    )
    expect(box.outbox.notifyCustomer('one', { by: 'An', message: 'Hello' })).toMatchObject({ status: 409 })
  })

  it('makes the settings say nothing of it where notices are on', async () => {
    const { browser } = await opened()
    expect((await browser.get('/console/settings')).text).not.toContain('the binding EMAIL')
  })

  it('is named with the row to correct, and gets the mail once the row has an address', async () => {
    const { box, browser, mails } = await opened({ customers: [{ customer: 'C-77' }] })
    const { text } = await browser.get(DO)
    expect(text).toContain('href="/console/catalogue/fresco/customers/row?key=C-77"')
    box.outbox.enterRow(customerRow('C-77', { contact: 'new@bistro.example' }), { by: 'An' }, null)
    await browser.submit(await browser.get(DO), DO, { message: 'Hello' })
    await box.work()
    expect(mails).toMatchObject([{ to: ['new@bistro.example'] }])
  })
})

describe('the page before a discard', () => {
  const HELD = { state: 'held', reason: 'quantity' } as const
  const DISCARD = '/console/orders/fresco/two/do/discard'

  async function held(settings: Record<string, unknown> = {}) {
    const made = await opened(settings)
    for (const id of ['two', 'three'])
      made.box.accept({ orderId: id, customer: id === 'two' ? 'C-77' : 'C-99', starts: { erp: HELD } })
    return made
  }

  it('shows the mail that the customer gets at once, and exactly that mail goes', async () => {
    const { box, browser, mails } = await held()
    const asked = await browser.get(DISCARD)
    expect(asked.text).toContain('The customer gets the mail below at once, at chef@bistro.example.')
    expect(asked.text).not.toContain('nobody else tells the restaurant')
    await box.work()
    expect([mails, box.outbox.view('two')?.state, box.outbox.events(9).rows]).toEqual([[], 'held', []])
    await browser.submit(asked, DISCARD, { note: 'Ordered twice.' })
    await box.work()
    expect(mails).toHaveLength(1)
    const page = asked.text.replaceAll('&#39;', "'")
    for (const line of [mails[0]?.subject ?? '', ...(mails[0]?.text ?? '').split('\n').filter((text) => text !== '')])
      expect(page, line).toContain(line)
    const after = await browser.get('/console/orders/fresco/two')
    expect(after.text).toContain(`${mails[0]?.subject} <small>Sent to chef@bistro.example`)
  })

  it('says that the desk must call where no mail goes', async () => {
    const { browser } = await held({ customerNotices: false })
    const { text } = await browser.get(DISCARD)
    expect(text).toContain('Call the chef: nobody else tells the restaurant.')
    expect(text).not.toContain('gets the mail below')
  })

  it('says for several orders who gets a mail and who must be called', async () => {
    const { browser } = await held()
    const { text } = await browser.get('/console/orders/bulk?do=discard&order=fresco/two&order=fresco/three')
    for (const words of [
      'Customers who get a mail at once: 1. The first mail is below. Call the other chefs',
      'a mail goes to chef@bistro.example',
      'PO-two',
    ])
      expect(text, words).toContain(words)
  })
})
