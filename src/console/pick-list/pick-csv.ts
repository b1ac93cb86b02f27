import type { PickList } from '../../exports/pick-list.ts'
import type { Visit } from '../frame/visit.ts'
import { markSentences } from './marks.ts'

/** The lines of a pick list as rows of a CSV file, one row a line. */
export function pickCsv({ day, orders }: PickList, visit: Visit): string[][] {
  const { order: order_, pick, print, orders: heads, catalogue, statements } = visit.words
  const yesOrNo = (is: boolean): string => (is ? catalogue.yes : catalogue.no)
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
    ...[pick.undecided, statements.why],
  ]
  const rows = orders.flatMap((order) =>
    order.lines.map(({ article, name, quantity, unit }) => [
      ...[day, order.customer, order.customerName ?? '', order.shipTo, order.orderNumber, String(order.version)],
      ...[yesOrNo(order.isReleased), article, name, quantity, unit ?? '', order.remarks],
      ...[yesOrNo(order.isUndecided), markSentences(order, visit).join(' ')],
    ]),
  )
  return [head, ...rows]
}
