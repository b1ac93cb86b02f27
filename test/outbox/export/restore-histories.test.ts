import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExported } from '../../../src/exports/read-export.ts'
import { exportText } from '../../../src/exports/write-export.ts'
import { isSettled } from '../../../src/model/delivery-state.ts'
import type { OrderView } from '../../../src/outbox/views.ts'
import { histories } from '../../fakes/histories.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { cut, status } from '../../fakes/wire.ts'

const JO = { by: 'jo', note: 'As the customer said.' }
const MINUTE = 60_000
const DAY = 86_400_000
const REACHED = ['no', 'maybe', 'yes']

const LADDERED = { fallbacks: [{ route: 'wms', afterMinutes: 30 }] }
const BATCHED = { batch: { orders: 2, minutes: 20 }, fileName: '{sequence}.{ext}' }

const supplier = (revisions: string, erp: object) =>
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

type Step =
  | { readonly do: 'accept'; readonly order: string; readonly content: number; readonly source: 'webhook' | 'poll' }
  | { readonly do: 'answer'; readonly url: string; readonly answer: number }
  | { readonly do: 'pass'; readonly minutes: number }
  | { readonly do: 'release' | 'discard' | 'cancel' | 'done' | 'retry' | 'resend'; readonly order: string }

const order = fc.constantFrom('a', 'b')
const step: fc.Arbitrary<Step> = fc.oneof(
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

async function live(test: TestOutbox, steps: readonly Step[]): Promise<void> {
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
  }
}

/** Restores the orders into an empty outbox. */
async function restored(from: TestOutbox) {
  const to = testOutbox({ supplier: from.supplier, storageId: '~0fe1dc2ba3948576' })
  to.clock.set(from.clock.now())
  const orders = []
  for (const id of ['a', 'b']) {
    const found = from.outbox.exported(id)
    const read = found && (await readExported(await exportText(found)))
    if (read?.ok) orders.push(read.value)
    else if (read) throw new Error(read.error)
  }
  const results = to.outbox.restore(orders, from.outbox.counters(), JO)
  return { to, orders, results }
}

function compare(before: OrderView, after: OrderView): void {
  expect(after.versions).toEqual(before.versions)
  expect(after.deliveries.length).toBe(before.deliveries.length)
  for (const [at, was] of before.deliveries.entries()) {
    const now = after.deliveries[at]
    const { interchange } = was
    if (isSettled(was.state))
      expect(now).toEqual(interchange ? { ...was, interchange: null, fileName: null, warnings: [] } : was)
    else {
      // A member of a shared document gets a new document.
      const controlNumber = interchange ? null : was.controlNumber
      expect(now).toMatchObject({ state: 'held', holdReason: 'restored', controlNumber })
      expect(REACHED.indexOf(now?.reached ?? '')).toBe(Math.max(1, REACHED.indexOf(was.reached)))
    }
  }
}

describe('whatever became of orders before they were exported', () => {
  it('the outbox that they are restored into knows the same, sends nothing by itself, and takes nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom('hold', 'replace'),
        fc.constantFrom(LADDERED, BATCHED),
        async (steps, revisions, erp) => {
          const test = testOutbox({ supplier: supplier(revisions, erp) })
          for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
          await live(test, steps)
          const { to, orders, results } = await restored(test)
          expect(results.every(({ outcome }) => outcome === 'restored')).toBe(true)
          for (const { dossier } of orders) {
            const [before, after] = [test.outbox.view(dossier.order.id), to.outbox.view(dossier.order.id)]
            if (!before || !after) throw new Error('It is not there.')
            compare(before, after)
            for (const { route, version } of before.deliveries)
              expect(to.outbox.document(before.orderId, route, version)).toEqual(
                test.outbox.document(before.orderId, route, version),
              )
          }
          expect(to.outbox.restore(orders, [], JO).every(({ outcome }) => outcome === 'already-present')).toBe(true)
          await to.pass(2 * DAY)
          expect(to.wire.calls).toEqual([])
          for (const { dossier } of orders) {
            const latest = dossier.versions.at(-1)
            if (latest?.status === 'cancelled') continue
            const content = Number(latest?.digest.slice('content-'.length))
            expect(to.accept({ orderId: dossier.order.id, content })?.status).toBe('duplicate')
          }
          const again = await restored(to)
          for (const { dossier } of orders)
            expect(again.to.deliveries(dossier.order.id)).toEqual(to.deliveries(dossier.order.id))
          const leftOut = test.outbox.counters().map(({ sequence, last }) => ({ sequence, last: last + 2_000 }))
          expect(again.to.outbox.counters()).toEqual(leftOut)
        },
      ),
      { numRuns: histories(60) },
    )
  }, 120_000)
})
