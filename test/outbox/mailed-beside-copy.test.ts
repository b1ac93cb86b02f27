import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const MAILS = 'https://mails.example/'
const COPIES = 'https://copies.example/'
const HELD = { state: 'held', reason: 'quantity' } as const
const ANN = { by: 'ann', note: 'They ordered elsewhere.' }
const copy = httpRoute('copy', COPIES, { document: DESK_MAIL })

/** The ERP refused the order, people have a mail instead, and a copy by another mail waits. */
async function mailedInstead() {
  const erp = httpRoute('erp', ERP, { fallbacks: [{ route: 'desk', afterMinutes: 1 }] })
  const routes = [erp, httpRoute('desk', MAILS, { document: DESK_MAIL }), copy]
  const test = testOutbox({ supplier: supplierWith({ routes }) })
  test.wire.answers(ERP, status(422))
  test.wire.answers(MAILS, status(200))
  test.wire.answers(COPIES, status(503))
  test.accept()
  await test.pass(61_000)
  expect(test.deliveries()).toEqual(['copy v1 deferred no', 'desk v1 delivered yes', 'erp v1 superseded no'])
  return test
}
type Test = ReturnType<typeof testOutbox>
const copiesOnToday = (test: Test) => test.outbox.desk().open.flatMap(({ route, isCopy }) => (isCopy ? [route] : []))
const shownState = (test: Test) =>
  test.outbox.list({ state: null, text: null, limit: 5, before: null }).rows.map(({ order }) => order.shownState)

describe('an order that no system has, while a copy waits', () => {
  it('is not settled in the lists: a person keys the order from the mail', async () => {
    expect(shownState(await mailedInstead())).toEqual(['attention'])
  })

  it('is no mere copy on Today', async () => {
    expect(copiesOnToday(await mailedInstead())).toEqual([])
  })

  it('is no mere copy on Today where a person discarded the order for one of two systems', async () => {
    const test = testOutbox({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS), copy] }),
    })
    test.wire.answers(ERP, status(200))
    test.wire.answers(COPIES, status(503))
    test.accept({ starts: { wms: HELD } })
    await test.work()
    test.outbox.discardOn('order-1', 'wms', ANN)
    expect(copiesOnToday(test)).toEqual([])
  })

  it('is a mere copy on Today where each system has the order', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP), copy] }) })
    test.wire.answers(ERP, status(200))
    test.wire.answers(COPIES, status(503))
    test.accept()
    await test.work()
    expect(copiesOnToday(test)).toEqual(['copy'])
  })
})
