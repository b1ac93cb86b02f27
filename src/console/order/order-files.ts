import { Hono } from 'hono'
import { documentFile, exportFile, postedFile, receiptFile } from '../../api/order-files.ts'
import { notFoundPage } from '../frame/not-found.tsx'
import type { ConsoleEnv } from '../frame/visit.ts'

/** The files that the gateway keeps of an order, to download. */
export const orderFiles = new Hono<ConsoleEnv>({ strict: false })

orderFiles.get(
  '/:supplier/:orderId/documents/:route',
  async (c) => (await documentFile(c.env, c.req.param(), c.req.query('version'))) ?? notFoundPage(c),
)

orderFiles.get(
  '/:supplier/:orderId/receipts/:route',
  async (c) => (await receiptFile(c.env, c.req.param(), c.req.query())) ?? notFoundPage(c),
)

orderFiles.get(
  '/:supplier/:orderId/body',
  async (c) => (await postedFile(c.env, c.req.param(), c.req.query('version'))) ?? notFoundPage(c),
)

orderFiles.get('/:supplier/:orderId/export', async (c) => (await exportFile(c.env, c.req.param())) ?? notFoundPage(c))
