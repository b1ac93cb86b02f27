import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { delivery, pause, place, post, soon } from './door.ts'
import { posted } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { type Answering, openSink, type Sink, status } from './sink.ts'

/**
 * In production all work of an object shares six connections that wait for headers. Local workerd has no such limit.
 */
const CONNECTIONS = 6
/** The time limit of an attempt of `lanes` in gateway.config.ts; 30 s in production. */
const TIMEOUT_MS = 2_500

/** Longer than a busy machine needs, and shorter than a hanging attempt. */
const HELD_UP_MS = 2_200

const ROUTES = ['north', 'east', 'south', 'west', 'centre'] as const

let sink: Sink
let waiting = 0
beforeAll(async () => {
  setSecrets()
  openSink()
  // The first order waits for the compilation of the modules.
  await place('neighbour')
})
beforeEach(() => {
  sink = openSink()
  waiting = 0
})

/** Takes one of the object's six connections until the answer, and waits for a free connection. */
const connected =
  (answering: Answering): Answering =>
  async (arrived, signal) => {
    while (waiting >= CONNECTIONS) {
      await pause(10)
      signal.throwIfAborted()
    }
    waiting++
    try {
      return await answering(arrived, signal)
    } finally {
      waiting--
    }
  }

/** Gives no answer until the attempt ends. Has its own timer, because a promise must not cross requests. */
const hanging: Answering = async (_, signal) => {
  while (!signal.aborted) await pause(20)
  throw signal.reason
}

const prompt: Answering = async () => {
  await pause(20)
  return new Response()
}

/** Places orders for a time, and measures the duration of each acceptance. */
async function placeFor(milliseconds: number, supplier: string) {
  const orders: { id: string; took: number; placedAt: number }[] = []
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(40)) {
    const order = posted()
    const placedAt = Date.now()
    expect((await post(supplier, order)).json.status).toBe('accepted')
    orders.push({ id: order.id, took: Date.now() - placedAt, placedAt })
  }
  return orders
}

const latest = (numbers: readonly number[]) => Math.max(...numbers)

describe.each([
  ['one route hangs', ['north']],
  ['three routes hang', ['north', 'east', 'south']],
])('while %s', (_, dead) => {
  it('the others deliver, orders are accepted, and another supplier notices nothing', async () => {
    for (const name of ROUTES) sink.answer(name, connected(dead.includes(name) ? hanging : prompt))
    const begun = Date.now()
    const [orders, neighbours] = await Promise.all([
      placeFor(TIMEOUT_MS + 500, 'lanes'),
      (async () => {
        const waits: number[] = []
        for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await pause(200)) {
          const placedAt = Date.now()
          const { id } = await place('neighbour')
          await soon(async () => expect((await delivery('neighbour', id, 'neighbour')).state).toBe('delivered'))
          waits.push(Date.now() - placedAt)
        }
        return waits
      })(),
    ])
    // A loaded machine places fewer.
    expect(orders.length).toBeGreaterThan(5)
    for (const name of ROUTES.filter((route) => !dead.includes(route))) {
      const delivered = (id: string) => sink.taken(name).find(({ text }) => text.includes(id))
      await soon(() => expect(orders.filter(({ id }) => !delivered(id))).toEqual([]))
      const waits = orders.map(({ id, placedAt }) => (delivered(id)?.at ?? Number.POSITIVE_INFINITY) - placedAt)
      expect(latest(waits), `${name}, milliseconds from placing to arriving`).toBeLessThan(HELD_UP_MS)
      expect(orders.every(({ id }) => sink.taken(name).filter(({ text }) => text.includes(id)).length === 1)).toBe(true)
    }
    for (const name of dead) expect(sink.taken(name)).toEqual([])
    expect(latest(orders.map(({ took }) => took)), 'acceptance').toBeLessThan(HELD_UP_MS)
    expect(latest(neighbours), 'neighbour').toBeLessThan(HELD_UP_MS)
    expect(Date.now() - begun).toBeLessThan(TIMEOUT_MS + 6_000)

    for (const name of dead) sink.answer(name, status(200))
    const first = orders[0]?.id ?? ''
    for (const name of dead)
      await soon(async () => expect((await delivery('lanes', first, name)).state).toBe('delivered'), 15_000)
  }, 30_000)
})
