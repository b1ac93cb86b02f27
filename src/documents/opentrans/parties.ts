import { mailOf } from '../content/contact.ts'
import { rolesOf } from '../content/roles.ts'
import { customerOf } from '../content/tables.ts'
import type { Writing } from '../xml/orders.ts'
import { type XmlChildren, xmlWording } from '../xml/writer.ts'
import { ELEMENTS, OPENTRANS, type OpenTransSettings } from './settings.ts'

/** PARTIES and the references to parties. The type of a number says which party assigned the number. */
export function openTransParties(writing: Writing<OpenTransSettings>): XmlChildren {
  const { supplier, document } = writing.profile
  const { soldTo, shipTo, billTo } = rolesOf(writing.order, supplier)
  const [customer, place] = [assigned(soldTo), assigned(shipTo)]
  const { id } = document.recipient
  const seller =
    id === undefined
      ? { '@type': 'party_specific', '#text': supplier.name }
      : { '@type': 'buyer_specific', '#text': id }
  return {
    PARTIES: {
      PARTY: [
        buyer(writing, customer, shipTo === soldTo ? ['buyer', 'delivery'] : ['buyer']),
        shipTo === soldTo ? undefined : { 'bmecat:PARTY_ID': place, PARTY_ROLE: 'delivery' },
        billTo === null ? undefined : { 'bmecat:PARTY_ID': assigned(billTo), PARTY_ROLE: 'invoice_recipient' },
        { 'bmecat:PARTY_ID': seller, PARTY_ROLE: 'supplier', ADDRESS: named(document.recipient.name) },
      ],
    },
    ORDER_PARTIES_REFERENCE: {
      'bmecat:BUYER_IDREF': customer,
      'bmecat:SUPPLIER_IDREF': seller,
      INVOICE_RECIPIENT_IDREF: billTo === null ? undefined : assigned(billTo),
      SHIPMENT_PARTIES_REFERENCE: { DELIVERY_IDREF: place },
    },
  }
}

/** A number that the supplier assigned. */
const assigned = (number: string): XmlChildren => ({ '@type': 'supplier_specific', '#text': number })

function buyer(
  { order, profile, warnings }: Writing<OpenTransSettings>,
  customer: XmlChildren,
  roles: readonly string[],
): XmlChildren {
  const { sender } = profile.document
  const row = customerOf(order, profile.supplier)
  const name = xmlWording(
    row?.name?.trim() || sender.name || '',
    () => 'supplier_customer_number',
    warnings,
    ELEMENTS.person.max,
  )
  const person = xmlWording(order.person ?? '', () => 'owned_by.username', warnings, ELEMENTS.person.max)
  const mail = mailOf(order.person, ELEMENTS.mail, OPENTRANS)
  const contact = person && {
    'bmecat:CONTACT_NAME': person,
    'bmecat:EMAILS': mail && { 'bmecat:EMAIL': mail },
  }
  return {
    'bmecat:PARTY_ID': [
      customer,
      row?.gln ? { '@type': 'gln', '#text': row.gln } : undefined,
      sender.id === undefined ? undefined : { '@type': 'buyer_specific', '#text': sender.id },
    ],
    PARTY_ROLE: roles,
    ADDRESS: name || contact ? { 'bmecat:NAME': name, CONTACT_DETAILS: contact } : undefined,
  }
}

const named = (name: string | undefined): XmlChildren | undefined => (name ? { 'bmecat:NAME': name } : undefined)
