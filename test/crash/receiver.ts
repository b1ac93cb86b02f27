import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Alert } from '../../src/alerts/alert.ts'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { type Contents, contentsOf } from './document-contents.ts'
import { answerIn, MOODS, type Mood, readIn, SAID, type Said } from './moods.ts'

/** One document that came in whole. */
export interface Arrival extends Contents {
  readonly route: string
  readonly key: string
  readonly digest: string
  /** What the gateway was told: without a word, or with a 500, it cannot know. */
  said: Said
}

export interface Told {
  readonly kind: string
  /** One, or those that a message about several names. */
  readonly orderIds: readonly string[]
}

/** The supplier's systems, and whoever is told: all of them fail at random. */
export interface Receiver {
  readonly url: string
  readonly arrivals: readonly Arrival[]
  readonly told: readonly Told[]
  /** How often it behaved in each way. */
  readonly moods: ReadonlyMap<Mood, number>
  /** Called whenever a request comes in. */
  onRequest: () => void
  /** Resolves when each of these orders has been told as held, or when it takes too long. */
  toldOf(orderIds: readonly string[]): Promise<void>
  close(): void
}

const ALERT_MOODS: readonly [Mood, ...Mood[]] = [
  'takes',
  ...Array<Mood>(7).fill('takes'),
  '500',
  '500',
  'cut after reading',
  'no answer',
]

/** Past the route's time-out in about one case of three. */
const SLOWEST_MS = 3_000
/** An alert is tried again after 5 seconds, then 30. */
const TOLD_LIMIT_MS = 60_000

export async function openReceiver(dice: Dice): Promise<Receiver> {
  const arrivals: Arrival[] = []
  const told: Told[] = []
  const moods = new Map<Mood, number>()
  let alertFailed = false

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    receiver.onRequest()
    const route = (request.url ?? '').slice(1)
    const mood = route === 'alerts' ? alertMood() : dice.pick(MOODS)
    moods.set(mood, (moods.get(mood) ?? 0) + 1)
    const body = await readIn(mood, request)
    if (!body) return
    const arrival = route === 'alerts' ? null : arrivalOf(request, route, body)
    if (arrival) arrivals.push(arrival)
    await answerIn(mood, request, response, dice.below(SLOWEST_MS))
    if (arrival) arrival.said = SAID[mood]
    else if (SAID[mood] === 'taken') told.push(toldIn(body))
  }

  /** Never two failures running: an alert that failed three times waits longer than this test. */
  function alertMood(): Mood {
    const mood = alertFailed ? 'takes' : dice.pick(ALERT_MOODS)
    alertFailed = mood !== 'takes'
    return mood
  }

  const server = createServer((request, response) => {
    // A kill cuts the line in the middle of a request: that is what this test is for.
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    told,
    moods,
    onRequest: () => {},
    async toldOf(orderIds) {
      const isTold = (id: string): boolean =>
        told.some(({ kind, orderIds }) => kind === 'held' && orderIds.includes(id))
      for (const until = Date.now() + TOLD_LIMIT_MS; Date.now() < until && !orderIds.every(isTold); ) await sleep(200)
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return receiver
}

const arrivalOf = (request: IncomingMessage, route: string, body: Buffer): Arrival => ({
  route,
  key: String(request.headers['idempotency-key']),
  digest: createHash('sha256').update(body).digest('hex'),
  said: 'nothing',
  ...contentsOf(route, body),
})

function toldIn(body: Buffer): Told {
  const { kind, orderId, orders = [] }: Alert = JSON.parse(body.toString())
  return { kind, orderIds: [...(orderId === undefined ? [] : [orderId]), ...orders.map((one) => one.orderId)] }
}
