import { expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { cut, hanging, status } from '../fakes/wire.ts'
import { ANN, HOUR, OK } from './actions.ts'

const supplier = supplierWith({ routes: [httpRoute('north', ERP), httpRoute('south', WMS)] })
const at = (route: string) => [{ route, revisions: 'hold' as const, start: { state: 'waiting' as const } }]

/** The first depot may have the order. The change for another depot waits for a person. */
async function uncertainDepot() {
  const test = testOutbox({ supplier })
  test.wire.answers(ERP, cut)
  test.wire.answers(WMS, status(200))
  test.accept({ routes: at('north') })
  await test.work()
  test.accept({ content: 3, routes: at('south') })
  expect(test.deliveries()).toEqual(['north v1 uncertain maybe', 'south v2 held/revision no'])
  return test
}

it.each([
  ['released', (test: TestOutbox) => test.outbox.release('order-1', { ...ANN, as: 'original' }), 'delivered'],
  ['keyed by hand', (test: TestOutbox) => test.outbox.done('order-1', 'south', ANN), 'done'],
] as const)(
  'tries an order no more at the first depot, once its change for another depot is %s',
  async (_, act, state) => {
    const test = await uncertainDepot()
    expect(act(test)).toEqual(OK)
    const before = test.wire.calls.filter(({ url }) => url === ERP).length
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(test.wire.calls.filter(({ url }) => url === ERP)).toHaveLength(before)
    expect(test.deliveries()).toEqual(['north v1 superseded maybe', `south v2 ${state} yes`])
  },
)

it.each([
  ['gets no answer', (): null => null, 'north v1 superseded maybe'],
  ['takes the order after all', (): Response => new Response(null, { status: 200 }), 'north v1 superseded yes'],
] as const)(
  'tries an order no more whose attempt was under way at the release: the first depot %s',
  async (_, answer, row) => {
    const test = testOutbox({ supplier })
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.wire.answers(WMS, status(200))
    test.accept({ routes: at('north') })
    await test.work()
    test.accept({ content: 3, routes: at('south') })
    expect(test.outbox.release('order-1', { ...ANN, as: 'original' })).toEqual(OK)
    const response = answer()
    if (response) receiver.end(response)
    await test.pass(HOUR)
    expect(test.wire.calls.filter(({ url }) => url === ERP)).toHaveLength(1)
    expect(test.deliveries()).toEqual([row, 'south v2 delivered yes'])
  },
)
