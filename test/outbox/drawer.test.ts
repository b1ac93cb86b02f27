import { describe, expect, it } from 'vitest'
import { drawerOf } from '../../src/outbox/drawer.ts'
import { utf8 } from '../../src/utf8.ts'
import { testOutbox } from '../fakes/outbox.ts'

const ERP = { orderId: 'order-1', version: 1, route: 'erp' }

describe('what a transport keeps beside a document', () => {
  it('is there for the same document only, however long it is, and goes when something takes its place', () => {
    const { sql } = testOutbox()
    const drawer = drawerOf(sql, ERP)
    expect(drawer.get('compressed', 'a')).toBe(null)
    const long = new Uint8Array(2_500_000).fill(7)
    drawer.put('compressed', 'a', long)
    expect(drawer.get('compressed', 'a')).toEqual(long)
    expect(drawer.get('compressed', 'b')).toBe(null)
    drawer.put('compressed', 'b', utf8('short'))
    expect(drawer.get('compressed', 'a')).toBe(null)
    expect(drawer.get('compressed', 'b')).toEqual(utf8('short'))
  })

  it('is of one delivery, and no document', () => {
    const { sql, outbox } = testOutbox()
    drawerOf(sql, ERP).put('compressed', 'a', utf8('x'))
    for (const other of [{ orderId: 'order-2' }, { version: 2 }, { route: 'archive' }])
      expect(drawerOf(sql, { ...ERP, ...other }).get('compressed', 'a')).toBe(null)
    for (const route of ['erp', 'erp/compressed', '']) expect(outbox.document('order-1', route, null)).toBe(null)
  })
})
