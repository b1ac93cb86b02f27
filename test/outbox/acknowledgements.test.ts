import { describe, expect, it } from 'vitest'
import { readerFor } from '../../src/documents/acknowledgement-readers.ts'
import { utf8 } from '../../src/utf8.ts'
import { contrl, cxmlConfirmation, cxmlStatus, ordrsp, x12, x855, x997 } from '../fakes/acknowledgements.ts'
import { ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { settled, testOutbox } from '../fakes/outbox.ts'
import { cut, hanging, status } from '../fakes/wire.ts'

const HOUR = 3_600_000

const EDIFACT = {
  format: 'edifact-d96a',
  sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' },
  recipient: { id: '5412345000013', qualifier: '14' },
}
const X12 = { format: 'x12-850-4010', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }

const waiting = { receipt: 'functional', acknowledgements: { token: 'ACK_TOKEN' } }

function open(settings: Record<string, unknown> = {}, of: Record<string, unknown> = {}) {
  const route = httpRoute('erp', ERP, { document: EDIFACT, ...waiting, ...settings })
  const test = testOutbox({ supplier: supplierWith({ routes: [route], ...of }) })
  test.wire.answers(ERP, status(200))
  const say = (text: string) => {
    const read = readerFor(test.supplier.routes[0]?.document ?? {})?.(utf8(text))
    if (!read?.ok) throw new Error(read?.error)
    return test.outbox.acknowledge('erp', read.value)
  }
  const effect = (text: string) => say(text).matched.map((one) => one.effect)[0]
  const said = (version = 1) =>
    test.outbox
      .view('order-1')
      ?.deliveries.find((one) => one.version === version)
      ?.acknowledgements.map(({ kind, verdict }) => `${kind} ${verdict}`)
  return { test, say, effect, said }
}

/** An order that was handed over, and whose acknowledgement is due. */
async function sent(settings: Record<string, unknown> = {}, of: Record<string, unknown> = {}) {
  const opened = open(settings, of)
  opened.test.accept()
  await opened.test.work()
  return opened
}

describe('an acceptance', () => {
  it('settles what was sent, by control number, and stands with the delivery', async () => {
    const { test, say } = await sent()
    expect(test.deliveries()).toEqual(['erp v1 sent yes'])
    expect(say(contrl('00000000000001'))).toEqual({
      matched: [{ kind: 'technical', verdict: 'accepted', orderNumber: 'PO-order-1', version: 1, effect: 'settled' }],
      unmatched: [],
    })
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.outbox.view('order-1')).toMatchObject({
      state: 'settled',
      deliveries: [
        {
          acknowledgements: [{ kind: 'technical', verdict: 'accepted', at: '2026-11-24T09:00:00.000Z', reason: null }],
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
    expect(said()).toEqual(['business accepted', 'technical accepted'])
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

  it('that is repeated changes nothing and is told to nobody', async () => {
    const { test, effect, said } = await sent()
    effect(contrl('1'))
    const before = test.outbox.view('order-1')
    expect(effect(contrl('1'))).toBe('repeated')
    expect(effect(contrl('1', '7', [], { own: '78' }))).toBe('repeated')
    expect(test.outbox.view('order-1')).toEqual(before)
    expect(said()).toEqual(['technical accepted'])
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
    expect(said()).toEqual(['technical accepted'])
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
    expect(said()).toEqual(['technical accepted', 'business rejected'])
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
    expect(test.alerts[0]?.text).toContain('not as it was ordered: Line 1: changed.')
    test.outbox.done('order-1', 'erp', { by: 'ann' })
    expect(test.deliveries()).toEqual(['erp v1 done yes'])
  })
})

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
    expect(test.alerts).toMatchObject([{ kind: 'acknowledgement', supplier: 'fresco', route: 'erp' }])
    expect(test.alerts[0]?.text).toContain(unmatched[0])
  })

  it('is told once an hour, with how many there were', async () => {
    const { test, say } = await sent({ receiptDueMinutes: 6_000 })
    for (let at = 0; at < 50; at++) say(contrl(`${100 + at}`))
    await test.work()
    expect(test.alerts).toHaveLength(1)
    await test.pass(HOUR)
    expect(test.alerts.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^An acknowledgement on route erp settled nothing: /),
      expect.stringMatching(/^Acknowledgements on route erp that settled nothing: 49 more since /),
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
    const answered = (name: string) => {
      const read = readerFor(EDIFACT)?.(utf8(contrl(String(numbers.get(name)))))
      return read?.ok && test.outbox.acknowledge('erp', read.value).matched.length
    }
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
    const read = readerFor(EDIFACT)?.(utf8(contrl('1')))
    const stray = readerFor(EDIFACT)?.(utf8(contrl('5')))
    if (!read?.ok || !stray?.ok) throw new Error('unreadable')
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

  it('share an order number: its answers are taken in the order the versions went out', async () => {
    const { test, say } = await sent({}, replacing)
    test.accept({ content: 3 })
    await test.work()
    expect(say(ordrsp('PO-order-1')).matched[0]).toMatchObject({ version: 1, effect: 'settled' })
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 sent yes'])
    expect(say(ordrsp('PO-order-1', '29', [], { own: '78' })).matched[0]).toMatchObject({ version: 2 })
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'erp v2 delivered yes'])
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
