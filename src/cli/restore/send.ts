import { isGroup } from '../../text/parsed-json.ts'
import type { AdminClient } from '../admin-client.ts'
import type { Progress } from '../progress.ts'

/** Size of a request, unless a single order is larger. */
const BATCH_BYTES = 4_000_000
const NAMES = 20

/** Person who restores, and the reason. */
export interface RestoreActor {
  readonly by: string
  readonly note?: string
}

export interface Tally {
  restored: number
  held: number
  alreadyPresent: number
  readonly conflicts: string[]
}

export const newTally = (): Tally => ({ restored: 0, held: 0, alreadyPresent: 0, conflicts: [] })

interface Sending {
  readonly most: number
  readonly about: object
  readonly tally: Tally
  readonly progress: Progress
  /** The number of all orders. */
  readonly total: number
}

/** Sends the texts of orders in batches of at most `most`, in sequence. `about` goes into each request. */
export async function sendOrders(
  client: AdminClient,
  supplier: string,
  texts: AsyncIterable<string> | Iterable<string>,
  { most, about, tally, progress, total }: Sending,
): Promise<void> {
  const at = `/suppliers/${encodeURIComponent(supplier)}/restore`
  let done = 0
  for await (const batch of batches(texts, most)) {
    const answer = await client.ask(at, { method: 'POST', body: { ...about, orders: batch } })
    for (const order of Array.isArray(answer.orders) ? answer.orders.filter(isGroup) : []) {
      if (order.outcome === 'restored') tally.restored++
      if (order.outcome === 'already-present') tally.alreadyPresent++
      if (order.outcome === 'conflict') tally.conflicts.push(String(order.orderId))
      if (typeof order.waiting === 'number') tally.held++
    }
    done += batch.length
    progress.show(done, total, `${done} of ${total} orders sent`)
  }
}

async function* batches(texts: AsyncIterable<string> | Iterable<string>, most: number): AsyncGenerator<string[]> {
  let batch: string[] = []
  let size = 0
  for await (const text of texts) {
    if (batch.length > 0 && (size + text.length > BATCH_BYTES || batch.length === most)) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(text)
    size += text.length
  }
  if (batch.length > 0) yield batch
}

/** An outbox that is not missing needs no new beginning. */
export async function beginAnew(client: AdminClient, supplier: string, actor: RestoreActor): Promise<void> {
  const body = { ...actor, note: actor.note ?? 'Its orders were restored.' }
  const { missing } = await client.ask(`/suppliers/${encodeURIComponent(supplier)}/outbox`)
  if (missing) await client.ask(`/suppliers/${encodeURIComponent(supplier)}/begin`, { method: 'POST', body })
}

export const ordersText = (count: number): string => (count === 1 ? '1 order' : `${count} orders`)

export function tallyText({ restored, held, alreadyPresent, conflicts }: Tally): string {
  const summary = `${ordersText(restored)} restored, ${held} of them held for you to look at; ${alreadyPresent} were there already.`
  if (conflicts.length === 0) return summary
  const named = conflicts.slice(0, NAMES).join(', ')
  return `${summary}\n${ordersText(conflicts.length)} left alone, because the gateway has another content of the same order: ${named}${conflicts.length > NAMES ? ' …' : ''}`
}
