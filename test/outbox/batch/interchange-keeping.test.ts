import { describe, expect, it } from 'vitest'
import { storeReceipt } from '../../../src/outbox/answers/receipts.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import { MORNING } from '../../fakes/clock.ts'
import { ERP } from '../../fakes/orders.ts'
import { cut } from '../../fakes/wire.ts'
import { accept, gathering } from './gathered.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

describe('what is kept beside an interchange', () => {
  it('is the proof of its receipt, which every one of its orders shows', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    const evidence = { bytes: utf8('signed'), digest: 'd1' }
    const receipt = { outcome: 'delivered', note: 'Signed.', evidence } as const
    storeReceipt(test.sql, { orderId: '', version: 1, route: 'erp' }, 'answered', evidence, receipt, MORNING)
    for (const orderId of ['a', 'b']) {
      expect(test.outbox.view(orderId)?.deliveries[0]?.receipts).toMatchObject([{ number: 1, note: 'Signed.' }])
      expect(test.outbox.receipt(orderId, 'erp', null, null)?.bytes).toEqual(evidence.bytes)
    }
  })

  it('is let go of with the last of its orders', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    test.accept({ orderId: 'b', content: 9 })
    test.outbox.discard('b', ANN)
    const pieces = () => test.sql.all("SELECT 1 FROM blobs WHERE order_id = ''").length
    test.clock.advance(91 * 24 * HOUR)
    test.sql.all("UPDATE versions SET accepted_at = ? WHERE order_id = 'b' AND version = 2", test.clock.now())
    expect([test.outbox.purge(), pieces()]).toEqual([1, 1])
    test.clock.advance(91 * 24 * HOUR)
    expect([test.outbox.purge(), pieces()]).toEqual([1, 0])
  })

  it('goes at once where one of them is erased, and with none while one of them may still be sent', async () => {
    const test = gathering({ orders: 2, minutes: 60 }, { whenUncertain: 'hold' })
    test.wire.answers(ERP, cut)
    accept(test, 'a', 'b')
    await test.work()
    test.outbox.done('a', 'erp', ANN)
    expect(test.outbox.erase('a', ANN)).toMatchObject({ ok: false })
    test.outbox.done('b', 'erp', ANN)
    expect(test.outbox.erase('a', ANN)).toMatchObject({ ok: true })
    expect(test.outbox.document('b', 'erp', null)).toBeNull()
    expect(test.sql.all("SELECT * FROM blobs WHERE order_id = ''")).toEqual([])
  })
})
