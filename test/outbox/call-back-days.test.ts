import { describe, expect, it } from 'vitest'
import { supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const refuse = (test: TestOutbox, orderId: string, deliveryDate: string | null) =>
  test.outbox.keepRefused({
    ...{ orderId, orderNumber: `PO-${orderId}`, customer: `C-${orderId}`, deliveryDate },
    ...{ problems: '[]', body: new Uint8Array() },
  })

const toCall = (test: TestOutbox): string[] =>
  test.outbox.callBacks().callBacks.flatMap(({ calledAt, orderId }) => (calledAt === null ? [orderId] : []))

describe('the call-back list', () => {
  it('keeps a refused order until a person called, or its delivery day is over', () => {
    const test = testOutbox({ supplier: supplierWith() })
    refuse(test, 'later', '2026-12-01')
    refuse(test, 'today', '2026-11-24')
    refuse(test, 'none', null)
    refuse(test, 'past', '2026-11-20')
    expect(toCall(test).toSorted()).toEqual(['later', 'none', 'past', 'today'])
    test.clock.advance(DAY)
    expect(toCall(test).toSorted()).toEqual(['later', 'none', 'past'])
    test.clock.advance(DAY)
    expect(toCall(test)).toEqual(['later'])
    expect(test.outbox.callBacks().counts).toEqual({ all: 1, orders: 1, toCall: 1 })
    expect(test.outbox.desk().callBackCounts).toEqual({ all: 1, orders: 1, toCall: 1 })
    test.clock.advance(5 * DAY)
    expect(toCall(test)).toEqual(['later'])
    test.clock.advance(14 * HOUR)
    expect(toCall(test)).toEqual([])
  })

  it('keeps a refused order for a day far ahead when later orders are refused', () => {
    const test = testOutbox({ supplier: supplierWith() })
    refuse(test, 'far', '2026-12-10')
    test.clock.advance(9 * DAY)
    refuse(test, 'new', '2026-12-04')
    expect(toCall(test)).toEqual(['new', 'far'])
  })
})
