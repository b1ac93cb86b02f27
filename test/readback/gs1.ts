import { SETTINGS } from '../conformance/written-documents.ts'
import { askedFor, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'
import { all, first, rootOf, textAt } from './xml-tree.ts'

export const gs1: Reading = {
  format: 'gs1-order-3',
  golden: {
    settings: { sender: { id: '5412345000013' }, recipient: { id: '4098765000010', qualifier: '14' } },
    supplier: { language: 'nl' },
  },
  parts: (text) => [...text.matchAll(/<order>.*?<\/order>/gs)].map(([whole]) => whole),
  settings: (one) => SETTINGS['gs1-order-3']?.(one) ?? {},
  read(text, { order: posted, occasion }) {
    const root = rootOf(text)
    const order = first(root, 'order')
    const said: Said = new Map()
    const instance = ['sh:StandardBusinessDocumentHeader', 'sh:DocumentIdentification', 'sh:InstanceIdentifier']
    const instanceId = textAt(root, ...instance) ?? ''
    const suffix = occasion.version > 1 ? `.${occasion.version}` : ''
    if (!instanceId.endsWith(suffix)) throw new Error(`the document is called ${instanceId}`)
    const named = instanceId.slice(0, instanceId.length - suffix.length)
    // If the id does not fit, the order's number identifies the document.
    say(said, PATHS.id, named === posted.number && named !== posted.id ? undefined : named)
    say(said, PATHS.number, textAt(order, 'orderIdentification', 'entityIdentification'))
    say(said, PATHS.orderedOn, textAt(order, 'creationDateTime'))
    const dates = ['orderLogisticalInformation', 'orderLogisticalDateInformation', 'requestedDeliveryDateTime']
    say(said, PATHS.deliveryDate, askedFor(textAt(order, ...dates, 'date'), textAt(order, ...dates, 'time')))
    say(
      said,
      PATHS.remarks,
      [
        ...all(order, 'additionalOrderInstruction'),
        ...all(order, 'orderLineItem').flatMap((item) => all(item, 'additionalOrderLineInstruction')),
      ]
        .map(({ text }) => text)
        .join(''),
    )
    say(said, PATHS.soldTo, textAt(order, 'buyer', 'additionalPartyIdentification'))
    say(said, PATHS.billTo, textAt(order, 'billTo', 'additionalPartyIdentification'))
    say(said, PATHS.shipTo, textAt(order, 'orderLogisticalInformation', 'shipTo', 'additionalPartyIdentification'))
    const contact = first(order, 'buyer', 'contact')
    const mail = textAt(contact, 'communicationChannel', 'communicationValue')
    if (mail !== undefined && mail !== posted.person) throw new Error(`the address is ${mail}`)
    say(said, PATHS.person, textAt(contact, 'personName'))
    say(said, PATHS.total, textAt(order, 'totalMonetaryAmountExcludingTaxes'))
    for (const [index, item] of all(order, 'orderLineItem').entries()) {
      if (textAt(item, 'lineItemNumber') !== String(index + 1)) throw new Error(`line ${index + 1} is misnumbered`)
      const traded = first(item, 'transactionalTradeItem')
      say(said, LINE_PATHS.article(index), textAt(traded, 'additionalTradeItemIdentification'))
      say(said, LINE_PATHS.name(index), textAt(traded, 'tradeItemDescription'))
      say(said, LINE_PATHS.quantity(index), textAt(item, 'requestedQuantity'))
      say(said, LINE_PATHS.price(index), textAt(item, 'netPrice'))
      say(said, LINE_PATHS.priceQuantity(index), textAt(item, 'itemPriceBaseQuantity'))
      say(said, LINE_PATHS.lineTotal(index), textAt(item, 'netAmount'))
    }
    return said
  },
  without: ['customer'],
  orderedOn: TO.zone,
  priced: unlessOmitted,
}
