import { expect, it } from 'vitest'
import { ERP, WMS } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, HOUR, OK } from './actions.ts'
import { AS_ORIGINAL, at, depotSupplier, MAILS, SPARE, WAITING } from './depots.ts'

/** The change of an unsent order goes to another depot, whose route cannot write the change. A mail can write a copy. */
async function unwritableBesideCopy() {
  const test = testOutbox({ supplier: depotSupplier })
  for (const url of [ERP, WMS, SPARE, MAILS]) test.wire.answers(url, status(200))
  for (const route of ['north', 'desk']) test.outbox.pause(route, ANN)
  test.accept({ routes: [at('north', WAITING), at('desk', WAITING)] })
  test.accept({ content: 3, routes: [at('south', { state: 'refused' }), at('desk', WAITING)] })
  await test.work()
  for (const route of ['north', 'desk']) test.outbox.resume(route, ANN)
  await test.pass(HOUR)
  return test
}
const systems = (test: TestOutbox) =>
  test.deliveries().filter((row) => !row.startsWith('desk') && !row.includes('superseded'))

// The alert asks a person to send or key the change. Had the first depot delivered the order, that would be a second truck.
it('sends no depot the order, and asks a person, where a depot cannot write the change and a mail has a copy', async () => {
  const test = await unwritableBesideCopy()
  expect(test.deliveries()).toEqual([
    ...['desk v1 superseded no', 'north v1 superseded no', 'desk v2 delivered yes', 'south v2 refused no'],
  ])
  expect(test.troubles.filter(({ kind }) => kind === 'refused').map(({ route }) => route)).toEqual(['south'])
  expect(test.outbox.view('order-1')).toMatchObject({ state: 'pending', shownState: 'still' })
})

it.each([
  ['tries it again', (test: TestOutbox) => test.outbox.retry('order-1', 'south', ANN), 'south v2 delivered yes'],
  ['retries the route', (test: TestOutbox) => test.outbox.retryRoute('south', ANN), 'south v2 delivered yes'],
  ['keys it by hand', (test: TestOutbox) => test.outbox.done('order-1', 'south', ANN), 'south v2 done yes'],
  [
    'uses another route',
    (test: TestOutbox) => test.outbox.sendBy('order-1', 'south', 'spare', AS_ORIGINAL),
    'spare v2 delivered yes',
  ],
] as const)('brings the change to one depot, once a person %s', async (_, act, row) => {
  const test = await unwritableBesideCopy()
  act(test)
  await test.pass(HOUR)
  expect(systems(test)).toEqual([row])
})

it('brings the order to the first depot, once a person discards the change at its depot', async () => {
  const test = await unwritableBesideCopy()
  expect(test.outbox.discardOn('order-1', 'south', ANN)).toEqual(OK)
  await test.pass(HOUR)
  expect(systems(test)).toEqual(['north v1 delivered yes', 'south v2 discarded no'])
})

it('asks before the other depot gets a change that it could not write, where the first depot has the order', async () => {
  const test = testOutbox({ supplier: depotSupplier })
  for (const url of [ERP, MAILS]) test.wire.answers(url, status(200))
  test.accept({ routes: [at('north', WAITING), at('desk', WAITING)] })
  await test.work()
  test.accept({ content: 3, routes: [at('south', { state: 'refused' }), at('desk', WAITING)] })
  await test.pass(HOUR)
  expect(systems(test)).toEqual(['north v1 delivered yes', 'south v2 held/revision no'])
})
