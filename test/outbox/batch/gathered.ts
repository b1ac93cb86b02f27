import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

/** A route whose orders share their documents. */
export const batched = (batch: Record<string, unknown>, settings: Record<string, unknown> = {}) =>
  httpRoute('erp', ERP, { batch, fileName: 'ORD{sequence:6}.{ext}', ...settings })

/** An outbox whose only route has batches, and whose receiver accepts all documents. */
export function gathering(
  batch: Record<string, unknown>,
  settings: Record<string, unknown> = {},
  supplier = {},
): TestOutbox {
  const test = testOutbox({ supplier: supplierWith({ routes: [batched(batch, settings)], ...supplier }) })
  test.wire.answers(ERP, status(200))
  return test
}

export const accept = (test: TestOutbox, ...orderIds: string[]) => {
  for (const orderId of orderIds) test.accept({ orderId })
}

/** The orders in each document that was sent: `a b` for two in one. */
export const sent = (test: TestOutbox): string[] =>
  test.wire.calls.map(({ body }) =>
    JSON.parse(body)
      .map(({ orderNumber }: { orderNumber: string }) => orderNumber.replace('PO-', ''))
      .join(' '),
  )

export const keys = (test: TestOutbox): string[] => test.wire.calls.map(({ key }) => key)

export const said = (test: TestOutbox, orderId: string) =>
  test.outbox
    .view(orderId)
    ?.timeline.map((entry) => JSON.stringify(entry))
    .join('\n') ?? ''
