import { describe, expect, it } from 'vitest'
import { contrl, cxmlConfirmation, cxmlStatus, ordrsp, x12, x855, x997 } from '../../fakes/acknowledgements.ts'
import { ERP } from '../../fakes/orders.ts'
import { settled } from '../../fakes/outbox.ts'
import { cut, hanging } from '../../fakes/wire.ts'
import { HOUR, open, sent, X12 } from './acknowledged-order.ts'

describe('an acceptance', () => {
  it('settles what was sent, by control number, and stands with the delivery', async () => {
    const { test, say } = await sent()
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(say(contrl('00000000000001'))).toEqual({
      matched: [{ kind: 'functional', verdict: 'accepted', orderNumber: 'PO-order-1', version: 1, effect: 'settled' }],
      unmatched: [],
    })
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.view('order-1')).toMatchObject({
      state: 'settled',
      deliveries: [
        {
          acknowledgements: [{ kind: 'functional', verdict: 'accepted', at: '2026-11-24T09:00:00.000Z', reason: null }],
        },
      ],
    })
    await test.pass(2 * HOUR)
    expect(test.alerts).toEqual([])
  })

  it('of the order desk settles it too, by order number, and the two are shown apart', async () => {
    const { test, effect, said } = await sent()
    expect(effect(ordrsp('PO-order-1', '29'))).toBe('settled')
    expect(effect(contrl('1', '7', [], { own: '78' }))).toBe('noted')
    expect(said()).toEqual(['business accepted', 'functional accepted'])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('in X12 is found by the number of its group where that is counted apart, and by that of its interchange in a TA1', async () => {
    const controlNumbers = { start: 4218, group: { start: 812 } }
    const { test, say } = await sent({ document: X12, controlNumbers })
    expect(test.wire.calls[0]?.body).toMatch(/^ISA.*\*000004218\*.*GE\*1\*812~IEA\*1\*000004218~$/s)
    expect(say(x997(4218)).unmatched).toEqual([
      "It speaks of group '4218', and nothing of that kind has left by this route.",
    ])
    expect(say(x12('', [], { outside: ['TA1*000000812*261124*1001*A*000'] })).matched).toEqual([])
    expect(say(x12('', [], { outside: ['TA1*000004218*261124*1001*A*000'], own: 78 })).matched).toHaveLength(1)
    expect(say(x997(812)).matched[0]).toMatchObject({ effect: 'settled' })
  })

  it('in X12 is found by its group number, or by the order number of an 855', async () => {
    const { test, effect } = await sent({ document: X12 })
    expect(effect(x997(1))).toBe('settled')
    expect(effect(x855('PO-order-1'))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('in cXML is found by the payloadID we gave, or by the order number', async () => {
    const cxml = { document: { format: 'cxml-1.2' } }
    const { effect } = await sent(cxml)
    expect(effect(cxmlStatus('order-1.1@orderbridge'))).toBe('settled')
    expect((await sent(cxml)).effect(cxmlStatus('PO-order-1.1@orderbridge'))).toBe('settled')
    expect((await sent(cxml)).effect(cxmlConfirmation('PO-order-1'))).toBe('settled')
    const strange = (await sent(cxml)).say(cxmlStatus('order-1.2@orderbridge'))
    expect(strange.matched).toEqual([])
  })

  it('in cXML is found by the payloadID of a correction', async () => {
    const { test, say, effect } = await sent({ document: { format: 'cxml-1.2' } })
    expect(say(cxmlStatus('order-1.1-1@orderbridge')).matched).toEqual([])
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    test.outbox.resend('order-1', 'erp', { by: 'ann', intent: 'correction' })
    await test.pass(1_000)
    expect(test.wire.calls[1]?.body).toContain('payloadID="order-1.1-1@orderbridge"')
    expect(effect(cxmlStatus('order-1.1-1@orderbridge'))).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(say(cxmlStatus('order-1.1-2@orderbridge')).matched).toEqual([])
  })

  it('in cXML of a document that a correction has replaced does not settle the correction', async () => {
    const { test, say } = await sent({ document: { format: 'cxml-1.2' } })
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    test.outbox.resend('order-1', 'erp', { by: 'ann', intent: 'correction' })
    await test.pass(1_000)
    expect(say(cxmlStatus('order-1.1@orderbridge')).matched).toEqual([])
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
  })

  it('under the number of the order does not end a correction that waits to be sent', async () => {
    const { test, say } = await sent()
    test.outbox.pause('erp', { by: 'ann' })
    expect(test.outbox.resend('order-1', 'erp', { by: 'ann', intent: 'correction' })).toEqual({ ok: true })
    expect(say(ordrsp('PO-order-1')).matched).toMatchObject([{ version: 1, effect: 'noted' }])
    test.outbox.resume('erp', { by: 'ann' })
    await test.pass(1_000)
    expect(test.wire.calls).toHaveLength(2)
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(say(ordrsp('PO-order-1', '29', [], { own: '78' })).matched).toMatchObject([{ effect: 'settled' }])
  })

  it('that is repeated changes nothing and is told to nobody', async () => {
    const { test, effect, said } = await sent()
    effect(contrl('1'))
    const before = test.outbox.view('order-1')
    expect(effect(contrl('1'))).toBe('repeated')
    expect(effect(contrl('1', '7', [], { own: '78' }))).toBe('repeated')
    expect(test.outbox.view('order-1')).toEqual(before)
    expect(said()).toEqual(['functional accepted'])
  })

  it('that only says that it came settles nothing', async () => {
    const { test, effect } = await sent()
    expect(effect(contrl('1', '8'))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(effect(contrl('1', '7', [], { own: '78' }))).toBe('settled')
  })

  it('does not stand in for the person that the route waits for', async () => {
    const { test, effect, said } = await sent({ receipt: 'person' })
    expect(effect(contrl('1'))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(said()).toEqual(['functional accepted'])
  })

  it('that overtakes the answer of the very request settles it, and the answer changes nothing', async () => {
    const { test, effect } = open()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 sending no'])
    expect(effect(contrl('1'))).toBe('settled')
    receiver.end(new Response(null, { status: 200 }))
    await settled()
    await test.pass(2 * HOUR)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.alerts).toEqual([])
    expect(test.wire.calls).toHaveLength(1)
  })

  it('of what may have landed ends the tries', async () => {
    const { test, effect } = open()
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 uncertain maybe'])
    expect(effect(contrl('1'))).toBe('settled')
    await test.pass(2 * HOUR)
    expect(test.wire.calls).toHaveLength(1)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('answers the question of a person whether it arrived', async () => {
    const { test, effect } = open({ whenUncertain: 'hold' })
    test.wire.answers(ERP, cut)
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 held/uncertain maybe'])
    expect(effect(contrl('1'))).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('of what a person marked as done is noted only', async () => {
    const { test, effect } = await sent()
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    expect(effect(contrl('1'))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
    expect(test.outbox.view('order-1')?.timeline.at(-1)).toMatchObject({ event: 'acknowledged', route: 'erp' })
  })
})
