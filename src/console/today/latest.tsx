import type { OrderSummary } from '../../outbox/order-summary.ts'
import { customerOf } from '../frame/customer-name.ts'
import { h } from '../frame/jsx.ts'
import { OrderLink } from '../frame/order-links.tsx'
import { OrderChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'

/** The newest orders, whatever their state. */
export function Latest({ visit, supplier, name, orders }: TodayProps & { orders: readonly OrderSummary[] }) {
  const { words } = visit
  const { timeZone: zone } = supplier
  if (orders.length === 0) return null
  return (
    <section class="sheet">
      <Table
        caption={words.today.latest}
        heads={[words.today.time, words.orders.order, words.orders.customer, words.orders.state]}
      >
        {orders.map((order) => (
          <Row>
            <Cell class="nw">{moment(order.receivedAt, visit, zone)}</Cell>
            <RowHead>
              <OrderLink name={name} order={order} dir="auto" />
            </RowHead>
            <Cell class="f" dir="auto">
              {customerOf(order)}
            </Cell>
            <Cell class="f">
              <OrderChip order={order} visit={visit} />
              {order.holdReason && <small>{words.holdReasons[order.holdReason]}</small>}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}
