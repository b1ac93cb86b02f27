import { describe, expect, it } from 'vitest'
import { contrl, ordrsp } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { waiting } from '../answers/acknowledged-order.ts'
import { JO, restored } from './restored.ts'

const outboxWith = (revisions: string) => {
  const routes = [httpRoute('erp', ERP, { document: EDIFACT, ...waiting })]
  const test = testOutbox({ supplier: supplierWith({ routes, revisions }) })
  test.wire.answers(ERP, status(200))
  return test
}

describe('two versions restored from an export', () => {
  it('do not let a person send the earlier one after the later one', async () => {
    const test = outboxWith('replace')
    test.accept()
    await test.work()
    test.accept({ content: 3 })
    await test.work()
    test.hear(contrl('2'))
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 delivered yes'])
    const { other } = await restored(test)
    expect(other.deliveries()).toEqual(['erp v1 held/restored yes', 'erp v2 delivered yes'])
    const refused = other.outbox.release('order-1', { ...JO, as: 'replacement' })
    expect(refused).toMatchObject({ ok: false, status: 409 })
    expect(refused).toMatchObject({ message: expect.stringMatching(/Version 2 has left by route erp/) })
    expect(other.outbox.discard('order-1', JO)).toEqual({ ok: true })
    expect(other.outbox.view('order-1')?.state).toBe('settled')
  })

  it('are answered for by the number of the order in the version that was sent', async () => {
    const test = outboxWith('hold')
    test.accept()
    await test.work()
    expect(test.accept({ content: 3 })).toMatchObject({ status: 'held', version: 2 })
    const { other } = await restored(test)
    expect(other.deliveries()).toEqual(['erp v1 held/restored yes', 'erp v2 held/restored maybe'])
    expect(other.hear(ordrsp('PO-order-1', '29')).matched).toMatchObject([{ version: 1, effect: 'settled' }])
    expect(other.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/restored maybe'])
  })
})

describe('a change that was held before a restore', () => {
  it('leaves as a person says, by its route or by another route', async () => {
    const routes = [httpRoute('erp', ERP), httpRoute('wms', WMS)]
    const ofErp = { routes: [{ route: 'erp', revisions: 'hold', start: { state: 'waiting' } }] } as const
    for (const to of [ERP, WMS]) {
      const test = testOutbox({ supplier: supplierWith({ routes }) })
      test.wire.answers(ERP, status(200))
      test.accept({ ...ofErp, content: 2 })
      await test.work()
      test.accept({ ...ofErp, content: 3 })
      const { other } = await restored(test)
      other.wire.answers(to, status(200))
      expect(other.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/restored maybe'])
      const send = (how: object) =>
        to === ERP
          ? other.outbox.release('order-1', { ...JO, ...how })
          : other.outbox.sendBy('order-1', 'erp', 'wms', { ...JO, ...how })
      expect(send({})).toMatchObject({ ok: false, status: 409 })
      expect(send({ as: 'replacement' })).toEqual({ ok: true })
      await other.work()
      expect(JSON.parse(other.wire.calls[0]?.body ?? '{}')).toMatchObject({ version: 2, purpose: 'replacement' })
    }
  })
})

describe('a document that was handed over before a restore', () => {
  it('says POSSIBLE REPEAT when a person sends it to another address', async () => {
    const test = testOutbox({ supplier: supplierWith({ routes: [mailboxRoute('erp')] }) })
    test.accept()
    await test.work()
    test.outbox.fetchDocument('erp', test.outbox.listMailbox('erp')[0]?.id ?? '')
    const { other } = await restored(test)
    expect(other.deliveries()).toEqual(['erp v1 held/restored yes'])
    other.reopen(supplierWith({ routes: [httpRoute('erp', ERP)] }))
    other.wire.answers(ERP, status(200))
    expect(other.outbox.release('order-1', JO)).toEqual({ ok: true })
    await other.work()
    expect(JSON.parse(other.wire.calls[0]?.body ?? '{}')).toMatchObject({ possibleRepeat: true })
  })

  it('says so too when only the new outbox knows the other address', async () => {
    const test = testOutbox({
      supplier: supplierWith({ routes: [httpRoute('erp', ERP, { receipt: 'acknowledgement' })] }),
    })
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    const { other } = await restored({ ...test, supplier: supplierWith({ routes: [httpRoute('erp', WMS)] }) })
    other.wire.answers(WMS, status(200))
    expect(other.outbox.release('order-1', JO)).toEqual({ ok: true })
    await other.work()
    expect(JSON.parse(other.wire.calls[0]?.body ?? '{}')).toMatchObject({ possibleRepeat: true })
  })
})
