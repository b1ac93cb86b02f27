import { describe, expect, it } from 'vitest'
import { MORNING } from '../../fakes/clock.ts'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { cut, status } from '../../fakes/wire.ts'
import { accept, batched, gathering, keys, said, sent } from './gathered.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ANN = { by: 'ann' }

describe('orders that wait for one another', () => {
  it('leave as soon as so many wait, in the order in which they came', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b')
    await test.pass(MINUTE)
    expect(sent(test)).toEqual([])
    accept(test, 'c', 'd')
    await test.work()
    expect(sent(test)).toEqual(['a b c'])
    expect(test.deliveries('b')).toEqual(['erp v1 delivered yes'])
    expect(test.deliveries('d')).toEqual(['erp v1 waiting no'])
  })

  it('leave when the first has waited so long, and the others with it', async () => {
    const test = gathering({ minutes: 15 })
    accept(test, 'a')
    await test.pass(10 * MINUTE)
    accept(test, 'b')
    await test.pass(5 * MINUTE - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['a b'])
  })

  it("leave at set times on the supplier's clock", async () => {
    const test = gathering({ at: ['05:45', '11:00'] })
    accept(test, 'a', 'b')
    await test.pass(HOUR - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['a b'])
    accept(test, 'c')
    await test.pass(18 * HOUR)
    expect(sent(test)).toEqual(['a b'])
    await test.pass(45 * MINUTE)
    expect(sent(test)).toEqual(['a b', 'c'])
  })

  it('never wait up to the warning before the cut-off of any of them', async () => {
    const test = gathering({ at: ['23:00'] }, {}, { calendar: { cutOff: '12:00', warnMinutes: 30 } })
    const cutOff = MORNING + 2 * HOUR
    test.accept({ orderId: 'a', cutOff: null })
    test.accept({ orderId: 'b', cutOff })
    await test.pass(80 * MINUTE - 1)
    expect(sent(test)).toEqual([])
    await test.pass(1)
    expect(sent(test)).toEqual(['a b'])
    expect(test.alerts).toEqual([])
  })

  it('are late only after they should have left', async () => {
    const test = gathering({ at: ['20:00'] })
    test.wire.answers(ERP, status(503))
    accept(test, 'a')
    await test.pass(10 * HOUR - 1)
    expect(test.alerts).toEqual([])
    await test.pass(HOUR)
    expect(test.alerts.map(({ kind }) => kind)).toContain('late')
  })

  it('are told in the timeline and the view what they went with', async () => {
    const test = gathering({ orders: 3, minutes: 60 })
    accept(test, 'a', 'b', 'c')
    await test.work()
    expect(said(test, 'b')).toContain('In interchange 1 with 2 other orders.')
    expect(test.outbox.view('b')?.deliveries[0]).toMatchObject({
      interchange: { number: 1, orders: 3 },
      fileName: 'ORD000001.json',
      controlNumber: 1,
    })
  })

  it('show the whole document, whichever of them is asked for', async () => {
    const test = gathering({ orders: 2, minutes: 60 })
    accept(test, 'a', 'b')
    await test.work()
    const text = new TextDecoder().decode(test.outbox.document('b', 'erp', null)?.bytes)
    expect(text).toBe(test.wire.calls[0]?.body)
    expect(test.outbox.document('a', 'erp', 1)?.bytes).toEqual(test.outbox.document('b', 'erp', 1)?.bytes)
  })

  it('keep their time when the route is retried, and leave at once where it has passed', async () => {
    const test = gathering({ at: ['11:00'] })
    test.outbox.pause('erp', ANN)
    accept(test, 'a')
    await test.pass(90 * MINUTE)
    accept(test, 'b')
    test.outbox.resume('erp', ANN)
    test.outbox.retryRoute('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b'])
    accept(test, 'c')
    test.outbox.retryRoute('erp', ANN)
    await test.pass(HOUR)
    expect(sent(test)).toEqual(['a b'])
  })

  it('leave in as many documents as the most that one may hold makes', async () => {
    const test = gathering({ orders: 2, minutes: 15 })
    test.outbox.pause('erp', ANN)
    accept(test, 'a', 'b', 'c', 'd', 'e')
    await test.pass(MINUTE)
    test.outbox.resume('erp', ANN)
    await test.work()
    expect(sent(test)).toEqual(['a b', 'c d'])
    await test.pass(15 * MINUTE)
    expect(sent(test)).toEqual(['a b', 'c d', 'e'])
  })
})

describe('beside what else an order may wait for', () => {
  it('is not gathered before the time that a chef has for correcting it', async () => {
    const test = gathering({ orders: 2, minutes: 30 }, { sendAfterSeconds: 600 })
    accept(test, 'a', 'b')
    await test.pass(9 * MINUTE)
    expect(sent(test)).toEqual([])
    accept(test, 'c')
    await test.pass(MINUTE)
    expect(sent(test)).toEqual(['a b'])
    await test.pass(40 * MINUTE)
    expect(sent(test)).toEqual(['a b', 'c'])
  })

  it('goes with others where nobody has confirmed it and it leaves all the same', async () => {
    const test = gathering({ minutes: 30 }, { unconfirmed: { policy: 'send', sendAfterSeconds: 60 } })
    test.accept({ orderId: 'a', unconfirmed: true, starts: { erp: { state: 'held', reason: 'unconfirmed' } } })
    accept(test, 'b')
    await test.pass(31 * MINUTE)
    expect(sent(test)).toEqual(['a b'])
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes'])
    expect(said(test, 'a')).toContain('It is sent anyway')
  })
})

describe('what was begun before its route had batches', () => {
  const alone = supplierWith({ routes: [httpRoute('erp', ERP)] })
  const together = supplierWith({ routes: [batched({ minutes: 15 })] })

  it.each(['sending', 'deferred', 'uncertain'])('goes on alone, though nothing was written yet: %s', async (state) => {
    const test = testOutbox({ supplier: alone })
    test.wire.answers(ERP, status(200))
    accept(test, 'a')
    test.sql.all('UPDATE deliveries SET state = ?, attempts = 1', state)
    test.reopen(together)
    await test.pass(HOUR)
    expect(test.deliveries('a')).toEqual([expect.stringContaining('delivered yes')])
  })

  it('goes again as it was, whatever a person has done about it', async () => {
    const test = testOutbox({ supplier: alone })
    test.wire.answers(ERP, cut)
    accept(test, 'a')
    test.outbox.retry('a', 'erp', ANN)
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 uncertain maybe'])
    test.wire.answers(ERP, status(200))
    test.reopen(together)
    test.outbox.retry('a', 'erp', ANN)
    await test.work()
    expect(test.deliveries('a')).toEqual(['erp v1 delivered yes'])
    expect(keys(test)).toHaveLength(2)
    expect(new Set(keys(test)).size).toBe(1)
  })
})
