import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { readOrderRecord } from '../../src/outbox/export/order-record.ts'
import { viewOrder } from '../../src/outbox/views.ts'
import { objectSql } from '../../src/platform/sql.ts'

/** As long as a route name may be. */
const ROUTE = 'central-warehouse-rotterdam-europoort-edi-orders-and-returns-2026'.slice(0, 63)
const DOCUMENT = '{"fileName":"orders.edi","mediaType":"application/edifact","each":[[]]}'
const RECEIPT = '{"at":1,"way":"posted","outcome":"delivered","note":"","size":1,"digest":"d"}'

it('an order of a shared document is shown and exported with its receipt, however long the name of the route', () =>
  runInDurableObject(env.OUTBOX.getByName('together'), (_, { storage }) => {
    const sql = objectSql(storage)
    sql.all(`INSERT INTO orders (id, number, version, first_at, search_text) VALUES ('one', 'PO-1', 1, 1, '')`)
    sql.all(
      `INSERT INTO versions (order_id, version, digest, accepted_at, source, first_request, requests, status, metadata)
       VALUES ('one', 1, 'd', 1, 'webhook', 'r', '["r"]', 'accepted', '{}')`,
    )
    sql.all(
      `INSERT INTO deliveries (order_id, version, route, state, purpose, due_since, primary_route, interchange, interchange_position)
       VALUES ('one', 1, ?1, 'delivered', 'original', 1, ?1, 7, 1)`,
      ROUTE,
    )
    sql.all('INSERT OR IGNORE INTO interchanges (seq, route, orders, created_at) VALUES (7, ?, 1, 1)', ROUTE)
    const store = (place: string, metadata: string) =>
      sql.all(
        `INSERT INTO blobs (order_id, version, route, chunk, metadata, bytes) VALUES ('', 7, ?, 0, ?, x'00')`,
        place,
        metadata,
      )
    store(ROUTE, DOCUMENT)
    store(`${ROUTE}/receipt-1`, RECEIPT)
    expect(viewOrder(sql, 'together', 'one')?.deliveries).toMatchObject([{ route: ROUTE, receipts: [{ number: 1 }] }])
    const places = readOrderRecord(sql, 'one')?.papers.map(({ route }) => route)
    expect(places).toEqual([`${ROUTE}/shared`, `${ROUTE}/receipt-1`])
  }))
