import { describe, expect, it } from 'vitest'
import type { RouteStart } from '../../src/outbox/decide.ts'
import { ERP, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, OK } from './actions.ts'
import { AS_ORIGINAL, at, depotSupplier, MAILS, SPARE, WAITING } from './depots.ts'

/** The change of an unsent order goes to another depot. A mail brings a copy of both, unless `copy` is another start. */
async function changedDepot(south: RouteStart, copy: RouteStart = WAITING) {
  const test = testOutbox({ supplier: depotSupplier })
  for (const url of [ERP, WMS, SPARE, MAILS]) test.wire.answers(url, status(200))
  test.outbox.pause('north', ANN)
  test.accept({ routes: [at('north', WAITING), at('desk', WAITING)] })
  await test.work()
  test.accept({ content: 3, source: 'poll', routes: [at('south', south), at('desk', copy)] })
  await test.work()
  expect(test.deliveries()).toContain('north v1 waiting no')
  return test
}

/** The first depot gets what it may get. */
async function resumed(test: TestOutbox) {
  test.outbox.resume('north', ANN)
  await test.work()
  return test.deliveries().filter((row) => !row.startsWith('desk'))
}

describe('a change for another depot, which a person lets the other depot have', () => {
  it.each([
    ['keyed by hand', (test: TestOutbox) => test.outbox.done('order-1', 'south', ANN), 'south v2 done yes'],
    [
      'keyed by hand, as one of the routes of the order',
      (test: TestOutbox) => test.outbox.doneOrder('order-1', { ...ANN, routes: ['south'] }),
      'south v2 done yes',
    ],
    ['released', (test: TestOutbox) => test.outbox.retry('order-1', 'south', AS_ORIGINAL), 'south v2 delivered yes'],
  ] as const)('takes the place of the unsent order at the first depot: %s', async (_, act, row) => {
    const test = await changedDepot(WAITING)
    expect(act(test)).toEqual(OK)
    await test.work()
    expect(await resumed(test)).toEqual(['north v1 superseded no', row])
  })

  it('takes the place of the unsent order at the first depot: sent by another route', async () => {
    const test = await changedDepot(WAITING)
    expect(test.outbox.sendBy('order-1', 'south', 'spare', AS_ORIGINAL)).toEqual(OK)
    await test.work()
    expect(await resumed(test)).toEqual(['north v1 superseded no', 'south v2 superseded no', 'spare v2 delivered yes'])
  })
})

describe('the copy of a change for another depot', () => {
  it.each([
    ['released', (test: TestOutbox) => test.outbox.release('order-1', AS_ORIGINAL)],
    ['tried again', (test: TestOutbox) => test.outbox.retry('order-1', 'desk', AS_ORIGINAL)],
    ['reported', (test: TestOutbox) => test.outbox.done('order-1', 'desk', ANN)],
  ] as const)('takes no place of the order at the first depot, once the change is discarded: %s', async (_, act) => {
    const test = await changedDepot(WAITING)
    test.outbox.discardOn('order-1', 'south', ANN)
    expect(act(test)).toEqual(OK)
    await test.work()
    expect(await resumed(test)).toEqual(['north v1 delivered yes', 'south v2 discarded no'])
  })
})
