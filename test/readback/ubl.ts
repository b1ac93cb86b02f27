import type { Case } from '../conformance/generated-orders.ts'
import { SETTINGS } from '../conformance/written-documents.ts'
import type { ReadElement } from '../documents/xml/reader.ts'
import { askedFor, LINE_PATHS, PATHS, type Reading, type Said, say, TO, unlessOmitted } from './reading.ts'
import { afterNotices, all, first, noticesOf, rootOf, textAt } from './xml-tree.ts'

/** UBL 2.1 and Peppol: the same elements, except for notes and the buyer's number. */
const ubl = (
  id: string,
  remarks: (root: ReadElement, one: Case) => string,
  soldTo: readonly string[],
  without: Reading['without'],
  golden: NonNullable<Reading['golden']>,
): Reading => ({
  format: id,
  golden,
  settings: (one) => SETTINGS[id]?.(one) ?? {},
  read(text, one) {
    const root = rootOf(text)
    const said: Said = new Map()
    const buyer = first(root, 'cac:BuyerCustomerParty')
    const period = first(root, 'cac:Delivery', 'cac:RequestedDeliveryPeriod')
    const contact = first(buyer, 'cac:Party', 'cac:Contact')
    say(said, PATHS.number, textAt(root, 'cbc:ID'))
    say(said, PATHS.id, textAt(root, 'cbc:CustomerReference'))
    say(said, PATHS.id, textAt(root, 'cbc:UUID'))
    say(said, PATHS.orderedOn, `${textAt(root, 'cbc:IssueDate')}T${textAt(root, 'cbc:IssueTime')}`)
    const [starts, ends] = [textAt(period, 'cbc:StartDate'), textAt(period, 'cbc:EndDate')]
    say(said, PATHS.deliveryDate, askedFor(starts, textAt(period, 'cbc:StartTime')))
    say(said, PATHS.deliveryDate, askedFor(ends, textAt(period, 'cbc:EndTime')))
    const valid = textAt(root, 'cac:ValidityPeriod', 'cbc:EndDate')
    if (valid !== undefined && valid !== starts) throw new Error(`valid until ${valid}, asked for on ${starts}`)
    const [ofLine, ...others] = all(root, 'cac:OrderLine').map((line) => textAt(line, 'cbc:Note'))
    if (others.some((note) => note !== undefined)) throw new Error('a note with a later line')
    say(said, PATHS.remarks, ofLine ?? remarks(root, one))
    if (ofLine !== undefined && remarks(root, one) !== '') throw new Error('remarks in two places')
    say(said, PATHS.soldTo, textAt(buyer, ...soldTo))
    const place = textAt(root, 'cac:Delivery', 'cac:DeliveryParty', 'cac:PartyIdentification', 'cbc:ID')
    // A GLN, if the table has a GLN and no separate number.
    say(said, PATHS.shipTo, place === undefined ? textAt(buyer, ...soldTo) : place)
    say(said, PATHS.billTo, textAt(root, 'cac:AccountingCustomerParty', 'cbc:SupplierAssignedAccountID'))
    say(said, PATHS.person, textAt(contact, 'cbc:Name'))
    say(said, PATHS.person, textAt(contact, 'cbc:ElectronicMail'))
    const total = first(root, 'cac:AnticipatedMonetaryTotal')
    say(said, PATHS.total, textAt(total, 'cbc:LineExtensionAmount'))
    say(said, PATHS.total, textAt(total, 'cbc:PayableAmount'))
    for (const [index, line] of all(root, 'cac:OrderLine', 'cac:LineItem').entries()) readLine(line, index, said)
    return said
  },
  without,
  orderedOn: TO.second,
  priced: unlessOmitted,
})

function readLine(line: ReadElement, index: number, said: Said): void {
  if (textAt(line, 'cbc:ID') !== String(index + 1)) throw new Error(`line ${index + 1} is ${textAt(line, 'cbc:ID')}`)
  say(said, LINE_PATHS.article(index), textAt(line, 'cac:Item', 'cac:SellersItemIdentification', 'cbc:ID'))
  say(said, LINE_PATHS.name(index), textAt(line, 'cac:Item', 'cbc:Name'))
  say(said, LINE_PATHS.quantity(index), textAt(line, 'cbc:Quantity'))
  say(said, LINE_PATHS.price(index), textAt(line, 'cac:Price', 'cbc:PriceAmount'))
  say(said, LINE_PATHS.priceQuantity(index), textAt(line, 'cac:Price', 'cbc:BaseQuantity'))
  say(said, LINE_PATHS.lineTotal(index), textAt(line, 'cbc:LineExtensionAmount'))
}

const notes = (root: ReadElement): string[] => all(root, 'cbc:Note').map(({ text }) => text)

export const ublOrder: Reading = {
  cancelsWithoutLines: true,
  ...ubl(
    'ubl-order-2.1',
    (root, one) => afterNotices(notes(root), noticesOf(one, { test: false })).join('|'),
    ['cbc:SupplierAssignedAccountID'],
    ['customer'],
    { settings: { recipient: { id: 'SUP1' } } },
  ),
}

/** A single note, with the notices and the remarks on separate lines. */
export const peppolOrder = ubl(
  'peppol-order-3',
  (root, one) => {
    const expected = noticesOf(one, { test: true })
    const [note = '', ...more] = notes(root)
    if (more.length > 0) throw new Error('more than one note')
    return afterNotices(note.split('\n'), expected).join('\n')
  },
  ['cac:Party', 'cac:PartyIdentification', 'cbc:ID'],
  ['customer', 'billTo'],
  {
    settings: {
      buyer: { name: 'Bistro Example BV', endpoint: { scheme: '0208', id: '0123456749' } },
      seller: { name: 'Groothandel NV', country: 'NL', endpoint: { scheme: '0106', id: '12345678' } },
    },
  },
)
