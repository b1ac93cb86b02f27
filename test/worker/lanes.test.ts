import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { delivery, pause, place, soon } from './door.ts'
import { setSecrets } from './secrets.ts'
import { type Answering, openSink, type Sink, withheld } from './sink.ts'

/**
 * In production all work of an object shares six connections that wait for headers. Local workerd has no such limit.
 */
const CONNECTIONS = 6
const ORDERS = 25

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

const prompt: Answering = async () => {
  await pause(20)
  return new Response()
}

async function placeMany(count: number, supplier: string): Promise<string[]> {
  const ids: string[] = []
  for (; ids.length < count; await pause(40)) ids.push((await place(supplier)).id)
  return ids
}

describe.each([
  ['one route hangs', ['north']],
  ['three routes hang', ['north', 'east', 'south']],
])('while %s', (_, dead) => {
  it('the others deliver, orders are accepted, and another supplier notices nothing', async () => {
    const receiver = withheld()
    let ended = 0
    const hanging: Answering = (arrived, signal) =>
      Promise.resolve(receiver.answering(arrived, signal)).finally(() => void ended++)
    for (const name of ROUTES) sink.answer(name, connected(dead.includes(name) ? hanging : prompt))
    const { id: first } = await place('lanes')
    for (const name of dead) await soon(() => expect(sink.arrived(name)).not.toEqual([]))
    const [others, neighbours] = await Promise.all([placeMany(ORDERS, 'lanes'), placeMany(5, 'neighbour')])
    const orders = [first, ...others]
    for (const name of ROUTES.filter((route) => !dead.includes(route))) {
      const deliveries = (id: string) => sink.taken(name).filter(({ text }) => text.includes(id)).length
      await soon(() => expect(orders.map(deliveries)).toEqual(orders.map(() => 1)))
    }
    for (const id of neighbours)
      await soon(async () => expect((await delivery('neighbour', id, 'neighbour')).state).toBe('delivered'))
    // No order waited for the end of an attempt that hangs, because no such attempt has ended.
    expect(ended).toBe(0)
    for (const name of dead) expect(sink.taken(name)).toEqual([])

    receiver.release()
    for (const name of dead)
      await soon(async () => expect((await delivery('lanes', first, name)).state).toBe('delivered'))
  })
})
