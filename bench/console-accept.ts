import { setTimeout } from 'node:timers/promises'
import type { Budget } from './budget.ts'
import { type ConsoleGateway, SECRET } from './console-gateway.ts'
import { cpuMs } from './cpu.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { median, ratio } from './rounds.ts'

const ROUNDS = 25
const LINES = 10
/** An open page asks every 10 seconds, so these are the orders of a supplier who gets two a second. */
const ORDERS_A_REFRESH = 20
const REFRESHES = 2
const ACCEPT_LIMIT = 1.05
export const TODAY_MS = 50

const SETTLED_MS = 500
const REFRESHES_A_MINUTE = 6
const UNCHANGED_LIMIT_MS = 3

/**
 * Accepts orders of the large supplier, in turn without an open page and while Today is open, and compares the CPU of the
 * accepts. The CPU of the page is another figure, in a minute: its share depends on how many orders come.
 */
export async function acceptBesidePage({ url, pids, cookies }: ConsoleGateway): Promise<Budget[]> {
  let tag = ''
  async function look(): Promise<number> {
    const headers = { cookie: cookies.large, 'if-none-match': tag }
    const response = await fetch(`${url}/console`, { headers })
    const [, live] = /<main[^>]* data-live="([^"]*)"/.exec(await response.text()) ?? []
    if (live !== undefined) tag = live.replaceAll('&quot;', '"')
    return response.status
  }

  async function cpuOf(work: () => Promise<unknown>): Promise<number> {
    const before = cpuMs(pids)
    await work()
    return cpuMs(pids) - before
  }

  async function timedLook(): Promise<{ readonly status: number; readonly spent: number }> {
    const before = cpuMs(pids)
    const status = await look()
    return { status, spent: cpuMs(pids) - before }
  }

  const [pages, unchanged]: [number[], number[]] = [[], []]
  async function refresh(): Promise<void> {
    // The deliveries of the last orders are no cost of the page.
    await setTimeout(SETTLED_MS)
    const first = await timedLook()
    if (first.status !== 200) throw new Error(`Today was answered ${first.status} after new orders.`)
    pages.push(first.spent)
    const again = await timedLook()
    // A page is made again when a minute begins.
    if (again.status === 304) unchanged.push(again.spent)
  }

  async function cost(isOpen: boolean): Promise<number> {
    let spent = 0
    for (let at = 0; at < REFRESHES; at++) {
      if (isOpen) await refresh()
      const orders = signedOrders(ORDERS_A_REFRESH, LINES, SECRET)
      spent += await cpuOf(() => post(url, pids, orders, 1, 'large'))
    }
    return spent / (REFRESHES * ORDERS_A_REFRESH)
  }

  const [closed, open]: [number[], number[]] = [[], []]
  // The first round compiles the code and fills the caches.
  for (let round = 0; round <= ROUNDS; round++) {
    const inTurn = round % 2 === 0 ? [false, true] : [true, false]
    for (const isOpen of inTurn) {
      const found = await cost(isOpen)
      if (round > 0) (isOpen ? open : closed).push(found)
    }
  }
  const [page, same] = [median(pages), median(unchanged)]
  const busyShare = page / (ORDERS_A_REFRESH * median(closed))
  console.log(
    `  ${median(closed).toFixed(2)} and ${median(open).toFixed(2)} ms an accepted order, Today closed and open
  ${(REFRESHES_A_MINUTE * page).toFixed(0)} ms a minute for an open Today with two orders a second, ${(100 * busyShare).toFixed(1)} % of the accepts
  ${(page + (REFRESHES_A_MINUTE - 1) * same).toFixed(0)} ms a minute for an open Today with nothing new`,
  )
  return [
    { name: 'CPU of an accept × without an open page', limit: ACCEPT_LIMIT, value: ratio(open, closed) },
    { name: 'Today after 20 new orders, ms of CPU', limit: TODAY_MS, value: page },
    { name: 'Today with nothing new, ms of CPU', limit: UNCHANGED_LIMIT_MS, value: same },
  ]
}
