import type { OrderSummary } from '../../outbox/order-summary.ts'
import type { Gateway } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { customerOf } from '../frame/customer-name.ts'
import { CutOff } from '../frame/cut-off.tsx'
import { FormerNumbers } from '../frame/former-numbers.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { OrderLink, orderLabel } from '../frame/order-links.tsx'
import { OrderChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment, shortDay } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { tickValue } from './chosen-orders.ts'

/** The orders that a bulk action may be for. The page before the action says which of them it leaves alone. */
const CAN_TICK: ReadonlySet<string> = new Set(['held', 'pending'])

interface TableProps {
  readonly visit: Visit
  /** The suppliers whose names and time zones the table shows. */
  readonly gateway: Gateway
  readonly orders: readonly OrderSummary[]
  readonly mayAct: boolean
  /** Each order names its supplier. */
  readonly isOfMany?: boolean
  /** Every order that a person may tick is ticked. */
  readonly isTicked?: boolean
}

export function OrderTable({ visit, gateway, orders, mayAct, isTicked = false, ...props }: TableProps) {
  const { words, language } = visit
  const { orders: text } = words
  const isOfMany = props.isOfMany ?? Object.keys(gateway.suppliers).length > 1
  return (
    <Table
      caption={
        <>
          <span class="vh">{text.caption}, </span>
          <small>{text.newestFirst}</small>
        </>
      }
      heads={[
        { label: words.bulk.choose, isHidden: true },
        text.order,
        text.customer,
        text.state,
        text.delivery,
        text.cutOff,
        { label: text.received, class: 'n' },
      ]}
    >
      {orders.map((order) => {
        const supplier = gateway.suppliers[order.supplier]
        const zone = supplier?.timeZone ?? 'UTC'
        const name = customerOf(order)
        return (
          <Row>
            <Cell>
              {mayAct && (CAN_TICK.has(order.state) || order.shownState === 'attention') && (
                <input
                  type="checkbox"
                  name="order"
                  value={tickValue(order.supplier, order.orderId)}
                  checked={isTicked}
                  aria-label={fill(words.bulk.tick, { order: orderLabel(order) })}
                />
              )}
            </Cell>
            <RowHead>
              <OrderLink name={order.supplier} order={order} dir="auto" />
              <FormerNumbers order={order} visit={visit} />
              {isOfMany && <small>{supplier?.name}</small>}
            </RowHead>
            <Cell class="f" dir="auto">
              {name}
              {name !== order.customer && <small>{order.customer}</small>}
            </Cell>
            <Cell class="f">
              <OrderChip order={order} visit={visit} />
              {order.holdReason && <small>{words.holdReasons[order.holdReason]}</small>}
            </Cell>
            <Cell class={order.deliveryDate === null ? 'w' : 'f nw'} label={text.delivery}>
              {order.deliveryDate === null ? '–' : shortDay(order.deliveryDate, language)}
            </Cell>
            <Cell class={order.cutOff === null ? 'w' : 'c'} label={text.cutOff}>
              <CutOff
                at={order.cutOff}
                zone={zone}
                visit={visit}
                isOpen={order.state === 'held' || order.state === 'pending'}
              />
            </Cell>
            <Cell class="n w">{moment(order.receivedAt, visit, zone)}</Cell>
          </Row>
        )
      })}
    </Table>
  )
}
