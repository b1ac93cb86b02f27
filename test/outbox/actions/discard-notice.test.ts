import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MAILS = 'https://mails.example/'
const HELD = { state: 'held', reason: 'quantity' } as const
const ANN = { by: 'ann', note: 'They ordered elsewhere.' }
const routes = [httpRoute('erp', ERP), httpRoute('desk', MAILS, { document: DESK_MAIL })]

/** An order that waits for a person, and that the desk has as a copy by mail. */
async function heldWithCopy(revisions: 'hold' | 'replace' = 'hold') {
  const test = testOutbox({ supplier: supplierWith({ routes, revisions }) })
  test.wire.answers(MAILS, status(200))
  test.accept({ starts: { erp: HELD } })
  await test.work()
  expect(test.deliveries()).toEqual(['desk v1 delivered yes', 'erp v1 held/quantity no'])
  return test
}
type Test = Awaited<ReturnType<typeof heldWithCopy>>
const notices = (test: Test) => test.outbox.view('order-1')?.notices?.map(({ text }) => text) ?? []

describe('a discarded order of which a mail brought a copy', () => {
  it('is told to the customer: nothing is delivered', async () => {
    const test = await heldWithCopy()
    expect(test.outbox.discardNotice('order-1', null)?.text).toMatch(/ will not deliver your order /)
    test.outbox.discard('order-1', ANN)
    expect(notices(test)).toEqual([expect.stringMatching(/ will not deliver your order /)])
  })

  it('is told where the route to the system alone was discarded', async () => {
    const test = await heldWithCopy()
    test.outbox.discardOn('order-1', 'erp', ANN)
    expect(notices(test)).toEqual([expect.stringMatching(/ will not deliver your order /)])
  })

  it('has no order that stands, once its change is discarded too', async () => {
    const test = await heldWithCopy()
    test.outbox.discard('order-1', ANN)
    test.accept({ content: 3, starts: { erp: HELD } })
    test.outbox.discard('order-1', ANN)
    expect(test.outbox.view('order-1')?.notices?.at(-1)).toMatchObject({ version: 2 })
    expect(notices(test).at(-1)).not.toMatch(/Your order stands/)
  })

  it('is not told where the copy alone was discarded', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(200))
    test.accept({ starts: { desk: HELD } })
    await test.work()
    test.outbox.discardOn('order-1', 'desk', ANN)
    expect(notices(test)).toEqual([])
  })
})
