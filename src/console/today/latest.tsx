import type { OrderSummary } from '../../outbox/order-summary.ts'
import type { RouteView } from '../../outbox/route/route-view.ts'
import { fill } from '../../text/fill.ts'
import { customerName } from '../frame/customer-name.ts'
import { Icon } from '../frame/icons.tsx'
import { orderPath } from '../frame/paths.ts'
import { OrderChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment } from '../frame/times.ts'
import type { TodayProps } from './board.tsx'

/** The newest orders, whatever their state. */
export function Latest({ visit, supplier, name, orders }: TodayProps & { orders: readonly OrderSummary[] }) {
  const { words, now, language } = visit
  const { timeZone: zone } = supplier
  if (orders.length === 0) return null
  return (
    <section class="sheet">
      <Table
        caption={words.today.latest}
        heads={[
          { label: words.today.time },
          { label: words.orders.order },
          { label: words.orders.customer },
          { label: words.orders.state },
        ]}
      >
        {orders.map(({ orderId, orderNumber, customer, state, refusedBy, holdReason, receivedAt }) => (
          <Row>
            <Cell class="nw">{moment(Date.parse(receivedAt), { zone, now, language })}</Cell>
            <RowHead>
              <a href={orderPath(name, orderId)} dir="auto">
                {orderNumber ?? orderId}
              </a>
            </RowHead>
            <Cell class="f" dir="auto">
              {customerName(customer, supplier)}
            </Cell>
            <Cell class="f">
              <OrderChip order={{ state, refusedBy }} visit={visit} />
              {holdReason && <small>{words.holdReasons[holdReason]}</small>}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}

interface HowProps extends TodayProps {
  readonly routes: readonly RouteView[]
  readonly latest: readonly OrderSummary[]
}

/** Why a person may believe that nothing waits. */
export function How({ visit, supplier, routes, latest }: HowProps) {
  const { words, now, language } = visit
  const { today: text } = words
  const working = routes.filter(({ state, waitsFor }) => state === 'open' && waitsFor?.kind !== 'circuit')
  const last = latest[0]?.receivedAt
  const time = last === undefined ? '' : moment(Date.parse(last), { zone: supplier.timeZone, now, language })
  return (
    <section class="sheet pad flow" aria-labelledby="how">
      <h2 id="how">{text.how}</h2>
      <ul class="time">
        <li class="ok">
          <Icon name="check" />
          {fill(text.howRoutes, { count: String(working.length) })}
        </li>
        <li class="ok">
          <Icon name="check" />
          {last === undefined ? text.howNone : fill(text.howLast, { time })}
        </li>
      </ul>
    </section>
  )
}
