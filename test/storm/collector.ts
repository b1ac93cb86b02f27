import { setTimeout as sleep } from 'node:timers/promises'
import type { Arrival, Reply } from './ledger.ts'
import { partsOf } from './parts.ts'
import { digestOf } from './receivers.ts'
import { type Busy, createBusy, type World } from './world.ts'

/** The supplier's own program that collects a mailbox, and now and then forgets to say what became of a document. */
export interface Collector {
  readonly busy: Busy
  readonly done: Promise<void>
}

const EVERY_MS = 500
const PATIENCE_MS = 5_000
/** So often it takes a while until a document is consumed; meanwhile it may fetch it again. */
const SLOW = 0.35
const SLOWEST_MS = 18_000
const FETCHES_AGAIN = 0.3
const FAILS = 0.03

interface Listed {
  readonly id: string
}

export function openCollector(world: World, route: string): Collector {
  const { ledger, setting, gateway } = world
  const dice = world.dice.fork()
  const busy = createBusy()
  const headers = { authorization: `Bearer ${setting.mailboxToken}` }
  /** From when on each document that was fetched is consumed. */
  const seen = new Map<string, number>()

  const ask = (path: string, method = 'GET'): Promise<Response> =>
    fetch(`${gateway.url}/mailbox/${world.keys.squall}/${route}${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })

  async function collect(): Promise<void> {
    const list = await ask('')
    if (!list.ok) return
    const { documents }: { documents: Listed[] } = (await list.json()) as { documents: Listed[] }
    for (const { id } of documents) {
      if (world.weather === 'calm') return
      await collectOne(id)
    }
  }

  async function collectOne(id: string): Promise<void> {
    const isWell = world.weather === 'well'
    if (!isWell && (seen.get(id) ?? 0) > Date.now() && !dice.chance(FETCHES_AGAIN)) return
    const response = await ask(`/${id}`)
    if (!response.ok) return
    const bytes = new Uint8Array(await response.arrayBuffer())
    const arrival: Arrival = {
      ...{ supplier: 'squall', route, at: Date.now(), key: id, digest: digestOf(bytes) },
      parts: partsOf(new TextDecoder().decode(bytes), false),
      said: 'taken',
      processed: !seen.has(id),
    }
    const from = seen.get(id) ?? Date.now() + (dice.chance(SLOW) ? dice.below(SLOWEST_MS) : 0)
    seen.set(id, from)
    ledger.arrivals.push(arrival)
    if (!isWell && dice.chance(FAILS)) await fail(id, arrival)
    else if (isWell || from <= Date.now()) {
      if (dice.chance(0.3)) await ask(`/${id}/collected`, 'POST')
      await ask(`/${id}/consumed`, 'POST')
    }
  }

  /** The ERP could not read the document, so it does not deliver the order. */
  async function fail(id: string, { parts }: Arrival): Promise<void> {
    const orderNumbers = parts.map(({ orderNumber }) => orderNumber)
    const reply: Reply = {
      ...{ supplier: 'squall', route, orderNumbers, says: 'failed', isRejection: true },
      ...{ at: Date.now(), answeredAt: null, code: 0, rejected: [], detail: '' },
    }
    ledger.replies.push(reply)
    const { status } = await ask(`/${id}/failed`, 'POST')
    reply.answeredAt = Date.now()
    reply.code = status
    if (status === 200) reply.rejected = orderNumbers
  }

  async function run(): Promise<void> {
    for (; !world.isOver; await sleep(EVERY_MS)) {
      // The gateway is down, or was killed in the middle of it.
      const isMailbox = route !== 'csv' || world.variant.csvTransport === 'mailbox'
      if (world.weather !== 'calm' && isMailbox) await busy.during(() => collect().catch(() => {}))
    }
  }
  return { busy, done: run() }
}
