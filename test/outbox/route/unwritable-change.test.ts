import { describe, expect, it } from 'vitest'
import type { RouteStart } from '../../../src/outbox/decide.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, CONFLICT, OK } from '../actions.ts'
import { HOUR } from './laddered.ts'

const withFallbacks = (settings: object) => {
  const retry = { delaysSeconds: [600], giveUpAfterHours: 24 }
  return supplierWith({ routes: [httpRoute('erp', ERP, { retry, ...settings }), httpRoute('wms', WMS)] })
}
const CHAIN = withFallbacks({ fallbacks: [{ route: 'wms', afterMinutes: 90 }] })
const NO_CHAIN = withFallbacks({})

const accept = (test: TestOutbox, content: number, start: RouteStart) =>
  test.accept({ content, routes: [{ route: 'erp', revisions: 'hold', start }] })

/** Version 1 could not be sent yet, and route `erp` cannot write version 2. */
async function changed(supplier = CHAIN) {
  const test = testOutbox({ supplier })
  test.wire.answers(ERP, status(503))
  test.wire.answers(WMS, status(200))
  accept(test, 2, { state: 'waiting' })
  await test.work()
  accept(test, 3, { state: 'refused' })
  await test.work()
  test.wire.answers(ERP, status(200))
  await test.pass(HOUR)
  return test
}

const received = (test: TestOutbox) =>
  test.wire.calls.flatMap(({ url, body }) => {
    const { version, purpose } = JSON.parse(body)
    return url === WMS ? [`v${version} ${purpose}`] : []
  })

describe('a change that its route cannot write', () => {
  it('leaves by the fallback route in place of a first version that was not sent', async () => {
    const test = await changed()
    expect(test.deliveries()).toEqual(['erp v1 superseded no', 'erp v2 superseded no', 'wms v2 delivered yes'])
    expect(received(test)).toEqual(['v2 original'])
  })

  it('asks a person before a fallback route takes over, once the first version has left', async () => {
    const test = await changed(NO_CHAIN)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 refused no'])
    test.reopen(CHAIN)
    expect(test.outbox.view('order-1')?.deliveries[1]?.ifNobodyActs).toMatchObject({ kind: 'held', reason: 'revision' })
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/revision no'])
    expect(received(test)).toEqual([])
  })

  it('leaves by a route that a person chooses as the person says, once the first version has left', async () => {
    const test = await changed(NO_CHAIN)
    expect(test.outbox.sendBy('order-1', 'erp', 'wms', ANN)).toMatchObject(CONFLICT)
    expect(test.outbox.sendBy('order-1', 'erp', 'wms', { ...ANN, as: 'replacement' })).toEqual(OK)
    await test.work()
    expect(received(test)).toEqual(['v2 replacement'])
  })
})
