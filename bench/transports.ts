import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Budget } from './budget.ts'
import { cpuMs } from './cpu.ts'
import { createDesk } from './desk.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { openReceiver } from './receiver.ts'
import { openReceivers } from './receivers.ts'
import { openSeen } from './seen.ts'
import { writeSetting } from './setting.ts'
import { createStage, type Served } from './stage.ts'

const ORDERS = 60
const LINES = 10
const MANY = 1_000
/** Over the last 300 deliveries: before that the heap grows to what it is let grow to. 55 KiB kept of each would break it. */
const GROWTH_MIB = 16
const MIB = 1024 * 1024

/** What a delivery costs by each way, beside plain HTTP, and whether a thousand of them leave anything behind. */
export async function measureTransports(): Promise<Budget[]> {
  if (process.getuid?.() !== 0) {
    console.log('\ndeliveries by each transport: not measured, as their servers need root')
    return GROWING.map((kind) => ({ name: growthOf(kind), limit: GROWTH_MIB, value: null }))
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bench-'))
  const receiver = await openReceiver()
  const receivers = await openReceivers(folder, receiver.url)
  const suppliers = Object.entries(receivers.transports).map(([name, transport]) => [name, supplierBy(name, transport)])
  const setting = writeSetting(folder, receiver.url, Object.fromEntries(suppliers), receivers.secrets)
  const { WEBHOOK_SECRET: secret, CONSOLE_TOKEN: token } = setting.vars
  const seen = await openSeen()
  const stage = createStage(setting, seen.address, folder)
  try {
    const served = await stage.gateway('transports', receivers.authority)
    console.log(`\na delivery by each transport, ${LINES} lines, two lanes (× plain HTTP)`)
    let plain = 0
    for (const name of Object.keys(receivers.transports)) {
      await deliver(served, name, 20, secret, token)
      const { cpu, wall } = await deliver(served, name, ORDERS, secret, token)
      if (name === 'http') plain = cpu
      const times = (cpu / plain).toFixed(1)
      console.log(
        `  ${name.padEnd(5)} ${cpu.toFixed(1).padStart(6)} ms of CPU (× ${times}), one every ${wall.toFixed(0)} ms`,
      )
    }
    const budgets: Budget[] = []
    for (const kind of GROWING) budgets.push(await measureGrowth(served, kind, secret, token))
    return budgets
  } finally {
    await stage.close()
    await receivers.close()
    receiver.close()
    seen.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const GROWING = ['sftp', 'as2']
const growthOf = (kind: string): string =>
  `MiB that workerd grows by from the 700th to the ${MANY}th delivery by ${kind}`

const supplierBy = (name: string, transport: object): object => ({
  name: `By ${name}`,
  timeZone: 'Europe/Brussels',
  webhook: { secrets: ['WEBHOOK_SECRET'] },
  routes: [
    {
      name: 'erp',
      transport,
      document: {
        ...{ format: 'edifact-d96a', sender: { id: 'ORDERBRIDGE', qualifier: 'ZZZ' } },
        recipient: { id: name.toUpperCase(), qualifier: 'ZZZ' },
      },
    },
  ],
})

/** Accepted while the route is paused, so that what follows is the deliveries' alone. */
async function deliver({ url, pids }: Served, supplier: string, count: number, secret: string, token: string) {
  const desk = createDesk(url, token, supplier)
  await desk.pause()
  await post(url, pids, signedOrders(count, LINES, secret), 4, supplier)
  const spent = cpuMs(pids)
  const begun = performance.now()
  await desk.resume()
  await desk.settled()
  return { cpu: (cpuMs(pids) - spent) / count, wall: (performance.now() - begun) / count }
}

async function measureGrowth(served: Served, kind: string, secret: string, token: string): Promise<Budget> {
  const sizes: number[] = []
  for (let sent = 0; sent < MANY; sent += 100) {
    await deliver(served, kind, 100, secret, token)
    sizes.push(residentMib(served.pids))
  }
  console.log(`  memory over ${MANY} deliveries by ${kind}, MiB: ${sizes.map((one) => one.toFixed(0)).join(' ')}`)
  return {
    name: growthOf(kind),
    limit: GROWTH_MIB,
    value: Math.max(0, least(sizes.slice(8)) - least(sizes.slice(5, 7))),
  }
}

/** Whatever waits to be collected is no growth. */
const least = (sizes: readonly number[]): number => Math.min(...sizes)

const residentMib = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0
    return sum + (Number(kib) * 1024) / MIB
  }, 0)
