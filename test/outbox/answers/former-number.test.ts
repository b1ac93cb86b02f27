import { describe, expect, it } from 'vitest'
import { orderResponse, ordrsp, x855 } from '../../fakes/acknowledgements.ts'
import type { TestOutbox } from '../../fakes/outbox.ts'
import { open, X12 } from './acknowledged-order.ts'

const UBL = { format: 'ubl-order-2.1' }
const JO = { by: 'Jo' }

/** An order whose first document has the number PO-1. The second document, with the number PO-2, is held. */
async function renumbered(settings: Record<string, unknown> = {}) {
  const opened = open(settings)
  opened.test.accept({ orderNumber: 'PO-1' })
  await opened.test.work()
  opened.test.accept({ orderNumber: 'PO-2', content: 3 })
  expect(opened.test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 held/revision no'])
  return opened
}

async function release(test: TestOutbox, orderId: string, as?: 'original'): Promise<void> {
  expect(test.outbox.release(orderId, as ? { ...JO, as } : JO)).toMatchObject({ ok: true })
  await test.work()
}

describe('an acknowledgement that names the number before a change', () => {
  it.each([
    ['EDIFACT ORDRSP', {}, ordrsp('PO-1')],
    ['X12 855', { document: X12 }, x855('PO-1')],
    ['UBL OrderResponse', { document: UBL }, orderResponse('PO-1')],
  ])('means the version that was sent under that number: %s', async (_, settings, text) => {
    const { test, say } = await renumbered(settings)
    expect(say(text).matched).toMatchObject([{ effect: 'settled' }])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/revision no'])
  })

  it('means no document of a later number, and the later number no earlier document', async () => {
    const { test, say } = await renumbered()
    expect(say(ordrsp('PO-2')).matched).toEqual([])
    await release(test, 'order-1', 'original')
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 sent yes'])
    expect(say(ordrsp('PO-1', '27')).matched).toMatchObject([{ version: 1 }])
    expect(say(ordrsp('PO-2', '29', [], { own: '78' })).matched).toMatchObject([{ version: 2, effect: 'settled' }])
  })

  it('means no other order that has the number now and was not sent', async () => {
    const { test, say } = await renumbered()
    test.accept({ orderId: 'order-2', orderNumber: 'PO-1' })
    expect(say(ordrsp('PO-1')).matched).toHaveLength(1)
    expect(test.deliveries()).toContain('erp v1 delivered yes')
    expect(test.deliveries('order-2')).toEqual(['erp v1 held/order-number-conflict no'])
  })

  it('matches neither of two orders that were sent under the number', async () => {
    const { test, say } = await renumbered()
    test.accept({ orderId: 'order-2', orderNumber: 'PO-1' })
    await release(test, 'order-2')
    expect(say(ordrsp('PO-1')).unmatched[0]).toContain('several orders')
    expect(test.deliveries()).toContain('erp v1 sent yes')
  })

  it('means the cancellation of that version, which has the same number', async () => {
    const { test, say } = await renumbered({ cancellations: 'send' })
    say(ordrsp('PO-1'))
    test.outbox.discard('order-1', { ...JO, note: 'cancelled' })
    expect(test.outbox.cancel('order-1', 'erp', JO)).toMatchObject({ ok: true })
    await test.work()
    expect(test.deliveries().at(-1)).toBe('erp v3 sent yes')
    say(ordrsp('PO-1', '29', [], { own: '78' }))
    expect(test.deliveries().at(-1)).toBe('erp v3 delivered yes')
  })
})
