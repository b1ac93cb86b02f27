import type { Purpose } from '../model/document.ts'
import { localMoment, readMoment } from '../model/local-time.ts'
import { deliveryMoment, type Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import type { Supplier } from '../profile/supplier.ts'
import { mailOf } from './content/contact.ts'
import { documentVersion } from './content/document-version.ts'
import { keyProblem } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { possibleRepeatNotice, purposeNotice } from './content/notices.ts'
import { fitReference } from './content/reference.ts'
import { headerRemarks } from './content/remarks.ts'
import { rolesOf } from './content/roles.ts'
import { sequenceNumber } from './content/sequence-number.ts'
import { articlesOf, customerOf, tableProblems } from './content/tables.ts'
import { ANY_UNIT, unitProblems } from './content/units.ts'
import { readCxmlAnswer, readCxmlResponse } from './cxml/answer.ts'
import { cxmlParts } from './cxml/captions.ts'
import { cxmlHeader, payloadId } from './cxml/header.ts'
import { cxmlItem, cxmlTotal } from './cxml/item.ts'
import { withSecret } from './cxml/secret.ts'
import { CXML, type CxmlSettings, cxmlSettings, cxmlUnits, ELEMENTS } from './cxml/settings.ts'
import type { Format, Profile } from './format.ts'
import { gs1Problems } from './gs1/keys.ts'
import { type Writing, xmlOrder } from './xml/orders.ts'
import { type XmlChildren, xmlWording } from './xml/writer.ts'

/** cXML 1.2 OrderRequest. */
export const cxml12: Format<CxmlSettings> = {
  acknowledgements: ({ test }) => ({ read: readCxmlAnswer, test }),
  responseVerdict: readCxmlResponse,
  secrets: ({ sender }) => (sender.secret === undefined ? [] : [sender.secret]),
  ...xmlOrder({
    id: 'cxml-1.2',
    parts: cxmlParts,
    settings: cxmlSettings,
    example: {},
    findProblems: fits,
    cancels: true,
    doctype: '<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.063/cXML.dtd">\n',
    finish: (text, { sender }) => withSecret(text, sender.secret),
    tree(writing) {
      const { order, profile, occasion } = writing
      const { supplier, document } = profile
      return {
        cXML: {
          '@payloadID': payloadId(order, documentVersion(occasion)),
          '@timestamp': moment(occasion.preparedAt),
          '@xml:lang': supplier.language,
          Header: cxmlHeader(writing),
          Request: {
            '@deploymentMode': document.test ? 'test' : 'production',
            OrderRequest: { OrderRequestHeader: header(writing), ItemOut: items(writing) },
          },
        },
      }
    },
  }),
}

function fits(order: Order, { supplier, document }: Profile<CxmlSettings>): Problem[] {
  return [
    ...exactProblems(order, supplier, ELEMENTS, CXML),
    ...payerProblems(order, supplier),
    ...tableProblems(order, supplier, ANY_UNIT, CXML),
    ...gs1Problems(order, supplier),
    ...unitProblems(order, supplier, document, cxmlUnits),
  ]
}

/** BillTo is mandatory. A customer without a row in the table gets the number that Apicbase sends. */
function payerProblems(order: Order, supplier: Supplier): Problem[] {
  const { soldTo, shipTo, billTo } = rolesOf(order, supplier)
  if (billTo !== null || order.customer === soldTo || order.customer === shipTo) return []
  const path = () => 'supplier_customer_number'
  const problem = keyProblem('customer number', order.customer, ELEMENTS.customer, CXML, path)
  return problem ? [problem] : []
}

const moment = ({ date, time, offset }: Order['orderedOn']): string => `${date}T${time}${offset}`

const TYPES: Readonly<Record<Purpose, string>> = { original: 'new', replacement: 'update', cancellation: 'delete' }

/** The DTD fixes the order of the children. */
function header(writing: Writing<CxmlSettings>): XmlChildren {
  const { order, profile, occasion, warnings } = writing
  const { price, language } = profile.supplier
  const { shipTo, billTo } = rolesOf(order, profile.supplier)
  const remarks = xmlWording(headerRemarks(order, profile.supplier), () => 'order_remarks', warnings)
  const notes = [possibleRepeatNotice(occasion), purposeNotice(order, occasion), remarks].filter(
    (note) => note !== undefined,
  )
  return {
    '@orderID': order.number,
    '@orderDate': moment(order.orderedOn),
    '@orderType': 'regular',
    '@type': TYPES[occasion.purpose],
    '@orderVersion': sequenceNumber(occasion),
    '@requestedDeliveryDate': requestedAt(order, profile.supplier),
    Total: { Money: cxmlTotal(writing) },
    ShipTo: { Address: address(writing, shipTo) },
    BillTo: { Address: address(writing, billTo ?? order.customer) },
    Contact: contact(writing),
    Comments: notes.map((text) => ({ '@xml:lang': language, '#text': text })),
    DocumentReference:
      occasion.purpose === 'original' ? undefined : { '@payloadID': payloadId(order, String(occasion.firstSent ?? 1)) },
    Extrinsic: [
      extrinsic('apicbaseOrderId', fitReference(order.id, ELEMENTS.orderNumber, CXML, warnings) ?? undefined),
      // UnitPrice has no code for a price without an agreement.
      extrinsic('prices', price === 'net' ? undefined : price),
    ],
  }
}

/** The DTD requires date, time and zone. Without a time the value is midnight in the customer's zone. */
function requestedAt(order: Order, supplier: Supplier): string | undefined {
  const { deliveryDate: date } = order
  if (date === null) return undefined
  const asked = deliveryMoment(order)
  if (asked !== null) return asked
  const zone = customerOf(order, supplier)?.timeZone ?? supplier.timeZone
  const { instant } = readMoment(`${date}T00:00:00`, zone) ?? { instant: null }
  return instant === null ? date : moment(localMoment(instant, zone))
}

function address({ order, profile }: Writing<CxmlSettings>, number: string): XmlChildren {
  const { supplier } = profile
  const name = customerOf(order, supplier)?.name?.trim() || number
  return { '@addressID': number, Name: { '@xml:lang': supplier.language, '#text': name } }
}

function contact({ order, profile, warnings }: Writing<CxmlSettings>): XmlChildren | undefined {
  const person = xmlWording(order.person ?? '', () => 'owned_by.username', warnings)
  return person === undefined
    ? undefined
    : {
        '@role': 'buyer',
        Name: { '@xml:lang': profile.supplier.language, '#text': person },
        Email: mailOf(order.person, ELEMENTS.customer, CXML),
      }
}

const extrinsic = (name: string, value: string | undefined): XmlChildren | undefined =>
  value === undefined ? undefined : { '@name': name, '#text': value }

function items(writing: Writing<CxmlSettings>): XmlChildren[] {
  const articles = articlesOf(writing.order, writing.profile.supplier)
  return writing.order.lines.map((line, index) => cxmlItem(writing, line, index, articles.get(line)))
}
