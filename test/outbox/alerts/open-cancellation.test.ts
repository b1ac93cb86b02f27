import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { type Answer, cut, status } from '../../fakes/wire.ts'
import { MINUTE } from '../taking.ts'

/** The ERP takes the order. Its answer to the cancellation leaves the cancellation open. */
async function cancelled(answer: Answer | 'no-name', erp: object = {}, settings: object = {}) {
  const routes = [httpRoute('erp', ERP, { cancellations: 'send', ...erp })]
  const test = testOutbox({ supplier: supplierWith({ routes, language: 'en', ...settings }) })
  test.wire.answers(ERP, status(200))
  test.accept({ cutOff: test.clock.now() + 120 * MINUTE })
  await test.pass(1_000)
  // The gateway looks the name up after a failed attempt.
  if (answer === 'no-name') test.wire.door(ERP, answer)
  test.wire.answers(ERP, answer === 'no-name' ? status(503) : answer)
  test.outbox.cancelOrder('order-1', { by: 'Greet', note: 'The chef called.' })
  return test
}

type Test = Awaited<ReturnType<typeof cancelled>>

/** The only alerts, and never the words about an order. */
function expectAlert({ troubles }: Test, kind: string, why: string): void {
  expect(new Set(troubles.map((alert) => `${alert.kind} ${alert.cause}`))).toEqual(new Set([`${kind} cancellation`]))
  for (const { title, text } of troubles) {
    expect(title).toBe('Cancellation not settled on route erp')
    expect(text).toContain('The cancellation of order PO-order-1 is not settled on route erp yet')
    expect(text).toContain(why)
    expect(text).toContain('may still have the order, and deliver it: key no order. Call the people there')
    expect(text).not.toMatch(/urgent|mark it as done|must arrive|must be sent|retry/)
  }
}

describe('the alert about a cancellation', () => {
  it('that is late asks to call the people of the ERP, and to key no order', async () => {
    const test = await cancelled(status(503))
    await test.pass(16 * MINUTE)
    expectAlert(test, 'late', '503')
  })

  it('that no system can get says the same at once', async () => {
    const test = await cancelled('no-name')
    await test.pass(MINUTE)
    expectAlert(test, 'late', 'erp.example')
  })

  it('that was handed over, and never answered, says the same', async () => {
    const test = await cancelled(status(200), { receipt: 'person', receiptDueMinutes: 5 })
    await test.pass(6 * MINUTE)
    const late = test.troubles.filter(({ orderId, cause }) => orderId !== undefined && cause === 'cancellation')
    expectAlert({ ...test, troubles: late }, 'late', 'a person must confirm')
  })

  it('that may have arrived, and waits for a person, says the same', async () => {
    const test = await cancelled(cut, { whenUncertain: 'hold' })
    await test.pass(1_000)
    expectAlert(test, 'held', 'The line dropped')
  })

  it('that is not sent shortly before the cut-off says the same', async () => {
    const test = await cancelled(status(503), {}, { calendar: { cutOff: '12:00' } })
    await test.pass(62 * MINUTE)
    const near = test.troubles.filter(({ kind }) => kind === 'cut-off')
    expect(near).toHaveLength(1)
    expectAlert({ ...test, troubles: near }, 'cut-off', 'the cut-off is Tuesday 24 November at 12:00.')
  })

  it('ends once a person reports the cancellation', async () => {
    const test = await cancelled(cut, { whenUncertain: 'hold' })
    await test.pass(5 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['held'])
    test.outbox.done('order-1', 'erp', { by: 'Greet', note: '' })
    await test.pass(3 * MINUTE)
    expect(test.alerts.map(({ kind }) => kind)).toEqual(['held', 'resolved'])
  })
})
