import { describe, expect, it } from 'vitest'
import { bodyOf, postedOrder } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const REFUSED = { orderId: 'order-1', orderNumber: 'PO-1', customer: 'C-1', body: new Uint8Array(3), problems: '[]' }

const HELD = { erp: { state: 'held', reason: 'unknown-article' } } as const

type Desk = ReturnType<typeof desk>

function desk() {
  const test = testOutbox()
  const timeline = (): string[] => test.outbox.view('order-1')?.timeline.map(({ event }) => event) ?? []
  const refusal = () => test.outbox.view('order-1')?.refusal ?? null
  return { ...test, timeline, refusal }
}

describe('a refusal that the outbox gets a second time', () => {
  it('is counted once, and leaves the call of a person as it is', () => {
    const { outbox, clock, refusal, refuse } = withRefusal()
    refuse()
    outbox.markCalled('order-1', { by: 'Ann' })
    clock.advance(60_000)
    refuse()
    expect(refusal()).toMatchObject({ attempts: 1, calledBy: 'Ann' })
  })

  it('is one entry in the timeline of an accepted order', async () => {
    const { accept, refuse, timeline, clock, at } = withRefusal()
    accept()
    clock.advance(1_000)
    at(clock.now())
    refuse()
    clock.advance(60_000)
    refuse()
    expect(timeline().filter((event) => event === 'refused')).toHaveLength(1)
  })
})

describe('a refusal that comes late', () => {
  it('changes nothing when the customer has placed the order since', () => {
    const { accept, refuse, refusal, timeline, clock } = withRefusal()
    clock.advance(60_000)
    accept()
    refuse()
    expect([refusal(), timeline().includes('refused')]).toEqual([null, false])
  })

  it('changes nothing when the customer has repeated the accepted order since', () => {
    const { accept, refuse, refusal, timeline, clock, at } = withRefusal()
    accept()
    clock.advance(60_000)
    at(clock.now())
    clock.advance(60_000)
    accept()
    refuse()
    expect([refusal(), timeline().includes('refused')]).toEqual([null, false])
  })

  it('changes nothing when the customer has repeated an earlier content of an order that waits for a person', () => {
    const { accept, refuse, refusal, clock, at } = withRefusal()
    accept()
    accept({ content: 2, starts: HELD })
    clock.advance(60_000)
    at(clock.now())
    clock.advance(60_000)
    accept()
    refuse()
    expect(refusal()).toBe(null)
  })

  it('counts when only the poll or a sender without an answer has brought the accepted order again', () => {
    const { accept, refuse, refusal, clock, at } = withRefusal()
    accept()
    clock.advance(60_000)
    at(clock.now())
    clock.advance(60_000)
    accept({ source: 'poll' })
    accept({ unconfirmed: true })
    refuse()
    expect(refusal()).toMatchObject({ attempts: 1 })
  })

  it('changes nothing after a newer refusal', () => {
    const { outbox, refuse, refusal, clock, at } = withRefusal()
    const first = clock.now()
    clock.advance(60_000)
    at(clock.now())
    refuse()
    at(first)
    refuse()
    expect(refusal()).toMatchObject({ attempts: 1, refusedAt: new Date(first + 60_000).toISOString() })
    expect(outbox.view('order-1')?.state).toBe('refused')
  })
})

