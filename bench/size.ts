import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import '../src/cli/hooks.ts'
import { type Budget, report } from './budget.ts'
import { type Bundle, bundleGateway, bundleWorker } from './bundle.ts'
import { cpuMs } from './cpu.ts'
import { createDesk } from './desk.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { openReceiver } from './receiver.ts'
import { median, ratio } from './rounds.ts'
import { openSeen } from './seen.ts'
import { compileSetting, type Setting, writeSetting } from './setting.ts'
import type { Typical } from './typical.ts'
import { serve, type Workerd } from './workerd.ts'

/** Measures the size and the start of typical configurations, and the cost of all formats together: npm run size. */
const STARTS = 11
const ROUNDS = 9
const ORDERS = 300
const LINES = 10

// A template is a module of text, which Node reads only after the hooks are in place.
const { formats } = await import('../src/documents/registry.ts')
const { EVERYTHING, fileFor, TYPICAL, writeTypical } = await import('./typical.ts')

/** A supplier with a route for each format, in the configuration without an order. */
const OTHERS = {
  others: {
    name: 'Every format',
    timeZone: 'Europe/Brussels',
    webhook: { secrets: ['OTHER_SECRET'] },
    routes: Object.values(formats).map(({ id, example }) => ({
      name: id.replaceAll('.', '-'),
      document: { format: id, ...example },
      transport: { kind: 'mailbox', token: 'OTHER_TOKEN' },
    })),
  },
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-size-'))
const receiver = await openReceiver()
const seen = await openSeen()
let served = 0
let passed = false
try {
  const [one, all] = [await made('one', {}), await made('all', OTHERS)]
  passed = report([...(await started()), await compared(one, all)])
} finally {
  receiver.close()
  seen.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(passed ? 0 : 1)

interface Made {
  readonly setting: Setting
  readonly bundle: Bundle
  readonly withObject: boolean
}

async function made(name: string, others: object): Promise<Made> {
  const within = path.join(folder, name)
  mkdirSync(within)
  const setting = writeSetting(within, receiver.url, others)
  return { setting, bundle: bundleGateway(name, 'src/worker.ts', setting.compiled, within), withObject: true }
}

/** A paid plan allows ten megabytes gzipped, a free plan three. The bundle must stay far below. */
function weighed(name: string, { folder, modules }: Bundle): Budget {
  const files = modules.map((module) => readFileSync(path.join(folder, module.name)))
  const raw = files.reduce((sum, file) => sum + file.length, 0) / 1024
  const packed = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1024
  console.log(`${name}: ${raw.toFixed(0)} KiB, ${packed.toFixed(0)} gzipped`)
  return { name: `KiB of the bundle, gzipped: ${name}`, limit: 3 * 1024, value: packed }
}

/** The Worker is stored next to its bundle, where workerd looks for the modules. */
function serving({ bundle, setting, withObject }: Made): Promise<Workerd> {
  const name = `worker${served++}`
  return serve({ name, bundle, vars: setting.vars, withObject, seen: seen.address }, path.dirname(bundle.folder))
}

/** A typical configuration, built as for a deployment. */
function built(typical: Typical): Made {
  const within = path.join(folder, `typical${served++}`)
  mkdirSync(within)
  const file = fileFor(within, typical)
  writeTypical(typical, file)
  const setting = compileSetting(within, file)
  return { setting, bundle: bundleGateway('worker', 'src/worker.ts', setting.compiled, within), withObject: true }
}

/**
 * CPU time from the start of a process to its first response, compared in turns with a Worker that does almost nothing:
 * the rest is workerd's time.
 */
async function started(): Promise<Budget[]> {
  const all = [...TYPICAL, EVERYTHING].map((typical) => ({ typical, made: built(typical), own: [] as number[] }))
  const setting = all[0]?.made.setting ?? writeSetting(folder, receiver.url)
  const bare = { bundle: bundleWorker('bare', folder), setting, withObject: false }
  for (let round = 0; round < STARTS; round++)
    for (const { made, own } of all) own.push((await startOf(made)) - (await startOf(bare)))
  return all.flatMap(({ typical: { name, limitMs }, made, own }) => [
    weighed(name, made.bundle),
    { name: `ms of CPU to start: ${name}`, limit: limitMs, value: median(own) },
  ])
}

async function startOf(made: Made): Promise<number> {
  const workerd = await serving(made)
  await workerd.stop()
  return workerd.startCpuMs
}

/** Orders accepted and delivered, in turns: with only one format configured, and with all formats. */
async function compared(one: Made, all: Made): Promise<Budget> {
  const workers = await Promise.all([one, all].map(async (made) => ({ made, workerd: await serving(made) })))
  const spent: number[][] = workers.map(() => [])
  try {
    for (let round = -1; round < ROUNDS; round++) {
      for (const [at, { made, workerd }] of workers.entries()) {
        const { WEBHOOK_SECRET, CONSOLE_TOKEN } = made.setting.vars
        const before = cpuMs([workerd.pid])
        await post(workerd.url, [workerd.pid], signedOrders(ORDERS, LINES, WEBHOOK_SECRET), 4)
        await createDesk(workerd.url, CONSOLE_TOKEN).settled()
        // The first round is for compilation.
        if (round >= 0) spent[at]?.push((cpuMs([workerd.pid]) - before) / ORDERS)
      }
    }
  } finally {
    for (const { workerd } of workers) await workerd.stop()
  }
  const [few = [], many = []] = spent
  console.log(
    `CPU an order, accepted and delivered: ${median(few).toFixed(3)} ms with one format, ${median(many).toFixed(3)} ms with all`,
  )
  return { name: 'CPU an order, all formats configured ÷ one', limit: 1.05, value: ratio(many, few) }
}
