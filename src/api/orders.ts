import { Hono } from 'hono'
import { exportText } from '../exports/write-export.ts'
import type { HonoEnv } from '../services.ts'
import { problemResponse } from '../web/problem-response.ts'
import { canRead, notFound } from './known.ts'

/**
 * Null without a number. Invalid text gives -1, which matches no version, so that the caller never gets another
 * version.
 */
const named = (text: string | undefined): number | null => (text ? (/^\d+$/.test(text) ? Number(text) : -1) : null)

/** An order and its documents. */
export const orders = new Hono<HonoEnv>({ strict: false })

orders.get('/:supplier/:orderId', async (c) => {
  const { supplier, orderId } = c.req.param()
  const order = (await canRead(c.env, supplier)) ? await c.env.outbox(supplier).view(orderId) : null
  return order ? c.json(order) : problemResponse(notFound('order'))
})

/** All stored data of an order as JSON lines, for another gateway to import. */
orders.get('/:supplier/:orderId/export', async (c) => {
  const { supplier, orderId } = c.req.param()
  const found = (await canRead(c.env, supplier)) ? await c.env.outbox(supplier).exported(orderId) : null
  if (!found) return problemResponse(notFound('order'))
  return new Response(await exportText(found), {
    headers: { 'content-type': 'application/x-ndjson', 'x-content-type-options': 'nosniff' },
  })
})

/** The bytes of one version as received. Default: the newest accepted version. Version 0 is a refused body. */
orders.get('/:supplier/:orderId/body', async (c) => {
  const { supplier, orderId } = c.req.param()
  const order = (await canRead(c.env, supplier)) ? await c.env.outbox(supplier).view(orderId) : null
  const version = Number(c.req.query('version') ?? order?.version ?? Number.NaN)
  const bytes = order && Number.isInteger(version) ? await c.env.outbox(supplier).body(orderId, version) : null
  if (!bytes) return problemResponse(notFound('body'))
  return new Response(bytes, { headers: { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' } })
})

/** The receiver's proof, as received. Default: the newest; `version` and `number` select another. */
orders.get('/:supplier/:orderId/receipts/:route', async (c) => {
  const { supplier, orderId, route } = c.req.param()
  const [version, number] = [named(c.req.query('version')), named(c.req.query('number'))]
  const found = (await canRead(c.env, supplier))
    ? await c.env.outbox(supplier).receipt(orderId, route, version, number)
    : null
  if (!found) return problemResponse(notFound('receipt'))
  return new Response(found.bytes, {
    headers: {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${found.fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
})

orders.get('/:supplier/:orderId/documents/:route', async (c) => {
  const { supplier, orderId, route } = c.req.param()
  const version = named(c.req.query('version'))
  const found = (await canRead(c.env, supplier)) ? await c.env.outbox(supplier).document(orderId, route, version) : null
  return found ? documentResponse(found) : problemResponse(notFound('document'))
})

/** A document as a file, so that a browser never opens a document as a page of the gateway. */
export const documentResponse = ({ bytes, mediaType, fileName }: StoredDocument): Response =>
  new Response(bytes, {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })

interface StoredDocument {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  readonly fileName: string
}
