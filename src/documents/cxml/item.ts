import type { Line } from '../../model/order/order.ts'
import { amount } from '../content/amounts.ts'
import { type Path, pricePath } from '../content/elements.ts'
import { xmlName } from '../content/line-name.ts'
import { priceFor } from '../content/prices.ts'
import { lineRemarks } from '../content/remarks.ts'
import type { Article } from '../content/tables.ts'
import { unitCode } from '../content/units.ts'
import type { Writing } from '../xml/orders.ts'
import { type XmlChildren, xmlWording } from '../xml/writer.ts'
import { type CxmlSettings, cxmlUnits, ELEMENTS } from './settings.ts'

/** Writes an ItemOut, which has no element for the line's total. */
export function cxmlItem(
  writing: Writing<CxmlSettings>,
  line: Line,
  index: number,
  row: Article | undefined,
): XmlChildren {
  const { profile, warnings } = writing
  const { supplier, document } = profile
  const { domain, code } = document.classification
  const unit = unitCode(row?.unit, document, cxmlUnits)
  const { money, per } = priceOf(writing, line, index)
  const remarks = xmlWording(lineRemarks(writing.order, supplier, index), () => 'order_remarks', warnings)
  return {
    '@quantity': line.quantity,
    '@lineNumber': String(index + 1),
    ItemID: {
      SupplierPartID: line.article,
      IdReference: row?.gtin ? { '@identifier': row.gtin, '@domain': 'GTIN' } : undefined,
    },
    ItemDetail: {
      UnitPrice: { Money: money },
      Description: { '@xml:lang': supplier.language, '#text': xmlName(line, index, warnings) },
      UnitOfMeasure: unit,
      PriceBasisQuantity: per === '1' ? undefined : { '@quantity': per, '@conversionFactor': '1', UnitOfMeasure: unit },
      Classification: { '@domain': domain, '#text': code },
    },
    Comments: remarks === undefined ? undefined : { '@xml:lang': supplier.language, '#text': remarks },
  }
}

/** An amount that does not come from the line is for a quantity of 1. */
function priceOf(writing: Writing<CxmlSettings>, line: Line, index: number) {
  const { profile, warnings } = writing
  const digits = { amount: ELEMENTS.amount, per: ELEMENTS.quantity }
  const before = warnings.length
  const price = profile.supplier.price === 'omit' ? null : priceFor(line, index, digits, warnings)
  if (price !== null) return { money: moneyOf(writing, price.amount), per: price.per }
  warnings.splice(before)
  return { money: noMoney(writing, line.price, () => pricePath(index)), per: '1' }
}

const moneyOf = ({ profile }: Writing<CxmlSettings>, value: string): XmlChildren => ({
  '@currency': profile.supplier.currency,
  '#text': value,
})

/** The order's total, if the element can hold the total. */
export function cxmlTotal(writing: Writing<CxmlSettings>): XmlChildren {
  const { order, profile, warnings } = writing
  const before = warnings.length
  const path: Path = () => 'theoretical_price'
  const value = profile.supplier.price === 'omit' ? null : amount(order.total, ELEMENTS.amount, path, warnings)
  if (value !== null) return moneyOf(writing, value)
  warnings.splice(before)
  return noMoney(writing, order.total, path)
}

/** An amount is mandatory here. Without an amount, writes the route's constant and adds a warning. */
function noMoney(writing: Writing<CxmlSettings>, posted: string | null, path: Path): XmlChildren {
  const { noPrice } = writing.profile.document
  if (writing.profile.supplier.price !== 'omit')
    writing.warnings.push({ path: path(), code: 'replaced', was: posted ?? '', became: noPrice })
  return moneyOf(writing, noPrice)
}
