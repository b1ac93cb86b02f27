import { describe, expect, it } from 'vitest'
import { contrl } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { ANN, HOUR, OK } from '../actions.ts'

describe('a hold of the copy of an order that the ERP has', () => {
  const DESK = 'https://desk.example/orders'
  const MAIL = 'https://mail.example/orders'

  /** The ERP's receipt is awaited, with the warehouse as fallback. The copy for the desk waits, and is held. */
  async function heldCopy() {
    const receipt = { receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
    const erp = { document: EDIFACT, ...receipt, fallbacks: [{ route: 'wms', afterMinutes: 10 }] }
    const desk = { fallbacks: [{ route: 'mail', afterMinutes: 600 }] }
    const routes = [
      httpRoute('erp', ERP, erp),
      httpRoute('wms', WMS),
      httpRoute('desk', DESK, desk),
      httpRoute('mail', MAIL),
    ]
    const test = testOutbox({ supplier: supplierWith({ routes }) })
    for (const url of [ERP, WMS, DESK, MAIL]) test.wire.answers(url, status(200))
    test.outbox.pause('desk', ANN)
    const start = { state: 'waiting' } as const
    test.accept({ routes: ['erp', 'desk'].map((route) => ({ route, revisions: 'hold' as const, start })) })
    await test.work()
    expect(test.outbox.hold('order-1', ANN)).toEqual(OK)
    return test
  }

  it('promises no fallback for the ERP, and a retry of the whole route sends nothing, though the ERP rejects the order', async () => {
    const test = await heldCopy()
    test.hear(contrl('1', '4'))
    await test.work()
    const erp = test.outbox.view('order-1')?.deliveries.find(({ route }) => route === 'erp')
    expect(erp).toMatchObject({ state: 'refused', ifNobodyActs: { kind: 'stays' } })
    expect(test.outbox.retryRoute('erp', ANN).again).toBe(0)
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 held/by-person no', 'erp v1 refused yes'])
  })

  it('stops the chain of the ERP until a person sends the copy by another route', async () => {
    const test = await heldCopy()
    await test.pass(HOUR)
    expect(test.deliveries()).toEqual(['desk v1 held/by-person no', 'erp v1 sent yes'])
    expect(test.outbox.sendBy('order-1', 'desk', 'mail', ANN)).toEqual(OK)
    await test.pass(HOUR)
    expect(test.deliveries().slice(1)).toEqual([
      'erp v1 superseded yes',
      'mail v1 delivered yes',
      'wms v1 delivered yes',
    ])
  })
})
