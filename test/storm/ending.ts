import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk, OrderView } from './desk.ts'
import { SETTLED } from './desk.ts'
import { isTold, unheardRejections } from './judge/told.ts'
import type { Operator } from './operator.ts'
import type { Partner } from './partner.ts'
import { FIRST_VARIANT, SUPPLIERS, type SupplierName } from './setting.ts'
import type { World } from './world.ts'

/** What was still open when everything had been mended, and in the end. */
export interface Ending {
  /** Waiting for a person, or late, and nobody was told. */
  readonly untold: readonly OpenOrder[]
  /** Not settled in bounded time, though every receiver is well and the desk has decided everything. */
  readonly stuck: readonly OpenOrder[]
}

export interface OpenOrder {
  readonly supplier: SupplierName
  readonly orderId: string
  readonly why: string
}

const TOLD_LIMIT_MS = 75_000
const SETTLED_LIMIT_MS = 90_000
const LOOK_MS = 1_000

/** Mends everything, waits until whoever must be told is told, has the desk decide what is held, and waits until all is settled. */
export async function end(world: World, desk: Desk, operator: Operator, partner: Partner): Promise<Ending> {
  world.weather = 'well'
  await operator.reconfigure({ ...FIRST_VARIANT, knowsArticle: true }, false)
  await desk.resumeAll()
  await desk.act({ name: 'poll', supplier: 'squall' })
  const untold = await waitFor(TOLD_LIMIT_MS, async () => {
    const open = await openOrders(desk)
    return open.flatMap(({ supplier, orderId, view }) =>
      isTold(world.ledger, orderId, view) ? [] : [{ supplier, orderId, why: inWords(view) }],
    )
  })
  let round = 0
  const stuck = await waitFor(SETTLED_LIMIT_MS, async () => {
    const open = await openOrders(desk)
    for (const one of open) await settle(one, round)
    if (open.length > 0) await acceptWhatWasSent(open)
    round++
    return open.map(({ supplier, orderId, view }) => ({ supplier, orderId, why: inWords(view) }))
  })
  // An alert that failed is sent again after 5 and 30 seconds, so the last alerts may still be under way.
  await waitFor(TOLD_LIMIT_MS, async () => unheardRejections(world.ledger))
  return { untold, stuck }

  /** Gentle at first; what a release or a retry doesn't bring to its end is marked done. */
  async function settle({ supplier, orderId, view }: Open, round: number): Promise<void> {
    const open = view.deliveries.filter(({ state }) => !SETTLED.has(state))
    if (open.some(({ state }) => state === 'held') && round < 3) {
      const released = await desk.act({ name: 'release', supplier, orderId, body: { as: 'replacement' } })
      if (released.code === 200) return
    }
    for (const { route, state } of open) {
      if (state === 'refused' && round < 3)
        await desk.act({ name: 'retry', supplier, orderId, route, body: { as: 'replacement' } })
      else if ((state === 'held' || state === 'refused' || state === 'sent') && round >= 3)
        await desk.act({ name: 'done', supplier, orderId, route })
    }
  }

  async function acceptWhatWasSent(open: readonly Open[]): Promise<void> {
    for (const route of ['erp', 'x12']) {
      const sent = open.filter(({ view }) => view.deliveries.some((one) => one.route === route && one.state === 'sent'))
      const numbers = sent.flatMap(({ orderId }) => world.ledger.orders.get(orderId)?.number ?? [])
      if (numbers.length > 0) await partner.acceptAll(route, new Set(numbers))
    }
  }
}

type Open = { readonly supplier: SupplierName; readonly orderId: string; readonly view: OrderView }

async function openOrders(desk: Desk): Promise<Open[]> {
  const found: Open[] = []
  for (const supplier of SUPPLIERS)
    for (const state of ['held', 'pending'])
      for (const { orderId } of await desk.list(supplier, state)) {
        const view = await desk.view(supplier, orderId)
        if (view?.deliveries.some((one) => !SETTLED.has(one.state))) found.push({ supplier, orderId, view })
      }
  return found
}

/** Waits until nothing is open, or until nothing more was settled for `limitMs`: a long storm leaves hundreds of orders. */
async function waitFor<T>(limitMs: number, look: () => Promise<T[]>): Promise<T[]> {
  let fewest = Number.POSITIVE_INFINITY
  for (let limit = Date.now() + limitMs; ; await sleep(LOOK_MS)) {
    const open = await look()
    if (open.length < fewest) limit = Date.now() + limitMs
    fewest = Math.min(fewest, open.length)
    if (open.length === 0 || Date.now() > limit) return open
  }
}

const inWords = ({ state, deliveries }: OrderView): string =>
  `${state}: ${deliveries
    .filter((one) => !SETTLED.has(one.state))
    .map((one) => `version ${one.version} by ${one.route} ${one.state}${one.holdReason ? ` (${one.holdReason})` : ''}`)
    .join(', ')}`
