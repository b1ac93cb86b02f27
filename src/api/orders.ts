import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'
import { exportText } from '../steps/write-export.ts'
import { problemResponse } from '../web/problem-response.ts'
import { hasSupplier, notFound } from './known.ts'

/** Null where none is named. What is no number names one that isn't there: another than was asked for must not be given. */
const named = (text: string | undefined): number | null => (text ? (/^\d+$/.test(text) ? Number(text) : -1) : null)

/** One order, and the documents written of it. */
export const orders = new Hono<HonoEnv>({ strict: false })

orders.get('/:supplier/:orderId', async (c) => {
  const { supplier, orderId } = c.req.param()
  const order = hasSupplier(c.env.gateway, supplier) ? await c.env.outbox(supplier).view(orderId) : null
  return order ? c.json(order) : problemResponse(notFound('order'))
})

/** All that is kept of it, in lines of JSON, so that another gateway can take it in. */
orders.get('/:supplier/:orderId/export', async (c) => {
  const { supplier, orderId } = c.req.param()
  const found = hasSupplier(c.env.gateway, supplier) ? await c.env.outbox(supplier).exported(orderId) : null
  if (!found) return problemResponse(notFound('order'))
  return new Response(await exportText(found), {
    headers: { 'content-type': 'application/x-ndjson', 'x-content-type-options': 'nosniff' },
  })
})

/** The bytes of one version as they came; the newest accepted, unless `version` names another (0: the refused one). */
orders.get('/:supplier/:orderId/body', async (c) => {
  const { supplier, orderId } = c.req.param()
  const order = hasSupplier(c.env.gateway, supplier) ? await c.env.outbox(supplier).view(orderId) : null
  const version = Number(c.req.query('version') ?? order?.version ?? Number.NaN)
  const bytes = order && Number.isInteger(version) ? await c.env.outbox(supplier).body(orderId, version) : null
  if (!bytes) return problemResponse(notFound('body'))
  return new Response(bytes, { headers: { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' } })
})

/** What a receiver sent in proof, as it came; the newest, unless `version` and `number` name another. */
orders.get('/:supplier/:orderId/receipts/:route', async (c) => {
  const { supplier, orderId, route } = c.req.param()
  const [version, number] = [named(c.req.query('version')), named(c.req.query('number'))]
  const found = hasSupplier(c.env.gateway, supplier)
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
  const found = hasSupplier(c.env.gateway, supplier)
    ? await c.env.outbox(supplier).document(orderId, route, version)
    : null
  if (!found) return problemResponse(notFound('document'))
  return new Response(found.bytes, {
    headers: {
      'content-type': found.mediaType,
      'content-disposition': `attachment; filename="${found.fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
})
