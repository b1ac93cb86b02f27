import type { Line } from '../order.ts'
import { amount } from './amounts.ts'
import { type CxmlSettings, cxmlUnits, ELEMENTS } from './cxml-settings.ts'
import { type Path, pricePath } from './elements.ts'
import { nameOrNumber } from './line-name.ts'
import { lineRemarks } from './remarks.ts'
import type { Article } from './tables.ts'
import { unitCode } from './units.ts'
import { type XmlChildren, xmlWording } from './xml.ts'
import type { Writing } from './xml-order.ts'

/** One ItemOut. There is no place for the line's total. */
export function cxmlItem(
  writing: Writing<CxmlSettings>,
  line: Line,
  index: number,
  row: Article | undefined,
): XmlChildren {
  const { profile, warnings } = writing
  const { supplier, document } = profile
  const { domain, code } = document.classification
  const remarks = xmlWording(lineRemarks(writing.order, supplier, index), () => 'order_remarks', warnings)
  return {
    '@quantity': line.quantity,
    '@lineNumber': String(index + 1),
    ItemID: {
      SupplierPartID: line.article,
      IdReference: row?.gtin ? { '@identifier': row.gtin, '@domain': 'GTIN' } : undefined,
    },
    ItemDetail: {
      UnitPrice: { Money: cxmlMoney(writing, line.price, () => pricePath(index)) },
      Description: { '@xml:lang': supplier.language, '#text': nameOrNumber(line, index, warnings) },
      UnitOfMeasure: unitCode(row?.unit, document, cxmlUnits),
      Classification: { '@domain': domain, '#text': code },
    },
    Comments: remarks === undefined ? undefined : { '@xml:lang': supplier.language, '#text': remarks },
  }
}

/** An amount must stand here: where there is none, the route's constant does, recorded like any change. */
export function cxmlMoney(
  { profile, warnings }: Writing<CxmlSettings>,
  posted: string | null,
  path: Path,
): XmlChildren {
  const { supplier, document } = profile
  const before = warnings.length
  const value = supplier.price === 'omit' ? null : amount(posted, ELEMENTS.amount, path, warnings)
  if (value === null && supplier.price !== 'omit') {
    warnings.splice(before)
    warnings.push({ path: path(), code: 'replaced', was: posted ?? '', became: document.noPrice })
  }
  return { '@currency': supplier.currency, '#text': value ?? document.noPrice }
}
