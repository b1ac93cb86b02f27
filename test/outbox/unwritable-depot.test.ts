import { describe, expect, it } from 'vitest'
import type { RouteStart } from '../../src/outbox/decide.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { ANN, HOUR } from './actions.ts'

const SPARE = 'https://spare.example/orders'
const depots = (settings: Record<string, unknown>) =>
  supplierWith({ routes: [httpRoute('north', ERP), httpRoute('south', WMS, settings), httpRoute('spare', SPARE)] })
const CHAIN = depots({ fallbacks: [{ route: 'spare', afterMinutes: 5 }] })
const at = (route: string, start: RouteStart) => [{ route, revisions: 'hold' as const, start }]

/** The change of an unsent order goes to another depot, whose route cannot write the change. */
function changedDepot(supplier = CHAIN) {
  const test = testOutbox({ supplier })
  for (const url of [ERP, WMS, SPARE]) test.wire.answers(url, status(200))
  test.outbox.pause('north', ANN)
  test.accept({ routes: at('north', { state: 'waiting' }) })
  test.accept({ content: 3, routes: at('south', { state: 'refused' }) })
  return test
}

describe('a change for another depot, whose route cannot write the change', () => {
  it('is sent by the fallback route in place of the unsent order at the first depot', async () => {
    const test = changedDepot()
    await test.work()
    test.outbox.resume('north', ANN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['north v1 superseded no', 'south v2 superseded no', 'spare v2 delivered yes'])
  })

  it('asks a person before a fallback route takes over, once the first depot may have the order', async () => {
    const test = changedDepot(depots({}))
    test.outbox.resume('north', ANN)
    await test.work()
    test.reopen(CHAIN)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['north v1 delivered yes', 'south v2 held/revision no'])
  })

  it('is sent by a fallback route of both depots in place of the order that the route has not sent', async () => {
    const spare = { fallbacks: [{ route: 'spare', afterMinutes: 5 }] }
    const routes = [httpRoute('north', ERP, spare), httpRoute('south', WMS, spare), httpRoute('spare', SPARE)]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    test.wire.answers(ERP, status(422))
    test.wire.answers(SPARE, status(200))
    test.outbox.pause('spare', ANN)
    test.accept({ routes: at('north', { state: 'waiting' }) })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['north v1 superseded no', 'spare v1 waiting no'])
    test.accept({ content: 3, routes: at('south', { state: 'refused' }) })
    await test.work()
    test.outbox.resume('spare', ANN)
    await test.pass(HOUR)
    expect(test.deliveries().filter((row) => row.startsWith('spare'))).toEqual([
      ...['spare v1 superseded no', 'spare v2 delivered yes'],
    ])
  })
})
