import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { acceptOrder } from '../../src/journey.ts'
import { nodeHmac } from '../../src/platform/hmac.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import { ANSWER_SECONDS } from '../../src/profile/timing.ts'
import type { AcceptingOutbox, AcceptPorts } from '../../src/steps/accept-ports.ts'
import { bodyOf, ERP, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { fakePendingCalls } from '../fakes/pending-calls.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { status } from '../fakes/wire.ts'

const SECRET = 'a-secret-of-32-bytes-for-fresco-1'

/** An outbox that stores an order at once, and whose answer takes 3.5 seconds; the sender goes away meanwhile, or does not. */
async function post(goesAfterMs: number | null, sendAfterSeconds: number) {
  const supplier = supplierWith({ sendAfterSeconds })
  const box = testOutbox({ supplier })
  box.wire.answers(ERP, status(200))
  const line = new AbortController()
  const later: Promise<unknown>[] = []
  const outbox: AcceptingOutbox = {
    async accept(submission) {
      const acceptance = box.outbox.accept(submission)
      await box.pass(goesAfterMs ?? 0)
      if (goesAfterMs !== null) line.abort()
      await box.pass(3_500 - (goesAfterMs ?? 0))
      return acceptance
    },
    withdraw: async (orderId, requestId, doubt) => box.outbox.withdraw(orderId, requestId, doubt),
    catalogueSince: async () => null,
    keepRefused: async () => {},
    countOrdersWithoutId: async () => {},
    addWrongSignature: async () => {},
  }
  const ports: AcceptPorts = {
    clock: box.clock,
    secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: SECRET }),
    startHmac: nodeHmac,
    waitTurn: async () => {},
    newId: () => crypto.randomUUID(),
    seen: { get: async () => null, put: async () => {}, storageId: async () => null },
    pending: fakePendingCalls().pending,
    mayLook: () => true,
    catalogue: createCatalogueCopy(),
    outbox: () => outbox,
    tell: async () => {},
    waitUntil: (work) => void later.push(work),
  }
  const body = bodyOf(postedOrder())
  const signature = createHmac('sha256', SECRET).update(body).digest('hex')
  const request = new Request('https://gateway.example/webhooks/fresco', {
    ...{ method: 'POST', body, signal: line.signal },
    headers: { 'X-APIC-WEBHOOK-SIGNATURE': signature },
  })
  await acceptOrder(request, { name: 'fresco', profile: supplier }, ports)
  await Promise.all(later)
  await box.pass(60_000)
  return { sent: box.wire.calls.length, deliveries: box.deliveries() }
}

it.each([0, 100, 1_000, 2_500, 3_400])(
  'nothing leaves of an order whose sender went away %i ms after a slow outbox had stored it',
  async (goesAfterMs) => {
    expect(await post(goesAfterMs, ANSWER_SECONDS)).toEqual({ sent: 0, deliveries: ['erp v1 held/unconfirmed no'] })
  },
)

it('an order whose sender stays leaves once the answer has gone out', async () => {
  expect(await post(null, ANSWER_SECONDS)).toEqual({ sent: 1, deliveries: ['erp v1 delivered yes'] })
})

it('an order leaves at once where the configuration says so, and that its sender had gone is told too late', async () => {
  expect(await post(1_000, 0)).toEqual({ sent: 1, deliveries: ['erp v1 delivered yes'] })
})
