import type { DocumentPart } from '../../documents/captions/part.ts'
import { formats } from '../../documents/registry.ts'
import type { Order } from '../../model/order/order.ts'
import { readablePart } from '../../model/order/readable-part.ts'
import type { OrderView } from '../../outbox/views.ts'
import { copyRankOf } from '../../profile/copy-routes.ts'
import { routeNamed } from '../../profile/route-named.ts'
import type { Supplier } from '../../profile/supplier.ts'
import type { RemoteOutbox } from '../../supplier/remote-outbox.ts'
import { parsedJson } from '../../text/parsed-json.ts'
import { mailText } from './mail-text.ts'
import { type BaseVersion, baseOf, orderHoldings } from './order-holdings.ts'
import { followsCancellation, routesOf } from './routes-of-action.ts'

/** A document that was last written for a route. */
export interface WrittenDocument {
  readonly route: string
  readonly version: number
  readonly fileName: string
  /** Null for a document that is not text. */
  readonly text: string | null
  /** The named parts of the text, where the route's format knows them; else empty. */
  readonly parts: readonly DocumentPart[]
  readonly isCut: boolean
  /** The document may hold other orders too. */
  readonly isShared: boolean
}

export interface Contents {
  /** The version that the page shows. */
  readonly version: number
  readonly order: Order | null
  /** An earlier version, to compare; null for a first version. */
  readonly before: (BaseVersion & { readonly order: Order }) | null
  readonly documents: readonly WrittenDocument[]
  /** The readable lines of an order that was never accepted; empty for other orders. */
  readonly refusedLines: readonly RefusedLine[]
}

export type RefusedLine = ReturnType<typeof readablePart>['lines'][number]

type WithRoutes = Pick<Supplier, 'routes'>

const SHOWN_BYTES = 20_000

/** Reads the newest version, the version that a receiver has or the version before, and the newest document of each route. */
export async function contentsOf(view: OrderView, supplier: WithRoutes, outbox: RemoteOutbox): Promise<Contents> {
  const version = view.versions.at(-1)?.version ?? 0
  // After a cancellation, the order is compared with no version.
  const base = followsCancellation(view, version)
    ? null
    : baseOf(
        orderHoldings(view, supplier),
        view.versions.map((one) => one.version),
      )
  const [order, before, documents, body] = await Promise.all([
    version === 0 ? null : outbox.content(view.orderId, version),
    base === null ? null : outbox.content(view.orderId, base.version),
    documentsOf(view, supplier, outbox),
    version === 0 ? outbox.body(view.orderId, 0) : null,
  ])
  const refusedLines = body ? readablePart(parsedJson(body), [], () => null).lines : []
  return { version, order, before: base && before ? { ...base, order: before } : null, documents, refusedLines }
}

/** The newest document of each route. */
export async function documentsOf(
  view: OrderView,
  supplier: WithRoutes,
  outbox: Pick<RemoteOutbox, 'document'>,
): Promise<WrittenDocument[]> {
  const rankOf = copyRankOf(supplier)
  // The document of the ERP stands before the mail that people got.
  const routes = routesOf(view.deliveries).sort((one, other) => rankOf(one) - rankOf(other))
  const documents = await Promise.all(routes.map((route) => documentOn(view, supplier, route, outbox)))
  return documents.filter((one) => one !== null)
}

async function documentOn(
  view: OrderView,
  supplier: WithRoutes,
  route: string,
  outbox: Pick<RemoteOutbox, 'document'>,
): Promise<WrittenDocument | null> {
  const found = await outbox.document(view.orderId, route, null)
  if (!found) return null
  const version = view.deliveries.findLast((one) => one.route === route && one.fileName === found.fileName)?.version
  const bytes = found.bytes.slice(0, SHOWN_BYTES)
  const isCut = found.bytes.byteLength > SHOWN_BYTES
  return {
    ...{ route, version: version ?? view.version, fileName: found.fileName, isCut, isShared: found.isShared },
    text: textOf(found.bytes, found.mediaType),
    parts: partsOf(bytes, routeNamed(supplier, route)?.document.format),
  }
}

/** The beginning as text. Shows one EDI segment in each line, because an EDI document has no line breaks. */
export function textOf(bytes: Uint8Array<ArrayBuffer>, mediaType: string): string | null {
  if (!/text|xml|json|edifact|edi-x12|edi-consent|csv|rfc822/i.test(mediaType)) return null
  if (/rfc822/i.test(mediaType)) return mailText(bytes).slice(0, SHOWN_BYTES)
  const text = decoded(bytes.slice(0, SHOWN_BYTES))
  return text.includes('\n') ? text : text.replaceAll(/(?<!\?)'/g, "'\n").replaceAll('~', '~\n')
}

/** The route may have another format now than the document. Such a document has no order number where one belongs. */
function partsOf(bytes: Uint8Array, format: string | undefined): readonly DocumentPart[] {
  const parts = (format === undefined ? undefined : formats[format]?.parts?.(decoded(bytes))) ?? []
  return parts.some(({ caption }) => caption === 'order-number') ? parts : []
}

/** Old formats write Latin-1. A character that the cut has split is left out. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}
