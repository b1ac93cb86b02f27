import { ERP, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

export const DAY = 86_400_000
export const ANN = { by: 'ann', note: 'They asked to be forgotten.' }

export async function kept(settings: Record<string, unknown> = {}) {
  const test = testOutbox({ supplier: supplierWith({ maxAgeHours: 10_000, ...settings }) })
  test.wire.answers(ERP, status(200))
  test.accept()
  await test.pass(1_000)
  return test
}
