import { describe, expect, it } from 'vitest'
import { DESK_MAIL } from '../../fakes/mail-route.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'

const MAILS = 'https://mails.example/'
const ANN = { by: 'ann', note: 'They ordered elsewhere.' }
const depots = [httpRoute('north', ERP), httpRoute('south', WMS)]
const at = (route: string) => ({ route, revisions: 'replace' as const, start: { state: 'waiting' as const } })
const heldAt = (route: string) => ({ ...at(route), start: { state: 'held', reason: 'quantity' } as const })

/** The change of an unsent order goes to another depot, and waits for a person there. A mail brings a copy of both. */
async function changedDepot() {
  const test = testOutbox({
    supplier: supplierWith({
      revisions: 'replace',
      routes: [...depots, httpRoute('desk', MAILS, { document: DESK_MAIL })],
    }),
  })
  test.wire.answers(MAILS, status(200))
  test.outbox.pause('north', ANN)
  test.accept({ routes: [at('north'), at('desk')] })
  await test.work()
  test.accept({ content: 3, routes: [heldAt('south'), at('desk')] })
  await test.work()
  expect(test.deliveries()).toEqual([
    ...['desk v1 delivered yes', 'north v1 superseded no', 'desk v2 delivered yes', 'south v2 held/quantity no'],
  ])
  return test
}

describe('a change for another depot, of which a mail brought a copy', () => {
  it.each([
    ['discarded', null],
    ['discarded on the route to the system', 'south'],
  ])('is %s: the order before the change goes on', async (_, route) => {
    const test = await changedDepot()
    if (route === null) test.outbox.discard('order-1', ANN)
    else test.outbox.discardOn('order-1', route, ANN)
    expect(test.deliveries()).toContain('north v1 waiting no')
    test.wire.answers(ERP, status(200))
    test.outbox.resume('north', ANN)
    await test.pass(60_000)
    expect(test.deliveries()).toContain('north v1 delivered yes')
  })
})
