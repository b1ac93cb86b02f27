import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EDIFACT, ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { settled, type TestOutbox, testOutbox } from '../fakes/outbox.ts'
import { type Answer, cut, status } from '../fakes/wire.ts'

const MINUTE = 60_000
const AN = { by: 'an' }
const DOCUMENTS: readonly [object, ...object[]] = [
  { format: 'json' },
  { format: 'csv' },
  EDIFACT,
  { format: 'template', template: 'order-text', mediaType: 'text/plain', extension: 'txt' },
]
const ANSWERS: readonly [Answer, ...Answer[]] = [status(200), status(503), cut, status(429, { 'retry-after': '90' })]
const STATUSES = ['collected', 'consumed', 'failed'] as const
const RANK = { no: 0, maybe: 1, yes: 2 } as const

const supplierBy = (document: object, customers: readonly object[]) =>
  supplierWith({
    maxAgeHours: 48,
    routes: [httpRoute('erp', ERP, { document }), mailboxRoute('box')],
    ...(customers.length > 0 ? { customers } : {}),
  })

const order = fc.nat(2).map((at) => `order-${at}`)
const minutes = fc.nat(10)
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      ...{ order, content: fc.integer({ min: 1, max: 3 }), isHeld: fc.boolean() },
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('clock-back' as const), minutes }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lose-alarm' as const), minutes }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('configure' as const),
      ...{ document: fc.constantFrom(...DOCUMENTS), hasCustomer: fc.boolean() },
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), answer: fc.constantFrom(...ANSWERS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('courier' as const),
      ...{ at: fc.nat(5), status: fc.constantFrom(...STATUSES), times: fc.integer({ min: 1, max: 2 }) },
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), order }) },
)
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never

/** Ids that a courier has seen, also of documents that left the list since. */
interface Courier {
  readonly seen: string[]
}

async function play(test: TestOutbox, given: Command, courier: Courier): Promise<void> {
  switch (given.kind) {
    case 'accept': {
      const held = given.isHeld ? { starts: { erp: { state: 'held', reason: 'unknown-customer' } } as const } : {}
      test.accept({ orderId: given.order, content: given.content, ...held })
      return test.work()
    }
    case 'pass':
      return test.pass(given.minutes * MINUTE)
    case 'clock-back':
      test.clock.set(test.clock.now() - given.minutes * MINUTE)
      return test.work()
    case 'lose-alarm':
      // The platform drops an alarm that failed six times. The cron wakes the object a minute later.
      test.clock.set(test.clock.now() + given.minutes * MINUTE)
      test.outbox.wake()
      return settled()
    case 'configure':
      test.reopen(supplierBy(given.document, given.hasCustomer ? [{ customer: 'C-77', name: 'Bistro' }] : []))
      return test.work()
    case 'answer':
      return test.wire.answers(ERP, given.answer)
    case 'courier': {
      for (const { id } of test.outbox.listMailbox('box')) if (!courier.seen.includes(id)) courier.seen.push(id)
      const id = courier.seen[given.at % Math.max(1, courier.seen.length)]
      if (id === undefined) return
      test.outbox.fetchDocument('box', id)
      for (let time = 0; time < given.times; time++) test.outbox.applyMailboxStatus('box', id, given.status, null)
      return test.work()
    }
    case 'release':
      test.outbox.release(given.order, { ...AN, as: 'replacement' })
      return test.work()
  }
}

const ORDERS = ['order-0', 'order-1', 'order-2']

const deliveriesOf = (test: TestOutbox) =>
  ORDERS.flatMap((orderId) =>
    (test.outbox.view(orderId)?.deliveries ?? []).map((delivery) => ({ orderId, ...delivery })),
  )

describe('an outbox whose clock, alarm, configuration and couriers fail at any moment', () => {
  it('sends one content under one name and key, never lowers what was reached, and leaves no order behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 25 }), async (commands) => {
        const test = testOutbox({ supplier: supplierBy(DOCUMENTS[0], []) })
        test.wire.answers(ERP, status(200))
        const reached = new Map<string, keyof typeof RANK>()
        const courier: Courier = { seen: [] }
        for (const given of commands) {
          await play(test, given, courier)
          for (const { orderId, route, version, reached: now } of deliveriesOf(test)) {
            const key = `${orderId} ${route} ${version}`
            expect(RANK[now]).toBeGreaterThanOrEqual(RANK[reached.get(key) ?? 'no'])
            reached.set(key, now)
          }
        }
        const documents = new Map<string, string>()
        test.wire.answers(ERP, status(200))
        await test.pass(20 * MINUTE)
        for (const { orderId } of deliveriesOf(test)) test.outbox.release(orderId, { ...AN, as: 'replacement' })
        for (let minutes = 0; minutes < 120; minutes += 10) {
          test.outbox.wake()
          await test.pass(10 * MINUTE)
        }
        for (const { key, body, headers } of test.wire.calls) {
          const name = `${headers.get('orderbridge-file-name')} ${body}`
          expect(documents.get(key) ?? name).toBe(name)
          documents.set(key, name)
        }
        const told = new Set(
          test.alerts.flatMap(({ orderId, orders = [] }) => [orderId, ...orders.map((each) => each.orderId)]),
        )
        for (const { orderId, route, state } of deliveriesOf(test)) {
          const isOver = ['delivered', 'sent', 'done', 'superseded', 'discarded'].includes(state)
          const waitsForCourier = route === 'box' && state === 'waiting'
          const isTold = (state === 'held' || state === 'refused') && told.has(orderId)
          expect([orderId, route, state, isOver || waitsForCourier || isTold]).toEqual([orderId, route, state, true])
        }
      }),
      { numRuns: Number(process.env.HISTORIES ?? 25) },
    )
  })
})
