import * as z from 'zod/mini'
import type { Purpose } from '../model/document.ts'
import type { Line, Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { amount } from './content/amounts.ts'
import { isGln } from './content/check-digit.ts'
import { mailOf } from './content/contact.ts'
import { type FieldOwner, type Path, totalPath } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { EXAMPLE_PARTIES } from './content/example-parties.ts'
import { xmlName } from './content/line-name.ts'
import { possibleRepeatNotice, purposeNotice, testNotice } from './content/notices.ts'
import { priceFor } from './content/prices.ts'
import { headerRemarks, lineRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { sequenceNumber } from './content/sequence-number.ts'
import { type Article, articlesOf, customerOf, tableProblems } from './content/tables.ts'
import { ANY_UNIT, type UnitList, unitCode, unitProblems, unitSettings } from './content/units.ts'
import type { Format, Profile } from './format.ts'
import { gs1Parts } from './gs1/captions.ts'
import { gs1Header } from './gs1/header.ts'
import { gs1Problems } from './gs1/keys.ts'
import { type Writing, xmlOrders } from './xml/orders.ts'
import { type XmlChildren, xmlKeys, xmlPieces, xmlWording } from './xml/writer.ts'

/** Lengths from Order.xsd 3.4.1 and the common modules. */
const ELEMENTS = {
  orderNumber: { kind: 'key', max: 80 },
  customer: { kind: 'key', max: 80 },
  article: { kind: 'key', max: 80 },
  quantity: { kind: 'number', max: 18 },
  mail: { kind: 'key', max: 200 },
  instruction: { kind: 'wording', max: 1000, parts: Number.POSITIVE_INFINITY },
  lineInstruction: { kind: 'wording', max: 200, parts: Number.POSITIVE_INFINITY },
} as const
const PERSON = 70
const NAME = 200
const OWNER: FieldOwner = { name: 'GS1 XML', repertoire: xmlKeys }
const UNITS: UnitList = { name: 'recommendation 20', has: (code) => /^[0-9A-Z]{1,3}$/.test(code) }

const gln = z.string().check(z.refine(isGln, { message: 'must be a GLN: 13 digits, the last of them the check digit' }))
const Party = z.lazy(() =>
  z.strictObject({
    id: gln.check(z.describe('The GLN, with its check digit.')),
    qualifier: z
      .optional(z.literal('14'))
      .check(z.describe('The qualifier of a GLN in EDIFACT. No other value is possible.')),
    name: z.optional(z.string()).check(z.describe('A name for the reader of the configuration.')),
  }),
)

const settings = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    format: z.literal('gs1-order-3'),
    sender: Party.check(z.describe('The party responsible for the message.')),
    recipient: Party.check(z.describe('The seller.')),
    test: z
      ._default(z.boolean(), false)
      .check(z.describe('Writes TEST ORDER into the note, because GS1 XML has no test flag.')),
    ...unitSettings(UNITS, 'PK'),
  }),
)

type Gs1Settings = z.infer<typeof settings>

/** GS1 XML Order 3.4 in a Standard Business Document Header. */
export const gs1Order3: Format<Gs1Settings> = xmlOrders({
  id: 'gs1-order-3',
  parts: gs1Parts,
  example: EXAMPLE_PARTIES,
  settings,
  findProblems: fits,
  cancels: true,
  tree: (writings) => ({
    'order:orderMessage': {
      '@xmlns:order': 'urn:gs1:ecom:order:xsd:3',
      '@xmlns:sh': 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader',
      'sh:StandardBusinessDocumentHeader': gs1Header(writings, OWNER),
      order: writings.map(order),
    },
  }),
})

function fits(order: Order, { supplier, document }: Profile<Gs1Settings>): Problem[] {
  return [
    ...exactProblems(order, supplier, ELEMENTS, OWNER),
    ...tableProblems(order, supplier, ANY_UNIT, OWNER),
    ...gs1Problems(order, supplier),
    ...unitProblems(order, supplier, document, UNITS),
  ]
}

const ACTIONS: Readonly<Record<Purpose, string | undefined>> = {
  original: undefined,
  replacement: 'CHANGE_BY_REFRESH',
  cancellation: 'DELETE',
}

