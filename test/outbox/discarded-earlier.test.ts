import { expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const HELD = { state: 'held', reason: 'unwritable' } as const
const ANN = { by: 'ann' }

/** A person discards the order and its change for the system. The copy of the change waits for a person. */
function heldCopy() {
  const routes = [httpRoute('erp', ERP), httpRoute('desk', 'https://mails.example/', { document: DESK_MAIL })]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  for (const content of [2, 3]) {
    test.accept({ content, starts: { erp: HELD, desk: HELD } })
    test.outbox.discardOn('order-1', 'erp', ANN)
  }
  return test
}
const discards = ({ troubles }: ReturnType<typeof heldCopy>) =>
  troubles.flatMap(({ kind, text }) => (kind === 'reordered-after-discard' ? [text] : []))

it('tells each time that the chef places a discarded order again, while only a copy waits for a person', async () => {
  const test = heldCopy()
  for (let times = 0; times < 2; times++) {
    expect(test.accept({ content: 2 })).toMatchObject({ status: 'held', version: 2 })
    await test.work()
  }
  expect(discards(test)).toHaveLength(2)
  expect(test.outbox.callBacks().counts.toCall).toBe(1)
})

it('leaves it at the question where the change waits for a person at the system', async () => {
  const test = heldCopy()
  test.accept({ content: 4, starts: { erp: HELD, desk: HELD } })
  expect(test.accept({ content: 2 })).toMatchObject({ status: 'held', version: 3 })
  await test.work()
  expect(discards(test)).toEqual([])
  expect(test.outbox.callBacks().counts.toCall).toBe(0)
})

it('tells once of a post that the gateway hears twice, and keeps the call that a person made', async () => {
  const test = heldCopy()
  const again = () => test.accept({ content: 2, requestId: 'again' })
  const answer = again()
  test.outbox.markCalled('order-1', ANN)
  expect(again()).toEqual(answer)
  await test.work()
  expect(discards(test)).toHaveLength(1)
  expect(test.outbox.callBacks().counts).toMatchObject({ all: 1, toCall: 0 })
})
