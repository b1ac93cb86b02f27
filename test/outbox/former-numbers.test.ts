import { describe, expect, it } from 'vitest'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { JO, restored } from './export/restored.ts'

const found = (box: TestOutbox, text: string): (readonly string[] | undefined)[] =>
  box.outbox
    .list({ state: null, text, before: null, limit: 5 })
    .rows.map(({ order }) => [order.orderNumber ?? '', ...(order.formerNumbers ?? [])])

/** Accepts contents of one order, each with its number. */
function numbered(...numbers: readonly string[]): TestOutbox {
  const box = testOutbox()
  for (const [at, orderNumber] of numbers.entries()) {
    box.accept({ orderNumber, content: at + 1, foundBy: `order-1\n${orderNumber}`.toLowerCase() })
    box.clock.advance(60_000)
  }
  return box
}

const refuse = (box: TestOutbox, orderNumber: string): void => {
  box.outbox.keepRefused({
    ...{ orderId: 'order-1', orderNumber, customer: 'C-77', body: new Uint8Array(1), problems: '[]' },
  })
  box.clock.advance(60_000)
}

describe('an order whose number the chef changed', () => {
  it('is found by each number, and names the earlier numbers', () => {
    const box = numbered('PO-1001', 'PO-2002', 'PO-3003')
    for (const text of ['po-1001', 'PO-2002', '3003'])
      expect(found(box, text)).toEqual([['PO-3003', 'PO-1001', 'PO-2002']])
    expect(box.outbox.view('order-1')).toMatchObject({ orderNumber: 'PO-3003', formerNumbers: ['PO-1001', 'PO-2002'] })
  })

  it('does not name its present number, which it may have had before', () => {
    const box = numbered('PO-1001', 'PO-2002', 'PO-1001', 'PO-2002')
    expect(found(box, 'PO-1001')).toEqual([['PO-2002', 'PO-1001']])
  })

  it('has no earlier number while the number stays', () => {
    expect(numbered('PO-1001', 'PO-1001').outbox.view('order-1')?.formerNumbers).toBeUndefined()
  })

  it('is found by the number under which it was refused', () => {
    const box = testOutbox()
    refuse(box, 'PO-1001')
    refuse(box, 'PO-2002')
    expect(found(box, 'PO-1001')).toEqual([['PO-2002', 'PO-1001']])
    box.accept({ orderNumber: 'PO-3003', foundBy: 'order-1\npo-3003' })
    expect(found(box, 'PO-1001')).toEqual([['PO-3003', 'PO-1001', 'PO-2002']])
  })

  it('is found by the number of a change that was refused, which is no number of the order', () => {
    const box = numbered('PO-1001')
    refuse(box, 'PO-2002')
    expect(found(box, 'PO-2002')).toEqual([['PO-1001']])
  })

  it('leads to its actions by each number, also to the actions after the change', () => {
    const box = numbered('PO-1001')
    box.outbox.hold('order-1', JO)
    box.accept({ orderNumber: 'PO-2002', content: 2, foundBy: 'order-1\npo-2002' })
    box.outbox.discard('order-1', { by: 'Jo', note: 'twice' })
    for (const text of ['PO-1001', 'PO-2002'])
      expect(box.outbox.events(5, { text }).rows.map(({ action }) => action)).toEqual(['discard', 'hold'])
  })

  it('is found by each number after an export and its restore', async () => {
    const box = numbered('PO-1001', 'PO-2002')
    const { other } = await restored(box)
    expect(found(other, 'PO-1001')).toEqual([['PO-2002', 'PO-1001']])
  })

  it('is found by each number after its content is deleted', () => {
    const box = numbered('PO-1001', 'PO-2002')
    expect(box.outbox.doneOrder('order-1', JO)).toMatchObject({ ok: true })
    expect(box.outbox.erase('order-1', JO)).toMatchObject({ ok: true })
    expect(found(box, 'PO-1001')).toEqual([['PO-2002', 'PO-1001']])
  })
})
