import * as z from 'zod/mini'
import type { Warning } from '../document.ts'
import type { Line, Order } from '../order.ts'
import type { Problem } from '../problem.ts'
import { err, ok } from '../result.ts'
import { amount } from './amounts.ts'
import { type Carrier, keyProblem, namePath, type Path, pricePath, totalPath } from './elements.ts'
import type { DocumentSettings, Format, Occasion, Profile } from './format.ts'
import { misfits } from './misfits.ts'
import { headerRemarks, lineRemarks } from './remarks.ts'
import { rolesOf } from './roles.ts'
import { articlesOf, customerOf, tableProblems } from './tables.ts'
import { type XmlChildren, xmlDocument, xmlKeys, xmlWording } from './xml.ts'

interface UblSettings extends DocumentSettings {
  readonly format: 'ubl-order-2.1'
  readonly sender: Party
  readonly recipient: Party
  readonly unit: string
}

interface Party {
  /** The number the other side knows this one by. */
  readonly id?: string | undefined
  readonly name?: string | undefined
}

/** UBL sets no lengths. `xs:decimal` must be carried to 18 digits (XML Schema 1.0 part 2, §3.2.3), and no further. */
const ELEMENTS = {
  orderNumber: { kind: 'key', max: Number.POSITIVE_INFINITY },
  customer: { kind: 'key', max: Number.POSITIVE_INFINITY },
  article: { kind: 'key', max: Number.POSITIVE_INFINITY },
  quantity: { kind: 'number', max: 18 },
} as const
const AMOUNT = ELEMENTS.quantity
const REFERENCE = ELEMENTS.orderNumber
const UNIT = { kind: 'code', max: Number.POSITIVE_INFINITY } as const
const CARRIER: Carrier = { name: 'UBL', repertoire: xmlKeys }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const GS1 = { '@schemeAgencyID': '9' }

const text = z.string().check(z.trim(), z.minLength(1))
const Party = z._default(z.strictObject({ id: z.optional(text), name: z.optional(text) }), {})

/** OASIS UBL 2.1 Order, without a customisation such as Peppol's. */
export const ublOrder21: Format<UblSettings> = {
  id: 'ubl-order-2.1',
  mediaType: 'application/xml',
  extension: 'xml',
  settings: z.strictObject({
    format: z.literal('ubl-order-2.1'),
    sender: Party,
    recipient: Party,
    /** UN/ECE recommendation 20 or 21, for an article whose unit the articles table doesn't tell: PK, a package. */
    unit: z._default(text, 'PK'),
  }),
  fits,
  write(order, profile, occasion) {
    const problems = fits(order, profile)
    if (problems.length > 0) return err(problems)
    const warnings: Warning[] = []
    const tree = orderTree({ order, profile, occasion, warnings })
    return ok({ text: xmlDocument(tree), charset: 'utf-8', warnings })
  },
}

function fits(order: Order, { supplier }: Profile<UblSettings>): Problem[] {
  return [...misfits(order, supplier, ELEMENTS, CARRIER), ...tableProblems(order, supplier, UNIT, CARRIER)]
}

interface Writing {
  readonly order: Order
  readonly profile: Profile<UblSettings>
  readonly occasion: Occasion
  readonly warnings: Warning[]
}

/** The order of the children is the schema's. */
function orderTree(writing: Writing): XmlChildren {
  const { order, profile, occasion } = writing
  const { supplier } = profile
  const articles = articlesOf(order, supplier)
  const replaces = occasion.purpose === 'replacement'
  return {
    Order: {
      '@xmlns': 'urn:oasis:names:specification:ubl:schema:xsd:Order-2',
      '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
      '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
      'cbc:UBLVersionID': '2.1',
      'cbc:ID': order.number,
      // Not for a possible repeat: a receiver passes over copies, and this one may be the first to arrive.
      'cbc:CopyIndicator': 'false',
      // It names this document, so a later version needs another, or would be passed over as received.
      'cbc:UUID': occasion.version === 1 && UUID.test(order.id) ? order.id : undefined,
      'cbc:IssueDate': order.orderedOn.date,
      'cbc:IssueTime': order.orderedOn.time,
      'cbc:OrderTypeCode': '220',
      'cbc:Note': [
        occasion.possibleRepeat ? 'POSSIBLE REPEAT' : undefined,
        // An OrderChange is another document, which a receiver of orders need not take; an order with this note is an order.
        replaces ? `REPLACES every earlier version of order ${order.number}` : undefined,
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
        'cac:LineItem': lineItem(writing, line, index, articles.get(line.article)),
      })),
    },
  }
}