describe('an accepted order of the customer', () => {
  const refused = () => {
    const made = desk()
    made.outbox.keepRefused({ ...REFUSED, deliveryDate: '2026-11-26', body: bodyOf(postedOrder()) })
    made.clock.advance(60_000)
    return made
  }
  const next = { orderId: 'order-2', orderNumber: 'PO-2', customer: 'C-1', deliveryDate: '2026-11-26' }

  it.each([
    ['is for the same delivery day, with its lines', next],
    [
      'has the same number, for another day and customer',
      { ...next, orderNumber: 'PO-1', customer: 'C-2', deliveryDate: null },
    ],
    ['is the same order', { ...next, orderId: 'order-1', customer: 'C-2', deliveryDate: '2026-11-27' }],
  ])('ends the refusal when the order %s', (_, wish) => {
    const { accept, refusal } = refused()
    accept(wish)
    expect(refusal()).toBeNull()
  })

  it.each([
    ['is for the same day, with less of a line', { ...next, content: 1 }],
    ['is for the same day, with other lines', { ...next, body: bodyOf(postedOrder({ packages: [] })) }],
    ['is for another day', { ...next, deliveryDate: '2026-11-27' }],
    ['names no day', { ...next, deliveryDate: null }],
    ['is of another customer', { ...next, customer: 'C-2' }],
    ['is held', { ...next, starts: HELD }],
    ['is the same order, and is held', { ...next, orderId: 'order-1', starts: HELD }],
  ])('leaves the refusal when the order %s', (_, wish) => {
    const { accept, refusal } = refused()
    accept(wish)
    expect(refusal()).toMatchObject({ attempts: 1 })
  })

  it('leaves a refusal without a readable day to the number of the order', () => {
    const { outbox, clock, accept, refusal } = desk()
    outbox.keepRefused({ ...REFUSED, deliveryDate: null })
    clock.advance(60_000)
    accept({ ...next, deliveryDate: null })
    expect(refusal()).toMatchObject({ attempts: 1 })
  })

  it.each([
    ['releases', (box: Desk) => box.outbox.release('order-2', { by: 'Ann' })],
    ['keys', (box: Desk) => box.outbox.done('order-2', 'erp', { by: 'Ann' })],
  ])('ends the refusal when the order was held, and a person %s the order', (_, decide) => {
    const box = refused()
    box.accept({ ...next, starts: HELD })
    expect(decide(box)).toMatchObject({ ok: true })
    expect(box.refusal()).toBeNull()
  })

  it('leaves a refusal that is newer than the held version a person releases', () => {
    const box = desk()
    box.accept({ customer: 'C-1', starts: HELD })
    box.clock.advance(60_000)
    box.outbox.keepRefused(REFUSED)
    box.outbox.release('order-1', { by: 'Ann' })
    expect(box.refusal()).toMatchObject({ attempts: 1 })
  })
})

describe('a refusal of a changed order', () => {
  const refusedChange = () => {
    const made = withRefusal()
    made.accept()
    made.clock.advance(60_000)
    made.at(made.clock.now())
    made.refuse()
    return made
  }

  it('ends when the chef places the first content again, and reads that the order is accepted', () => {
    const { accept, refusal } = refusedChange()
    expect(accept()).toMatchObject({ status: 'duplicate' })
    expect(refusal()).toBeNull()
  })

  it('ends when the chef places an earlier content again while the last version waits for a person', () => {
    const { accept, refuse, refusal, clock, at } = withRefusal()
    for (const content of [1, 2, 1]) accept({ content })
    clock.advance(60_000)
    at(clock.now())
    refuse()
    expect(accept({ content: 2 })).toMatchObject({ status: 'held', version: 3 })
    expect(refusal()).toBeNull()
  })

  it.each([
    ['another order of the customer is repeated', { orderId: 'order-0', customer: 'C-1' }],
    ['the order API lists the first content', { source: 'poll' } as const],
    ['the sender disconnected before the repeated order was stored', { unconfirmed: true }],
  ])('stays when %s', (_, wish) => {
    const { accept, refuse, refusal, clock, at } = withRefusal()
    accept({ ...wish, unconfirmed: false })
    accept({ customer: 'C-1' })
    clock.advance(60_000)
    at(clock.now())
    refuse()
    accept(wish)
    expect(refusal()).toMatchObject({ attempts: 1 })
  })
})

function withRefusal() {
  const test = desk()
  let refusedAt = test.clock.now()
  return {
    ...test,
    at: (moment: number) => {
      refusedAt = moment
    },
    refuse: () => test.outbox.keepRefused({ ...REFUSED, refusedAt }),
  }
}
