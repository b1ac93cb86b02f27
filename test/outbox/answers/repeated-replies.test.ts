import { describe, expect, it } from 'vitest'
import { cxmlConfirmation, cxmlStatus, orderResponse, ordrsp, x855 } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP } from '../../fakes/orders.ts'
import { settled } from '../../fakes/outbox.ts'
import { cut, hanging, status } from '../../fakes/wire.ts'
import { HOUR, sent, X12 } from './acknowledged-order.ts'

describe('an acceptance without a version, while a change is on its way', () => {
  it.each([
    ['is sent', { receipt: 'acknowledgement' }, 'erp v1 delivered yes'],
    ['was delivered', { receipt: 'transport' }, 'erp v1 delivered yes'],
  ])(
    'answers the earlier version that %s, and the change is sent again after a failure',
    async (_, settings, first) => {
      const { test, effect, said } = await sent(settings, { revisions: 'replace' })
      const receiver = hanging()
      test.wire.answers(ERP, receiver.answer)
      test.accept({ content: 3 })
      await test.work()
      expect(test.deliveries().at(-1)).toBe('erp v2 sending no')
      effect(ordrsp('PO-order-1', '29'))
      expect(said(1)).toEqual(['business accepted'])
      expect(said(2)).toEqual([])
      expect(test.deliveries()).toEqual([first, 'erp v2 sending no'])
      receiver.end(new Response(null, { status: 503 }))
      await settled()
      test.wire.answers(ERP, status(200))
      await test.pass(HOUR)
      expect(test.wire.calls).toHaveLength(3)
      expect(test.deliveries().at(-1)).toMatch(/^erp v2 (sent|delivered) yes$/)
    },
  )

  it('answers the earlier version while nobody knows whether the change arrived', async () => {
    const { test, effect, said } = await sent({ whenUncertain: 'hold' }, { revisions: 'replace' })
    test.wire.answers(ERP, cut)
    test.accept({ content: 3 })
    await test.work()
    expect(effect(ordrsp('PO-order-1', '29'))).toBe('settled')
    expect(said(1)).toEqual(['business accepted'])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 held/uncertain maybe'])
    expect(effect(ordrsp('PO-order-1', '29', [], { own: '78' }))).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
  })
})

describe('a reply without a version that the receiver sends twice', () => {
  const changed = async () => {
    const opened = await sent({}, { revisions: 'replace' })
    const change = async () => {
      opened.test.accept({ content: 3 })
      await opened.test.work()
    }
    return { ...opened, change }
  }

  it.each([
    ['ORDRSP', ordrsp('PO-order-1', '29')],
    ['855', x855('PO-order-1')],
    ['UBL', orderResponse('PO-order-1')],
    ['cXML', cxmlConfirmation('PO-order-1')],
  ])('accepts the version that it answered, and not the change after it: %s', async (name, reply) => {
    const documents: Record<string, unknown> = {
      ORDRSP: EDIFACT,
      '855': X12,
      UBL: { format: 'ubl-order-2.1', recipient: { id: 'SUP1' } },
      cXML: { format: 'cxml-1.2' },
    }
    const { test, effect, said } = await sent({ document: documents[name] }, { revisions: 'replace' })
    expect(effect(reply)).toBe('settled')
    test.accept({ content: 3 })
    await test.work()
    expect(effect(reply)).toBe('repeated')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 sent yes'])
    expect(said(2)).toEqual([])
  })

  it('rejects the version that it answered, and not the change after it', async () => {
    const { test, effect, said, change } = await changed()
    const reply = ordrsp('PO-order-1', '27', ['FTX+AAI+++No pears'])
    expect(effect(reply)).toBe('refused')
    await change()
    expect(effect(reply)).toBe('repeated')
    expect(test.deliveries().at(-1)).toBe('erp v2 sent yes')
    expect(said(2)).toEqual([])
  })

  it('answers the change under a reference of its own', async () => {
    const { test, effect, change } = await changed()
    effect(ordrsp('PO-order-1', '29'))
    await change()
    expect(effect(ordrsp('PO-order-1', '29', [], { own: '78' }))).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
  })

  it('is another reply where it says something else under the same reference', async () => {
    const { test, effect, change } = await changed()
    expect(effect(ordrsp('PO-order-1', '27', ['FTX+AAI+++No pears']))).toBe('refused')
    await change()
    expect(effect(ordrsp('PO-order-1', '27', ['FTX+AAI+++No delivery on Sunday']))).toBe('refused')
    expect(test.deliveries().at(-1)).toBe('erp v2 refused yes')
    expect(effect(ordrsp('PO-order-1', '4', ['LIN+1+3', 'QTY+21:6', 'QTY+113:4']))).not.toBe('repeated')
    expect(effect(ordrsp('PO-order-1', '4', ['LIN+1+3', 'QTY+21:6', 'QTY+113:3']))).not.toBe('repeated')
    expect(effect(ordrsp('PO-order-1', '4', ['LIN+1+3', 'QTY+21:6', 'QTY+113:3']))).toBe('repeated')
  })

  it('is known by a reference of any length', async () => {
    const { test, effect } = await sent({ document: { format: 'cxml-1.2' } })
    const reply = cxmlStatus('order-1.1@orderbridge', '500').replace('their-1', '9'.repeat(300))
    expect(effect(reply)).toBe('refused')
    test.outbox.retry('order-1', 'erp', { by: 'ann' })
    await test.work()
    expect(effect(reply)).toBe('repeated')
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
  })
})
