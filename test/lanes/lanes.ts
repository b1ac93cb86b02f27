// Lets one route of a running gateway hang for thirty seconds, then three, and sees that orders on a healthy route, the
// acceptance of orders, and another supplier do not notice.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Check, report } from '../crash/check.ts'
import { createGateway } from '../crash/gateway.ts'
import { placed, signed } from '../poll/orders.ts'
import { writeSetting } from './setting.ts'
import { openSystems } from './systems.ts'

const ORDERS = 150
const EVERY_MS = 200
/** Over what the same orders take while nothing hangs. */
const WAIT_LIMIT_MS = 2_000
/** A chef sees our answer; production gives 5 s. */
const ANSWER_LIMIT_MS = 1_000

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-lanes-'))
const systems = await openSystems()
const setting = writeSetting(path.join(folder, 'setting'), systems.url)
const gateway = await createGateway(setting, folder)
let count = 0

interface Passage {
  readonly slowestAnswer: number
  readonly slowestHealthy: number
  readonly slowestOther: number
  readonly missing: number
}

/** Sends orders to both suppliers, one after another, while these routes hang. */
async function pass(hanging: readonly string[]): Promise<Passage> {
  systems.hang(hanging)
  const sent = new Map<string, number>()
  let slowestAnswer = 0
  for (let at = 0; at < ORDERS; at++) {
    for (const supplier of ['lanes', 'other']) {
      const order = placed(++count, 0)
      const { body, headers } = signed(order, setting.webhookSecret)
      const begun = Date.now()
      const response = await fetch(`${gateway.url}/webhooks/${supplier}`, { method: 'POST', body, headers })
      if (response.status !== 200) throw new Error(`The webhook answered ${response.status}.`)
      slowestAnswer = Math.max(slowestAnswer, Date.now() - begun)
      sent.set(`${supplier} ${order.order_number}`, begun)
    }
    await sleep(EVERY_MS)
  }
  await sleep(WAIT_LIMIT_MS)
  const slowest = (supplier: string, route: string): number =>
    Math.max(
      ...[...sent].flatMap(([order, at]) => {
        const arrived = systems.arrived.get(`${order} ${route}`)
        return order.startsWith(`${supplier} `) && arrived !== undefined ? [arrived - at] : []
      }),
    )
  const missing = [...sent.keys()].filter((order) => !systems.arrived.has(`${order} healthy`)).length
  return {
    slowestAnswer,
    slowestHealthy: slowest('lanes', 'healthy'),
    slowestOther: slowest('other', 'healthy'),
    missing,
  }
}

try {
  await gateway.start()
  const calm = await pass([])
  const checks: Check[] = [judge('nothing hangs', calm, calm)]
  checks.push(judge('one route hangs', await pass(['first']), calm))
  checks.push(judge('three routes hang', await pass(['first', 'second', 'third']), calm))
  process.exitCode = report(checks) ? 0 : 1
} finally {
  await gateway.stop()
  systems.close()
  rmSync(folder, { recursive: true, force: true })
}

function judge(name: string, seen: Passage, calm: Passage): Check {
  const { slowestAnswer, slowestHealthy, slowestOther, missing } = seen
  console.log(
    `${name}: slowest answer ${slowestAnswer} ms; slowest healthy delivery ${slowestHealthy} ms, of another supplier ${slowestOther} ms`,
  )
  const broken = [
    ...(missing > 0 ? [`${missing} orders did not arrive in time`] : []),
    ...(slowestAnswer > ANSWER_LIMIT_MS ? [`an answer took ${slowestAnswer} ms`] : []),
    ...(slowestHealthy > calm.slowestHealthy + WAIT_LIMIT_MS ? [`a healthy order waited ${slowestHealthy} ms`] : []),
    ...(slowestOther > calm.slowestOther + WAIT_LIMIT_MS ? [`another supplier's waited ${slowestOther} ms`] : []),
  ]
  return { name, broken }
}
