import { createHmac } from 'node:crypto'
import { acceptOrder } from '../../src/journey.ts'
import type { Acceptance } from '../../src/outbox/accept.ts'
import { nodeHmac } from '../../src/platform/hmac.ts'
import type { CatalogueChanges } from '../../src/profile/catalogue.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import type { AcceptPorts } from '../../src/steps/accept-ports.ts'
import type { CatalogueRow } from '../../src/supplier/catalogue/catalogue-actions.ts'
import { bodyOf, postedOrder, supplierWith } from './orders.ts'
import type { TestOutbox } from './outbox.ts'
import { fakePendingCalls } from './pending-calls.ts'
import { fakeSecrets } from './secrets.ts'

const SECRET = 'a-secret-of-32-bytes-for-fresco-1'

/** A supplier with both tables. The article of the usual order is in none. */
export const supplierWithTables = (settings: Record<string, unknown> = {}) =>
  supplierWith({ customers: [{ customer: 'C-77' }], articles: [{ article: 'A-1' }], ...settings })

export type AcceptAnswer = Acceptance | CatalogueChanges | null

interface FrontDoorWish {
  readonly pending?: AcceptPorts['pending']
  /** Runs between the outbox's answer and its arrival: may change or lose the answer. */
  readonly onAnswer?: (answer: AcceptAnswer) => AcceptAnswer
}

/** The Worker in front of the outbox: one instance with its own copy of the catalogue. Counts its calls. */
export function frontDoor(
  box: TestOutbox,
  { pending = fakePendingCalls().pending, onAnswer = (answer) => answer }: FrontDoorWish = {},
) {
  const calls: string[] = []
  const catalogue = createCatalogueCopy()
  const later: Promise<unknown>[] = []
  const ports: AcceptPorts = {
    clock: box.clock,
    secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: SECRET }),
    startHmac: nodeHmac,
    waitTurn: async () => {},
    newId: () => crypto.randomUUID(),
    seen: { get: async () => null, put: async () => {}, storageId: async () => null },
    catalogue,
    pending,
    mayLook: () => true,
    tell: async () => {},
    waitUntil: (work) => void later.push(work),
    outbox: () => ({
      accept: async (submission, judgedBy) => {
        calls.push('accept')
        return onAnswer(box.outbox.accept(submission, judgedBy))
      },
      catalogueSince: async (version) => {
        calls.push('catalogueSince')
        return box.outbox.catalogueSince(version)
      },
      keepRefused: async (order) => box.outbox.keepRefused(order),
      countOrdersWithoutId: async () => box.outbox.countOrdersWithoutId(),
      addWrongSignature: async () => box.outbox.addWrongSignature(),
      withdraw: async (id, request, doubt) => box.outbox.withdraw(id, request, doubt),
    }),
  }
  return {
    calls,
    async post(overrides: Record<string, unknown> = {}) {
      calls.length = 0
      const body = bodyOf(postedOrder(overrides))
      const signature = createHmac('sha256', SECRET).update(body).digest('hex')
      const request = new Request('https://gateway.example/webhooks/fresco', {
        ...{ method: 'POST', body, headers: { 'X-APIC-WEBHOOK-SIGNATURE': signature } },
      })
      return acceptOrder(request, { name: 'fresco', profile: box.supplier }, ports)
    },
  }
}

/** An order of one article. */
export const orderOf = (id: string, article = '3105', more: Record<string, unknown> = {}) => ({
  id,
  order_number: `PO-${id}`,
  packages: [
    {
      stock_item: { name: 'Jus d’orange pressé 2 L' },
      supplier_package: { supplier_article_number: article, theoretical_price_per_package: '4.88' },
      quantity_ordered: 3,
      total_theoretical_price: '14.64',
    },
  ],
  ...more,
})

export const articleRow = (article: string, more: Record<string, unknown> = {}): CatalogueRow => ({
  kind: 'article',
  key: article,
  row: { article, weighted: false, ...more },
})

export const customerRow = (customer: string, more: Record<string, unknown> = {}): CatalogueRow => ({
  kind: 'customer',
  key: customer,
  row: { customer, ...more },
})
