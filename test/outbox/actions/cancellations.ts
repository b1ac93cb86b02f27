import { ERP, httpRoute, supplierWith } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { type Answer, status } from '../../fakes/wire.ts'

export const ANN = { by: 'ann', note: 'The chef telephoned.' }
export const OK = { ok: true }
export const CONFLICT = { ok: false, status: 409 }
export const TESTED = { cancellations: 'send' }

export const tested = (...routes: object[]) =>
  testOutbox({ supplier: supplierWith({ ...TESTED, routes: routes.length > 0 ? routes : [httpRoute('erp', ERP)] }) })

export const cancel = (test: TestOutbox, route = 'erp') => test.outbox.cancel('order-1', route, ANN)
export const sent = (test: TestOutbox) =>
  test.wire.calls.map(({ body }) => {
    const { version, purpose, orderNumber, lines } = JSON.parse(body)
    return `${orderNumber} v${version} ${purpose}, ${lines[0].quantity}`
  })

/** Gives the answers in order; the last answer repeats. */
export function inTurn(...answers: readonly Answer[]): Answer {
  const left = [...answers]
  return (call) => {
    const next = left.length > 1 ? left.shift() : left[0]
    if (!next) throw new Error('no answer')
    return next(call)
  }
}

export async function delivered() {
  const test = tested()
  test.wire.answers(ERP, status(200))
  test.accept({ content: 2 })
  await test.work()
  return test
}
