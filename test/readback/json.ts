import { ASKED, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'

export const jsonFile: Reading = {
  format: 'json',
  parts: (text) => [JSON.parse(text)].flat().map((order) => JSON.stringify(order)),
  listsOne: true,
  settings: () => ({}),
  read(text) {
    const order = JSON.parse(text)
    const said: Said = new Map()
    say(said, PATHS.id, order.id)
    say(said, PATHS.number, order.orderNumber)
    say(said, PATHS.customer, order.customerNumber)
    say(said, PATHS.soldTo, order.soldTo)
    say(said, PATHS.shipTo, order.shipTo)
    say(said, PATHS.billTo, order.billTo === order.customerNumber ? undefined : order.billTo)
    say(said, PATHS.orderedOn, order.orderedOn)
    say(
      said,
      PATHS.deliveryDate,
      order.deliveryTime === null ? (order.deliveryDate ?? undefined) : `${order.deliveryDate}T${order.deliveryTime}`,
    )
    say(said, PATHS.remarks, order.remarks + order.lines[0].remarks)
    say(said, PATHS.person, order.orderedBy ?? undefined)
    say(said, PATHS.total, order.total ?? undefined)
    for (const [index, line] of order.lines.entries()) {
      if (line.line !== index + 1) throw new Error(`line ${index + 1} is misnumbered`)
      say(said, LINE_PATHS.article(index), line.articleNumber)
      say(said, LINE_PATHS.name(index), line.name)
      say(said, LINE_PATHS.quantity(index), line.quantity)
      say(said, LINE_PATHS.price(index), line.pricePerPackage ?? undefined)
      say(said, LINE_PATHS.priceQuantity(index), line.priceQuantity ?? undefined)
      say(said, LINE_PATHS.lineTotal(index), line.total ?? undefined)
      if (index > 0 && line.remarks !== '') throw new Error('remarks with a later line')
    }
    return said
  },
  without: [],
  orderedOn: TO.zone,
  delivery: ASKED.zone,
  priced: unlessOmitted,
}
