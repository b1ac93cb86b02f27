import type { Line, Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { amount } from './content/amounts.ts'
import { documentVersion } from './content/document-version.ts'
import { type Path, totalPath } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { xmlName } from './content/line-name.ts'
import { possibleRepeatNotice, purposeNotice } from './content/notices.ts'
import { priceFor } from './content/prices.ts'
import { headerRemarks, lineRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { articlesOf, tableProblems } from './content/tables.ts'
import { factorProblems } from './content/units.ts'
import type { Format, Profile } from './format.ts'
import { ublCancellation } from './ubl/cancellation.ts'
import { ublParts } from './ubl/captions.ts'
import { readUblOrderResponse } from './ubl/order-response.ts'
import { readUblOrderedLines } from './ubl/ordered-lines.ts'
import { buyer, payer, reference, seller } from './ubl/parties.ts'
import { requestedPeriod } from './ubl/period.ts'
import { ELEMENTS, GS1, UBL, type UblSettings, ublNamespaces, ublSettings } from './ubl/settings.ts'
import { type Writing, xmlOrder } from './xml/orders.ts'
import { type XmlChildren, xmlWording } from './xml/writer.ts'

const UNIT = { kind: 'code', max: Number.POSITIVE_INFINITY } as const
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** OASIS UBL 2.1 Order, without a customisation such as Peppol's. An OrderCancellation cancels the order. */
export const ublOrder21: Format<UblSettings> = xmlOrder({
  id: 'ubl-order-2.1',
  parts: ublParts,
  settings: ublSettings,
  example: {},
  findProblems: fits,
  cancels: true,
  acknowledgements: () => ({ read: readUblOrderResponse, orderedLines: readUblOrderedLines }),
  tree: (writing) => (writing.occasion.purpose === 'cancellation' ? ublCancellation(writing) : orderTree(writing)),
})

function fits(order: Order, { supplier }: Profile<UblSettings>): Problem[] {
  return [
    ...exactProblems(order, supplier, ELEMENTS, UBL),
    ...tableProblems(order, supplier, UNIT, UBL),
    ...factorProblems(order, supplier),
  ]
}

/** The schema fixes the order of the children. */
function orderTree(writing: Writing<UblSettings>): XmlChildren {
  const { order, profile, occasion } = writing
  const { supplier } = profile
  const articles = articlesOf(order, supplier)
  const replaces = occasion.purpose === 'replacement'
  return {
    Order: {
      ...ublNamespaces('Order'),
      'cbc:UBLVersionID': '2.1',
      'cbc:ID': order.number,
      // False for a possible repeat too: a receiver ignores copies, and this copy may be the first to arrive.
      'cbc:CopyIndicator': 'false',
      // Identifies this document. A receiver would ignore a later version or correction with the same UUID.
      'cbc:UUID': documentVersion(occasion) === '1' && UUID.test(order.id) ? order.id : undefined,
      'cbc:IssueDate': order.orderedOn.date,
      'cbc:IssueTime': order.orderedOn.time,
      'cbc:OrderTypeCode': '220',
      'cbc:Note': [
        possibleRepeatNotice(occasion),
        // A receiver of orders need not accept an OrderChange, which is another document. An order with this note is
        // still an order.
        purposeNotice(order, occasion),
        xmlWording(headerRemarks(order, supplier), () => 'order_remarks', writing.warnings),
      ],
      'cbc:DocumentCurrencyCode': supplier.currency,
      'cbc:CustomerReference': reference(writing),
      'cbc:LineCountNumeric': String(order.lines.length),
      'cac:OrderDocumentReference': replaces ? { 'cbc:ID': order.number } : undefined,
      'cac:BuyerCustomerParty': buyer(writing),
      'cac:SellerSupplierParty': seller(profile),
      'cac:AccountingCustomerParty': payer(writing),
      'cac:Delivery': delivery(writing),
      'cac:AnticipatedMonetaryTotal': total(writing),
      'cac:OrderLine': order.lines.map((line, index) => ({
        'cbc:Note': xmlWording(lineRemarks(order, supplier, index), () => 'order_remarks', writing.warnings),
        'cac:LineItem': lineItem(writing, line, index, articles.get(line)),
      })),
    },
  }
}

/** Names the delivery location only if its number differs from the buyer's. */
function delivery({ order, profile }: Writing<UblSettings>): XmlChildren | undefined {
  const { soldTo, shipTo } = rolesOf(order, profile.supplier)
  if (order.deliveryDate === null && shipTo === soldTo) return undefined
  return {
    'cac:RequestedDeliveryPeriod': requestedPeriod(order),
    'cac:DeliveryParty': shipTo === soldTo ? undefined : { 'cac:PartyIdentification': { 'cbc:ID': shipTo } },
  }
}

function total(writing: Writing<UblSettings>): XmlChildren | undefined {
  const sum = money(writing, writing.order.total, () => 'theoretical_price')
  return sum && { 'cbc:LineExtensionAmount': sum, 'cbc:PayableAmount': sum }
}

function lineItem(writing: Writing<UblSettings>, line: Line, index: number, row: Row): XmlChildren {
  const { document } = writing.profile
  const unit = row?.unit || document.unit
  const price = priceOf(writing, line, index, unit)
  return {
    'cbc:ID': String(index + 1),
    'cbc:Quantity': { '@unitCode': unit, '#text': line.quantity },
    'cbc:LineExtensionAmount': money(writing, line.total, () => totalPath(index)),
    'cac:Price': price,
    'cac:Item': {
      'cbc:Name': xmlName(line, index, writing.warnings),
      'cac:SellersItemIdentification': { 'cbc:ID': line.article },
      'cac:StandardItemIdentification': row?.gtin
        ? { 'cbc:ID': { '@schemeID': 'GTIN', ...GS1, '#text': row.gtin } }
        : undefined,
    },
  }
}

type Row = ReturnType<ReturnType<typeof articlesOf>['get']>

function priceOf(writing: Writing<UblSettings>, line: Line, index: number, unit: string): XmlChildren | undefined {
  const { currency, price: policy } = writing.profile.supplier
  const price =
    policy === 'omit'
      ? null
      : priceFor(line, index, { amount: ELEMENTS.quantity, per: ELEMENTS.quantity }, writing.warnings)
  return (
    (price && {
      'cbc:PriceAmount': { '@currencyID': currency, '#text': price.amount },
      'cbc:BaseQuantity': price.per === '1' ? undefined : { '@unitCode': unit, '#text': price.per },
      'cbc:PriceTypeCode': priceType(writing),
    }) ??
    undefined
  )
}

/** Undefined under `price: 'omit'`. */
function money(
  { profile, warnings }: Writing<UblSettings>,
  posted: string | null,
  path: Path,
): XmlChildren | undefined {
  const { currency, price } = profile.supplier
  const value = price === 'omit' ? null : amount(posted, ELEMENTS.quantity, path, warnings)
  return value === null ? undefined : { '@currencyID': currency, '#text': value }
}

/** UN/EDIFACT 5125. A supplier who matches prices can stop an order whose theoretical price looks agreed. */
const priceType = ({ profile }: Writing<UblSettings>): XmlChildren | undefined =>
  profile.supplier.price === 'information' ? { '@listID': 'UNCL5125', '#text': 'INF' } : undefined
