import type { Line, Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { mailOf } from './content/contact.ts'
import type { FieldOwner } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { EXAMPLE_BUYER, EXAMPLE_SELLER } from './content/example-parties.ts'
import { xmlName } from './content/line-name.ts'
import { possibleRepeatNotice, purposeNotice, testNotice } from './content/notices.ts'
import { fitReference } from './content/reference.ts'
import { headerRemarks, lineRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { type Article, articlesOf, customerOf, tableProblems } from './content/tables.ts'
import { ANY_UNIT, unitCode, unitProblems } from './content/units.ts'
import type { Format, Profile } from './format.ts'
import { gs1Problems } from './gs1/keys.ts'
import { type LineAmounts, peppolAmounts } from './peppol/amounts.ts'
import { buyerOf, buyerProblems } from './peppol/buyer.ts'
import { currencies } from './peppol/codes.ts'
import { type PeppolSettings, peppolSettings, peppolUnits } from './peppol/settings.ts'
import { ublParts } from './ubl/captions.ts'
import { readUblOrderResponse } from './ubl/order-response.ts'
import { readUblOrderedLines } from './ubl/ordered-lines.ts'
import { requestedPeriod } from './ubl/period.ts'
import { type Writing, xmlOrder } from './xml/orders.ts'
import { type XmlChildren, xmlKeys, xmlWording } from './xml/writer.ts'

const ELEMENTS = {
  orderNumber: { kind: 'key', max: Number.POSITIVE_INFINITY },
  customer: { kind: 'key', max: Number.POSITIVE_INFINITY },
  article: { kind: 'key', max: Number.POSITIVE_INFINITY },
  quantity: { kind: 'number', max: 18 },
} as const
const OWNER: FieldOwner = { name: 'Peppol', repertoire: xmlKeys }

/** Peppol BIS Ordering 3, transaction T01: UBL with only the elements that the rules name (B00110 and following). */
export const peppolOrder3: Format<PeppolSettings> = xmlOrder({
  id: 'peppol-order-3',
  parts: ublParts,
  settings: peppolSettings,
  example: {
    buyer: { name: 'Example buyer', endpoint: { scheme: '0088', id: EXAMPLE_BUYER } },
    seller: { name: 'Example seller', country: 'BE', endpoint: { scheme: '0088', id: EXAMPLE_SELLER } },
  },
  findProblems: fits,
  acknowledgements: ({ seller: { endpoint }, test }) => ({
    read: readUblOrderResponse,
    orderedLines: readUblOrderedLines,
    receiver: { id: endpoint.id, qualifier: endpoint.scheme },
    test,
  }),
  tree: (writing) => ({ Order: order(writing) }),
})

function fits(order: Order, { supplier, document }: Profile<PeppolSettings>): Problem[] {
  const problems = [
    ...exactProblems(order, supplier, ELEMENTS, OWNER),
    ...tableProblems(order, supplier, ANY_UNIT, OWNER),
    ...gs1Problems(order, supplier),
    ...unitProblems(order, supplier, document, peppolUnits),
    ...buyerProblems(order, supplier, document),
  ]
  if (!currencies.has(supplier.currency)) {
    const message = `Peppol (B01001) knows no currency ${supplier.currency}; correct the supplier's currency.`
    problems.push({ path: '', code: 'profile-incomplete', message })
  }
  return problems
}

/** The schema fixes the order of the children. */
function order(writing: Writing<PeppolSettings>): XmlChildren {
  const { order, profile, occasion, warnings } = writing
  const { supplier, document } = profile
  const articles = articlesOf(order, supplier)
  const amounts = supplier.price === 'omit' ? { lines: [], total: null } : peppolAmounts(order, warnings)
  const total = amounts.total === null ? undefined : money(amounts.total, supplier.currency)
  return {
    '@xmlns': 'urn:oasis:names:specification:ubl:schema:xsd:Order-2',
    '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
    '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
    'cbc:CustomizationID': 'urn:fdc:peppol.eu:poacc:trns:order:3',
    'cbc:ProfileID': `urn:fdc:peppol.eu:poacc:bis:${document.profile}:3`,
    'cbc:ID': order.number,
    'cbc:IssueDate': order.orderedOn.date,
    'cbc:IssueTime': order.orderedOn.time,
    'cbc:OrderTypeCode': '220',
    'cbc:Note': note(writing),
    'cbc:DocumentCurrencyCode': supplier.currency,
    'cbc:CustomerReference': fitReference(order.id, ELEMENTS.orderNumber, OWNER, warnings) ?? undefined,
    // An order that must arrive on a day has no use after that day (R002 asks for the end).
    'cac:ValidityPeriod': order.deliveryDate === null ? undefined : { 'cbc:EndDate': order.deliveryDate },
    'cac:OrderDocumentReference': purposeNotice(order, occasion) && { 'cbc:ID': order.number },
    'cac:BuyerCustomerParty': { 'cac:Party': buyer(writing) },
    'cac:SellerSupplierParty': { 'cac:Party': seller(document) },
    'cac:Delivery': delivery(writing),
    'cac:AnticipatedMonetaryTotal': total && { 'cbc:LineExtensionAmount': total, 'cbc:PayableAmount': total },
    'cac:OrderLine': order.lines.map((line, index) => ({
      'cbc:Note': xmlWording(lineRemarks(order, supplier, index), () => 'order_remarks', warnings),
      'cac:LineItem': lineItem(writing, line, index, articles.get(line), amounts.lines[index] ?? null),
    })),
  }
}

/** A single element holds all notes: the data model of T01 has only one note. */
function note({ order, profile, occasion, warnings }: Writing<PeppolSettings>): string | undefined {
  const remarks = xmlWording(headerRemarks(order, profile.supplier), () => 'order_remarks', warnings)
  const parts = [possibleRepeatNotice(occasion), purposeNotice(order, occasion), testNotice(profile.document), remarks]
  return parts.filter((part) => part !== undefined).join('\n') || undefined
}

function buyer({ order, profile, warnings }: Writing<PeppolSettings>): XmlChildren {
  const { name, tradingName, endpoint } = buyerOf(order, profile.supplier, profile.document)
  const person = xmlWording(order.person ?? '', () => 'owned_by.username', warnings)
  return {
    'cbc:EndpointID': { '@schemeID': endpoint.scheme, '#text': endpoint.id },
    'cac:PartyIdentification': { 'cbc:ID': rolesOf(order, profile.supplier).soldTo },
    'cac:PartyName': tradingName ? { 'cbc:Name': tradingName } : undefined,
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': name },
    'cac:Contact': person && {
      'cbc:Name': person,
      'cbc:ElectronicMail': mailOf(order.person, ELEMENTS.customer, OWNER),
    },
  }
}

const seller = ({ seller: { name, country, endpoint } }: PeppolSettings): XmlChildren => ({
  'cbc:EndpointID': { '@schemeID': endpoint.scheme, '#text': endpoint.id },
  'cac:PostalAddress': { 'cac:Country': { 'cbc:IdentificationCode': country } },
  'cac:PartyLegalEntity': { 'cbc:RegistrationName': name },
})

/**
 * DeliveryParty names the place. DeliveryLocation would need the address of the place (B14901), and
 * AccountingCustomerParty the address of the payer (B11401). Both are unknown.
 */
function delivery({ order, profile, warnings }: Writing<PeppolSettings>): XmlChildren | undefined {
  const { soldTo, shipTo, billTo } = rolesOf(order, profile.supplier)
  const gln = customerOf(order, profile.supplier)?.gln || undefined
  const number = shipTo === soldTo ? undefined : shipTo
  const payer = billTo === null || billTo === soldTo || billTo === shipTo ? undefined : billTo
  const leftOut = [number === undefined ? undefined : gln, payer]
  for (const was of leftOut.filter((number) => number !== undefined))
    warnings.push({ path: 'supplier_customer_number', code: 'omitted', was, became: '' })
  const id = number ?? (gln === undefined ? undefined : { '@schemeID': '0088', '#text': gln })
  if (order.deliveryDate === null && id === undefined) return undefined
  const { name, tradingName } = buyerOf(order, profile.supplier, profile.document)
  return {
    'cac:RequestedDeliveryPeriod': requestedPeriod(order),
    'cac:DeliveryParty':
      id === undefined
        ? undefined
        : {
            'cac:PartyIdentification': { 'cbc:ID': id },
            // Rule B16801.
            'cac:PartyName': { 'cbc:Name': tradingName ?? name },
          },
  }
}

function lineItem(
  { profile, warnings }: Writing<PeppolSettings>,
  line: Line,
  index: number,
  row: Article | undefined,
  amounts: LineAmounts | null,
): XmlChildren {
  const { supplier, document } = profile
  const unit = unitCode(row?.unit, document, peppolUnits)
  return {
    'cbc:ID': String(index + 1),
    'cbc:Quantity': { '@unitCode': unit, '#text': line.quantity },
    'cbc:LineExtensionAmount': amounts ? money(amounts.total, supplier.currency) : undefined,
    'cac:Price': amounts
      ? {
          'cbc:PriceAmount': money(amounts.price, supplier.currency),
          'cbc:BaseQuantity': amounts.per === '1' ? undefined : { '@unitCode': unit, '#text': amounts.per },
        }
      : undefined,
    'cac:Item': {
      'cbc:Name': xmlName(line, index, warnings),
      'cac:SellersItemIdentification': { 'cbc:ID': line.article },
      'cac:StandardItemIdentification': row?.gtin
        ? { 'cbc:ID': { '@schemeID': '0160', '#text': row.gtin } }
        : undefined,
    },
  }
}

const money = (amount: string, currency: string): XmlChildren => ({ '@currencyID': currency, '#text': amount })
