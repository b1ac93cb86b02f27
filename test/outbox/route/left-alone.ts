import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

/** An outbox whose only receiver is down. */
export function down(settings: Record<string, unknown> = {}, supplier = {}) {
  const routes = [httpRoute('erp', ERP, { pace: { parallel: 1 }, ...settings })]
  const test = testOutbox({ supplier: supplierWith({ routes, ...supplier }) })
  test.wire.answers(ERP, status(503))
  return test
}

export const accept = (test: TestOutbox, count: number, from = 0) => {
  for (let at = from; at < from + count; at++) test.accept({ orderId: `order-${String(at).padStart(3, '0')}` })
}

/** Whether the circuit of the route is open. */
export const circuit = (test: TestOutbox) => test.outbox.routes().find(({ route }) => route === 'erp')?.circuit

/** The orders with an attempt. */
export const numbers = (test: TestOutbox): string[] => test.wire.calls.map(({ body }) => JSON.parse(body).orderNumber)
