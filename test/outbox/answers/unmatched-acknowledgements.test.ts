import { describe, expect, it } from 'vitest'
import { readAcknowledgements } from '../../../src/replies/read-acknowledgements.ts'
import { utf8 } from '../../../src/text/utf8.ts'
import { contrl, ordrsp, x997 } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { HOUR, open, sent, waiting, X12 } from './acknowledged-order.ts'

describe('what matches nothing', () => {
  it.each([
    ['a number nobody was given', contrl('2')],
    ['a number that is none', contrl('1A')],
    ['a number too long', contrl('9'.repeat(14))],
    ['an order nobody sent', ordrsp('PO-order-2')],
    ['another sender', contrl('1', '7', [], { from: 'OTHER:14' })],
    ['another addressee', contrl('1', '7', [], { to: 'OTHER:ZZZ' })],
    ['a test', contrl('1', '7', [], { test: true })],
    ['another message', contrl('1', '7', ['UCM+2+ORDERS:D:96A:UN+7'])],
  ])('settles nothing, and is told: %s', async (_, text) => {
    const { test, say } = await sent()
    const { matched, unmatched } = say(text)
    expect(matched).toEqual([])
    expect(unmatched).toHaveLength(1)
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    await test.work()
    expect(test.alerts).toMatchObject([{ kind: 'unmatched-acknowledgement', supplier: 'fresco', route: 'erp' }])
    expect(test.alerts[0]?.text).toContain(unmatched[0])
  })

  it('is told once an hour, with how many there were', async () => {
    const { test, say } = await sent({ receiptDueMinutes: 6_000 })
    for (let at = 0; at < 50; at++) say(contrl(`${100 + at}`))
    await test.work()
    expect(test.alerts).toHaveLength(1)
    await test.pass(HOUR)
    expect(test.alerts.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^An acknowledgement on route erp had no effect: /),
      expect.stringMatching(/^Acknowledgements without effect on route erp: 49 more since /),
    ])
  })

  it('has not left: what waits, or was refused before it went, is not settled by anyone', async () => {
    const { test, say } = open()
    test.wire.door(ERP, 'closed')
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    expect(say(contrl('1')).matched).toEqual([])
    expect(say(ordrsp('PO-order-1')).matched).toEqual([])
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
  })

  it('is the number of two orders', async () => {
    const { test, say } = await sent()
    test.accept({ orderId: 'order-2', orderNumber: 'PO-order-1' })
    await test.work()
    expect(test.deliveries('order-2')).toEqual(['erp v1 held/order-number-conflict no'])
    test.outbox.release('order-2', { by: 'ann' })
    await test.work()
    expect(test.deliveries('order-2')).toEqual(['erp v1 sent yes'])
    expect(say(ordrsp('PO-order-1')).unmatched[0]).toContain('several orders')
  })

  it('is of another route, though that one counts from the same numbers', async () => {
    const route = (name: string) => httpRoute(name, ERP, { document: EDIFACT, ...waiting })
    const test = testOutbox({ supplier: supplierWith({ routes: [route('erp'), route('wms')] }) })
    test.wire.answers(ERP, status(200))
    test.accept()
    await test.work()
    const numbers = new Map(test.outbox.view('order-1')?.deliveries.map((one) => [one.route, one.controlNumber]))
    const answered = (name: string) => test.hear(contrl(String(numbers.get(name)))).matched.length
    expect(answered('wms')).toBe(0)
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'wms v1 sent yes'])
    expect(answered('erp')).toBe(1)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 sent yes'])
  })

  it('is of another message than the one we sent', async () => {
    const numbered = { document: { ...EDIFACT, messageReference: 'same' } }
    const message = (number: string) => [`UCM+${number}+ORDERS:D:96A:UN+7`]
    const { say } = await sent(numbered)
    expect(say(contrl('1', '7', message('2'))).unmatched[0]).toContain("message '2'")
    expect(say(contrl('1', '7', message('00000000000001'))).matched).toHaveLength(1)
    const x12 = await sent({ document: { ...X12, messageReference: 'same' }, controlNumbers: { group: { start: 9 } } })
    expect(x12.say(x997(9).replace('AK2*850*0001', 'AK2*850*000000001')).matched[0]).toMatchObject({
      effect: 'settled',
    })
    const plain = await sent()
    expect(plain.say(contrl('1', '7', message('2'))).unmatched[0]).toContain("message '2'")
  })

  it('stands beside what does match, and each is told apart', async () => {
    const { test, say } = await sent()
    const read = readAcknowledgements({ document: EDIFACT }, utf8(contrl('1')))
    const stray = readAcknowledgements({ document: EDIFACT }, utf8(contrl('5')))
    if (!read.ok || !stray.ok) throw new Error('unreadable')
    const result = test.outbox.acknowledge('erp', [...stray.value, ...read.value])
    expect([result.matched.length, result.unmatched.length]).toEqual([1, 1])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(say(contrl('1')).matched[0]?.effect).toBe('repeated')
  })
})

describe('versions of one order', () => {
  const replacing = { revisions: 'replace' }

  it('have numbers of their own', async () => {
    const { test, effect } = await sent({}, replacing)
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 sent yes'])
    expect(effect(contrl('2'))).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'erp v2 delivered yes'])
  })

  it('that gave way to a later one are noted only', async () => {
    const { test, effect } = await sent({}, replacing)
    effect(contrl('1', '4+12'))
    test.accept({ content: 3 })
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 sent yes'])
    expect(effect(contrl('1', '7', [], { own: '78' }))).toBe('noted')
    expect(test.deliveries()).toEqual(['erp v1 superseded yes', 'erp v2 sent yes'])
  })
})
