import { ERP } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

export const ANN = { by: 'ann', note: 'By telephone.' }
export const OK = { ok: true }
export const CONFLICT = { ok: false, status: 409 }
export const HOUR = 3_600_000

export const purposes = (test: TestOutbox) =>
  test.wire.calls.map(({ body }) => {
    const { version, purpose } = JSON.parse(body)
    return `v${version} ${purpose}`
  })

/** Version 1 delivered, version 2 held as a revision. */
export async function revised() {
  const test = testOutbox()
  test.wire.answers(ERP, status(200))
  test.accept({ content: 2 })
  await test.work()
  test.accept({ content: 3 })
  await test.work()
  return test
}
