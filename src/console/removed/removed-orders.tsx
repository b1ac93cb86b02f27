import { mergedOrders } from '../../api/merged-orders.ts'
import type { OutboxRecord } from '../../outbox/earlier-history.ts'
import { fill } from '../../text/fill.ts'
import { Crumb } from '../frame/crumb.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { page } from '../frame/page.tsx'
import { queryOf } from '../frame/paths.ts'
import type { ConsoleContext } from '../frame/visit.ts'
import type { OrderFilter } from '../orders/filter.ts'
import { OrderTable } from '../orders/order-table.tsx'
import { RemovedNote } from './removed-note.tsx'

const ON_A_PAGE = 25

/** The orders of a supplier that the configuration no longer has, to read. */
export async function removedOrders(c: ConsoleContext, record: OutboxRecord, filtered: OrderFilter) {
  const { supplier } = record
  const { supplier: _, cursor, isWrong: __, ...filter } = filtered
  const found = await mergedOrders(c.env, [supplier], { ...filter, limit: ON_A_PAGE }, cursor)
  const { visit } = c.var
  const { orders: text, removed } = visit.words
  const { text: q, state, from, to, day } = filter
  const older = queryOf({ q, supplier, state, from, to, day, cursor: found.cursor })
  return page(c, {
    title: fill(removed.title, { supplier }),
    tab: 'orders',
    body: (
      <>
        <Crumb href="/console/orders">{visit.words.order.back}</Crumb>
        <h1>{fill(removed.title, { supplier })}</h1>
        <RemovedNote visit={visit} record={record} />
        <section class="sheet">
          <OrderTable
            visit={visit}
            gateway={{ ...c.env.gateway, suppliers: {} }}
            orders={found.orders}
            mayAct={false}
          />
        </section>
        <nav class="head" aria-label={text.pages}>
          <span class="soft">{fill(text.shown, { count: found.orders.length })}</span>
          {found.cursor !== null && (
            <a class="btn sm" rel="next" href={`/console/orders${older}`}>
              {text.older}
            </a>
          )}
        </nav>
      </>
    ),
  })
}
