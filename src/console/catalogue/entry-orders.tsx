import { isSettled, mayHaveReached } from '../../model/delivery-state.ts'
import type { EntryOrders } from '../../supplier/catalogue/entry-orders.ts'
import { fill } from '../../text/fill.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { OrderLink } from '../frame/order-links.tsx'
import { routePath } from '../frame/paths.ts'
import { DeliveryChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'
import { routesOf } from '../order/routes-of-action.ts'

interface Props {
  readonly visit: Visit
  /** The supplier in addresses. */
  readonly name: string
  readonly found: EntryOrders
}

type Delivery = EntryOrders['orders'][number]['deliveries'][number]

/** The orders that were written with an entry, and where the ERP has the wrong article. */
export function EntryOrderTable({ visit, name, found: { orders, isCut } }: Props) {
  const { catalogue: text, orders: heads } = visit.words
  if (orders.length === 0) return null
  return (
    <>
      <Table caption={text.writtenWith} heads={[heads.order, heads.state, text.inErp]}>
        {orders.flatMap(({ deliveries, ...order }) =>
          deliveries.map((delivery) => (
            <Row>
              <RowHead dir="auto">
                <OrderLink name={name} order={order} />
              </RowHead>
              <Cell>
                <DeliveryChip state={delivery.state} visit={visit} />
              </Cell>
              <Cell class="f">{fill(meaningOf(delivery, text), { route: delivery.route })}</Cell>
            </Row>
          )),
        )}
      </Table>
      {isCut && <p>{text.writtenMore}</p>}
    </>
  )
}

function meaningOf(delivery: Delivery, text: Visit['words']['catalogue']): string {
  if (!mayHaveReached(delivery)) return text.erpLacks
  return delivery.reached === 'yes' ? text.erpHas : text.erpMayHave
}

/** Routes that may still send a document with the entry: the page advises to pause each. */
export function RoutesToPause({ visit, name, found: { orders } }: Props) {
  const { catalogue: text } = visit.words
  const open = orders.flatMap(({ deliveries }) => deliveries.filter(({ state }) => !isSettled(state)))
  const routes = routesOf(open)
  if (routes.length === 0) return null
  return (
    <Note tone="you">
      <p>
        <strong>{text.pauseFirst}</strong>{' '}
        {routes.map((route, at) => (
          <>
            {at > 0 && ', '}
            <a href={routePath(name, route)} dir="auto">
              {route}
            </a>
          </>
        ))}
      </p>
    </Note>
  )
}
