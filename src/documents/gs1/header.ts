import { dateDigits } from '../content/digits.ts'
import { documentVersion } from '../content/document-version.ts'
import type { FieldOwner } from '../content/elements.ts'
import { fitReference } from '../content/reference.ts'
import type { DocumentSettings } from '../format.ts'
import type { Writing } from '../xml/orders.ts'
import type { XmlChildren } from '../xml/writer.ts'

interface Parties extends DocumentSettings {
  readonly sender: { readonly id: string }
  readonly recipient: { readonly id: string }
}

type Writings<S extends Parties> = readonly [Writing<S>, ...Writing<S>[]]

const ID = { kind: 'key', max: Number.POSITIVE_INFINITY } as const

/** SBDH 1.3. */
export function gs1Header<S extends Parties>(writings: Writings<S>, owner: FieldOwner): XmlChildren {
  const [{ profile, occasion }] = writings
  const { sender, recipient } = profile.document
  const { date, time, offset } = occasion.preparedAt
  return {
    'sh:HeaderVersion': '1.0',
    'sh:Sender': party(sender.id),
    'sh:Receiver': party(recipient.id),
    'sh:DocumentIdentification': {
      'sh:Standard': 'GS1',
      'sh:TypeVersion': '3.4',
      'sh:InstanceIdentifier': instance(writings, owner),
      'sh:Type': 'Order',
      'sh:MultipleType': 'false',
      'sh:CreationDateAndTime': `${date}T${time}${offset}`,
    },
  }
}

const party = (gln: string): XmlChildren => ({ 'sh:Identifier': { '@Authority': 'GS1', '#text': gln } })

/**
 * Identifies this document. A receiver would ignore a later version or correction with the same identifier. Several orders get the file's number and the id of the first order, because another route may use the same
 * number.
 */
function instance<S extends Parties>([first, ...others]: Writings<S>, owner: FieldOwner): string {
  const { order, occasion, warnings } = first
  const id = fitReference(order.id, ID, owner, warnings) ?? order.number
  const version = documentVersion(occasion)
  if (others.length === 0) return version === '1' ? id : `${id}.${version}`
  for (const other of others) other.warnings.push({ path: 'id', code: 'omitted', was: other.order.id, became: '' })
  return `${dateDigits(occasion.preparedAt.date)}.${occasion.controlNumber}.${id}`
}
