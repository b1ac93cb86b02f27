import type { Alert } from '../../src/alerts/alert.ts'
import { EDIFACT, ERP, httpRoute, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'
import { DAY, HOUR, MINUTE } from './troubles.ts'

/** The alerts of an outbox that watches its secrets, orders, storage and numbers. */

export async function badSecret(language: string): Promise<readonly Alert[]> {
  const values = new Map([['FRESCO_WEBHOOK_SECRET', 'too short']])
  const test = testOutbox({
    supplier: supplierWith({ language }),
    ports: { secrets: { get: (name) => values.get(name) } },
  })
  await test.pass(MINUTE)
  values.set('FRESCO_WEBHOOK_SECRET', 'a-secret-of-sixteen-bytes')
  test.reopen()
  await test.pass(3 * MINUTE)
  return test.alerts
}

/** Four weeks of orders in the same two hours of every day, and then none. */
export async function silence(language: string): Promise<readonly Alert[]> {
  const test = testOutbox({ supplier: supplierWith({ language }) })
  test.wire.answers(ERP, status(200))
  let orders = 0
  const hour = async (): Promise<void> => {
    for (let count = 0; count < 6; count++) test.accept({ orderId: `order-${orders++}`, deliveryDate: null })
    await test.pass(HOUR)
    test.outbox.wake()
    await test.work()
  }
  for (let day = 0; day < 29; day++) {
    for (let count = 0; count < 2; count++) await hour()
    await test.pass(DAY - 2 * HOUR)
  }
  for (let count = 0; count < 3; count++) {
    await test.pass(HOUR)
    test.outbox.wake()
  }
  await hour()
  await test.pass(3 * MINUTE)
  return test.alerts
}

export async function expiry(language: string): Promise<readonly Alert[]> {
  const test = testOutbox({
    supplier: supplierWith({ language, secretExpiry: { FRESCO_CLIENT_SECRET: '2026-12-10' } }),
  })
  test.outbox.wake()
  await test.pass(MINUTE)
  test.reopen(supplierWith({ language, secretExpiry: { FRESCO_CLIENT_SECRET: '2027-12-10' } }))
  test.outbox.wake()
  await test.pass(3 * MINUTE)
  return test.alerts
}

/** The storage grows by a tenth of its limit a day, until old contents are purged. */
export async function storageFull(language: string): Promise<readonly Alert[]> {
  let bytes = 6_100_000_000
  const test = testOutbox({ supplier: supplierWith({ language }), ports: { storageBytes: () => bytes } })
  const days = async (growth: readonly number[]): Promise<void> => {
    for (const step of growth) {
      bytes += step
      await test.pass(DAY)
      test.outbox.wake()
      await test.pass(MINUTE)
    }
  }
  await test.pass(MINUTE)
  test.outbox.wake()
  await days([500_000_000, 500_000_000, 500_000_000, 500_000_000, 1_000_000_000])
  await days([-4_000_000_000])
  return test.alerts
}

/** Half of the numbers are used, and then they begin again. */
export async function numbers(language: string): Promise<readonly Alert[]> {
  const erp = httpRoute('erp', ERP, { document: EDIFACT, controlNumbers: { start: 1, wrapAt: 1_000 } })
  const test = testOutbox({ supplier: supplierWith({ language, routes: [erp] }) })
  test.wire.answers(ERP, status(200))
  const draw = async (last: number, orderId: string): Promise<void> => {
    test.sql.all('UPDATE counters SET last = ?', last)
    test.accept({ orderId })
    await test.pass(MINUTE)
    test.outbox.wake()
    await test.pass(16 * MINUTE)
    test.outbox.wake()
  }
  test.accept()
  await test.work()
  await draw(498, 'order-2')
  await draw(499, 'order-3')
  await draw(999, 'order-4')
  await draw(1_000, 'order-5')
  await test.pass(3 * MINUTE)
  return test.alerts
}
