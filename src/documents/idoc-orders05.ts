import type { Purpose, Warning } from '../model/document.ts'
import type { Line, Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { keyProblem, namePath, quantityPath, totalPath } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { isVisible, numberInstead } from './content/line-name.ts'
import { possibleRepeatNotice, purposeNotice } from './content/notices.ts'
import { headerRemarks, lineRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { type Article, articlesOf, tableProblems } from './content/tables.ts'
import { ANY_UNIT, unitCode, unitProblems } from './content/units.ts'
import type { Format, Profile } from './format.ts'
import { gs1Problems } from './gs1/keys.ts'
import { idocParts } from './idoc/captions.ts'
import { idocControl } from './idoc/control.ts'
import { days, hours, segment, sized } from './idoc/field.ts'
import { idocParties } from './idoc/parties.ts'
import { type Item, itemChanges } from './idoc/positions.ts'
import { idocPrice } from './idoc/price.ts'
import { ELEMENTS, IDOC, type IdocSettings, idocSettings, idocUnits, TDLINES } from './idoc/settings.ts'
import { fieldText, type TextLine, textLines } from './idoc/text.ts'
import { type Writing, xmlOrders } from './xml/orders.ts'
import type { XmlChildren } from './xml/writer.ts'

/** SAP's IDoc ORDERS05 as XML: ORDERS, or ORDCHG for a replacement or cancellation. SAP publishes no schema. */
export const idocOrders05: Format<IdocSettings> = xmlOrders({
  id: 'idoc-orders05',
  parts: idocParts,
  settings: idocSettings,
  example: {},
  findProblems: fits,
  cancels: true,
  tree: (writings) => ({ ORDERS05: { IDOC: writings.map((writing) => ({ '@BEGIN': '1', ...segments(writing) })) } }),
})

function fits(order: Order, { supplier, document }: Profile<IdocSettings>): Problem[] {
  const problems = [
    ...exactProblems(order, supplier, ELEMENTS, IDOC),
    ...partnerProblems(order, supplier, document),
    ...tableProblems(order, supplier, ANY_UNIT, IDOC),
    ...gs1Problems(order, supplier),
    ...unitProblems(order, supplier, document, idocUnits),
  ]
  const known = new Set(problems.map(({ path }) => path))
  const { max } = ELEMENTS.quantity
  for (const [index, { quantity }] of order.lines.entries()) {
    if (quantity.length <= max || known.has(quantityPath(index))) continue
    const message = `The quantity takes ${quantity.length} places and MENGE has ${max}; order less or key this order by hand.`
    problems.push({ path: quantityPath(index), code: 'too-long', message })
  }
  return problems
}

/** Without a configured sender, SNDPRN of the control record is the buyer's number. */
function partnerProblems(order: Order, supplier: Supplier, { sender }: IdocSettings): Problem[] {
  if (sender.id !== undefined) return []
  const { soldTo } = rolesOf(order, supplier)
  const short = keyProblem('number of who orders', soldTo, ELEMENTS.partner, IDOC, () => 'supplier_customer_number')
  const long = keyProblem('', soldTo, ELEMENTS.customer, IDOC, () => '')
  return short && long === null ? [short] : []
}

/** Element ACTION of the header. 004 says that header and items change, 003 that items change. */
const ACTIONS: Readonly<Record<Purpose, string | undefined>> = {
  original: undefined,
  replacement: '004',
  cancellation: '003',
}

/** Element ACTION of an item. Without one of these codes, SAP changes no item. */
const [ADDED, CHANGED, DELETED] = ['001', '002', '003']

/** The order of the segments is fixed: K01, K03, KA1, K02, KT1, P01, S01. */
function segments(writing: Writing<IdocSettings>): XmlChildren {
  const { order, profile, occasion } = writing
  const { date, time } = order.orderedOn
  return {
    EDI_DC40: idocControl(writing),
    E1EDK01: segment({
      ACTION: ACTIONS[occasion.purpose],
      CURCY: profile.supplier.currency,
      BELNR: order.number,
    }),
    E1EDK03: [
      segment({ IDDAT: '012', DATUM: days(date), UZEIT: hours(time) }),
      order.deliveryDate === null
        ? undefined
        : segment({ IDDAT: '002', DATUM: days(order.deliveryDate), UZEIT: deliveryHours(order) }),
    ],
    E1EDKA1: idocParties(writing),
    E1EDK02: segment({ QUALF: '001', BELNR: order.number, DATUM: days(date) }),
    E1EDKT1: headerText(writing),
    E1EDP01: items(writing),
    E1EDS01: sums(writing),
  }
}

const deliveryHours = ({ deliveryTime }: Order): string | undefined => deliveryTime && hours(`${deliveryTime.time}:00`)

function headerText({ order, profile, occasion, warnings }: Writing<IdocSettings>): XmlChildren | undefined {
  const notices = [possibleRepeatNotice(occasion), purposeNotice(order, occasion)].filter(
    (notice) => notice !== undefined,
  )
  const paragraphs = notices.map((notice) => textLines(notice, TDLINES, () => '', []))
  const room = TDLINES - paragraphs.flat().length
  const remarks = textLines(headerRemarks(order, profile.supplier), room, () => 'order_remarks', warnings)
  return textOf([...paragraphs, remarks], 'E1EDKT2', profile)
}

/** Each paragraph begins on a new line. */
function textOf(
  paragraphs: readonly (readonly TextLine[])[],
  tag: 'E1EDKT2' | 'E1EDPT2',
  { supplier }: Profile<IdocSettings>,
): XmlChildren | undefined {
  const lines = paragraphs.flatMap((paragraph, index) =>
    paragraph.map((line, at) => (index > 0 && at === 0 ? { ...line, format: '/' as const } : line)),
  )
  if (lines.length === 0) return undefined
  return segment({
    TDID: '0001',
    TSSPRAS_ISO: supplier.language.toUpperCase(),
    [tag]: lines.map(({ text, format }) => segment({ TDLINE: text || undefined, TDFORMAT: format })),
  })
}

/**
 * The items of the order. A change names each item by the position that the receiver knows, and says what happens to the
 * item. Without the earlier documents, the positions follow the lines, and the receiver must take the items as the order.
 */
function items(writing: Writing<IdocSettings>): XmlChildren[] {
  const { order, profile, occasion } = writing
  const articles = articlesOf(order, profile.supplier)
  const { earlier, purpose } = occasion
  const known = purpose === 'original' ? undefined : earlier
  const changes = itemChanges(order, known ?? [])
  const cancels = purpose === 'cancellation'
  const kept = changes.items.map(({ position, line, isNew }, index) => {
    const action = cancels ? DELETED : known && (isNew ? ADDED : CHANGED)
    return item(writing, { line, index, row: articles.get(line), position, action })
  })
  return [...kept, ...changes.removed.map(removedItem)]
}

const removedItem = ({ position, line }: Item): XmlChildren =>
  segment({ POSEX: posex(position), ACTION: DELETED, E1EDP19: segment({ QUALF: '002', IDTNR: line.article }) })

const posex = (position: number): string => String(position * 10).padStart(6, '0')

interface ItemFields extends Item {
  readonly index: number
  readonly row: Article | undefined
  readonly action: string | undefined
}

function item(writing: Writing<IdocSettings>, { line, index, row, position, action }: ItemFields): XmlChildren {
  const { order, profile, warnings } = writing
  const { currency, price: policy } = profile.supplier
  const priced = policy !== 'omit'
  const remarks = lineRemarks(order, profile.supplier, index)
  // SAP reads VPREI and NETWR as the customer's expected price (conditions EDI1, EDI2), which is the meaning in
  // Apicbase too.
  const price = priced ? idocPrice(line, index, warnings) : null
  const total = priced ? sized(line.total, ELEMENTS.amount, () => totalPath(index), warnings) : undefined
  return segment({
    POSEX: posex(position),
    ACTION: action,
    MENGE: line.quantity,
    MENEE: unitCode(row?.unit, profile.document, idocUnits),
    VPREI: price?.amount,
    PEINH: price?.per,
    NETWR: total,
    CURCY: price === null && total === undefined ? undefined : currency,
    E1EDP20:
      order.deliveryDate === null
        ? undefined
        : segment({ WMENG: line.quantity, EDATU: days(order.deliveryDate), EZEIT: deliveryHours(order) }),
    E1EDP19: [
      segment({
        QUALF: '002',
        IDTNR: line.article,
        KTEXT: nameIn(line, index, warnings),
      }),
      row?.gtin ? segment({ QUALF: '003', IDTNR: row.gtin }) : undefined,
    ],
    E1EDPT1: textOf([textLines(remarks, TDLINES, () => 'order_remarks', warnings)], 'E1EDPT2', profile),
  })
}

const nameIn = (line: Line, index: number, warnings: Warning[]): string =>
  (isVisible(line.name) ? fieldText(line.name, () => namePath(index), warnings, ELEMENTS.name.max) : undefined) ??
  numberInstead(line, index, warnings)

function sums({ order, profile, warnings }: Writing<IdocSettings>): XmlChildren[] {
  const { currency, price } = profile.supplier
  const count = segment({ SUMID: '001', SUMME: String(order.lines.length) })
  const total = price === 'omit' ? undefined : sized(order.total, ELEMENTS.amount, () => 'theoretical_price', warnings)
  return total === undefined ? [count] : [count, segment({ SUMID: '002', SUMME: total, SUNIT: currency })]
}
