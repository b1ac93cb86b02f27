import { createHmac } from 'node:crypto'
import { vi } from 'vitest'
import { acceptOrder } from '../../src/journey.ts'
import type { Acceptance, Submission } from '../../src/outbox/accept.ts'
import { nodeHmac } from '../../src/platform/hmac.ts'
import { createCatalogueCopy } from '../../src/profile/catalogue-copy.ts'
import type { AcceptingOutbox, AcceptPorts, SeenVersion } from '../../src/steps/accept-ports.ts'
import { settled } from '../fakes/outbox.ts'
import { fakePendingCalls } from '../fakes/pending-calls.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import type { World } from './world.ts'

/** The fate of a post: on the connection, between Worker and object, or undisturbed. */
export const FATES = [
  'answered',
  'answer lost',
  'gone before',
  'gone while it is stored',
  'gone once it was stored',
  'gone while it is answered',
  'not stored',
  'stored, first word lost',
  'stored, every word lost',
  'slow',
  'too slow',
] as const
export type Fate = (typeof FATES)[number]

export interface Posted {
  /** The status that arrived; 0 without an answer. */
  readonly status: number
  /** A 2xx was sent and lost, and no event showed the loss. */
  readonly lostUnseen: boolean
}

const SECRET = 'a-secret-of-32-bytes-for-fresco-1'
const TICK_MS = 100

/** The connection from Apicbase to the outbox, through the real steps of the journey. */
export function openLine(world: World, serve: () => void) {
  const { random, clock, supplier } = world
  const seen = new Map<string, SeenVersion>()
  const toldDirectly = new Set<string>()
  const underWay = new Set<string>()

  /** Time passes only while work waits for time; the outbox continues meanwhile. */
  async function through<T>(work: Promise<T>): Promise<T> {
    let isOver = false
    const mark = (): void => {
      isOver = true
    }
    work.then(mark, mark)
    for (;;) {
      await settled(2)
      if (isOver) return work
      clock.advance(TICK_MS)
      await vi.advanceTimersByTimeAsync(TICK_MS)
      await world.ring()
      serve()
    }
  }

  const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

  function outboxUnder(fate: Fate, line: AbortController, withdrawals: 'heard' | 'unheard') {
    let calls = 0
    const commit = (submission: Submission): Acceptance | null => world.outbox.accept(submission)
    const accepting = async (submission: Submission): Promise<Acceptance | null> => {
      calls++
      // Work after the answer reaches the object again.
      if (fate === 'not stored' && calls <= 2) throw new Error('The line to the object was cut.')
      if (fate === 'slow' && calls === 1) await wait(2_400)
      if (fate === 'too slow') await wait(calls === 1 ? 3_500 + random() * 8_000 : 2_300)
      if (fate === 'gone while it is stored') line.abort()
      const answer = commit(submission)
      if (random() < 0.5) {
        await world.ring()
        serve()
        await settled(2)
      }
      if (fate === 'gone once it was stored') line.abort()
      if (fate === 'stored, every word lost' || (fate === 'stored, first word lost' && calls === 1))
        throw new Error('The line to the object was cut.')
      return answer
    }
    return (): AcceptingOutbox => ({
      accept: accepting,
      catalogueSince: async (version) => world.outbox.catalogueSince(version),
      keepRefused: async (order) => world.outbox.keepRefused(order),
      countOrdersWithoutId: async () => world.outbox.countOrdersWithoutId(),
      addWrongSignature: async () => world.outbox.addWrongSignature(),
      withdraw: async (orderId, requestId, doubt) => {
        if (withdrawals === 'unheard') throw new Error('The line to the object was cut.')
        if (random() < 0.3) {
          await world.ring()
          serve()
          await settled(2)
        }
        const sending = world.store.all<{ place: string }>(
          `SELECT order_id || ' ' || version || ' ' || route AS place FROM deliveries WHERE order_id = ? AND state = 'sending'`,
          orderId,
        )
        for (const { place } of sending) underWay.add(place)
        return world.outbox.withdraw(orderId, requestId, doubt)
      },
    })
  }

  return {
    seen,
    /** Deliveries that could no longer be held when the sender's disconnect was found. */
    underWay,
    /** Orders with an alert that bypassed the outbox. */
    toldDirectly,
    async post(body: string, fate: Fate): Promise<Posted> {
      const line = new AbortController()
      const behind: Promise<unknown>[] = []
      const kvFails = random() < 0.2
      const ports: AcceptPorts = {
        startHmac: nodeHmac,
        waitTurn: async () => {},
        newId: () => crypto.randomUUID(),
        pending: fakePendingCalls().pending,
        mayLook: () => true,
        clock,
        secrets: fakeSecrets({ FRESCO_WEBHOOK_SECRET: SECRET }),
        seen: {
          get: async (id) => (kvFails ? Promise.reject(new Error('KV is down.')) : (seen.get(id) ?? null)),
          put: async (id, version) => void (kvFails || seen.set(id, version)),
          storageId: async () => null,
        },
        catalogue: createCatalogueCopy(),
        outbox: outboxUnder(fate, line, random() < 0.1 ? 'unheard' : 'heard'),
        tell: async ({ orderId }) => void toldDirectly.add(orderId ?? ''),
        waitUntil: (work) => void behind.push(work),
      }
      if (fate === 'gone before') line.abort()
      const request = new Request('https://gateway.example/webhooks/fresco', {
        method: 'POST',
        body,
        signal: line.signal,
        headers: { 'X-APIC-WEBHOOK-SIGNATURE': createHmac('sha256', SECRET).update(body).digest('hex') },
      })
      const answer = await through(acceptOrder(request, { name: 'fresco', profile: supplier }, ports))
      if (fate === 'gone while it is answered') line.abort()
      for (let at = 0; at < behind.length; at++) await through(behind[at] ?? Promise.resolve())
      const isGone = line.signal.aborted
      const isLost = fate === 'answer lost'
      return {
        status: isGone || isLost ? 0 : answer.ok ? 200 : answer.error.status,
        lostUnseen: isLost && answer.ok,
      }
    },
  }
}
