import { segment } from './idoc-field.ts'
import { ELEMENTS, type IdocSettings } from './idoc-settings.ts'
import { customerOf } from './tables.ts'
import { type XmlChildren, xmlWording } from './xml.ts'
import type { Writing } from './xml-order.ts'

/** AG orders, WE receives the goods, LF supplies. */
export function idocParties({ order, profile, warnings }: Writing<IdocSettings>): XmlChildren[] {
  const row = customerOf(order, profile.supplier)
  const { max } = ELEMENTS.person
  const place = {
    PARTN: order.customer,
    NAME1: xmlWording(row?.name ?? '', () => 'supplier_customer_number', warnings, max),
  }
  const person = xmlWording(order.person ?? '', () => 'owned_by.username', warnings, max)
  const gln = row?.gln || undefined
  const buyers = [
    segment({ PARVW: 'AG', ...place, BNAME: person, ILNNR: gln }),
    segment({ PARVW: 'WE', ...place, ILNNR: gln }),
  ]
  const { supplierCode } = profile.document
  return supplierCode === undefined ? buyers : [...buyers, segment({ PARVW: 'LF', PARTN: supplierCode })]
}
