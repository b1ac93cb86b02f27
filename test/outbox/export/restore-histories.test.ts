import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExported } from '../../../src/exports/read-export.ts'
import { exportText } from '../../../src/exports/write-export.ts'
import { isSettled } from '../../../src/model/delivery-state.ts'
import { timelineOf } from '../../../src/outbox/timeline.ts'
import type { OrderView } from '../../../src/outbox/views.ts'
import { histories } from '../../fakes/histories.ts'
import { ERP, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { status } from '../../fakes/wire.ts'
import { BATCHED, JO, LADDERED, live, step, supplier } from './order-steps.ts'

const DAY = 86_400_000
const ORDERS = ['a', 'b']
const REACHED = ['no', 'maybe', 'yes']

/** Restores the orders into an empty outbox. */
async function restored(from: TestOutbox) {
  const to = testOutbox({ supplier: from.supplier, storageId: '~0fe1dc2ba3948576' })
  to.clock.set(from.clock.now())
  const orders = []
  for (const id of ORDERS) {
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
          let timelines = ORDERS.map((id) => timelineOf(test.sql, id))
          await live(test, steps, () => {
            const now = ORDERS.map((id) => timelineOf(test.sql, id))
            for (const [at, before] of timelines.entries()) expect(now[at]?.slice(0, before.length)).toEqual(before)
            timelines = now
          })
          const { to, orders, results } = await restored(test)
          expect(results.every(({ outcome }) => outcome === 'restored')).toBe(true)
          for (const { dossier } of orders) {
            const [before, after] = [test.outbox.view(dossier.order.id), to.outbox.view(dossier.order.id)]
            if (!before || !after) throw new Error('It is not there.')
            compare(before, after)
            const history = timelineOf(test.sql, dossier.order.id)
            expect(timelineOf(to.sql, dossier.order.id).slice(0, history.length)).toEqual(history)
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
