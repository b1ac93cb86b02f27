import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import type { LeaseRules } from '../../src/outbox/queue.ts'
import { settle } from '../../src/outbox/settle.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { delivered, LEASE_MS, MINUTE, takeNow } from './taking.ts'

const counting = (sequence: string, start = 1, wrapAt = 999): Partial<LeaseRules> => ({
  ranges: { control: { sequence, start, wrapAt }, group: null },
})

describe('a control number', () => {
  it('is drawn once a document, and no number is skipped', () => {
    const test = testOutbox()
    const numbers: (number | null | undefined)[] = []
    for (let at = 0; at < 30; at++) test.accept({ orderId: `order-${at}` })
    for (let at = 0; at < 30; at++) {
      const { lease } = takeNow(test, counting('UNB:US:THEM'))
      numbers.push(lease?.controlNumber)
      const nextAt = test.clock.now()
      if (at % 3 === 0 && lease)
        settle(test.sql, lease, { ...delivered, state: 'deferred', reached: 'no', nextAt }, 'deferred', nextAt)
    }
    const drawn = [...new Set(numbers)]
    expect(drawn).toEqual(Array.from(drawn, (_, at) => at + 1))
    expect(numbers.length).toBeGreaterThan(drawn.length)
  })

  it('is counted apart for each pair of parties, and none is drawn for a document without one', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b', 'c']) test.accept({ orderId })
    expect(takeNow(test, counting('one')).lease?.controlNumber).toBe(1)
    expect(takeNow(test, counting('two')).lease?.controlNumber).toBe(1)
    expect(takeNow(test).lease?.controlNumber).toBeNull()
  })

  it('begins where the system before left off, and is never drawn twice when that is moved', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b', 'c', 'd']) test.accept({ orderId })
    const draw = (start: number) => takeNow(test, counting('one', start, 99_999)).lease?.controlNumber
    expect([draw(4218), draw(4218), draw(1), draw(9000)]).toEqual([4218, 4219, 4220, 9000])
  })

  it('begins anew after the last of its range, and so it does when that comes to lie lower', () => {
    const test = testOutbox()
    for (let at = 0; at < 7; at++) test.accept({ orderId: `order-${at}` })
    const draw = (start: number, wrapAt: number) => takeNow(test, counting('one', start, wrapAt)).lease?.controlNumber
    const drawn = [draw(98, 99), draw(98, 99), draw(98, 99), draw(98, 99), draw(1, 9), draw(1, 9), draw(5, 9)]
    expect(drawn).toEqual([98, 99, 98, 99, 1, 2, 5])
  })

  it('of a group is drawn beside the other, from a counter of its own', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    const control = { sequence: 'ISA', start: 4218, wrapAt: 99_999 }
    const group = { sequence: 'GS', start: 812, wrapAt: 812 }
    const draw = () => takeNow(test, { ranges: { control, group } }).lease
    expect(draw()).toMatchObject({ controlNumber: 4218, groupNumber: 812 })
    expect(draw()).toMatchObject({ controlNumber: 4219, groupNumber: 812 })
    expect(test.sql.all('SELECT number FROM control_numbers')).toEqual([])
  })

  it('stays with its document over every try, and so does that of its group', () => {
    const test = testOutbox()
    for (const orderId of ['a', 'b']) test.accept({ orderId })
    const ranges = {
      control: { sequence: 'ISA', start: 1, wrapAt: 99 },
      group: { sequence: 'GS', start: 50, wrapAt: 99 },
    }
    takeNow(test, { ranges })
    test.clock.advance(LEASE_MS)
    const leases = [takeNow(test, { ranges }).lease, takeNow(test, { ranges }).lease]
    expect(leases.map((lease) => [lease?.orderId, lease?.controlNumber, lease?.groupNumber])).toEqual([
      ['b', 2, 51],
      ['a', 1, 50],
    ])
  })

  it('stands in the document, the same on every retry', async () => {
    const document = {
      format: 'edifact-d96a',
      sender: { id: 'US', qualifier: 'ZZZ' },
      recipient: { id: 'THEM', qualifier: '14' },
    }
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { document })] }) })
    expect(formats['edifact-d96a']?.numbering).toBeDefined()
    test.wire.answers(ERP, status(500))
    test.accept()
    await test.pass(10 * MINUTE)
    const bodies = new Set(test.wire.calls.map(({ body }) => body))
    const keys = new Set(test.wire.calls.map(({ key }) => key))
    expect(test.wire.calls.length).toBeGreaterThan(3)
    expect([bodies.size, keys.size]).toEqual([1, 1])
    expect(test.outbox.view('order-1')?.deliveries[0]?.controlNumber).toBe(1)
  })
})
