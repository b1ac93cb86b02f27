import { cpuMs } from './cpu.ts'
import type { Desk } from './desk.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import type { Seen } from './seen.ts'
import type { Served } from './stage.ts'

const ORDERS = 400
const LINES = 10

/** Measures orders that are also sent to a local receiver, from the first webhook until no delivery waits. */
export async function measureDeliveries(
  { url, pids }: Served,
  { calls }: Seen,
  desk: Desk,
  secret: string,
): Promise<void> {
  const orders = signedOrders(ORDERS, LINES, secret)
  const before = { ...calls }
  const spent = cpuMs(pids)
  const begun = performance.now()
  const burst = await post(url, pids, orders, 16)
  await desk.settled()
  const seconds = (performance.now() - begun) / 1000
  const cpu = (cpuMs(pids) - spent) / ORDERS
  console.log(
    `\ndeliveries on, ${LINES} lines, 16 at once: accepted ${burst.perSecond.toFixed(0)}/s, p99 ${burst.p99Ms.toFixed(1)} ms`,
  )
  console.log(`  accepted and delivered ${(ORDERS / seconds).toFixed(0)}/s, ${cpu.toFixed(3)} ms of CPU an order`)
  console.log(
    `  calls to SEEN an order: ${((calls.get - before.get) / ORDERS).toFixed(2)} get, ${((calls.put - before.put) / ORDERS).toFixed(2)} put`,
  )
}
