import { sum } from '../../model/decimal.ts'
import type { Warning } from '../../model/document.ts'
import type { Line, Order } from '../../model/order/order.ts'
import { fitWording } from '../characters/wording.ts'
import { amount } from '../content/amounts.ts'
import { contactOf } from '../content/contact.ts'
import { dateDigits, timeDigits } from '../content/digits.ts'
import { type Digits, type FieldOwner, holdsDigits, type Path, totalPath } from '../content/elements.ts'
import { fitName } from '../content/line-name.ts'
import { unitPrice } from '../content/prices.ts'
import { fitReference } from '../content/reference.ts'
import { headerRemarks, lineRemarks } from '../content/remarks.ts'
import { rolesOf } from '../content/roles.ts'
import { articlesOf, customerOf } from '../content/tables.ts'
import type { Put } from '../delimited/segments.ts'
import type { Profile, RenderContext } from '../format.ts'
import type { X12Settings } from './interchange.ts'
import type { Release } from './release.ts'

/** Input for writing a single transaction set. */
export interface Writing {
  readonly order: Order
  readonly profile: Profile<X12Settings>
  readonly occasion: RenderContext
  readonly release: Release
  readonly owner: FieldOwner
  readonly warnings: Warning[]
  readonly put: Put
}

/** CTT02 */
const HASH_TOTAL: Digits = { kind: 'number', max: 10 }
/** N104 has at least two characters. X12 pads with spaces, which readers drop again. */
const N104_LEAST = 2

/** Writes the body of an 850. The standard fixes the order of the segments: N9 before N1, PID before AMT. */
export function writeOrder(writing: Writing): void {
  const { order, profile, put } = writing
  put`BEG*${purposeCode(writing.occasion)}*SA*${order.number}**${dateDigits(order.orderedOn.date)}`
  put`CUR*BY*${profile.supplier.currency}`
  const id = fitReference(order.id, writing.release.reference, writing.owner, writing.warnings)
  if (id !== null) put`REF*CR*${id}`
  writeContact(writing)
  if (order.deliveryDate !== null)
    put`DTM*002*${dateDigits(order.deliveryDate)}*${order.deliveryTime ? timeDigits(order.deliveryTime.time) : ''}`
  writeRemarks(writing)
  writeParties(writing)
  writeLines(writing)
  const quantities = sum(order.lines.map((line) => line.quantity))
  put`CTT*${order.lines.length}*${holdsDigits(quantities, HASH_TOTAL) ? quantities : ''}`
  const total =
    profile.supplier.price === 'omit'
      ? null
      : decimal(writing, order.total, writing.release.total, () => 'theoretical_price')
  if (total !== null) put`AMT*TT*${total}`
}

/**
 * Element 353. A possible repeat says 07, so that the receiver checks before acting: this may be the first copy to
 * arrive. A replacement or cancellation that arrives twice does no harm. Marked as a repeat, the receiver would ignore
 * a replacement or cancellation.
 */
function purposeCode({ purpose, possibleRepeat }: RenderContext): string {
  if (purpose === 'cancellation') return '01'
  if (purpose === 'replacement') return '05'
  return possibleRepeat ? '07' : '00'
}

function writeContact({ order, release, owner, warnings, put }: Writing): void {
  const { name, mail } = contactOf(order.person, release, owner, warnings)
  if (mail !== '') put`PER*BD*${name}*EM*${mail}`
  else if (name !== '') put`PER*BD*${name}`
}

function writeRemarks(writing: Writing): void {
  const remarks = headerRemarks(writing.order, writing.profile.supplier)
  const texts = word(writing, remarks, writing.release.remarks, () => 'order_remarks')
  if (texts.length === 0) return
  writing.put`N9*L1**ORDER REMARKS`
  writeNotes(writing, texts)
}

function writeNotes({ release, put }: Writing, texts: readonly string[]): void {
  for (const text of texts) {
    if (release.note === 'MSG') put`MSG*${text}`
    else put`MTX**${text}`
  }
}

/** Element 66: 91 is a number from the seller, 92 from the buyer, UL a GLN. N1*ST always has the seller's number. */
function writeParties({ order, profile, put }: Writing): void {
  const { recipient, supplierCode = recipient.id } = profile.document
  const { soldTo, shipTo, billTo } = rolesOf(order, profile.supplier)
  const gln = customerOf(order, profile.supplier)?.gln
  if (gln) {
    put`N1*BY**UL*${gln}`
    // Element 128, IT. If the numbers are equal, N1*ST already has the number.
    if (soldTo !== shipTo) put`REF*IT*${soldTo}`
  } else put`N1*BY**91*${soldTo.padEnd(N104_LEAST)}`
  put`N1*ST**91*${shipTo.padEnd(N104_LEAST)}`
  if (billTo !== null) put`N1*BT**91*${billTo.padEnd(N104_LEAST)}`
  put`N1*SE**92*${supplierCode.padEnd(N104_LEAST)}`
}

/** PO103 for a unit in the articles table. */
export const unitOf = (unit: string, { units }: X12Settings): string =>
  Object.hasOwn(units, unit) ? (units[unit] ?? unit) : unit

function writeLines(writing: Writing): void {
  const { order, profile, release, owner, warnings, put } = writing
  const { supplier, document } = profile
  const articles = articlesOf(order, supplier)
  // Element 639: a theoretical price is an estimate. Without a code, a supplier who matches prices can stop the order.
  const basis = supplier.price === 'information' ? 'ES' : ''
  for (const [index, line] of order.lines.entries()) {
    const row = articles.get(line)
    const unit = row?.unit ? unitOf(row.unit, document) : document.unit
    const price =
      supplier.price === 'omit' ? null : typeR(unitPrice(line, index, writing.release.price, writing.warnings))
    if (row?.gtin)
      put`PO1*${index + 1}*${line.quantity}*${unit}*${price ?? ''}*${price === null ? '' : basis}*VN*${line.article}*UK*${row.gtin.padStart(14, '0')}`
    else put`PO1*${index + 1}*${line.quantity}*${unit}*${price ?? ''}*${price === null ? '' : basis}*VN*${line.article}`
    for (const text of fitName(line, index, release.description, owner.repertoire, warnings)) put`PID*F****${text}`
    const remarks = lineRemarks(order, supplier, index)
    if (remarks !== '')
      writeNotes(
        writing,
        word(writing, remarks, writing.release.remarks, () => 'order_remarks'),
      )
    if (supplier.price !== 'omit') writeTotal(writing, line, index)
  }
}

function writeTotal(writing: Writing, line: Line, index: number): void {
  const total = decimal(writing, line.total, writing.release.total, () => totalPath(index))
  if (total !== null) writing.put`AMT*1*${total}`
}

const decimal = (writing: Writing, posted: string | null, element: Digits, path: Path): string | null =>
  typeR(amount(posted, element, path, writing.warnings))

/** Type R has no trailing zeros: 31.00 is written 31. */
const typeR = (plain: string | null): string | null =>
  plain?.endsWith('0') && plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain

const word = (writing: Writing, text: string, element: Release['remarks'], path: Path): readonly string[] =>
  fitWording(text, element, writing.owner.repertoire, path, writing.warnings)
