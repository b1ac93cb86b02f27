import { fitReference } from '../content/reference.ts'
import { rolesOf } from '../content/roles.ts'
import type { Writing } from '../xml/orders.ts'
import type { XmlChildren } from '../xml/writer.ts'
import { days, hours, segment } from './field.ts'
import { ELEMENTS, IDOC, type IdocSettings } from './settings.ts'

/** The control record. SAP assigns DOCNUM when the document arrives. */
export function idocControl({ order, profile, occasion, warnings }: Writing<IdocSettings>): XmlChildren {
  const { sender, recipient, test } = profile.document
  const [date, time] = [days(occasion.preparedAt.date), hours(occasion.preparedAt.time)]
  return segment({
    TABNAM: 'EDI_DC40',
    // 2 is inbound, from the receiver's view.
    DIRECT: '2',
    TEST: test ? 'X' : undefined,
    IDOCTYP: 'ORDERS05',
    MESTYP: occasion.purpose === 'original' ? 'ORDERS' : 'ORDCHG',
    SNDPOR: sender.port,
    SNDPRT: sender.type,
    SNDPRN: sender.id ?? rolesOf(order, profile.supplier).soldTo,
    RCVPOR: recipient.port,
    RCVPRT: recipient.type,
    RCVPRN: recipient.id,
    CREDAT: date,
    CRETIM: time,
    // The sender's reference for the transmission.
    ARCKEY: fitReference(order.id, ELEMENTS.reference, IDOC, warnings) ?? undefined,
    SERIAL: date + time,
  })
}
