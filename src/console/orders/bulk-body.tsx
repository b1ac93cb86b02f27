import { fill } from '../../text/fill.ts'
import { customerOf } from '../frame/customer-name.ts'
import { Form } from '../frame/form.tsx'
import { Icon } from '../frame/icons.tsx'
import { NoteField } from '../frame/note-field.tsx'
import { orderPath } from '../frame/paths.ts'
import { OrderChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'
import { orderState } from '../order/order-state.ts'
import { needsNote } from '../order/take-action.ts'
import { allows, type BulkAction } from './bulk-action.ts'
import { type ChosenOrder, tickValue } from './chosen-orders.ts'

interface BulkProps {
  readonly visit: Visit
  readonly action: BulkAction
  readonly chosen: readonly ChosenOrder[]
  readonly problem?: string
}

/** Says what will become of each ticked order. Opening the page changes nothing. */
export function BulkBody({ visit, action, chosen, problem }: BulkProps) {
  const { bulk, confirm } = visit.words
  const possible = chosen.filter((order) => allows(order, action))
  const count = String(possible.length)
  return (
    <div class="narrow flow">
      <h1>{fill(bulk[`${action}Title`], { count })}</h1>
      <p class="big">{confirm.nothing}</p>
      <section class="sheet pad flow">
        <ol class="steps">
          <li>
            <strong>{fill(bulk[`${action}What`], { count })}</strong>
          </li>
          <li>{fill(confirm.atOnce, { who: visit.visitor?.who ?? '' })}</li>
        </ol>
      </section>
      <OrderRows visit={visit} chosen={chosen} what={(order) => (allows(order, action) ? bulk[action] : bulk.alone)} />
      {possible.length > 0 && (
        <Form visit={visit} action="/console/orders/bulk" hidden={{ do: action }}>
          {possible.map(({ name, view }) => (
            <input type="hidden" name="order" value={tickValue(name, view.orderId, orderState(view))} />
          ))}
          <NoteField visit={visit} isNeeded={needsNote(action)} problem={problem} />
          <div class="acts">
            <button class={action === 'discard' ? 'btn bad' : 'btn go'} type="submit">
              {fill(bulk[`${action}Button`], { count })}
            </button>
            <a class="btn" href="/console/orders">
              {confirm.back}
            </a>
          </div>
        </Form>
      )}
    </div>
  )
}

/** The orders with their states after the action. An order that had moved on shows its own state. */
export const DoneBody = ({ visit, chosen }: Pick<BulkProps, 'visit' | 'chosen'>) => (
  <div class="narrow flow">
    <div class="note ok" role="status">
      <Icon name="check" />
      <div>{visit.words.bulk.done}</div>
    </div>
    <OrderRows visit={visit} chosen={chosen} what={() => ''} />
    <p class="acts">
      <a class="btn go" href="/console/orders">
        {visit.words.orders.title}
      </a>
    </p>
  </div>
)

interface RowsProps extends Pick<BulkProps, 'visit' | 'chosen'> {
  readonly what: (order: ChosenOrder) => string
}

function OrderRows({ visit, chosen, what }: RowsProps) {
  const { orders } = visit.words
  return (
    <section class="sheet">
      <Table
        caption={orders.caption}
        heads={[{ label: orders.order }, { label: orders.customer }, { label: orders.state }]}
      >
        {chosen.map((order) => (
          <Row>
            <RowHead>
              <a href={orderPath(order.name, order.view.orderId)} dir="auto">
                {order.view.orderNumber ?? order.view.orderId}
              </a>
            </RowHead>
            <Cell class="f" dir="auto">
              {customerOf(order.view)}
            </Cell>
            <Cell class="f">
              <OrderChip order={{ state: order.view.state, refusedBy: order.view.refusedBy }} visit={visit} />
              <small>{what(order)}</small>
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}