/** The schema fixes the order of the children. */
function order(writing: Writing<Gs1Settings>): XmlChildren {
  const { order, profile, occasion } = writing
  const { date, time, offset } = order.orderedOn
  const { soldTo, shipTo, billTo } = rolesOf(order, profile.supplier)
  const gln = customerOf(order, profile.supplier)?.gln || undefined
  const articles = articlesOf(order, profile.supplier)
  const remarks = xmlPieces(
    headerRemarks(order, profile.supplier),
    ELEMENTS.instruction,
    () => 'order_remarks',
    writing.warnings,
  )
  return {
    creationDateTime: `${date}T${time}${offset}`,
    // Not ADDITIONAL_TRANSMISSION for a possible repeat: a receiver may ignore such documents, and this copy may be the
    // first to arrive.
    documentStatusCode: 'ORIGINAL',
    documentActionCode: ACTIONS[occasion.purpose],
    revisionNumber: occasion.purpose === 'original' ? undefined : sequenceNumber(occasion),
    orderIdentification: { entityIdentification: order.number },
    orderTypeCode: '220',
    additionalOrderInstruction: remarks.map((text) => inLanguage(profile, text)),
    totalMonetaryAmountExcludingTaxes: money(writing, order.total, () => 'theoretical_price'),
    note: note(writing),
    buyer: { gln, additionalPartyIdentification: assigned(soldTo), contact: contact(writing) },
    seller: { gln: profile.document.recipient.id },
    billTo: billTo === null ? undefined : { additionalPartyIdentification: assigned(billTo) },
    orderLogisticalInformation: {
      shipTo: { gln: shipTo === soldTo ? gln : undefined, additionalPartyIdentification: assigned(shipTo) },
      orderLogisticalDateInformation: requestedDelivery(order),
    },
    orderLineItem: order.lines.map((line, index) => lineItem(writing, line, index, articles.get(line))),
  }
}

const requestedDelivery = ({ deliveryDate, deliveryTime }: Order): XmlChildren | undefined =>
  deliveryDate === null
    ? undefined
    : { requestedDeliveryDateTime: { date: deliveryDate, time: deliveryTime && `${deliveryTime.time}:00` } }

function note({ order, profile, occasion }: Writing<Gs1Settings>): XmlChildren | undefined {
  const parts = [possibleRepeatNotice(occasion), purposeNotice(order, occasion), testNotice(profile.document)]
  const text = parts.filter((part) => part !== undefined).join('; ')
  return text ? inLanguage(profile, text) : undefined
}

const inLanguage = ({ supplier }: Profile<Gs1Settings>, text: string): XmlChildren => ({
  '@languageCode': supplier.language,
  '#text': text,
})

const assigned = (number: string): XmlChildren => ({
  '@additionalPartyIdentificationTypeCode': 'SELLER_ASSIGNED_IDENTIFIER_FOR_A_PARTY',
  '#text': number,
})

function contact({ order, warnings }: Writing<Gs1Settings>): XmlChildren | undefined {
  const person = xmlWording(order.person ?? '', () => 'owned_by.username', warnings, PERSON)
  const mail = mailOf(order.person, ELEMENTS.mail, OWNER)
  return person === undefined
    ? undefined
    : {
        personName: person,
        communicationChannel: mail && { communicationChannelCode: 'EMAIL', communicationValue: mail },
      }
}

function lineItem(writing: Writing<Gs1Settings>, line: Line, index: number, row: Article | undefined): XmlChildren {
  const { profile, warnings } = writing
  const { currency, price: policy } = profile.supplier
  const digits = { amount: ELEMENTS.quantity, per: ELEMENTS.quantity }
  const price = policy === 'omit' ? null : priceFor(line, index, digits, warnings)
  const unit = unitCode(row?.unit, profile.document, UNITS)
  const remarks = lineRemarks(writing.order, profile.supplier, index)
  const texts = xmlPieces(remarks, ELEMENTS.lineInstruction, () => 'order_remarks', warnings)
  const name = xmlName(line, index, warnings, NAME)
  return {
    lineItemNumber: String(index + 1),
    requestedQuantity: { '@measurementUnitCode': unit, '#text': line.quantity },
    additionalOrderLineInstruction: texts.map((text) => inLanguage(profile, text)),
    netAmount: money(writing, line.total, () => totalPath(index)),
    netPrice: price ? { '@currencyCode': currency, '#text': price.amount } : undefined,
    itemPriceBaseQuantity:
      price && price.per !== '1' ? { '@measurementUnitCode': unit, '#text': price.per } : undefined,
    transactionalTradeItem: {
      gtin: row?.gtin ? row.gtin.padStart(14, '0') : undefined,
      additionalTradeItemIdentification: {
        '@additionalTradeItemIdentificationTypeCode': 'SUPPLIER_ASSIGNED',
        '#text': line.article,
      },
      tradeItemDescription: inLanguage(profile, name),
    },
    avpList: price ? priceBasis(profile) : undefined,
  }
}

/** There is no code for a theoretical price. Attribute-value pairs are the schema's way to agree on an extension. */
const priceBasis = ({ supplier }: Profile<Gs1Settings>): XmlChildren | undefined =>
  supplier.price === 'information'
    ? { eComStringAttributeValuePairList: { '@attributeName': 'priceBasis', '#text': 'INFORMATION' } }
    : undefined

function money(
  { profile, warnings }: Writing<Gs1Settings>,
  posted: string | null,
  path: Path,
): XmlChildren | undefined {
  const { currency, price } = profile.supplier
  const value = price === 'omit' ? null : amount(posted, ELEMENTS.quantity, path, warnings)
  return value === null ? undefined : { '@currencyCode': currency, '#text': value }
}
