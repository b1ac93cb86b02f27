import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/alerts/alert.ts'
import { sendAlert } from '../../src/alerts/channels.ts'
import { alertShape } from '../../src/alerts/shapes.ts'
import { confirmationPage } from '../../src/api/confirmation-page.ts'
import type { OutgoingMail } from '../../src/ports.ts'
import { defangLinks } from '../../src/text/unlinked.ts'
import { postedOrder } from '../fakes/orders.ts'
import { pollingGateway } from '../fakes/polling-gateway.ts'

const EVIL = 'PO-1\r\nYour session has ended: https://evil.example/p@x.y www.evil.example \u202egnp'
const LINK = /https?:\/\/evil|www\.evil|evil\.example|[\r\u202e\u2028]/

/** Every alert about an order whose number, article, remarks and id contain a line break and a link. */
async function alertsAbout(): Promise<readonly Alert[]> {
  const { box, post } = pollingGateway({ settings: { articles: [], unknown: { article: 'hold' }, language: 'en' } })
  const line = (article: string, name: string) => ({
    stock_item: { name },
    supplier_package: { supplier_article_number: article, theoretical_price_per_package: '1' },
    quantity_ordered: 1,
    total_theoretical_price: '1',
  })
  const order = postedOrder({ id: EVIL, order_number: EVIL, order_remarks: EVIL, packages: [line(EVIL, EVIL)] })
  await post(order as never)
  await post({ ...order, order_remarks: `${EVIL} again`, packages: [line('x', EVIL)] } as never)
  await box.pass(60_000)
  return box.alerts
}

describe('what an order says, in an alert', () => {
  it('is one line and no link, in the text, in a mail, in Slack and in Teams', async () => {
    const alerts = await alertsAbout()
    expect(alerts.length).toBeGreaterThan(1)
    expect(alerts.some(({ diff }) => diff !== undefined)).toBe(true)
    const mails: OutgoingMail[] = []
    for (const alert of alerts) {
      expect(alert.text).not.toMatch(LINK)
      expect(alert.text).not.toMatch(/\n/)
      for (const difference of alert.diff ?? []) expect(difference).not.toMatch(/\n/)
      const channel = { name: 'desk', mail: { from: 'a@b.example', to: ['c@d.example'] }, backup: false } as never
      await sendAlert(channel, { ...alert, url: undefined as never }, {
        mail: async (mail: OutgoingMail) => void mails.push(mail),
      } as never)
      for (const format of ['slack', 'teams'] as const)
        expect(JSON.stringify(alertShape(format, alert)).replaceAll(encodeURIComponent(EVIL), '')).not.toMatch(LINK)
    }
    for (const { subject, text } of mails) expect(`${subject} ${text}`).not.toMatch(LINK)
  })

  it('is one line and no link on the page that a link in a mail opens', () => {
    const page = confirmationPage({ state: 'open', orderNumber: EVIL, cancels: false } as never, 'en')
    expect(page).not.toMatch(LINK)
  })
})

describe('a mail address', () => {
  it.each([
    'evil.example/p@x.y',
    'evil.example?a@x.y',
    'evil.example#a@x.y',
    'https://evil.example/@x.y',
    'a@evil.example/p',
  ])('is none where a program could open a page: %s', (text) => {
    expect(defangLinks(text)).not.toBe(text)
    expect(defangLinks(text)).not.toMatch(/evil\.example/)
  })

  it.each(['chef@bistro.example', "jean-luc.o'brien+orders@bistro.example", 'küche@gasthof.example'])(
    'stays as it is: %s',
    (text) => expect(defangLinks(text)).toBe(text),
  )
})

describe('a remark of the chef', () => {
  it.each(['Toch 10 i.p.v. 6', 'Graag z.s.m., a.u.b.', 'o.a. de crème', 'vóór 10.30 u.', 'S.A. Dupont', 'z.B. Äpfel'])(
    'keeps its abbreviations: %s',
    (text) => expect(defangLinks(text)).toBe(text),
  )

  it.each([
    ['t.co/x', 't[.]co/x'],
    ['zie a.b.evil.example.', 'zie a[.]b[.]evil[.]example.'],
    ['evil。example', 'evil[。]example'],
    ['1.2.evil.example', '1[.]2[.]evil[.]example'],
  ])('has no link: %s', (text, written) => expect(defangLinks(text)).toBe(written))
})
