import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'
import { problemResponse } from '../web/problem-response.ts'
import { canRead, hasSupplier, notFound } from './known.ts'
import { documentFile, exportFile, postedFile, receiptFile } from './order-files.ts'

/** An order and its documents. */
export const orders = new Hono<HonoEnv>({ strict: false })

orders.get('/:supplier/:orderId', async (c) => {
  const { supplier, orderId } = c.req.param()
  const order = (await canRead(c.env, supplier)) ? await c.env.outbox(supplier).view(orderId) : null
  return order ? c.json(order) : problemResponse(notFound('order'))
})

/** The mail that a discard would send to the customer. Nothing is stored. */
orders.get('/:supplier/:orderId/discard-notice', async (c) => {
  const { supplier, orderId } = c.req.param()
  const outbox = c.env.outbox(supplier)
  const isKnown = hasSupplier(c.env.gateway, supplier) && (await outbox.view(orderId)) !== null
  if (!isKnown) return problemResponse(notFound('order'))
  return c.json({ notice: await outbox.discardNotice(orderId, c.req.query('route') ?? null) })
})

orders.get(
  '/:supplier/:orderId/export',
  async (c) => (await exportFile(c.env, c.req.param())) ?? problemResponse(notFound('order')),
)

orders.get(
  '/:supplier/:orderId/body',
  async (c) => (await postedFile(c.env, c.req.param(), c.req.query('version'))) ?? problemResponse(notFound('body')),
)

orders.get(
  '/:supplier/:orderId/receipts/:route',
  async (c) => (await receiptFile(c.env, c.req.param(), c.req.query())) ?? problemResponse(notFound('receipt')),
)

orders.get(
  '/:supplier/:orderId/documents/:route',
  async (c) =>
    (await documentFile(c.env, c.req.param(), c.req.query('version'))) ?? problemResponse(notFound('document')),
)
