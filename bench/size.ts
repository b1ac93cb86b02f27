import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import '../src/cli/hooks.ts'
import { type Budget, report } from './budget.ts'
import { type Bundle, bundleGateway } from './bundle.ts'
import { consoleBudgets } from './console-cost.ts'
import { cpuMs } from './cpu.ts'
import { createDesk } from './desk.ts'
import { post } from './load.ts'
import { signedOrders } from './order.ts'
import { openReceiver } from './receiver.ts'
import { median, ratio } from './rounds.ts'
import { openSeen } from './seen.ts'
import { type Setting, writeSetting } from './setting.ts'
import { serve, type Workerd } from './workerd.ts'

/**
 * Measures the size and the start of typical configurations, what the console adds, and the cost of all formats
 * together: npm run size. `--short` measures only sizes and starts, in less than a minute, for CI.
 */
const isShort = process.argv.includes('--short')
const STARTS = isShort ? 5 : 11
/** A slower machine must not fail CI, so CI allows more milliseconds. The ratio to a bare Worker stays as strict. */
const SLACK = isShort ? 2.5 : 1
const ROUNDS = 9
const ORDERS = 300
const LINES = 10

// A template is a module of text, which Node reads only after the hooks are in place.
const { formats } = await import('../src/documents/registry.ts')
const { EVERYTHING, TYPICAL } = await import('./typical.ts')
const { buildBare, buildTypical, buildWithoutConsole, measureStarts, weigh } = await import('./startup.ts')

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
  passed = report([
    ...(await started()),
    ...(isShort ? [] : [await compared(await made('one', {}), await made('all', OTHERS))]),
  ])
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

/** The Worker is stored next to its bundle, where workerd looks for the modules. */
function serving({ bundle, setting, withObject }: Made): Promise<Workerd> {
  const name = `worker${served++}`
  return serve({ name, bundle, vars: setting.vars, withObject, seen: seen.address }, path.dirname(bundle.folder))
}

/** Budgets of each typical configuration. The least of several times is the time with the least other load. */
async function started(): Promise<Budget[]> {
  const typical = [...TYPICAL, EVERYTHING]
  const built = typical.map((each, nr) => buildTypical(path.join(folder, `typical${nr}`), each))
  const lean = buildWithoutConsole(path.join(folder, 'without-console'), TYPICAL[0])
  const bare = buildBare(folder, built[0]?.vars ?? {})
  // The Worker without the console starts right before the same Worker with the console: other load affects both.
  const [bareStarts = [], ...starts] = await measureStarts([bare, lean, ...built], STARTS, seen.address)
  const bareMs = Math.min(...bareStarts)
  const [leanCost, ...costs] = [lean, ...built].map(({ name, bundle }, nr) => {
    const { code, others, gzipped } = weigh(bundle)
    const cpu = starts[nr] ?? []
    const startMs = Math.min(...cpu)
    console.log(
      `${name}: ${code.toFixed(0)} KiB of code and ${others.toFixed(0)} of other files, ${gzipped.toFixed(0)} gzipped; ${(startMs - bareMs).toFixed(0)} ms to start`,
    )
    return { code, gzippedKib: gzipped, startMs, starts: cpu }
  })
  const [full] = costs
  if (!full || !leanCost) throw new Error('No configuration was measured.')
  return [
    ...typical.flatMap(({ name, limitMs, limitRatio, limitKib }, nr) => {
      const { code = null, startMs = Number.NaN } = costs[nr] ?? {}
      return [
        { name: `KiB of code: ${name}`, limit: limitKib, value: code },
        { name: `CPU to start ÷ a bare Worker: ${name}`, limit: limitRatio, value: startMs / bareMs },
        { name: `ms of CPU to start: ${name}`, limit: limitMs * SLACK, value: startMs - bareMs },
      ]
    }),
    ...consoleBudgets(full, leanCost, isShort),
  ]
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
