import { sha256 } from '../model/order/identity.ts'
import { BODY, isTransportStore } from '../outbox/blobs.ts'
import type { Exported } from '../outbox/export/exports.ts'
import { EXPORT_FORMAT, type StoredFile } from '../outbox/export/order-record.ts'
import type { Counter } from '../outbox/numbers.ts'
import { base64 } from '../text/base64.ts'
import { utf8 } from '../text/utf8.ts'
import { withDigest } from './line-digest.ts'

/**
 * Writes an order as JSON lines. The first line is the order in the form of the Admin API, with the data for another
 * outbox under `kept`. Then each body and document follows under its name in the export folder. Digests let the
 * reader detect changes.
 */
export async function exportText({ view, dossier, papers }: Exported): Promise<string> {
  const stem = await fileStem(view.orderId)
  const listed = await Promise.all(
    papers.map(async (paper) => ({
      ...{ version: paper.version, route: paper.route, metadata: paper.metadata },
      ...{ file: fileOf(paper, stem), size: paper.bytes.byteLength, sha256: await sha256(withOwnBuffer(paper.bytes)) },
    })),
  )
  const order = JSON.stringify({ ...view, format: EXPORT_FORMAT, kept: { ...dossier, papers: listed } })
  const first = await withDigest(order)
  const files = papers.map((paper, at) => JSON.stringify({ file: listed[at]?.file, base64: base64(paper.bytes) }))
  return [first, ...files, ''].join('\n')
}

/** The last line. An export without this line is incomplete. */
export const endText = (exportedAt: number, orders: number, counters: readonly Counter[]): string =>
  `${JSON.stringify({ end: { format: EXPORT_FORMAT, exportedAt: new Date(exportedAt).toISOString(), orders, counters } })}\n`

/** The name of an order's files. An id from outside must not choose the folder, and two ids must not share a name. */
export async function fileStem(orderId: string): Promise<string> {
  const name = encodeURIComponent(orderId.toWellFormed()).replaceAll('.', '%2E').replaceAll('*', '%2A')
  if (name.length <= 100 && orderId.isWellFormed()) return name
  return `${name.slice(0, 60)}~${(await sha256(utf8(JSON.stringify(orderId)))).slice(0, 32)}`
}

function fileOf({ version, route, metadata }: StoredFile, stem: string): string {
  if (route === BODY) return `bodies/${stem}-${version}.json`
  const place = `documents/${stem}-${version}-${route.replaceAll('/', '~')}`
  const fileName: unknown = isTransportStore(route) || metadata === null ? null : JSON.parse(metadata).fileName
  const extension = typeof fileName === 'string' ? /\.[A-Za-z0-9]{1,16}$/.exec(fileName)?.[0] : null
  return `${place}${extension ?? ''}`
}

/** WebCrypto's types need a buffer of the exact size, not a view of a larger buffer. */
const withOwnBuffer = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
