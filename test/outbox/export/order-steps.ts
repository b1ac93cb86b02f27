import fc from 'fast-check'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import type { TestOutbox } from '../../fakes/outbox.ts'
import { cut, status } from '../../fakes/wire.ts'

export const JO = { by: 'jo', note: 'As the customer said.' }
const MINUTE = 60_000

export const LADDERED = { fallbacks: [{ route: 'wms', afterMinutes: 30 }] }
export const BATCHED = { batch: { orders: 2, minutes: 20 }, fileName: '{sequence}.{ext}' }

/** The supplier of the random histories. `erp`: settings of the first route. */
export const supplier = (revisions: string, erp: object) =>
  supplierWith({
    revisions,
    cancellations: 'send',
    maxAgeHours: 10_000,
    routes: [
      httpRoute('erp', ERP, { document: EDIFACT, acknowledgements: { token: 'ACK' }, ...erp }),
      httpRoute('wms', WMS),
      mailboxRoute('box'),
    ],
  })

/** What a chef, a receiver or a person does to order `a` or `b`. */
export type Step =
  | { readonly do: 'accept'; readonly order: string; readonly content: number; readonly source: 'webhook' | 'poll' }
  | { readonly do: 'answer'; readonly url: string; readonly answer: number }
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'release' | 'discard' | 'cancel' | 'done' | 'retry' | 'resend'; readonly order: string }

const order = fc.constantFrom('a', 'b')
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('accept' as const),
    order,
    content: fc.integer({ min: 1, max: 3 }),
    source: fc.constantFrom('webhook' as const, 'poll' as const),
  }),
  fc.record({
    do: fc.constant('answer' as const),
    url: fc.constantFrom(ERP, WMS),
    answer: fc.constantFrom(0, 200, 422, 503),
  }),
  fc.record({ do: fc.constant('pass' as const), minutes: fc.constantFrom(0, 1, 45) }),
  fc.record({ do: fc.constantFrom('release' as const, 'discard', 'cancel', 'done', 'retry', 'resend'), order }),
)

/** `afterEach` runs after each step. */
export async function live(test: TestOutbox, steps: readonly Step[], afterEach = (): void => {}): Promise<void> {
  const { outbox } = test
  for (const one of steps) {
    if (one.do === 'accept') test.accept({ orderId: one.order, content: one.content, source: one.source })
    if (one.do === 'answer') test.wire.answers(one.url, one.answer === 0 ? cut : status(one.answer))
    if (one.do === 'pass') await test.pass(one.minutes * MINUTE)
    if (one.do === 'release') outbox.release(one.order, { ...JO, as: 'replacement' })
    if (one.do === 'discard') outbox.discard(one.order, JO)
    if (one.do === 'cancel') outbox.cancel(one.order, 'erp', JO)
    if (one.do === 'done') outbox.done(one.order, 'box', JO)
    if (one.do === 'retry') outbox.retry(one.order, 'erp', JO)
    if (one.do === 'resend') outbox.resend(one.order, 'erp', { ...JO, intent: 'same' })
    afterEach()
  }
}
