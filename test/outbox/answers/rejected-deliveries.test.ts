import { describe, expect, it } from 'vitest'
import { contrl, ordrsp } from '../../fakes/acknowledgements.ts'
import { ERP } from '../../fakes/orders.ts'
import { settled } from '../../fakes/outbox.ts'
import { hanging } from '../../fakes/wire.ts'
import { HOUR, open, sent } from './acknowledged-order.ts'

describe('a rejection', () => {
  it('needs a person, who is told the reason', async () => {
    const { test, effect } = await sent()
    expect(effect(contrl('1', '4+39'))).toBe('refused')
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'refused', orderId: 'order-1', route: 'erp' }])
    expect(test.alerts[0]?.text).toContain('39 data element too long')
    await test.pass(3 * HOUR)
    expect(test.alerts).toHaveLength(1)
    expect(test.wire.calls).toHaveLength(1)
  })

  it('by the order desk opens what the translator had settled', async () => {
    const { test, effect, said } = await sent()
    effect(contrl('1'))
    expect(effect(ordrsp('PO-order-1', '27', ['FTX+AAI+++Not our customer']))).toBe('refused')
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
    expect(said()).toEqual(['functional accepted', 'business rejected'])
    await test.work()
    expect(test.alerts[0]?.text).toContain('Not our customer')
  })

  it('is not taken back by an acceptance of the same try: a person has been asked', async () => {
    const { test, effect } = await sent()
    effect(contrl('1', '4+39'))
    expect(effect(contrl('1', '7', [], { own: '78' }))).toBe('noted')
    expect(effect(ordrsp('PO-order-1'))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
  })

  it('that a retry has followed is behind it, and the old one once more is a repetition', async () => {
    const { test, effect } = await sent()
    effect(contrl('1', '4+39'))
    test.outbox.retry('order-1', 'erp', { by: 'ann' })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(effect(contrl('1', '4+39'))).toBe('repeated')
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(effect(contrl('1', '4+39', [], { own: '78' }))).toBe('refused')
    test.outbox.retry('order-1', 'erp', { by: 'ann' })
    await test.work()
    expect(effect(contrl('1', '7', [], { own: '79' }))).toBe('settled')
  })

  it('for a repetition of what they have accepted is noted only, and otherwise needs a person', async () => {
    const { test, effect } = await sent()
    effect(contrl('1'))
    expect(effect(contrl('1', '4+26', [], { own: '78' }))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    const other = await sent()
    expect(other.effect(contrl('1', '4+26'))).toBe('refused')
  })

  it('while it is being sent ends the try, whatever it still brings', async () => {
    const { test, effect } = open()
    const receiver = hanging()
    test.wire.answers(ERP, receiver.answer)
    test.accept()
    await test.work()
    expect(effect(contrl('1', '4+12'))).toBe('refused')
    receiver.end(new Response(null, { status: 200 }))
    await settled()
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
  })

  it('of what a person marked as done is told, and changes nothing', async () => {
    const { test, effect } = await sent()
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    expect(effect(ordrsp('PO-order-1', '27'))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
    await test.work()
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['refused'])
  })

  it('on a route whose transport settles needs a person as well', async () => {
    const { test, effect } = await sent({ receipt: 'transport' })
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(effect(contrl('1', '4+12'))).toBe('refused')
  })

  it('of changes needs a person who agrees them, and no retry', async () => {
    const { test, effect, said } = await sent()
    expect(effect(ordrsp('PO-order-1', '4', ['LIN+1+3']))).toBe('refused')
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
    expect(said()).toEqual(['business accepted-with-changes'])
    await test.work()
    expect(test.alerts[0]?.text).toContain("not as it was ordered: Line '1': changed.")
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
  })
})

it('a refusal of a version that a later one has followed has nothing sent after that one', async () => {
  const { test, effect, said } = await sent({}, { revisions: 'replace' })
  test.accept({ content: 3 })
  await test.work()
  expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 sent yes'])
  expect(effect(contrl('1', '4'))).toBe('noted')
  expect(said()).toEqual(['functional rejected'])
  test.outbox.retryRoute('erp', { by: 'ann' })
  await test.work()
  expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 sent yes'])
  expect(test.wire.calls).toHaveLength(2)
  expect(test.alerts.map(({ kind, cause }) => [kind, cause])).toEqual([['refused', 'replaced']])
  expect(effect(contrl('2', '4'))).toBe('refused')
})
