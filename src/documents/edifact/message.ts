import type { Warning } from '../../model/document.ts'
import type { Line, Order } from '../../model/order/order.ts'
import { fitWording } from '../characters/wording.ts'
import { amount } from '../content/amounts.ts'
import { contactOf } from '../content/contact.ts'
import { dateDigits, timeDigits } from '../content/digits.ts'
import { type FieldOwner, type Path, totalPath } from '../content/elements.ts'
import { fitName } from '../content/line-name.ts'
import { priceFor } from '../content/prices.ts'
import { fitReference } from '../content/reference.ts'
import { headerRemarks, lineRemarks } from '../content/remarks.ts'
import { rolesOf } from '../content/roles.ts'
import { articlesOf, customerOf, isGln } from '../content/tables.ts'
import type { Put } from '../delimited/segments.ts'
import type { Profile, RenderContext } from '../format.ts'
import type { Directory } from './directory.ts'
import type { EdifactSettings } from './settings.ts'

/** Input for writing a single message. */
export interface Writing {
  readonly order: Order
  readonly profile: Profile<EdifactSettings>
  readonly occasion: RenderContext
  readonly directory: Directory
  readonly owner: FieldOwner
  readonly warnings: Warning[]
  readonly put: Put
}

const FTX_COMPONENTS = 5

/** Writes the body of an ORDERS message. The directory fixes the order of segments: RFF before NAD, MOA before PRI. */
export function writeOrder(writing: Writing): void {
  const { order, profile, put } = writing
  const { supplier } = profile
  put`BGM+220+${order.number}+${functionCode(writing.occasion)}`
  put`DTM+137:${dateDigits(order.orderedOn.date) + timeDigits(order.orderedOn.time)}:203`
  writeDelivery(writing)
  writeRemarks(writing, headerRemarks(order, supplier))
  writeReference(writing)
  writeParties(writing)
  put`CUX+2:${supplier.currency}:9`
  writeLines(writing)
  put`UNS+S`
  if (supplier.price !== 'omit') writeTotal(writing, '79', order.total, () => 'theoretical_price')
  put`CNT+2:${order.lines.length}`
}

/** Element 2379: 102 is CCYYMMDD, 203 is CCYYMMDDHHMM. */
function writeDelivery({ order: { deliveryDate, deliveryTime }, put }: Writing): void {
  if (deliveryDate === null) return
  if (deliveryTime === undefined) put`DTM+2:${dateDigits(deliveryDate)}:102`
  else put`DTM+2:${dateDigits(deliveryDate) + timeDigits(deliveryTime.time)}:203`
}

/**
 * Element 1225. A possible repeat says 7, so that the receiver checks before acting: this may be the first copy to
 * arrive. A replacement or cancellation that arrives twice does no harm. Marked as a repeat, the receiver would ignore
 * a replacement or cancellation.
 */
function functionCode({ purpose, possibleRepeat }: RenderContext): string {
  if (purpose === 'cancellation') return '1'
  if (purpose === 'replacement') return '5'
  return possibleRepeat ? '7' : '9'
}

function writeRemarks(writing: Writing, remarks: string): void {
  const components = word(writing, remarks, writing.directory.remarks, () => 'order_remarks')
  for (let start = 0; start < components.length; start += FTX_COMPONENTS) {
    writing.put`FTX+AAI+++${components.slice(start, start + FTX_COMPONENTS)}`
  }
}

function writeReference({ order, directory, owner, warnings, put }: Writing): void {
  const id = fitReference(order.id, directory.reference, owner, warnings)
  if (id !== null) put`RFF+CR:${id}`
}

function writeParties(writing: Writing): void {
  const { order, profile, put } = writing
  const { recipient, supplierCode = recipient.id } = profile.document
  const gln = customerOf(order, profile.supplier)?.gln
  // Element 3055: 91 is a number from the supplier, 92 from the buyer, 9 from GS1.
  const { soldTo, shipTo, billTo } = rolesOf(order, profile.supplier)
  if (gln) {
    put`NAD+BY+${gln}::9`
    put`RFF+IT:${soldTo}`
  } else put`NAD+BY+${soldTo}::91`
  writeContact(writing)
  put`NAD+SU+${supplierCode}::${recipient.qualifier === '14' && isGln(supplierCode) ? '9' : '92'}`
  put`NAD+DP+${shipTo}::91`
  if (billTo !== null) put`NAD+IV+${billTo}::91`
}

function writeContact({ order, directory, owner, warnings, put }: Writing): void {
  const { name, mail } = contactOf(order.person, directory, owner, warnings)
  if (name !== '' || mail !== '') put`CTA+OC+:${name}`
  if (mail !== '') put`COM+${mail}:EM`
}

function writeLines(writing: Writing): void {
  const { order, profile, directory, put } = writing
  const articles = articlesOf(order, profile.supplier)
  for (const [index, line] of order.lines.entries()) {
    const row = articles.get(line)
    if (row?.gtin) put`LIN+${index + 1}++${row.gtin}:${directory.itemNumberType}`
    else put`LIN+${index + 1}`
    put`PIA+${row?.gtin ? '1' : '5'}+${line.article}:SA::91`
    const name = fitName(line, index, directory.description, writing.owner.repertoire, writing.warnings)
    put`IMD+F++:::${name}`
    if (row?.unit) put`QTY+21:${line.quantity}:${row.unit}`
    else put`QTY+21:${line.quantity}`
    const priced = profile.supplier.price !== 'omit'
    if (priced) writeTotal(writing, '203', line.total, () => totalPath(index))
    writeRemarks(writing, lineRemarks(order, profile.supplier, index))
    if (priced) writePrice(writing, line, index, row?.unit)
  }
}

function writePrice({ profile, directory, warnings, put }: Writing, line: Line, index: number, unit = ''): void {
  const price = priceFor(line, index, { amount: directory.price, per: directory.priceBasis }, warnings)
  if (price === null) return
  // Element 5125: a supplier who matches prices can stop an order whose theoretical price is marked as net.
  const type = profile.supplier.price === 'net' ? 'AAA' : 'INF'
  if (price.per === '1') put`PRI+${type}:${price.amount}`
  else put`PRI+${type}:${price.amount}:::${price.per}:${unit}`
}

function writeTotal(writing: Writing, qualifier: '79' | '203', posted: string | null, path: Path): void {
  const total = amount(posted, writing.directory.total, path, writing.warnings)
  if (total !== null) writing.put`MOA+${qualifier}:${total}`
}

const word = (writing: Writing, text: string, element: Directory['remarks'], path: Path): readonly string[] =>
  fitWording(text, element, writing.owner.repertoire, path, writing.warnings)
