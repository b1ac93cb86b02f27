import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { sendBreakGlassPage } from '../../src/exports/break-glass.ts'
import type { Order } from '../../src/model/order/order.ts'
import { Route } from '../../src/profile/supplier.ts'
import { compose } from '../../src/steps/compose.ts'
import type { Case } from '../conformance/generated-orders.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../documents/sample-order.ts'
import { bodyOf, ERP, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { arrived } from '../readback/bytes.ts'
import { LINE_PATHS, PATHS } from '../readback/reading.ts'
import { readings } from '../readback/readings.ts'

/** The chef's order: ten kilograms, with Apicbase's article number. */
const posted: Order = {
  ...sampleOrder,
  customer: 'K-7',
  number: 'PO4217',
  remarks: '',
  person: 'chef@bistro.example',
  lines: [{ article: '55002', name: 'Aardappelen', quantity: '10', price: '4.00', total: '40.00' }],
  total: '40.00',
}

/** The supplier's form: bags of a fifth of a kilogram, with the supplier's own article number. */
const supplier = sampleSupplier({
  orderedBy: 'omit',
  price: 'net',
  articles: [{ article: '55002', erpArticle: '300457', unit: 'KGM', factor: '5' }],
  breakGlass: { mail: { from: 'gateway@gateway.example', to: ['desk@fresco.example'] } },
})

const one: Case = {
  order: {
    ...posted,
    person: null,
    lines: [{ ...posted.lines[0], article: '300457', quantity: '50', priceQuantity: '5' }],
  },
  occasion: sampleOccasion,
  price: 'net',
  language: 'en',
  test: false,
  tables: false,
  timeZone: 'Europe/Brussels',
  variant: 0,
}

/** Settings that a format needs in addition. */
const EXTRA: Readonly<Record<string, object>> = { 'idoc-orders05': { units: { KGM: 'KG' } } }

async function textOf(bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<string> {
  if (mediaType !== 'message/rfc822') return new TextDecoder().decode(bytes)
  const { text = '', html = '' } = await PostalMime.parse(bytes)
  return JSON.stringify({ text: text.replace(/\n$/, ''), html })
}

async function pageOf(order: Order): Promise<string> {
  const pages: string[] = []
  const stand = {
    why: 'not delivered yet',
    cancelled: false,
    mayHaveArrived: false,
    isOnlyMailed: false,
    work: 'key',
    holdings: [],
    others: [],
    keyFor: null,
    before: null,
  } as const
  const printed = { orderId: 'order-1', order, version: 1, ...stand }
  const page = { orders: [printed], unread: [], left: 0, madeAt: sampleOccasion.preparedAt }
  await sendBreakGlassPage(
    'fresco',
    supplier,
    { page, isNews: true, orders: [order.id] },
    {
      buckets: { get: () => undefined },
      mail: async ({ html }) => void pages.push(html ?? ''),
    },
  )
  return pages.join('')
}

describe('the supplier’s own terms', () => {
  it.each(readings)('are in a document of %s', async (format, reading, layout) => {
    const document = formats[format]?.settings.parse({ format, ...reading.settings(one), ...EXTRA[format] })
    const route = Route.parse({ name: 'erp', document, transport: { kind: 'mailbox' } })
    const written = await compose(posted, route, supplier, sampleOccasion, 'a'.repeat(32))
    if (!written.ok) throw new Error(`${layout || format}: ${JSON.stringify(written.error)}`)
    const said = reading.read(arrived(await textOf(written.value.bytes, written.value.mediaType), 'utf-8'), one)
    expect(said.get(LINE_PATHS.article(0))).toBe('300457')
    expect(said.get(LINE_PATHS.quantity(0))).toMatch(/^50(\.0+)?$/)
    expect(said.get(PATHS.person) ?? '').toBe('')
  })

  it('are on the break-glass page, from which a desk delivers by hand', async () => {
    const page = await pageOf(posted)
    expect(page).toContain('<td>300457</td>')
    expect(page).toContain('<td class="number">50 KGM</td>')
    expect(page).not.toContain('55002')
    expect(page).not.toContain('chef@bistro.example')
  })

  it('are in an alert about a changed order, which the desk compares with its documents', async () => {
    const articles = [{ article: '00123', erpArticle: '300457', unit: 'KGM', factor: '5' }]
    const { accept, pass, alerts, wire } = testOutbox({ supplier: supplierWith({ articles }) })
    wire.answers(ERP, () => new Response())
    const [line] = postedOrder().packages
    accept({ body: bodyOf(postedOrder()), content: 2 })
    await pass(1_000)
    accept({ body: bodyOf(postedOrder({ packages: [{ ...line, quantity_ordered: 3 }] })), content: 3 })
    await pass(1_000)
    expect(alerts.at(-1)?.diff).toEqual(['300457: 10 → 15'])
  })
})
