import type { OutboxRecord } from '../../outbox/earlier-history.ts'
import { Crumb } from '../frame/crumb.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { orderLabel } from '../frame/order-links.tsx'
import { page } from '../frame/page.tsx'
import { queryOf } from '../frame/paths.ts'
import type { ConsoleContext } from '../frame/visit.ts'
import { documentsOf } from '../order/contents.ts'
import { OrderBody, type OrderProps } from '../order/order-body.tsx'
import { RemovedNote } from './removed-note.tsx'

/** A removed supplier has no time zone and no routes. */
const NO_SUPPLIER: OrderProps['supplier'] = {
  ...{ timeZone: 'UTC', currency: '', articles: undefined, customers: undefined, routes: [] },
  ...{ language: 'en', cancellations: 'hold', customerNotices: false },
}

/** One order of a supplier that the configuration no longer has, to read; null without such an order. */
export async function removedOrder(c: ConsoleContext, record: OutboxRecord, orderId: string): Promise<Response | null> {
  const { supplier } = record
  const outbox = c.env.outbox(supplier)
  const order = await outbox.view(orderId)
  if (!order) return null
  const { visit } = c.var
  // The profile that reads an order's content is gone, so the page shows the documents alone.
  const contents = { version: order.version, order: null, before: null, refusedLines: [] }
  const documents = await documentsOf(order, NO_SUPPLIER, outbox)
  return page(c, {
    title: orderLabel(order),
    tab: 'orders',
    supplier: { ...NO_SUPPLIER, name: supplier },
    body: (
      <>
        <Crumb href={`/console/orders${queryOf({ supplier })}`}>{visit.words.order.back}</Crumb>
        <RemovedNote visit={visit} record={record} />
        <OrderBody
          visit={visit}
          supplier={NO_SUPPLIER}
          order={order}
          contents={{ ...contents, documents }}
          actions={[]}
          mayAct={false}
          mayErase={false}
          isDone={false}
          hasFiles
          hasActions={false}
        />
      </>
    ),
  })
}
