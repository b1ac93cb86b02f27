import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { includedDeliveries, objectDollars, queueDollars } from './price-tables.ts'
import { openSeen } from './seen.ts'
import { writeSetting } from './setting.ts'
import { openSlowReceiver } from './slow-receiver.ts'
import { createStage } from './stage.ts'

/**
 * The time for which a slow receiver keeps the object awake, and the price of a queue in its place:
 * node bin/launch.mjs bench/slow.ts [-- --seconds 30] (docs/benchmarks.md)
 */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } })
const SECONDS = Number(values.seconds)
const LINES = 10
const LIMIT_SECONDS = 60

const CASES = [
  { name: 'alone', orders: 1, parallel: null },
  { name: 'ten at once, two lanes of a route', orders: 10, parallel: null },
  { name: 'ten at once, `parallel: 3`', orders: 10, parallel: 3 },
]

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-slow-'))
const seen = await openSeen()
const receivers = await Promise.all(CASES.map(() => openSlowReceiver(SECONDS * 1_000)))
const supplierOf = (url: string, parallel: number | null) => ({
  ...{ name: 'Slow', timeZone: 'Europe/Brussels', sendAfterSeconds: 0, webhook: { secrets: ['WEBHOOK_SECRET'] } },
  routes: [
    {
      name: 'erp',
      document: { format: 'json' },
      transport: { kind: 'http', url, timeoutSeconds: LIMIT_SECONDS },
      ...(parallel === null ? {} : { pace: { parallel } }),
    },
  ],
})
const suppliers = CASES.map(({ parallel }, at) => [`slow-${at}`, supplierOf(receivers[at]?.url ?? '', parallel)])
const setting = writeSetting(folder, receivers[0]?.url ?? '', Object.fromEntries(suppliers))
const stage = createStage(setting, seen.address, folder)
try {
  const { url, pids } = await stage.gateway('slow')
  console.log(`The receiver answers after ${SECONDS} s.\n`)
  console.log(
    '| Deliveries | Object awake, s | Seconds a delivery | Dollars a million | Included in a month |\n|---|---|---|---|---|',
  )
  const measured = CASES.map(async ({ name, orders }, at) => {
    const receiver = receivers[at]
    if (!receiver) throw new Error('A receiver is missing.')
    await post(url, pids, signedOrders(orders, LINES, setting.vars.WEBHOOK_SECRET), orders, `slow-${at}`)
    const awake = await receiver.busySeconds(orders)
    const each = awake / orders
    return `| ${name} | ${awake.toFixed(1)} | ${each.toFixed(1)} | ${objectDollars(each).toFixed(2)} | ${includedDeliveries(each)} |`
  })
  for (const line of await Promise.all(measured)) console.log(line)
  const queue = queueDollars()
  console.log(`\nA queue with a lease and its result: ${queue.toFixed(2)} dollars a million.`)
  console.log(
    `It costs less where a delivery holds the object for more than ${(queue / objectDollars(1)).toFixed(2)} s.`,
  )
} finally {
  await stage.close()
  for (const receiver of receivers) receiver.close()
  seen.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
