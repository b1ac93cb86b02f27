import type { Alert } from '../../src/alerts/alert.ts'
import { alertMail } from '../../src/alerts/alert-mail.ts'
import type { RenderContext } from '../../src/documents/format.ts'
import { LANGUAGES, type Language } from '../../src/model/language.ts'
import type { Line, Order } from '../../src/model/order/order.ts'
import { statementDetails } from '../../src/outbox/alerts/alert-details.ts'
import { statementText, waitingOrders } from '../../src/outbox/statements/statement-text.ts'
import { composeMail } from '../../src/steps/compose-mail.ts'
import { discardNotice, holdNotice } from '../../src/steps/customer-notice.ts'
import { noticeHtml } from '../../src/steps/notice-mail.ts'
import { holds } from '../alerts/holds.ts'
import { ANN, course, place, type Trouble } from '../alerts/troubles.ts'
import { profile, written } from '../documents/email-writing.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../documents/sample-order.ts'
import { ERP } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

export interface MailSample {
  readonly name: string
  readonly html: string
  readonly text: string
  readonly bytes: number
  readonly isHostile: boolean
}

const HOSTILE = `<script>window.hostile=true</script>{{7*7}}"><img src=x onerror="window.hostile=true">\u202E\u200F`
const confirmUrl = `https://orders.vanacker.example/confirm/vanacker/desk/${'x'.repeat(120)}`
const customers = [{ customer: 'K-778812', name: 'Brasserie Het Spoor', soldTo: '100417', shipTo: '100417-2' }]
const articles = [
  { article: '300100', unit: 'PCE' },
  { article: '300457', unit: 'KGM', factor: '5' },
]
const cream: Line = { article: '300100', name: 'Crème fraîche 30% 1 L', quantity: '12', price: '2.85', total: '34.20' }
const tomatoes: Line = {
  article: '300457',
  name: 'Tomaten los 5 kg',
  quantity: '60',
  price: '9.40',
  total: '112.80',
  priceQuantity: '5',
}
const remarks = 'Graag vóór 10:00, langs de achterdeur.'
const cutOff = { date: '2026-11-25', time: '22:00:00', offset: '+01:00' }

const orderOf = (lines: readonly [Line, ...Line[]], more: Partial<Order> = {}): Order => ({
  ...sampleOrder,
  ...{ number: 'PO-MX35F9QP0E', remarks, lines },
  ...more,
})
const hundred = Array.from({ length: 99 }, (_, index) => (index % 2 === 0 ? tomatoes : cream))
const before = orderOf(
  [
    { ...tomatoes, quantity: '30' },
    { ...cream, article: '300999', name: 'Boter' },
  ],
  { deliveryDate: '2026-11-25' },
)
const hostile = orderOf(
  [
    { ...cream, name: HOSTILE + 'x'.repeat(10_000) },
    { ...tomatoes, article: 'A'.repeat(60) },
  ],
  {
    remarks: `${HOSTILE}\n${'y'.repeat(10_000)}`,
    person: HOSTILE,
  },
)

const ORDERS: Readonly<Record<string, readonly [Order, Partial<RenderContext>]>> = {
  'order-1': [orderOf([cream]), { confirmUrl, cutOff }],
  'order-100': [orderOf([cream, ...hundred]), { confirmUrl, cutOff }],
  replacement: [
    orderOf([tomatoes, cream]),
    { version: 2, purpose: 'replacement', replaced: before, confirmUrl, cutOff },
  ],
  'replacement-remarks': [
    orderOf([cream], { remarks: '' }),
    { version: 2, purpose: 'replacement', replaced: orderOf([cream]), confirmUrl },
  ],
  cancellation: [orderOf([tomatoes, cream]), { version: 2, purpose: 'cancellation', confirmUrl, cutOff }],
  repeat: [orderOf([cream]), { possibleRepeat: true }],
  'stands-in': [orderOf([cream]), { standsIn: { isPerhapsThere: true }, possibleRepeat: true, cutOff }],
  'stands-in-doubt': [
    orderOf([cream]),
    { standsIn: { isPerhapsThere: true }, refusal: 'HTTP 422.', possibleRepeat: true, cutOff },
  ],
  'stands-in-change': [
    orderOf([cream]),
    { ...{ version: 2, purpose: 'replacement', cutOff }, standsIn: { isPerhapsThere: false }, refusal: 'HTTP 422.' },
  ],
  reminder: [orderOf([cream]), { possibleRepeat: true, reminder: true, confirmUrl, cutOff }],
  'order-hostile': [hostile, { confirmUrl, version: 2, purpose: 'replacement', replaced: before }],
}

/** Every mail of the gateway in each language. */
export async function mailSamples(): Promise<MailSample[]> {
  const samples = LANGUAGES.map(async (language) => [
    ...(await Promise.all(Object.keys(ORDERS).map((name) => orderSample(name, language)))),
    ...(await alertSamples(language)),
    ...statementSamples(language),
    ...noticeSamples(language),
  ])
  return (await Promise.all(samples)).flat()
}

async function orderSample(name: string, language: Language): Promise<MailSample> {
  const [order, occasion] = ORDERS[name] ?? []
  if (!order) throw new Error(`There is no mail ${name}.`)
  const { mail } = written(order, profile({}, { language, customers, articles, price: 'net' }), occasion)
  const identity = { key: 'a'.repeat(32), preparedAt: sampleOccasion.preparedAt, attachmentName: '' }
  const { byteLength } = await composeMail(mail, identity)
  return {
    name: `${name}-${language}`,
    html: mail.html,
    text: mail.text,
    bytes: byteLength,
    isHostile: name.includes('hostile'),
  }
}

