import { describe, expect, it } from 'vitest'
import { testOutbox } from '../../fakes/outbox.ts'

const NOT_LISTED = 'This order is not on the call-back list, so no call is needed.'

const refuse = (test: ReturnType<typeof testOutbox>): void =>
  test.outbox.keepRefused({
    ...{ orderId: 'order-1', orderNumber: 'PO-1', customer: 'C-77', body: new Uint8Array(3), problems: '[]' },
    refusedAt: test.clock.now(),
  })

describe('the report of a call that nobody needs', () => {
  it('names the colleague who called already', () => {
    const test = testOutbox()
    refuse(test)
    test.outbox.markCalled('order-1', { by: 'Ann' })
    expect(test.outbox.markCalled('order-1', { by: 'Bob' })).toEqual({
      ...{ ok: false, status: 409, message: 'Ann called about this order already.' },
    })
  })

  it('says of an accepted order that it is on no list', () => {
    const test = testOutbox()
    test.accept()
    expect(test.outbox.markCalled('order-1', { by: 'Bob' })).toMatchObject({ status: 409, message: NOT_LISTED })
  })

  it('says the same once the chef has ordered again', () => {
    const test = testOutbox()
    refuse(test)
    test.accept({ orderId: 'order-2', orderNumber: 'PO-1' })
    expect(test.outbox.markCalled('order-1', { by: 'Bob' })).toMatchObject({ status: 409, message: NOT_LISTED })
  })
})
