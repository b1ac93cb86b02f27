import { SETTINGS } from '../conformance/written-documents.ts'
import { ASKED, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'
import { afterNotices, all, first, noticesOf, rootOf, textAt } from './xml-tree.ts'

const ID = 'Apicbase order id '

/** An ORDER or an ORDERCHANGE; the name of the root is part of the names of its children. */
export const opentrans: Reading = {
  format: 'opentrans-2.1',
  golden: { settings: { recipient: { id: 'SUP1' } } },
  settings: (one) => SETTINGS['opentrans-2.1']?.(one) ?? {},
  read(text, one) {
    const root = rootOf(text)
    const info = first(root, `${root.name}_HEADER`, `${root.name}_INFO`)
    const said: Said = new Map()
    const party = (role: string) =>
      all(info, 'PARTIES', 'PARTY').find((one) => all(one, 'PARTY_ROLE').some(({ text }) => text === role))
    const numberOf = (role: string): string | undefined =>
      all(party(role), 'bmecat:PARTY_ID').find(({ attributes }) => attributes.type === 'supplier_specific')?.text
    const buyer = party('buyer')
    const contact = first(buyer, 'ADDRESS', 'CONTACT_DETAILS')
    const remarks = (type: string): string[] =>
      all(info, 'REMARKS').flatMap(({ attributes, text }) => (attributes.type === type ? [text] : []))
    const [reference, ...more] = afterNotices(remarks('general'), noticesOf(one, { test: false }))
    if (more.length > 0 || (reference && !reference.startsWith(ID))) throw new Error(`a strange remark: ${reference}`)
    say(said, PATHS.number, textAt(info, 'ORDER_ID'))
    say(said, PATHS.orderedOn, textAt(info, 'ORDER_DATE'))
    say(said, PATHS.deliveryDate, textAt(info, 'DELIVERY_DATE', 'DELIVERY_START_DATE'))
    say(said, PATHS.deliveryDate, textAt(info, 'DELIVERY_DATE', 'DELIVERY_END_DATE'))
    say(said, PATHS.id, reference?.slice(ID.length))
    const items = all(root, `${root.name}_ITEM_LIST`, 'ORDER_ITEM')
    const withLines = items.flatMap((item) => all(item, 'REMARKS').map(({ text }) => text))
    say(said, PATHS.remarks, [...remarks('order'), ...withLines].join(''))
    say(said, PATHS.soldTo, numberOf('buyer'))
    say(said, PATHS.shipTo, numberOf('delivery'))
    say(said, PATHS.billTo, numberOf('invoice_recipient'))
    const references = first(info, 'ORDER_PARTIES_REFERENCE')
    say(said, PATHS.soldTo, textAt(references, 'bmecat:BUYER_IDREF'))
    say(said, PATHS.billTo, textAt(references, 'INVOICE_RECIPIENT_IDREF'))
    say(said, PATHS.shipTo, textAt(references, 'SHIPMENT_PARTIES_REFERENCE', 'DELIVERY_IDREF'))
    say(said, PATHS.total, textAt(root, `${root.name}_SUMMARY`, 'TOTAL_AMOUNT'))
    const [name, mail] = [textAt(contact, 'bmecat:CONTACT_NAME'), textAt(contact, 'bmecat:EMAILS', 'bmecat:EMAIL')]
    // An address is complete or absent; the name next to the address may be cut.
    if (mail !== undefined && mail !== one.order.person) throw new Error(`the address is ${mail}`)
    say(said, PATHS.person, name)
    for (const [index, item] of items.entries()) {
      if (textAt(item, 'LINE_ITEM_ID') !== String(index + 1)) throw new Error(`line ${index + 1} is misnumbered`)
      say(said, LINE_PATHS.article(index), textAt(item, 'PRODUCT_ID', 'bmecat:SUPPLIER_PID'))
      say(said, LINE_PATHS.name(index), textAt(item, 'PRODUCT_ID', 'bmecat:DESCRIPTION_SHORT'))
      say(said, LINE_PATHS.quantity(index), textAt(item, 'QUANTITY'))
      say(said, LINE_PATHS.price(index), textAt(item, 'PRODUCT_PRICE_FIX', 'bmecat:PRICE_AMOUNT'))
      say(said, LINE_PATHS.priceQuantity(index), textAt(item, 'PRODUCT_PRICE_FIX', 'bmecat:PRICE_QUANTITY'))
      say(said, LINE_PATHS.lineTotal(index), textAt(item, 'PRICE_LINE_AMOUNT'))
    }
    return said
  },
  without: ['customer'],
  orderedOn: TO.zone,
  delivery: ASKED.zone,
  priced: unlessOmitted,
}
