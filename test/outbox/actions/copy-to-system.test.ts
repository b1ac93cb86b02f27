import { expect, it } from 'vitest'
import { ERP, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, HOUR, OK } from '../actions.ts'
import { at, depotSupplier, MAILS, SPARE, WAITING } from '../depots.ts'

/** The copy of the order waits, and perhaps the order itself. Every receiver would take both. */
function withWaitingCopy(routes: readonly string[]) {
  const test = testOutbox({ supplier: depotSupplier })
  for (const url of [ERP, WMS, SPARE, MAILS]) test.wire.answers(url, status(200))
  for (const route of routes) test.outbox.pause(route, ANN)
  test.accept({ routes: routes.map((route) => at(route, WAITING)) })
  return test
}

it('does not bring the order to a second system in place of the mail that is a copy', async () => {
  const test = withWaitingCopy(['north', 'desk'])
  expect(test.outbox.sendBy('order-1', 'desk', 'spare', ANN)).toMatchObject({
    ...{ ok: false, status: 409, message: expect.stringContaining('brings only a copy') },
  })
  await test.pass(HOUR)
  expect(test.deliveries()).toEqual(['desk v1 waiting no', 'north v1 waiting no'])
  expect(test.outbox.sendBy('order-1', 'north', 'spare', ANN)).toEqual(OK)
  await test.pass(HOUR)
  expect(test.deliveries()).toEqual(['desk v1 waiting no', 'north v1 superseded no', 'spare v1 delivered yes'])
})

it('brings the order to a system in place of the mail where the order goes to people alone', async () => {
  const test = withWaitingCopy(['desk'])
  expect(test.outbox.sendBy('order-1', 'desk', 'spare', ANN)).toEqual(OK)
  await test.pass(HOUR)
  expect(test.deliveries()).toEqual(['desk v1 superseded no', 'spare v1 delivered yes'])
})