const sampleOf = (name: string, html: string, text: string): MailSample => ({
  ...{ name, html, text, bytes: Buffer.byteLength(html + text), isHostile: name.includes('hostile') },
})

/** Incidents of a whole gateway, whose alerts have their real words. */
const INCIDENTS: Readonly<Record<string, Trouble['happen']>> = {
  paused: course({
    happens: (gateway) => {
      gateway.box.wire.answers(ERP, status(401))
      return place(gateway)
    },
    ends: (gateway) => {
      gateway.box.wire.answers(ERP, status(200))
      gateway.box.outbox.retryRoute('erp', ANN)
    },
  }),
  held: happening('held-unknown-article'),
  uncertain: happening('held-uncertain'),
}

function happening(name: string): Trouble['happen'] {
  const hold = holds.find((trouble) => trouble.name === name)
  if (!hold) throw new Error(`There is no incident ${name}.`)
  return hold.happen
}

/** The first alert of each incident, the message of its end, and an alert with hostile text. */
async function alertSamples(language: Language): Promise<MailSample[]> {
  const alerts = Object.entries(INCIDENTS).map(async ([name, happen]) => {
    const all = await happen(language)
    const [first, last] = [all.find(({ kind }) => kind !== 'resolved'), all.findLast(({ kind }) => kind === 'resolved')]
    if (!first || !last) throw new Error(`The incident ${name} has no alert, or no end.`)
    const url = 'https://orders.vanacker.example/console/orders/fresco/order-1'
    return [[`alert-${name}`, { ...first, url }] as const, [`alert-${name}-over`, last] as const]
  })
  return [...(await Promise.all(alerts)).flat(), ['alert-hostile', hostileAlert(language)] as const].map(
    ([name, alert]) => {
      const { html = '', text } = alertMail(alert)
      return sampleOf(`${name}-${language}`, html, text)
    },
  )
}

function hostileAlert(language: Language): Alert {
  const bad = HOSTILE.replace(/[\u202E]/g, '')
  const what = bad + 'z'.repeat(2_000)
  return {
    ...{ id: 'vanacker:paused:erp:1', kind: 'paused', supplier: 'vanacker', route: 'erp', text: what },
    ...{ title: 'Route erp', url: 'https://orders.vanacker.example/console/routes', incident: 'vanacker:paused:erp:1' },
    ...{ orderNumber: bad, diff: [bad], forward: `${bad}\n\n${bad}` },
    details: { language, about: 'Van Acker Foodservice', what, since: '05:52', amount: '23', steps: [bad] },
  }
}

/** A statement with no order that waits, with 1, with 100, and with hostile notes. */
function statementSamples(language: Language): MailSample[] {
  const supplier = sampleSupplier({ language })
  const bad = HOSTILE.replace(/[\u202E]/g, '')
  return [
    ['statement-well', 0, ''],
    ['statement-1', 1, ''],
    ['statement-100', 100, ''],
    ['statement-hostile', 3, bad],
  ].map(([name, count, note]) => {
    const open = Array.from({ length: Number(count) }, (_, index) => ({
      ...{ orderId: `order-${index}`, orderNumber: `PO-MX35F9QP${index}${note}`, version: 1, route: 'erp' },
      ...({ state: 'refused', reached: 'no', isSilent: 0, purpose: 'original' } as const),
      ...{ primaryRoute: 'erp', holdReason: null, paused: null, note: `The server answered 550 5.1.1.${note}` },
    }))
    const waiting = waitingOrders(open, supplier, language)
    const byHand = [
      {
        action: 'done',
        at: '2026-11-29T10:00:00Z',
        orderId: 'o',
        orderNumber: 'PO-1',
        route: 'erp',
        by: `An${note}`,
        note: `${note}`,
      },
    ]
    const statement = {
      ...{
        number: 12,
        supplier: 'vanacker',
        date: '2026-11-29',
        from: '2026-11-28T19:00:00Z',
        to: '2026-11-29T19:00:00Z',
      },
      ...{ madeAt: '2026-11-29T19:00:00Z', apicbase: 140, received: 142, delivered: 141 - open.length, discarded: 1 },
      ...{ refused: 2, late: 3, unlisted: [{ orderId: 'u', orderNumber: `PO-2${note}` }], waiting, byHand },
      ...{ waitingCount: waiting.length, complete: false },
    }
    const text = statementText(statement, supplier, false)
    const mail = alertMail({
      ...{
        id: 'vanacker:statement:1',
        kind: 'statement',
        supplier: 'vanacker',
        title: text.split('\n', 1)[0] ?? '',
        text,
      },
      ...{
        url: 'https://orders.vanacker.example/console/statements',
        details: statementDetails('Van Acker', text, supplier),
      },
    })
    return sampleOf(`${name}-${language}`, mail.html ?? '', mail.text)
  })
}

function noticeSamples(language: Language): MailSample[] {
  const supplier = sampleSupplier({ language, orderDesk: { mail: 'desk@vanacker.example', phone: '+32 9 111 22 33' } })
  const named = { id: 'order-1', number: 'PO-MX35F9QP0E', customer: 'K-778812' }
  const problem = {
    path: 'packages[1]',
    code: 'unknown-article',
    message: 'The supplier does not know this article.',
  } as const
  const held = holdNotice(named, { problems: [problem], count: 1 }, 'unknown-article', supplier)
  return (
    [
      ['notice-held', held],
      ['notice-discarded', discardNotice('discarded', named, supplier)],
    ] as const
  ).map(([name, notice]) => sampleOf(`${name}-${language}`, noticeHtml(notice, 'K-778812', supplier), notice.text))
}
