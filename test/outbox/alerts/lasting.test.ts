import { describe, expect, it } from 'vitest'
import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { HOUR, MINUTE } from '../taking.ts'

const retry = { delaysSeconds: [5, 30, 120], giveUpAfterHours: 24 }

function behind(door: 'closed' | 'unsecured' | 'no-name') {
  const test = testOutbox({ supplier: supplierWith({ routes: [httpRoute('erp', ERP, { retry })] }) })
  test.wire.door(ERP, door)
  test.wire.answers(ERP, status(200))
  return { ...test, told: () => test.alerts.map(({ kind, cause }) => (cause ? `${kind} ${cause}` : kind)) }
}

describe('a cause that no wait ends', () => {
  it('is told at once where the host name does not exist, and once for an order', async () => {
    const test = behind('no-name')
    test.accept()
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 deferred no'])
    expect(test.told()).toEqual(['late lasting'])
    const [alert] = test.alerts
    expect(alert?.text).toContain('The host name erp.example does not exist. Nothing was sent.')
    expect(alert?.text).toContain('Give the reason to your IT')
    await test.pass(HOUR)
    expect(test.told()).toEqual(['late lasting'])
  })

  it('has the same step for an order that waited behind the open circuit', async () => {
    const test = behind('no-name')
    test.accept()
    await test.pass(20 * MINUTE)
    test.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
    await test.pass(20 * MINUTE)
    expect(new Set(test.told())).toEqual(new Set(['late lasting']))
    expect(test.alerts.every(({ text }) => text.includes('Give the reason to your IT'))).toBe(true)
  })

  it('is over once the name is right: the orders leave by themselves', async () => {
    const test = behind('no-name')
    test.accept()
    await test.work()
    test.wire.door(ERP, 'open')
    await test.pass(5 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.told()).toEqual(['late lasting', 'resolved lasting'])
  })

  it('pauses the route after three certificates that are not trusted, with one alert and nothing sent', async () => {
    const test = behind('unsecured')
    test.accept()
    await test.pass(2 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 refused no'])
    expect(test.told()).toEqual(['paused'])
    expect(test.alerts[0]?.text).toContain("The server's certificate must be for erp.example")
    expect(test.wire.calls.filter(({ url }) => url === ERP)).toEqual([])
  })

  it('is not seen in a network that is only down', async () => {
    const test = behind('closed')
    test.accept()
    await test.pass(14 * MINUTE)
    expect(test.told()).toEqual([])
    await test.pass(2 * MINUTE)
    expect(test.told()).toEqual(['late'])
  })
})