/** Apicbase's id is a reference: where it doesn't fit, the order goes without it. */
function reference({ order, warnings }: Writing): string | undefined {
  if (keyProblem('id', order.id, REFERENCE, CARRIER, () => 'id') === null) return order.id
  warnings.push({ path: 'id', code: 'omitted', was: order.id, became: '' })
  return undefined
}

function buyer({ order, profile, warnings }: Writing): XmlChildren {
  const row = customerOf(order, profile.supplier)
  const { id, name } = profile.document.sender
  const contact = xmlWording(order.person ?? '', () => 'owned_by.username', warnings)
  const party = {
    'cac:PartyIdentification': row?.gln ? { 'cbc:ID': { '@schemeID': 'GLN', ...GS1, '#text': row.gln } } : undefined,
    'cac:PartyName': naming(row?.name?.trim() || name),
    'cac:Contact': contact === undefined ? undefined : { 'cbc:Name': contact },
  }
  return {
    'cbc:CustomerAssignedAccountID': id,
    'cbc:SupplierAssignedAccountID': rolesOf(order, profile.supplier).soldTo,
    // The rules of UBL forbid an empty element.
    'cac:Party': Object.values(party).some((child) => child !== undefined) ? party : undefined,
  }
}

function seller({ supplier, document }: Profile<UblSettings>): XmlChildren {
  const { id, name = id === undefined ? supplier.name : undefined } = document.recipient
  return {
    'cbc:CustomerAssignedAccountID': id,
    'cac:Party': name === undefined ? undefined : { 'cac:PartyName': naming(name) },
  }
}

const naming = (name: string | undefined): XmlChildren | undefined => (name ? { 'cbc:Name': name } : undefined)

function payer({ order, profile }: Writing): XmlChildren | undefined {
  const { billTo } = rolesOf(order, profile.supplier)
  return billTo === null ? undefined : { 'cbc:SupplierAssignedAccountID': billTo }
}

/** Where it goes is said only where that has another number than who buys. */
function delivery({ order, profile }: Writing): XmlChildren | undefined {
  const { deliveryDate } = order
  const { soldTo, shipTo } = rolesOf(order, profile.supplier)
  if (deliveryDate === null && shipTo === soldTo) return undefined
  return {
    'cac:RequestedDeliveryPeriod':
      deliveryDate === null ? undefined : { 'cbc:StartDate': deliveryDate, 'cbc:EndDate': deliveryDate },
    'cac:DeliveryParty': shipTo === soldTo ? undefined : { 'cac:PartyIdentification': { 'cbc:ID': shipTo } },
  }
}

function total(writing: Writing): XmlChildren | undefined {
  const sum = money(writing, writing.order.total, () => 'theoretical_price')
  return sum && { 'cbc:LineExtensionAmount': sum, 'cbc:PayableAmount': sum }
}

function lineItem(writing: Writing, line: Line, index: number, row: Row): XmlChildren {
  const { document } = writing.profile
  const price = money(writing, line.price, () => pricePath(index))
  return {
    'cbc:ID': String(index + 1),
    'cbc:Quantity': { '@unitCode': row?.unit || document.unit, '#text': line.quantity },
    'cbc:LineExtensionAmount': money(writing, line.total, () => totalPath(index)),
    'cac:Price': price && { 'cbc:PriceAmount': price, 'cbc:PriceTypeCode': priceType(writing) },
    'cac:Item': {
      'cbc:Name': xmlWording(line.name, () => namePath(index), writing.warnings),
      'cac:SellersItemIdentification': { 'cbc:ID': line.article },
      'cac:StandardItemIdentification': row?.gtin
        ? { 'cbc:ID': { '@schemeID': 'GTIN', ...GS1, '#text': row.gtin } }
        : undefined,
    },
  }
}

type Row = ReturnType<ReturnType<typeof articlesOf>['get']>

/** Nothing under `price: 'omit'`. */
function money({ profile, warnings }: Writing, posted: string | null, path: Path): XmlChildren | undefined {
  const { currency, price } = profile.supplier
  const value = price === 'omit' ? null : amount(posted, AMOUNT, path, warnings)
  return value === null ? undefined : { '@currencyID': currency, '#text': value }
}

/** UN/EDIFACT 5125. A theoretical price taken for an agreed one can stop an order at a supplier who matches on price. */
const priceType = ({ profile }: Writing): XmlChildren | undefined =>
  profile.supplier.price === 'information' ? { '@listID': 'UNCL5125', '#text': 'INF' } : undefined
