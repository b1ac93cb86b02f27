import { alertMail } from '../../src/alerts/alert-mail.ts'
import type { RenderContext } from '../../src/documents/format.ts'
import { LANGUAGES, type Language } from '../../src/model/language.ts'
import type { Line, Order } from '../../src/model/order/order.ts'
import { statementDetails } from '../../src/outbox/alerts/alert-details.ts'
import { statementText, waitingOrders } from '../../src/outbox/statements/statement-text.ts'
import { composeMail } from '../../src/steps/compose-mail.ts'
import { discardNotice, holdNotice } from '../../src/steps/customer-notice.ts'
import { noticeHtml } from '../../src/steps/notice-mail.ts'
import { profile, written } from '../documents/email-writing.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../documents/sample-order.ts'

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
  reminder: [orderOf([cream]), { possibleRepeat: true, reminder: true, confirmUrl, cutOff }],
  'order-hostile': [hostile, { confirmUrl, version: 2, purpose: 'replacement', replaced: before }],
}

/** Every mail of the gateway in each language. */
export async function mailSamples(): Promise<MailSample[]> {
  const samples = LANGUAGES.map(async (language) => [
    ...(await Promise.all(Object.keys(ORDERS).map((name) => orderSample(name, language)))),
    ...alertSamples(language),
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

const alerted = (language: Language, what: string) => ({
  ...({ id: 'vanacker:paused:erp:1', kind: 'paused', supplier: 'vanacker', route: 'erp', text: what } as const),
  ...{ title: 'Route erp', url: 'https://orders.vanacker.example/console/routes', incident: 'vanacker:paused:erp:1' },
  details: {
    ...{ language, about: 'Van Acker Foodservice', what, since: '05:52', amount: '23' },
    steps: ['Fix the setting, resume the route, then retry what was refused.', 'Orders are still accepted and wait.'],
  },
})

function alertSamples(language: Language): MailSample[] {
  const paused = alerted(
    language,
    'Route erp is paused, because every order would be refused: the server refuses the password.',
  )
  const bad = HOSTILE.replace(/[\u202E]/g, '')
  const wild = {
    ...alerted(language, bad + 'z'.repeat(2_000)),
    orderNumber: bad,
    diff: [bad],
    forward: `${bad}\n\n${bad}`,
  }
  return [['alert', paused] as const, ['alert-hostile', wild] as const].map(([name, alert]) => {
    const { html = '', text } = alertMail(alert)
    return sampleOf(`${name}-${language}`, html, text)
  })
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
      ...{
        state: 'refused' as const,
        holdReason: null,
        reached: 'no' as const,
        note: `The server answered 550 5.1.1.${note}`,
        paused: null,
      },
    }))
    const waiting = waitingOrders(open, language)
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
