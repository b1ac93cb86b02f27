import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INTERCHANGE, storeBlob } from '../../src/outbox/blobs.ts'
import {
  DOCUMENTS,
  deleteDocument,
  documentMetadata,
  hasDocument,
  readDocument,
  storeDocument,
} from '../../src/outbox/documents.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const ROUTES = supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS)] })

/** An accepted order with a delivery on two routes, and no document yet. */
function accepted() {
  const test = testOutbox({ supplier: ROUTES })
  test.accept()
  return test
}

const owner = (route: string) => ({ orderId: 'order-1', version: 1, route })

describe('the documents of a version', () => {
  it('are read back as they were stored, in the row of the version or as blobs', () => {
    const document = fc.record({
      route: fc.constantFrom('erp', 'wms'),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 50 }),
        fc.nat({ max: 2_000_000 }).map((size) => new Uint8Array(size)),
      ),
      isDeleted: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(document, { maxLength: 6 }), (documents) => {
        const { sql } = accepted()
        const stored = new Map<string, Uint8Array>()
        for (const { route, bytes, isDeleted } of documents) {
          if (!stored.has(route)) storeDocument(sql, owner(route), bytes, `{"of":"${route}"}`)
          if (!stored.has(route)) stored.set(route, bytes)
          if (isDeleted) {
            expect(deleteDocument(sql, owner(route))).toBe(true)
            stored.delete(route)
          }
          expect(deleteDocument(sql, owner('other'))).toBe(false)
        }
        const has = sql.all<{ route: string; metadata: string | null }>(
          `SELECT d.route, ${documentMetadata()} AS metadata FROM deliveries d WHERE ${hasDocument()} ORDER BY d.route`,
        )
        expect(has).toEqual([...stored.keys()].sort().map((route) => ({ route, metadata: `{"of":"${route}"}` })))
        for (const [route, bytes] of stored)
          expect(Buffer.compare(readDocument(sql, owner(route))?.bytes ?? new Uint8Array(), bytes)).toBe(0)
      }),
      { numRuns: 25 },
    )
  })

  it('that earlier code stored as blobs are found as before', () => {
    const { sql } = accepted()
    storeBlob(sql, owner('erp'), new Uint8Array([1, 2]), '{}')
    expect(readDocument(sql, owner('erp'))).toEqual({ bytes: new Uint8Array([1, 2]), metadata: '{}' })
    expect(sql.all(`SELECT route FROM deliveries d WHERE ${hasDocument()}`)).toEqual([{ route: 'erp' }])
    expect(deleteDocument(sql, owner('erp'))).toBe(true)
    expect(readDocument(sql, owner('erp'))).toBeNull()
  })

  it('of an interchange are blobs, because an interchange has no version', () => {
    const { sql } = accepted()
    storeDocument(sql, { orderId: INTERCHANGE, version: 1, route: 'erp' }, new Uint8Array([1]), '{}')
    expect(sql.all('SELECT order_id, version, route FROM blobs')).toEqual([{ order_id: '', version: 1, route: 'erp' }])
  })

  it('are found by key: no question about a delivery reads all versions', () => {
    const { sql } = accepted()
    const questions = [
      `SELECT 1 FROM deliveries d WHERE d.order_id = 'order-1' AND ${hasDocument()}`,
      `SELECT ${documentMetadata()} FROM deliveries d WHERE d.order_id = 'order-1'`,
      `SELECT version FROM ${DOCUMENTS} WHERE order_id = 'order-1'`,
      `UPDATE deliveries AS d SET note = '' WHERE order_id = 'order-1' AND NOT ${hasDocument()}`,
    ]
    for (const question of questions) {
      const plan = sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${question}`).map(({ detail }) => detail)
      expect(plan.filter((detail) => /^SCAN (versions|blobs)|MATERIALIZE|AUTOMATIC/.test(detail))).toEqual([])
      expect(plan.filter((detail) => /^SEARCH (versions|blobs)/.test(detail))).toHaveLength(2)
    }
  })

  it('are seen by people, by the export and by the receiver, one of each route', async () => {
    const test = accepted()
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    await test.work()
    expect(test.sql.all('SELECT route FROM blobs')).toHaveLength(1)
    const names = test.outbox.view('order-1')?.deliveries.map(({ route, fileName }) => [route, fileName])
    expect(names).toEqual([
      ['erp', 'PO-order-1-1.json'],
      ['wms', 'PO-order-1-1.json'],
    ])
    for (const [at, route] of ['erp', 'wms'].entries()) {
      const bytes = test.outbox.document('order-1', route, null)?.bytes
      expect(new TextDecoder().decode(bytes)).toBe(test.wire.calls[at]?.body)
    }
  })
})
