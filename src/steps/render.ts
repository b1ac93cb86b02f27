import { mayHaveReached } from '../model/delivery-state.ts'
import type { Document } from '../model/document.ts'
import { deliveryKey, sha256 } from '../model/order/identity.ts'
import { joinMessages } from '../model/problem.ts'
import { keepMailName } from '../outbox/answers/mail-names.ts'
import { deliveriesOf } from '../outbox/deliveries.ts'
import { readDocument, storeDocument } from '../outbox/documents.ts'
import type { Lease } from '../outbox/queue.ts'
import { senderTrace } from '../outbox/sender-trace.ts'
import { isNumberShared } from '../outbox/shared-number.ts'
import { shownId, storageIdOf } from '../outbox/storage-id.ts'
import { requireRoute } from '../profile/route-named.ts'
import type { Route } from '../profile/supplier.ts'
import type { OutgoingDocument } from '../transports/transport.ts'
import { deliveryToken, type Purpose } from '../web/delivery-token.ts'
import { compose } from './compose.ts'
import type { DispatchPorts } from './dispatch-ports.ts'
import { mailFacts } from './mail-facts.ts'
import { mailName } from './mail-name.ts'
import { occasionOf, orderOf } from './stored-order.ts'
import { isGoodSecret } from './verify.ts'
import type { InterchangeNote } from './write-interchange.ts'

/** The metadata stored with a document's bytes. */
type DocumentNote = Omit<Document, 'bytes'> & { readonly orderNumber: string; readonly size: number }

/** Returns the document of a delivery. Written once; every later attempt sends the stored bytes. */
export async function render(lease: Lease, ports: DispatchPorts): Promise<OutgoingDocument> {
  const { document, orderNumber } = (await stored(lease, ports)) ?? (await write(lease, ports))
  return {
    document,
    orderNumber,
    version: lease.version,
    key: await keyOf(lease, ports),
    resendCount: lease.resendCount,
    documentRevision: lease.documentRevision,
    supplier: ports.name,
    route: lease.route,
    possibleRepeat: lease.possibleRepeat === 1,
    needsProbe: ports.needsProbe(lease.route),
    mayHaveArrived: lease.reached !== 'no',
    isNumberShared: lease.reached !== 'no' && isNumberShared(ports.sql, lease.orderId, orderNumber),
    progress: lease.progress === null ? null : JSON.parse(lease.progress),
    ...traced(lease, ports),
  }
}

/** Only HTTP has a header for a trace. The orders of an interchange come from several requests. */
function traced({ orderId, version, route, members }: Lease, { sql, supplier }: DispatchPorts) {
  if (members || requireRoute(supplier, route).transport.kind !== 'http') return {}
  return { senderTrace: senderTrace(sql, orderId, version) }
}

interface Rendered {
  readonly document: Document
  readonly orderNumber: string
}

async function stored(lease: Lease, { sql }: DispatchPorts): Promise<Rendered | null> {
  const blob = readDocument(sql, lease)
  if (!blob?.metadata) return null
  if (lease.members) return storedInterchange(blob.bytes, JSON.parse(blob.metadata))
  const { orderNumber, size: _, ...note }: DocumentNote = JSON.parse(blob.metadata)
  return { orderNumber, document: { ...note, bytes: blob.bytes } }
}

async function storedInterchange(bytes: Uint8Array<ArrayBuffer>, about: InterchangeNote): Promise<Rendered> {
  const { orderNumber, each, ...note } = about
  return { orderNumber, document: { ...note, bytes, digest: await sha256(bytes), warnings: each.flat() } }
}

async function write(lease: Lease, ports: DispatchPorts): Promise<Rendered> {
  const { sql, supplier } = ports
  const order = orderOf(lease, ports)
  const route = requireRoute(ports.supplier, lease.route)
  const { token, confirmUrl } = await mailTokens(lease, route, ports)
  const firstSent = lease.purpose === 'original' ? undefined : firstThatLeft(lease, ports)
  const occasion = {
    ...occasionOf(lease, ports),
    ...(confirmUrl === undefined ? {} : { confirmUrl }),
    ...(isNumberShared(sql, lease.orderId, order.number) ? { isNumberShared: true as const } : {}),
    ...(firstSent === undefined ? {} : { firstSent }),
    ...(route.document.format === 'email' ? mailFacts(lease, ports) : {}),
  }
  const composed = await compose(order, route, supplier, occasion, await keyOf(lease, ports), token)
  if (!composed.ok) throw new Unwritable(joinMessages(composed.error))
  const { bytes, ...note } = composed.value
  const about: DocumentNote = { ...note, orderNumber: order.number, size: bytes.byteLength }
  storeDocument(sql, lease, bytes, JSON.stringify(about))
  if (token !== undefined) keepMailName(sql, lease, mailName(token), ports.clock.now())
  return { document: composed.value, orderNumber: order.number }
}

/** The receiver knows the order by the first version that may have arrived. */
const firstThatLeft = ({ orderId, route, version }: Lease, { sql }: DispatchPorts): number | undefined =>
  deliveriesOf(sql, orderId).find(
    (delivery) => delivery.route === route && delivery.version < version && mayHaveReached(delivery),
  )?.version

/** Creates the token that identifies a bounced mail, and the link with which a person confirms the arrival. */
export async function mailTokens(
  lease: Lease,
  route: Route,
  ports: DispatchPorts,
): Promise<{ token?: string; confirmUrl?: string }> {
  const { publicUrl, linkSecret, secrets, name } = ports
  if (route.document.format !== 'email' || !linkSecret) return {}
  const secret = secrets.get(linkSecret)
  const isAsked = route.receipt === 'person' && publicUrl !== undefined
  if (secret === undefined || !isGoodSecret(secret)) {
    if (!isAsked) return {}
    throw new Unwritable(
      `The secret ${linkSecret} is missing or too short, so the mail can hold no link. Set it, and release the order.`,
    )
  }
  const place = { supplier: name, route: route.name }
  const mailed = { ...lease, storageId: shownId(lease.storageId ?? storageIdOf(ports.sql)) }
  const made = (purpose: Purpose): Promise<string> => deliveryToken(purpose, place, mailed, lease.acceptedAt, secret)
  return {
    token: await made('mail'),
    ...(isAsked ? { confirmUrl: `${publicUrl}/confirm/${name}/${route.name}/${await made('confirmation')}` } : {}),
  }
}

/** The key of a delivery. `kind` distinguishes a further mail about the same delivery. */
export const keyOf = (
  { storageId, route, orderId, version, documentRevision }: Lease,
  { sql }: DispatchPorts,
  kind = '',
): Promise<string> => deliveryKey(storageId ?? storageIdOf(sql), `${route}${kind}`, orderId, version, documentRevision)

/** The format no longer carries an accepted order, because the configuration has changed. */
export class Unwritable extends Error {}
