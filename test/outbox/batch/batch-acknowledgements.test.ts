import { describe, expect, it } from 'vitest'
import { contrl, ordrsp, x12 } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { type Answer, cut, status } from '../../fakes/wire.ts'

const HOUR = 3_600_000
const ANN = { by: 'ann' }
const X12 = { format: 'x12-850-4010', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }

/** Sends three orders in one interchange. */
async function sent(settings: Record<string, unknown> = {}, how: Answer = status(200)) {
  const route = httpRoute('erp', ERP, {
    document: EDIFACT,
    receipt: 'acknowledgement',
    acknowledgements: { token: 'ACK_TOKEN' },
    batch: { orders: 3, minutes: 60 },
    fileName: '{sequence}.{ext}',
    ...settings,
  })
  const test = testOutbox({ supplier: supplierWith({ routes: [route] }) })
  test.wire.answers(ERP, how)
  for (const orderId of ['a', 'b', 'c']) test.accept({ orderId })
  await test.work()
  const say = test.hear
  const states = () => ['a', 'b', 'c'].map((orderId) => test.outbox.view(orderId)?.deliveries[0]?.state).join(' ')
  return { test, say, states }
}
const ucm = (message: string, action: string) => `UCM+${message}+ORDERS:D:96A:UN+${action}`

describe('what is said of an interchange', () => {
  it('settles all that are in it, and once', async () => {
    const { say, states } = await sent()
    expect(states()).toBe('sent sent sent')
    expect(say(contrl('00000000000001')).matched.map(({ effect }) => effect)).toEqual(['settled', 'settled', 'settled'])
    expect(states()).toBe('delivered delivered delivered')
    expect(say(contrl('00000000000001')).matched.map(({ effect }) => effect)).toEqual([
      'repeated',
      'repeated',
      'repeated',
    ])
  })

  it('refuses all that are in it', async () => {
    const { test, say, states } = await sent()
    say(contrl('00000000000001', '4', [ucm('2', '4')]))
    await test.work()
    expect(states()).toBe('refused refused refused')
    expect(test.alerts.map(({ kind }) => kind)).toContain('refused')
  })

  it('leaves the others accepted where one message is rejected', async () => {
    const { say, states } = await sent()
    const { matched, unmatched } = say(contrl('00000000000001', '7', [ucm('2', '4')]))
    expect(matched.map(({ orderNumber, effect }) => `${orderNumber} ${effect}`)).toEqual([
      'PO-b refused',
      'PO-a settled',
      'PO-c settled',
    ])
    expect(unmatched).toEqual([])
    expect(states()).toBe('delivered refused delivered')
  })

  it('settles none but the messages that it names where it leaves the rest open', async () => {
    const { say, states } = await sent()
    say(contrl('00000000000001', '8', [ucm('3', '7')]))
    expect(states()).toBe('sent sent delivered')
  })

  it('of a message that is not in it is told as a stray', async () => {
    const { say, states } = await sent()
    expect(say(contrl('00000000000001', '8', [ucm('4', '7')])).unmatched).toHaveLength(1)
    expect(states()).toBe('sent sent sent')
  })

  it('of one order says nothing of what that order went out in since', async () => {
    const { test, say, states } = await sent()
    say(contrl('00000000000001', '7', [ucm('2', '4')]))
    test.outbox.retry('b', 'erp', ANN)
    await test.work()
    expect(test.outbox.view('b')?.deliveries[0]).toMatchObject({
      state: 'sent',
      controlNumber: 2,
      possibleRepeat: false,
    })
    expect(say(contrl('00000000000001', '8', [ucm('2', '7')], { own: '78' })).unmatched).toHaveLength(1)
    expect(states()).toBe('delivered sent delivered')
    say(contrl('00000000000002', '7', [], { own: '79' }))
    expect(states()).toBe('delivered delivered delivered')
  })

  it('by its order desk of one order says that the others have arrived, and no more', async () => {
    const { test, say, states } = await sent({}, cut)
    expect(states()).toBe('uncertain uncertain uncertain')
    say(ordrsp('PO-b'))
    expect(states()).toBe('sent delivered sent')
    test.wire.answers(ERP, status(200))
    await test.pass(HOUR)
    expect(test.wire.calls).toHaveLength(1)
    say(contrl('00000000000001'))
    expect(states()).toBe('delivered delivered delivered')
  })

  it('settles by the group in X12, and by the set in it', async () => {
    const ak = (code: string, ...sets: string[]) => x12('997', ['AK1*PO*1', ...sets, `AK9*${code}*3*3*2`])
    const all = await sent({ document: X12 })
    all.say(ak('A'))
    expect(all.states()).toBe('delivered delivered delivered')
    const partly = await sent({ document: X12 })
    partly.say(ak('P', 'AK2*850*0001', 'AK5*A', 'AK2*850*0002', 'AK5*R*5', 'AK2*850*0003', 'AK5*A'))
    expect(partly.states()).toBe('delivered refused delivered')
    const named = await sent({ document: X12 })
    named.say(ak('P', 'AK2*850*0003', 'AK5*R*5'))
    expect(named.states()).toBe('delivered delivered refused')
    const unnamed = await sent({ document: X12 })
    unnamed.say(ak('P'))
    expect(unnamed.states()).toBe('refused refused refused')
  })
})
