import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { orderPath, queryOf } from '../frame/paths.ts'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { OrderProps } from './order-body.tsx'

/** What the gateway keeps of the order: the content as it came, the receivers' receipts, and everything in one file. */
export function KeptFiles({ visit, supplier, order }: OrderProps) {
  const { words } = visit
  const { order: text } = words
  const path = orderPath(order.supplier, order.orderId)
  const receipts = order.deliveries.flatMap((delivery) =>
    delivery.receipts.map((receipt) => ({ ...receipt, route: delivery.route, version: delivery.version })),
  )
  return (
    <Sheet id="kept" title={text.kept} class="sheet pad flow tight no">
      <ul class="list">
        {order.purgedAt === undefined && (
          <li>
            <a href={`${path}/body${queryOf({ version: String(order.version) })}`} download={`${order.orderId}.json`}>
              {text.asPosted}
            </a>
          </li>
        )}
        {receipts.map(({ route, version, number, at }) => (
          <li>
            <a
              href={`${path}/receipts/${route}${queryOf({ version: String(version), number: String(number) })}`}
              download
            >
              {fill(text.receipt, {
                route,
                time: moment(at, visit, supplier.timeZone),
              })}
            </a>
          </li>
        ))}
        <li>
          <a href={`${path}/export`} download={`${order.orderId}.jsonl`}>
            {text.everything}
          </a>
        </li>
      </ul>
    </Sheet>
  )
}
