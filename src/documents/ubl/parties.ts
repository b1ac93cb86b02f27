import { fitReference } from '../content/reference.ts'
import { rolesOf } from '../content/roles.ts'
import { customerOf } from '../content/tables.ts'
import type { Profile } from '../format.ts'
import type { Writing } from '../xml/orders.ts'
import { type XmlChildren, xmlWording } from '../xml/writer.ts'
import { ELEMENTS, GS1, UBL, type UblSettings } from './settings.ts'

export const reference = ({ order, warnings }: Writing<UblSettings>): string | undefined =>
  fitReference(order.id, ELEMENTS.orderNumber, UBL, warnings) ?? undefined

export function buyer({ order, profile, warnings }: Writing<UblSettings>): XmlChildren {
  const row = customerOf(order, profile.supplier)
  const { id, name } = profile.document.sender
  const contact = xmlWording(order.person ?? '', () => 'owned_by.username', warnings)
  const party = {
    'cac:PartyIdentification': row?.gln ? { 'cbc:ID': { '@schemeID': 'GLN', ...GS1, '#text': row.gln } } : undefined,
    'cac:PartyName': naming(row?.name?.trim() || name),
    'cac:Contact': contact === undefined ? undefined : { 'cbc:Name': contact },
  }
  return {
    'cbc:CustomerAssignedAccountID': id,
    'cbc:SupplierAssignedAccountID': rolesOf(order, profile.supplier).soldTo,
    // The rules of UBL forbid an empty element.
    'cac:Party': Object.values(party).some((child) => child !== undefined) ? party : undefined,
  }
}

export function seller({ supplier, document }: Profile<UblSettings>): XmlChildren {
  const { id, name = id === undefined ? supplier.name : undefined } = document.recipient
  return {
    'cbc:CustomerAssignedAccountID': id,
    'cac:Party': name === undefined ? undefined : { 'cac:PartyName': naming(name) },
  }
}

const naming = (name: string | undefined): XmlChildren | undefined => (name ? { 'cbc:Name': name } : undefined)

export function payer({ order, profile }: Writing<UblSettings>): XmlChildren | undefined {
  const { billTo } = rolesOf(order, profile.supplier)
  return billTo === null ? undefined : { 'cbc:SupplierAssignedAccountID': billTo }
}
