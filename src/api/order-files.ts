import { exportText } from '../exports/write-export.ts'
import type { Services } from '../services.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { canRead } from './known.ts'

/** An order's place. A request that the pages or the Admin API did not route has no name or id. */
interface Place {
  readonly supplier?: string | undefined
  readonly orderId?: string | undefined
}

/** Undefined for a supplier that nobody may read. */
async function read<T>(services: Services, { supplier = '' }: Place, work: (outbox: RemoteOutbox) => Promise<T>) {
  return (await canRead(services, supplier)) ? work(services.outbox(supplier)) : undefined
}

/** The bytes of one version as received. Default: the newest accepted version. Version 0 is a refused body. */
export async function postedFile(services: Services, place: Place, asked?: string): Promise<Response | null> {
  const { orderId = '' } = place
  const bytes = await read(services, place, async (outbox) => {
    const version = Number(asked ?? (await outbox.view(orderId))?.version ?? Number.NaN)
    return Number.isInteger(version) ? outbox.body(orderId, version) : null
  })
  return bytes ? fileResponse(bytes, 'application/json') : null
}

/** All stored data of an order as JSON lines, for another gateway to import. */
export async function exportFile(services: Services, place: Place): Promise<Response | null> {
  const found = await read(services, place, (outbox) => outbox.exported(place.orderId ?? ''))
  return found ? fileResponse(await exportText(found), 'application/x-ndjson') : null
}

/** The receiver's proof, as received. Default: the newest; `version` and `number` select another. */
export async function receiptFile(
  services: Services,
  { route = '', ...place }: Place & { readonly route?: string | undefined },
  asked: { readonly version?: string | undefined; readonly number?: string | undefined },
): Promise<Response | null> {
  const found = await read(services, place, (outbox) =>
    outbox.receipt(place.orderId ?? '', route, named(asked.version), named(asked.number)),
  )
  return found ? fileResponse(found.bytes, 'message/rfc822', found.fileName) : null
}

/** The document last written. */
export async function documentFile(
  services: Services,
  { route = '', ...place }: Place & { readonly route?: string | undefined },
  version?: string,
): Promise<Response | null> {
  const found = await read(services, place, (outbox) => outbox.document(place.orderId ?? '', route, named(version)))
  return found ? fileResponse(found.bytes, found.mediaType, found.fileName) : null
}

/**
 * Null without a number. Invalid text gives -1, which matches no version, so that the caller never gets another
 * version.
 */
const named = (text: string | undefined): number | null => (text ? (/^\d+$/.test(text) ? Number(text) : -1) : null)

/** A document as a file, so that a browser never opens a document as a page of the gateway. */
const fileResponse = (content: BodyInit, mediaType: string, fileName?: string): Response =>
  new Response(content, {
    headers: {
      'content-type': mediaType,
      'content-disposition': fileName === undefined ? 'attachment' : `attachment; filename="${fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
