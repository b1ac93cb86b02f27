import { expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, HOUR, OK } from './actions.ts'

const supplier = supplierWith({ cancellations: 'send', routes: [httpRoute('north', ERP), httpRoute('south', WMS)] })
const at = (route: string) => [{ route, revisions: 'hold' as const, start: { state: 'waiting' as const } }]

/** The first depot has the order, and its cancellation is on the way. The chef places the order again, for another depot. */
async function cancelledDepot() {
  const test = testOutbox({ supplier })
  for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
  test.accept({ routes: at('north') })
  await test.work()
  test.outbox.pause('north', ANN)
  expect(test.outbox.cancelOrder('order-1', ANN)).toEqual(OK)
  test.accept({ content: 3, routes: at('south') })
  expect(test.deliveries()).toEqual(['north v1 delivered yes', 'north v2 waiting no', 'south v3 held/revision no'])
  return test
}

it.each([
  ['released', (test: TestOutbox) => test.outbox.release('order-1', { ...ANN, as: 'original' }), 'delivered'],
  ['keyed by hand', (test: TestOutbox) => test.outbox.done('order-1', 'south', ANN), 'done'],
] as const)(
  'cancels the order at the first depot, although the order for another depot is %s meanwhile',
  async (_, act, state) => {
    const test = await cancelledDepot()
    expect(act(test)).toEqual(OK)
    test.outbox.resume('north', ANN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['north v1 delivered yes', 'north v2 delivered yes', `south v3 ${state} yes`])
  },
)
