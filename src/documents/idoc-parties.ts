import { segment } from './idoc-field.ts'
import { ELEMENTS, type IdocSettings } from './idoc-settings.ts'
import { rolesOf } from './roles.ts'
import { customerOf } from './tables.ts'
import { type XmlChildren, xmlWording } from './xml.ts'
import type { Writing } from './xml-order.ts'

/** AG orders, WE receives the goods, RE pays, LF supplies. */
export function idocParties({ order, profile, warnings }: Writing<IdocSettings>): XmlChildren[] {
  const row = customerOf(order, profile.supplier)
  const { max } = ELEMENTS.person
  const { soldTo, shipTo, billTo } = rolesOf(order, profile.supplier)
  const name = xmlWording(row?.name ?? '', () => 'supplier_customer_number', warnings, max)
  const person = xmlWording(order.person ?? '', () => 'owned_by.username', warnings, max)
  const gln = row?.gln || undefined
  const buyers = [
    segment({ PARVW: 'AG', PARTN: soldTo, NAME1: name, BNAME: person, ILNNR: gln }),
    segment({ PARVW: 'WE', PARTN: shipTo, NAME1: name, ILNNR: gln }),
    ...(billTo === null ? [] : [segment({ PARVW: 'RE', PARTN: billTo })]),
  ]
  const { supplierCode } = profile.document
  return supplierCode === undefined ? buyers : [...buyers, segment({ PARVW: 'LF', PARTN: supplierCode })]
}
