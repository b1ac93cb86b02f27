import { mailOf } from './contact.ts'
import { ELEMENTS, OPENTRANS, type OpenTransSettings } from './opentrans-settings.ts'
import { customerOf } from './tables.ts'
import { type XmlChildren, xmlWording } from './xml.ts'
import type { Writing } from './xml-order.ts'

/** PARTIES and the references into them. The numbers are told apart by who gave them. */
export function openTransParties(writing: Writing<OpenTransSettings>): XmlChildren {
  const { supplier, document } = writing.profile
  const customer = { '@type': 'supplier_specific', '#text': writing.order.customer }
  const { id } = document.recipient
  const seller =
    id === undefined
      ? { '@type': 'party_specific', '#text': supplier.name }
      : { '@type': 'buyer_specific', '#text': id }
  return {
    PARTIES: {
      PARTY: [
        buyer(writing, customer),
        { 'bmecat:PARTY_ID': seller, PARTY_ROLE: 'supplier', ADDRESS: named(document.recipient.name) },
      ],
    },
    ORDER_PARTIES_REFERENCE: {
      'bmecat:BUYER_IDREF': customer,
      'bmecat:SUPPLIER_IDREF': seller,
      SHIPMENT_PARTIES_REFERENCE: { DELIVERY_IDREF: customer },
    },
  }
}

function buyer({ order, profile, warnings }: Writing<OpenTransSettings>, customer: XmlChildren): XmlChildren {
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
    PARTY_ROLE: ['buyer', 'delivery'],
    ADDRESS: name || contact ? { 'bmecat:NAME': name, CONTACT_DETAILS: contact } : undefined,
  }
}

const named = (name: string | undefined): XmlChildren | undefined => (name ? { 'bmecat:NAME': name } : undefined)
