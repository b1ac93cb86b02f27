import { SETTINGS } from '../conformance/written-documents.ts'
import { ASKED, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'
import { afterNotices, all, first, noticesOf, rootOf, textAt } from './xml-tree.ts'

export const cxml: Reading = {
  format: 'cxml-1.2',
  golden: {
    settings: { sender: { id: 'apicbase-gateway', secret: 'FRESCO_SHARED' }, recipient: { id: 'SUP1' } },
    supplier: { language: 'nl' },
  },
  settings: (one) => SETTINGS['cxml-1.2']?.(one) ?? {},
  read(text, one) {
    const root = rootOf(text)
    const order = first(root, 'Request', 'OrderRequest')
    const header = first(order, 'OrderRequestHeader')
    const said: Said = new Map()
    say(said, PATHS.number, header?.attributes.orderID)
    say(said, PATHS.orderedOn, header?.attributes.orderDate)
    // Without a time, the beginning of the day in the supplier's zone; not midnight if the clocks change then.
    const requested = header?.attributes.requestedDeliveryDate
    const asked = /^(\d{4}-\d\d-\d\d)T0[01]:00:00[+-]\d\d:\d\d$/.exec(requested ?? '')
    const isDay = one.order.deliveryTime === undefined
    if (isDay && requested !== undefined && !asked) throw new Error(`asked for on ${requested}`)
    say(said, PATHS.deliveryDate, isDay ? asked?.[1] : requested)
    const comments = all(header, 'Comments').map(({ text }) => text)
    const withLines = all(order, 'ItemOut').flatMap((item) => all(item, 'Comments').map(({ text }) => text))
    say(said, PATHS.remarks, [...afterNotices(comments, noticesOf(one, { test: false })), ...withLines].join('|'))
    say(said, PATHS.soldTo, textAt(root, 'Header', 'From', 'Credential', 'Identity'))
    say(said, PATHS.shipTo, first(header, 'ShipTo', 'Address')?.attributes.addressID)
    const payer = first(header, 'BillTo', 'Address')?.attributes.addressID
    // Mandatory: without a separate payer, the payer is the customer.
    say(said, PATHS.billTo, payer === one.order.customer ? undefined : (payer ?? 'nobody'))
    say(said, PATHS.person, textAt(header, 'Contact', 'Name'))
    say(said, PATHS.person, textAt(header, 'Contact', 'Email'))
    const [id] = all(header, 'Extrinsic').filter(({ attributes }) => attributes.name === 'apicbaseOrderId')
    say(said, PATHS.id, id?.text)
    say(said, PATHS.total, textAt(header, 'Total', 'Money'))
    for (const [index, item] of all(order, 'ItemOut').entries()) {
      if (item.attributes.lineNumber !== String(index + 1)) throw new Error(`line ${index + 1} is misnumbered`)
      say(said, LINE_PATHS.article(index), textAt(item, 'ItemID', 'SupplierPartID'))
      say(said, LINE_PATHS.name(index), textAt(item, 'ItemDetail', 'Description'))
      say(said, LINE_PATHS.quantity(index), item.attributes.quantity)
      const basis = first(item, 'ItemDetail', 'PriceBasisQuantity')
      say(said, LINE_PATHS.priceQuantity(index), basis?.attributes.quantity)
      say(said, LINE_PATHS.price(index), textAt(item, 'ItemDetail', 'UnitPrice', 'Money'))
    }
    return said
  },
  without: ['customer', 'lineTotal'],
  orderedOn: TO.zone,
  delivery: ASKED.zone,
  priced: unlessOmitted,
  // `noPrice`; Extrinsic `prices` marks the constant as no price.
  unpriced: '0.00',
}
