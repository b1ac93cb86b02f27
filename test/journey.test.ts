import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { acceptOrder } from '../src/journey.ts'
import { nodeHmac } from '../src/platform/hmac.ts'
import { createCatalogueCopy } from '../src/profile/catalogue-copy.ts'
import type { AcceptingOutbox, AcceptPorts } from '../src/steps/accept-ports.ts'
import { manualClock } from './fakes/clock.ts'
import { bodyOf, postedOrder, supplierWith } from './fakes/orders.ts'
import { fakeSecrets } from './fakes/secrets.ts'

const SECRET = 'a-secret-of-32-bytes-for-fresco-1'

it('takes an order that was long on its way to us: the sender waits for our answer from its last byte on', async () => {
  const clock = manualClock()
  const body = bodyOf(postedOrder())
  const outbox: Partial<AcceptingOutbox> = {
    accept: async ({ withinMs }) => (withinMs < 3_000 ? null : { status: 'accepted', version: 1, holdReason: null }),
  }
  const ports = {
    clock,
    startHmac: nodeHmac,
    waitTurn: async () => {},
    newId: () => crypto.randomUUID(),
    secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: SECRET }),
    seen: { get: async () => null, put: async () => {}, storageId: async () => null },
    catalogue: createCatalogueCopy(),
    outbox: () => outbox,
    waitUntil: () => {},
  } as unknown as AcceptPorts
  const slow = new ReadableStream({
    pull(controller) {
      clock.advance(10_000)
      controller.enqueue(body)
      controller.close()
    },
  })
  const request = new Request('http://gateway.example/webhooks/fresco', {
    method: 'POST',
    headers: { 'x-apic-webhook-signature': createHmac('sha256', SECRET).update(body).digest('hex') },
    body: slow,
    duplex: 'half',
  } as RequestInit)
  const answer = await acceptOrder(request, { name: 'fresco', profile: supplierWith() }, ports)
  expect(answer).toMatchObject({ ok: true, value: { status: 'accepted' } })
})
