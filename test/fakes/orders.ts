import { formats } from '../../src/documents/registry.ts'
import type { Submission } from '../../src/outbox/accept.ts'
import type { RouteStart } from '../../src/outbox/decide.ts'
import { primaryRoutes } from '../../src/profile/fallbacks.ts'
import { Supplier } from '../../src/profile/supplier.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { transports } from '../../src/transports/registry.ts'

export const ERP = 'https://erp.example/orders'
export const WMS = 'https://wms.example/orders'

export const httpRoute = (name: string, url: string, settings: Record<string, unknown> = {}) => ({
  name,
  document: { format: 'json' },
  transport: { kind: 'http', url, method: 'POST', timeoutSeconds: 30, headers: {} },
  ...settings,
})

export const mailboxRoute = (name: string, settings: Record<string, unknown> = {}) => ({
  name,
  document: { format: 'json' },
  transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN' },
  ...settings,
})

/** A document for which acknowledgements exist. */
export const EDIFACT = {
  format: 'edifact-d96a',
  sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
  recipient: { id: '5412345000013', qualifier: '14' },
}

/** Checked and filled in as the configuration would be, down to each route's document and transport. */
export function supplierWith(settings: Record<string, unknown> = {}): Supplier {
  const supplier = Supplier.parse({
    name: 'Fresco Foods',
    timeZone: 'Europe/Brussels',
    sendAfterSeconds: 0,
    webhook: { secrets: ['FRESCO_WEBHOOK_SECRET'] },
    routes: [httpRoute('erp', ERP)],
    ...settings,
  })
  const routes = supplier.routes.map((route) => ({
    ...route,
    document: { ...route.document, ...formats[route.document.format]?.settings.parse(route.document) },
    transport: { ...route.transport, ...transports[route.transport.kind]?.settings.parse(route.transport) },
  }))
  return { ...supplier, routes }
}

/** A complete order as Apicbase posts orders. */
export const postedOrder = (overrides: Record<string, unknown> = {}) => ({
  id: 'order-1',
  order_number: 'PO-1',
  status: 'ORDERED',
  ordered_on: '2026-11-24T08:59:00Z',
  owned_by: { username: 'chef@bistro.example' },
  order_remarks: null,
  packages: [
    {
      stock_item: { name: 'Crème fraîche 1 kg' },
      supplier_package: { supplier_article_number: '00123', theoretical_price_per_package: '12.500' },
      quantity_ordered: 2,
      total_theoretical_price: '25.000',
    },
  ],
  expected_delivery_date: '2026-11-26',
  theoretical_price: '25.000',
  supplier_customer_number: 'C-77',
  ...overrides,
})

export const bodyOf = (value: unknown): Uint8Array<ArrayBuffer> => utf8(JSON.stringify(value))

let requests = 0

export interface SubmissionWish extends Partial<Submission> {
  /** Distinguishes contents: the quantity of the only line. */
  readonly content?: number
  readonly starts?: Readonly<Record<string, RouteStart>>
}

/**
 * A content of an order, as the earlier steps would hand the order over. Routes begin `waiting`, unless `starts` says
 * otherwise.
 */
export function submission(supplier: Supplier, { content = 2, starts = {}, ...wish }: SubmissionWish = {}): Submission {
  const orderId = wish.orderId ?? 'order-1'
  const orderNumber = wish.orderNumber === undefined ? `PO-${orderId}` : wish.orderNumber
  const [line] = postedOrder().packages
  const posted = { id: orderId, order_number: orderNumber ?? '?', packages: [{ ...line, quantity_ordered: content }] }
  return {
    requestId: `request-${++requests}`,
    withinMs: 1_000,
    source: 'webhook',
    orderId,
    orderNumber,
    customer: 'C-77',
    placedAt: null,
    deliveryDate: '2026-11-26',
    cutOff: null,
    digest: `content-${content}`,
    body: bodyOf(postedOrder(posted)),
    foundBy: `${orderId}\n${orderNumber}\nc-77\n00123`.toLowerCase(),
    routes: primaryRoutes(supplier).map(({ name, revisions }) => ({
      route: name,
      revisions: revisions ?? supplier.revisions,
      start: starts[name] ?? { state: 'waiting' },
    })),
    metadata: '{}',
    remark: null,
    ...wish,
  }
}
