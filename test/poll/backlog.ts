import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { type FakeOrder, makeOrder } from '../../src/cli/fake-apicbase/orders.ts'
import { webhookCall } from '../../src/cli/fake-apicbase/webhook-sender.ts'
import type { Stage } from './stage.ts'

const DAY_MS = 86_400_000
/** Within what a filter that knows days only lets through beside what was asked for. */
const OLD_DAYS = 2

/** Three weeks and more of orders at Apicbase. */
export interface Backlog {
  /** `YYYY-MM-DD`, as the configuration says it. */
  readonly since: string
  /** From before `since`. */
  readonly old: readonly FakeOrder[]
  /** What must reach the supplier: those there are, and those that will arrive while pages are read. */
  readonly wanted: readonly FakeOrder[]
  readonly coming: readonly FakeOrder[]
}

export function makeBacklog(count: number, old: number, coming: number, days: number, dice: Dice): Backlog {
  const since = new Date(Date.now() - (days - OLD_DAYS) * DAY_MS).toISOString().slice(0, 10)
  // Midnight in Brussels is an hour or two before that in UTC.
  const sinceAt = Date.parse(`${since}T00:00:00Z`)
  const between = (from: number, to: number, at: number, of: number): number => from + ((to - from) * (at + 0.5)) / of
  const before = Array.from({ length: old }, (_, at) =>
    makeOrder(at, between(sinceAt - OLD_DAYS * DAY_MS, sinceAt - DAY_MS / 8, at, old), dice),
  )
  const there = count - old - coming
  const since0 = Array.from({ length: there }, (_, at) =>
    makeOrder(10_000 + at, between(sinceAt, Date.now() - 1_000, at, there), dice),
  )
  const later = Array.from({ length: coming }, (_, at) => makeOrder(50_000 + at, Date.now(), dice))
  return { since, old: before, wanted: [...since0, ...later], coming: later }
}

const AT_ONCE = 3
const AGAIN_MS = 300

/** Posts these to the webhook too, as another program writes them, until each has its 2xx. Resolves to what was answered otherwise. */
export async function postAll(
  orders: readonly FakeOrder[],
  { gateway, setting }: Pick<Stage, 'gateway' | 'setting'>,
  paceMs: number,
): Promise<string[]> {
  const queue = [...orders]
  const odd: string[] = []
  const post = async (order: FakeOrder, at: number): Promise<void> => {
    const [form, rendering] = at % 2 === 0 ? (['python', 'python'] as const) : (['raw', 'compact'] as const)
    const call = webhookCall(order, { secret: setting.webhookSecret, form, rendering })
    for (;;) {
      const answer = await fetch(`${gateway.url}/webhooks/polled`, { method: 'POST', ...call, redirect: 'manual' })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => null)
      if (answer?.status === 200) {
        const { status }: { status: string } = JSON.parse(answer.text)
        if (status !== 'accepted' && status !== 'duplicate') odd.push(`${order.order_number}: ${status}`)
        return
      }
      if (answer && answer.status !== 503) odd.push(`${order.order_number}: ${answer.status}`)
      await sleep(AGAIN_MS)
    }
  }
  let posted = 0
  const lane = async (): Promise<void> => {
    for (let order = queue.shift(); order; order = queue.shift()) {
      await post(order, posted++)
      if (paceMs > 0) await sleep(paceMs)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return odd
}
