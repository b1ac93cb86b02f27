import { rolesOf } from '../content/roles.ts'
import { customerOf } from '../content/tables.ts'
import type { Writing } from '../xml/orders.ts'
import type { XmlChildren } from '../xml/writer.ts'
import { segment } from './field.ts'
import { ELEMENTS, type IdocSettings } from './settings.ts'
import { fieldText } from './text.ts'

/** AG is the buyer, WE the delivery location, RE the payer, LF the supplier. */
export function idocParties({ order, profile, warnings }: Writing<IdocSettings>): XmlChildren[] {
  const row = customerOf(order, profile.supplier)
  const { max } = ELEMENTS.person
  const { soldTo, shipTo, billTo } = rolesOf(order, profile.supplier)
  const name = fieldText(row?.name ?? '', () => 'supplier_customer_number', warnings, max)
  const person = fieldText(order.person ?? '', () => 'owned_by.username', warnings, max)
  const gln = row?.gln || undefined
  const buyers = [
    segment({ PARVW: 'AG', PARTN: soldTo, NAME1: name, BNAME: person, ILNNR: gln }),
    segment({ PARVW: 'WE', PARTN: shipTo, NAME1: name, ILNNR: shipTo === soldTo ? gln : undefined }),
    ...(billTo === null ? [] : [segment({ PARVW: 'RE', PARTN: billTo })]),
  ]
  const { supplierCode } = profile.document
  return supplierCode === undefined ? buyers : [...buyers, segment({ PARVW: 'LF', PARTN: supplierCode })]
}
