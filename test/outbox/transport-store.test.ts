import { describe, expect, it } from 'vitest'
import { findMessage } from '../../src/outbox/answers/messages.ts'
import { createTransportStore } from '../../src/outbox/transport-store.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { manualClock } from '../fakes/clock.ts'
import { leaseOf } from '../fakes/lease.ts'
import { testOutbox } from '../fakes/outbox.ts'

const ERP = leaseOf()
const clock = manualClock()

describe('what a transport keeps beside a document', () => {
  it('is there for the same document only, however long it is, and goes when something takes its place', () => {
    const { sql } = testOutbox()
    const drawer = createTransportStore(sql, ERP, clock)
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
    createTransportStore(sql, ERP, clock).put('compressed', 'a', utf8('x'))
    for (const other of [{ orderId: 'order-2' }, { version: 2 }, { route: 'archive' }])
      expect(createTransportStore(sql, { ...ERP, ...other }, clock).get('compressed', 'a')).toBe(null)
    for (const route of ['erp', 'erp/compressed', '']) expect(outbox.document('order-1', route, null)).toBe(null)
  })

  it('leads from a message back to its delivery, as it was sent last', () => {
    const { sql, accept } = testOutbox()
    accept()
    createTransportStore(sql, ERP, clock).expect('m-1', { sha1: 'A' })
    const found = {
      orderId: 'order-1',
      route: 'erp',
      orderNumber: 'PO-order-1',
      current: true,
      expectedMics: { sha1: 'A' },
    }
    expect(findMessage(sql, 'm-1')).toMatchObject({ ...found, mayHaveArrived: false })
    createTransportStore(sql, { ...ERP, reached: 'maybe' }, clock).expect('m-1', { sha1: 'A' })
    expect(findMessage(sql, 'm-1')).toMatchObject({ ...found, mayHaveArrived: true })
    createTransportStore(sql, { ...ERP, documentRevision: 2 }, clock).expect('m-2', null)
    expect(findMessage(sql, 'm-2')).toMatchObject({ current: false })
    expect(findMessage(sql, 'm-3')).toBe(null)
  })
})
