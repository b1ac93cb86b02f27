import { sampleRoute } from '../../../src/cli/chosen-route.ts'
import { readable } from '../../../src/cli/readable.ts'
import type { RenderContext } from '../../../src/documents/format.ts'
import { formats } from '../../../src/documents/registry.ts'
import type { Warning } from '../../../src/model/document.ts'
import type { Order } from '../../../src/model/order/order.ts'
import { type Route, Supplier } from '../../../src/profile/supplier.ts'
import { compose } from '../../../src/steps/compose.ts'
import { sampleOccasion, sampleOrder as testOrder } from '../../../test/documents/sample-order.ts'

/** The order that the tests write, with plain words for readers. */
export const sampleOrder: Order = {
  ...testOrder,
  remarks: 'Ring the bell',
  person: 'chef@bistro.example',
  lines: [
    { article: 'AB-100', name: 'Cream 30%', quantity: '6', price: '12.3456', total: '74.07' },
    { article: '200457', name: 'Basil', quantity: '10', price: '3.10', total: '31.00' },
  ],
}

/** Differences from the sample. `line` is the first line of the order. */
export interface Change {
  readonly order?: Partial<Order>
  readonly line?: Partial<Order['lines'][0]>
  readonly supplier?: Readonly<Record<string, unknown>>
  readonly document?: Readonly<Record<string, unknown>>
  readonly occasion?: Partial<RenderContext>
}

interface Sample {
  readonly text: string
  readonly warnings: readonly Warning[]
}

/** Writes the sample order with a change, as the gateway would. Null for an order that the format refuses. */
export async function writeSample(formatId: string, change: Change = {}): Promise<Sample | null> {
  const route = routeOf(formatId, change.document)
  if (route === null) return null
  const [line, ...others] = sampleOrder.lines
  const order: Order = { ...sampleOrder, lines: [{ ...line, ...change.line }, ...others], ...change.order }
  const supplier = Supplier.parse({
    name: 'Fresco Foods',
    timeZone: 'Europe/Brussels',
    price: 'net',
    routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox' } }],
    ...change.supplier,
  })
  const written = await compose(order, route, supplier, { ...sampleOccasion, ...change.occasion }, '0'.repeat(32))
  if (!written.ok) return null
  const { text } = await readable(written.value.bytes, written.value.mediaType)
  return { text, warnings: written.value.warnings }
}

const routes = new Map<string, Route>()

/** Null where the format has no such setting. */
function routeOf(formatId: string, document: Change['document']): Route | null {
  const route = routes.get(formatId) ?? sampleRoute(formatId).route
  routes.set(formatId, route)
  if (document === undefined) return route
  const settings = formats[formatId]?.settings.safeParse({ ...route.document, ...document })
  return settings?.success ? { ...route, document: { ...settings.data } } : null
}
