import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Budget, report } from './budget.ts'
import { openCollector } from './collector.ts'
import { cpuMs } from './cpu.ts'
import { createDesk } from './desk.ts'
import { type Growth, leakIn, limitsOf, measureGrowth } from './growth.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { openReceiver } from './receiver.ts'
import { DESK, openReceivers } from './receivers.ts'
import { openSeen } from './seen.ts'
import { type Setting, writeSetting } from './setting.ts'
import { createStage, type Served } from './stage.ts'

const ORDERS = 60
const LINES = 10
const WARM_UP = 200
const MANY = 1_000

/** Cost of a delivery by each transport, compared with plain HTTP, and memory growth over a thousand deliveries. */
export async function measureTransports(many: number = MANY): Promise<Budget[]> {
  if (process.getuid?.() !== 0) {
    console.log('\ndeliveries by each transport: not measured, as their servers need root')
    return [...GROWING.flatMap((kind) => limitsOf(kind, null)), leakIn(null)]
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bench-'))
  const receiver = await openReceiver()
  const receivers = await openReceivers(folder, receiver.url)
  const suppliers = Object.entries(receivers.transports).map(([name, transport]) => [name, supplierBy(name, transport)])
  const setting = writeSetting(folder, receiver.url, Object.fromEntries(suppliers), receivers.secrets)
  const seen = await openSeen()
  const stage = createStage(setting, seen.address, folder)
  try {
    const { authority, bucket } = receivers
    const around = { authority, bucket, withMail: true }
    const served = await stage.gateway('transports', around)
    console.log(`\na delivery by each transport, ${LINES} lines, two lanes (× plain HTTP)`)
    let plain = 0
    // Compile the common code before the first measurement.
    await deliver(served, 'http', WARM_UP, setting.vars)
    for (const name of Object.keys(receivers.transports)) {
      await deliver(served, name, 20, setting.vars)
      const { cpu, wall } = await deliver(served, name, ORDERS, setting.vars)
      if (name === 'http') plain = cpu
      const times = (cpu / plain).toFixed(1)
      console.log(
        `  ${name.padEnd(7)} ${cpu.toFixed(1).padStart(6)} ms of CPU (× ${times}), one every ${wall.toFixed(0)} ms`,
      )
    }
    const grown = (gateway: Served, kind: string): Promise<Growth> =>
      measureGrowth(gateway, many, (count) => deliver(gateway, kind, count, setting.vars))
    const budgets: Budget[] = []
    for (const kind of GROWING) {
      const gateway = await stage.gateway(`${kind}-growing`, { ...around, inspected: true })
      budgets.push(...limitsOf(kind, await grown(gateway, kind)))
    }
    const leaking = await stage.keeping({ ...around, inspected: true })
    return [...budgets, leakIn(await grown(leaking, 'http'))]
  } finally {
    await stage.close()
    await receivers.close()
    receiver.close()
    seen.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Plain HTTP is the baseline for the other two. */
const GROWING = ['http', 'sftp', 'as2']

const supplierBy = (name: string, transport: object): object => ({
  name: `By ${name}`,
  timeZone: 'Europe/Brussels',
  // Otherwise the first delivery would wait five seconds for a correction of the order.
  sendAfterSeconds: 0,
  webhook: { secrets: ['WEBHOOK_SECRET'] },
  routes: [
    {
      name: 'erp',
      transport,
      ...(name === 'mailbox' ? { receipt: 'collected' } : {}),
      document: name === 'smtp' || name === 'email' ? MAIL : interchange(name.toUpperCase()),
    },
  ],
})

const MAIL = { format: 'email', from: 'orders@gateway.example', to: [DESK] }
const interchange = (id: string) => ({
  ...{ format: 'edifact-d96a', sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' }, recipient: { id, qualifier: 'ZZZ' } },
})

/** Orders are accepted while the route is paused, so that only the deliveries are measured. */
async function deliver({ url, pids }: Served, supplier: string, count: number, vars: Setting['vars']) {
  const desk = createDesk(url, vars.CONSOLE_TOKEN, supplier)
  await desk.pause()
  await post(url, pids, signedOrders(count, LINES, vars.WEBHOOK_SECRET), 4, supplier)
  const spent = cpuMs(pids)
  const begun = performance.now()
  await desk.resume()
  const collector = supplier === 'mailbox' ? openCollector(url, supplier, vars.MAILBOX_TOKEN ?? '') : null
  await desk.settled().finally(() => collector?.close())
  return { cpu: (cpuMs(pids) - spent) / count, wall: (performance.now() - begun) / count }
}

// node bin/launch.mjs bench/transports.ts [--deliveries N]
if (import.meta.main) {
  const { values } = parseArgs({ options: { deliveries: { type: 'string', default: String(MANY) } } })
  process.exit(report(await measureTransports(Number(values.deliveries))) ? 0 : 1)
}
