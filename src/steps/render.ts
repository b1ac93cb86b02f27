import { encode } from '../charset.ts'
import type { Document, WrittenMail, WrittenText } from '../document.ts'
import type { AnyFormat } from '../documents/format.ts'
import { formats } from '../documents/registry.ts'
import { fileName } from '../file-name.ts'
import { deliveryKey, sha256 } from '../identity.ts'
import { localMoment } from '../local-time.ts'
import type { Order } from '../order.ts'
import { BODY, readPieces, storePieces } from '../outbox/pieces.ts'
import type { Lease } from '../outbox/queue.ts'
import type { DispatchPorts } from '../ports.ts'
import type { Route } from '../supplier.ts'
import { translate } from '../translation.ts'
import type { Parcel } from '../transports/transport.ts'
import { composeMail, type MailIdentity } from './compose-mail.ts'
import { reread } from './validate.ts'

/** What is kept beside a document's bytes. */
export type DocumentNote = Omit<Document, 'bytes'> & { readonly orderNumber: string; readonly size: number }

/** The document of this delivery: written once, and from then on the stored bytes, so that every retry sends the same. */
export async function render(lease: Lease, ports: DispatchPorts): Promise<Parcel> {
  const { document, orderNumber } = stored(lease, ports) ?? (await write(lease, ports))
  return {
    document,
    orderNumber,
    key: await deliveryKey(ports.name, lease.route, lease.orderId, lease.version, lease.writing),
    supplier: ports.name,
    route: lease.route,
    possibleRepeat: false,
    doubtful: ports.isDoubtful(lease.route),
  }
}

interface Rendered {
  readonly document: Document
  readonly orderNumber: string
}

function stored(lease: Lease, { sql }: DispatchPorts): Rendered | null {
  const pieces = readPieces(sql, lease)
  if (!pieces?.about) return null
  const { orderNumber, size: _, ...note }: DocumentNote = JSON.parse(pieces.about)
  return { orderNumber, document: { ...note, bytes: pieces.bytes } }
}

async function write(lease: Lease, ports: DispatchPorts): Promise<Rendered> {
  const { sql, supplier, clock } = ports
  const route = routeOf(lease, ports)
  const body = readPieces(sql, { ...lease, route: BODY })
  if (!body) throw new Error('The body of an accepted order is not there.')
  const order = reread(body.bytes, supplier)
  const document = await compose(order, route, lease, ports, clock.now())
  const { bytes, ...note } = document
  storePieces(
    sql,
    lease,
    bytes,
    JSON.stringify({ ...note, orderNumber: order.number, size: bytes.byteLength } satisfies DocumentNote),
  )
  return { document, orderNumber: order.number }
}

async function compose(
  order: Order,
  route: Route,
  lease: Lease,
  { supplier, name }: DispatchPorts,
  now: number,
): Promise<Document> {
  const format = formats[route.document.format]
  if (!format) throw new Error(`No format is called ${route.document.format}.`)
  const preparedAt = localMoment(now, supplier.timeZone)
  const translated = translate(order, supplier)
  const written = format.write(
    translated.order,
    { supplier: translated.supplier, document: route.document },
    {
      controlNumber: lease.controlNumber ?? 0,
      preparedAt,
      version: lease.version,
      purpose: lease.purpose,
      possibleRepeat: false,
    },
  )
  if (!written.ok) throw new Unwritable(written.error.map(({ message }) => message).join(' '))
  const named = (ext: string): string =>
    fileName(route.fileName, {
      orderNumber: order.number,
      customer: order.customer,
      version: lease.version,
      date: preparedAt.date,
      sequence: lease.controlNumber ?? lease.version,
      ext,
    })
  const key = await deliveryKey(name, lease.route, lease.orderId, lease.version, lease.writing)
  const body =
    'mail' in written.value
      ? await mailBody(written.value, { key, preparedAt }, named)
      : textBody(written.value, format, named)
  return {
    ...body,
    digest: await sha256(body.bytes),
    controlNumber: lease.controlNumber,
    warnings: written.value.warnings,
  }
}

type Body = Pick<Document, 'bytes' | 'mediaType' | 'fileName' | 'envelope'>

function textBody(written: WrittenText, format: AnyFormat, named: (ext: string) => string): Body {
  const { text, charset, mediaType = format.mediaType, extension = format.extension } = written
  return {
    bytes: encode(text, charset),
    mediaType: `${mediaType}; charset=${charset}`,
    fileName: named(extension),
  }
}

async function mailBody(
  { mail }: WrittenMail,
  identity: Pick<MailIdentity, 'key' | 'preparedAt'>,
  named: (ext: string) => string,
): Promise<Body> {
  return {
    bytes: await composeMail(mail, { ...identity, attachmentName: named(mail.attachment?.extension ?? '') }),
    mediaType: 'message/rfc822',
    fileName: named('eml'),
    envelope: { from: mail.from, to: mail.to },
  }
}

/** The format no longer carries an order that it could carry when it was accepted: the configuration has changed since. */
export class Unwritable extends Error {}

export function routeOf(lease: Lease, { supplier }: DispatchPorts): Route {
  const route = supplier.routes.find(({ name }) => name === lease.route)
  if (!route) throw new Error(`The configuration has no route ${lease.route} any more.`)
  return route
}
