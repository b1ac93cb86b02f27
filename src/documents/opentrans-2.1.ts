import { deliveryMoment, type Line, type Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { amount } from './content/amounts.ts'
import { keyProblem, type Path, totalPath } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { xmlName } from './content/line-name.ts'
import { possibleRepeatNotice, purposeNotice, testNotice } from './content/notices.ts'
import { priceFor } from './content/prices.ts'
import { fitReference } from './content/reference.ts'
import { headerRemarks, lineRemarks } from './content/remarks.ts'
import { sequenceNumber } from './content/sequence-number.ts'
import { type Article, articlesOf, tableProblems } from './content/tables.ts'
import { ANY_UNIT, unitCode, unitProblems } from './content/units.ts'
import type { Format, Profile } from './format.ts'
import { gs1Problems } from './gs1/keys.ts'
import { openTransParts } from './opentrans/captions.ts'
import { currencies } from './opentrans/codes.ts'
import { openTransParties } from './opentrans/parties.ts'
import { ELEMENTS, OPENTRANS, type OpenTransSettings, openTransSettings, openTransUnits } from './opentrans/settings.ts'
import { type Writing, xmlOrder } from './xml/orders.ts'
import { type XmlChildren, xmlPieces } from './xml/writer.ts'

/** openTRANS 2.1: an ORDER, or an ORDERCHANGE that holds the complete new order. */
export const openTrans21: Format<OpenTransSettings> = xmlOrder({
  id: 'opentrans-2.1',
  parts: openTransParts,
  settings: openTransSettings,
  example: {},
  findProblems: fits,
  tree: (writing) => (writing.occasion.purpose === 'replacement' ? change(writing) : original(writing)),
})

function fits(order: Order, { supplier, document }: Profile<OpenTransSettings>): Problem[] {
  const problems = [
    ...exactProblems(order, supplier, ELEMENTS, OPENTRANS),
    ...tableProblems(order, supplier, ANY_UNIT, OPENTRANS),
    ...gs1Problems(order, supplier),
    ...unitProblems(order, supplier, document, openTransUnits),
  ]
  const misnamed =
    document.recipient.id === undefined
      ? keyProblem("supplier's name", supplier.name, ELEMENTS.party, OPENTRANS, () => '')
      : null
  if (misnamed) problems.push({ path: '', code: 'profile-incomplete', message: misnamed.message })
  if (supplier.price !== 'omit' && !currencies.has(supplier.currency)) {
    const message = `openTRANS 2.1 (dtCURRENCIES) knows no currency ${supplier.currency}; set price to omit, or use another format.`
    problems.push({ path: '', code: 'profile-incomplete', message })
  }
  return problems
}

const NAMESPACES = {
  '@xmlns': 'http://www.opentrans.org/XMLSchema/2.1',
  '@xmlns:bmecat': 'http://www.bmecat.org/bmecat/2005',
  '@version': '2.1',
}

function original(writing: Writing<OpenTransSettings>): XmlChildren {
  const { order } = writing
  const info = {
    ORDER_ID: order.number,
    ORDER_DATE: moment(order.orderedOn),
    ...common(writing),
  }
  const list = { ORDER_ITEM: items(writing) }
  return {
    ORDER: {
      ...NAMESPACES,
      '@type': 'standard',
      ORDER_HEADER: { CONTROL_INFO: control(writing), ORDER_INFO: info },
      ORDER_ITEM_LIST: list,
      ORDER_SUMMARY: summary(writing),
    },
  }
}

function change(writing: Writing<OpenTransSettings>): XmlChildren {
  const { order, occasion } = writing
  const info = {
    ORDER_ID: order.number,
    ORDERCHANGE_DATE: moment(occasion.preparedAt),
    ORDER_DATE: moment(order.orderedOn),
    ORDERCHANGE_SEQUENCE_ID: sequenceNumber(occasion),
    ...common(writing),
  }
  const list = { ORDER_ITEM: items(writing) }
  return {
    ORDERCHANGE: {
      ...NAMESPACES,
      ORDERCHANGE_HEADER: { CONTROL_INFO: control(writing), ORDERCHANGE_INFO: info },
      ORDERCHANGE_ITEM_LIST: list,
      ORDERCHANGE_SUMMARY: summary(writing),
    },
  }
}

const moment = ({ date, time, offset }: Order['orderedOn']): string => `${date}T${time}${offset}`

/** There is no test flag. STOP_AUTOMATIC_PROCESSING stops the machine and shows the reason to a person. */
const control = ({ profile, occasion }: Writing<OpenTransSettings>): XmlChildren => ({
  STOP_AUTOMATIC_PROCESSING: testNotice(profile.document),
  GENERATOR_INFO: 'Orderbridge',
  GENERATION_DATE: moment(occasion.preparedAt),
})

/** The common last part of ORDER_INFO and ORDERCHANGE_INFO. */
function common(writing: Writing<OpenTransSettings>): XmlChildren {
  const { order, profile, occasion, warnings } = writing
  const { currency, price } = profile.supplier
  const remarks = xmlPieces(headerRemarks(order, profile.supplier), ELEMENTS.remarks, () => 'order_remarks', warnings)
  const id = fitReference(order.id, ELEMENTS.reference, OPENTRANS, warnings)
  const notices = [possibleRepeatNotice(occasion), purposeNotice(order, occasion)].filter(
    (notice) => notice !== undefined,
  )
  const asked = deliveryMoment(order) ?? order.deliveryDate
  const general = id === null ? notices : [...notices, `Apicbase order id ${id}`]
  return {
    // Without a time only the day, as dtDATETIME allows: the gateway must not invent a time.
    DELIVERY_DATE:
      asked === null ? undefined : { '@type': 'fixed', DELIVERY_START_DATE: asked, DELIVERY_END_DATE: asked },
    ...openTransParties(writing),
    'bmecat:CURRENCY': price === 'omit' ? undefined : currency,
    REMARKS: [
      ...remarks.map((text) => ({ '@type': 'order', '#text': text })),
      ...general.map((text) => ({ '@type': 'general', '#text': text })),
    ],
  }
}

function items(writing: Writing<OpenTransSettings>): XmlChildren[] {
  const articles = articlesOf(writing.order, writing.profile.supplier)
  return writing.order.lines.map((line, index) => item(writing, line, index, articles.get(line)))
}

function item(writing: Writing<OpenTransSettings>, line: Line, index: number, row: Article | undefined): XmlChildren {
  const { profile, warnings } = writing
  const digits = { amount: ELEMENTS.quantity, per: ELEMENTS.quantity }
  const price = profile.supplier.price === 'omit' ? null : priceFor(line, index, digits, warnings)
  const remarks = lineRemarks(writing.order, profile.supplier, index)
  const texts = xmlPieces(remarks, ELEMENTS.remarks, () => 'order_remarks', warnings)
  return {
    LINE_ITEM_ID: String(index + 1),
    PRODUCT_ID: {
      'bmecat:SUPPLIER_PID': { '@type': 'supplier_specific', '#text': line.article },
      'bmecat:INTERNATIONAL_PID': row?.gtin ? { '@type': 'gtin', '#text': row.gtin } : undefined,
      'bmecat:DESCRIPTION_SHORT': xmlName(line, index, warnings, ELEMENTS.name.max),
    },
    QUANTITY: line.quantity,
    'bmecat:ORDER_UNIT': unitCode(row?.unit, profile.document, openTransUnits),
    PRODUCT_PRICE_FIX:
      price === null
        ? undefined
        : {
            'bmecat:PRICE_AMOUNT': price.amount,
            'bmecat:PRICE_FLAG': flag(profile),
            'bmecat:PRICE_QUANTITY': price.per === '1' ? undefined : price.per,
          },
    PRICE_LINE_AMOUNT: money(writing, line.total, () => totalPath(index)),
    REMARKS: texts.map((text) => ({ '@type': 'order', '#text': text })),
  }
}

/** A flag of the gateway, which the pattern of PRICE_FLAG allows: a theoretical price is not an agreed price. */
const flag = ({ supplier }: Profile<OpenTransSettings>): XmlChildren | undefined =>
  supplier.price === 'information' ? { '@type': 'information', '#text': 'true' } : undefined

const summary = (writing: Writing<OpenTransSettings>): XmlChildren => ({
  TOTAL_ITEM_NUM: String(writing.order.lines.length),
  TOTAL_AMOUNT: money(writing, writing.order.total, () => 'theoretical_price'),
})

function money(
  { profile, warnings }: Writing<OpenTransSettings>,
  posted: string | null,
  path: Path,
): string | undefined {
  if (profile.supplier.price === 'omit') return undefined
  return amount(posted, ELEMENTS.quantity, path, warnings) ?? undefined
}
