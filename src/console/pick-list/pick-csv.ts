import type { PickList } from '../../exports/pick-list.ts'
import type { Visit } from '../frame/visit.ts'

/** The lines of a pick list as rows of a CSV file, one row a line. */
export function pickCsv({ day, orders }: PickList, words: Visit['words']): string[][] {
  const { order: order_, pick, print, orders: heads, catalogue } = words
  const head = [
    ...[
      order_.deliveryDay,
      heads.customer,
      heads.customerName,
      catalogue.fields.shipTo.label,
      heads.order,
      pick.version,
    ],
    ...[pick.released, order_.article, pick.name, print.quantity, pick.unit, pick.remarks],
  ]
  const rows = orders.flatMap((order) =>
    order.lines.map(({ article, name, quantity, unit }) => [
      ...[day, order.customer, order.customerName ?? '', order.shipTo, order.orderNumber, String(order.version)],
      ...[order.isReleased ? catalogue.yes : catalogue.no, article, name, quantity, unit ?? '', order.remarks],
    ]),
  )
  return [head, ...rows]
}
