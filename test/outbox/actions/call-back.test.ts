import { expect, it } from 'vitest'
import { testOutbox } from '../../fakes/outbox.ts'

const ANN = { by: 'Ann' }
const BOB = { by: 'Bob' }

function desk() {
  const test = testOutbox()
  const refuse = (orderId: string, customer: string | null): void =>
    test.outbox.keepRefused({
      ...{ orderId, orderNumber: `PO-${orderId}`, customer, body: new Uint8Array(3), problems: '[]' },
      refusedAt: test.clock.now(),
    })
  const calledBy = (orderId: string) => test.outbox.view(orderId)?.refusal?.calledBy ?? null
  const events = () => test.outbox.events(20).rows.map(({ action, by, orderId }) => `${action} ${orderId} ${by}`)
  return { test, refuse, calledBy, events }
}

it('a call serves every refused order of the customer, and no other customer', () => {
  const { test, refuse, calledBy, events } = desk()
  refuse('order-1', 'C-1')
  refuse('order-2', 'C-1')
  refuse('order-3', 'C-2')
  expect(test.outbox.markCalled('order-1', ANN)).toEqual({ ok: true })
  expect(['order-1', 'order-2', 'order-3'].map(calledBy)).toEqual(['Ann', 'Ann', null])
  refuse('order-4', 'C-1')
  expect(test.outbox.markCalled('order-4', BOB)).toEqual({ ok: true })
  expect(['order-1', 'order-4'].map(calledBy)).toEqual(['Ann', 'Bob'])
  expect(events().filter((event) => event.endsWith('Bob'))).toEqual(['called-customer order-4 Bob'])
  expect(test.outbox.markCalled('order-1', BOB)).toMatchObject({ ok: false, status: 409 })
})

it('a call that did not happen puts the customer back on the list', () => {
  const { test, refuse, calledBy } = desk()
  refuse('order-1', 'C-1')
  refuse('order-2', 'C-1')
  refuse('order-3', 'C-2')
  expect(test.outbox.undoCall('order-1', ANN)).toMatchObject({ ok: false, status: 409 })
  for (const orderId of ['order-1', 'order-3']) test.outbox.markCalled(orderId, ANN)
  expect(test.outbox.undoCall('order-2', BOB)).toEqual({ ok: true })
  expect(['order-1', 'order-2', 'order-3'].map(calledBy)).toEqual([null, null, 'Ann'])
  expect(test.outbox.undoCall('order-9', ANN)).toMatchObject({ ok: false, status: 404 })
})
