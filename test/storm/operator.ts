import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { arrive, type Counters } from '../crash/kill-moment.ts'
import type { Desk } from './desk.ts'
import type { Folder } from './folder.ts'
import { changed, type Event, type Plan } from './plan.ts'
import { ROUTES, SUPPLIERS, type SupplierName, type Variant, writeConfiguration } from './setting.ts'
import type { Busy, World } from './world.ts'

/** Who kills, reconfigures, exports and restores the gateway. */
export interface Operator {
  readonly kills: number
  readonly changes: number
  readonly restores: number
  readonly renames: number
  /** Follows the plan, and begins nothing after `until`. */
  follow(plan: Plan, until: number): Promise<void>
  /** Starts the gateway with another configuration. */
  reconfigure(variant: Variant, byKill: boolean): Promise<void>
}

export interface Others {
  readonly desk: Desk
  readonly folder: Folder
  readonly counters: Counters
  /** Whoever may have begun something. */
  readonly busy: readonly Busy[]
}

const LOOK_MS = 100
const QUIET_LIMIT_MS = 20_000
const run = promisify(execFile)

export function createOperator(world: World, { desk, folder, counters, busy }: Others): Operator {
  const { gateway, ledger, setting } = world
  const counts = { kills: 0, changes: 0, restores: 0, renames: 0 }
  const note = (text: string): void => void ledger.moments.push({ at: Date.now(), text })

  async function follow({ events }: Plan, until: number): Promise<void> {
    for (const event of events) {
      if (Date.now() + event.afterMs > until) return
      await sleep(event.afterMs)
      if (world.isOver) return
      await carryOut(event)
    }
  }

  async function carryOut(event: Event): Promise<void> {
    if (event.kind === 'kill') {
      for (const counter of Object.values(counters)) counter.reset()
      if (event.moment.when === 'while it starts') {
        await kill('while it starts')
        gateway.launch()
      }
      await arrive(event.moment, counters)
      await kill(event.moment.when)
      await gateway.start()
      note('the gateway serves again')
    } else if (event.kind === 'change') {
      note(`the configuration changes: ${event.change}`)
      await reconfigure(changed(world.variant, event.change), event.byKill)
      counts.changes++
    } else if (event.kind === 'restore') {
      await restore()
      counts.restores++
    } else {
      await rename(event.supplier)
      counts.renames++
    }
  }

  async function kill(when: string): Promise<void> {
    note(`the gateway is killed ${when}`)
    await gateway.kill()
    counts.kills++
  }

  async function reconfigure(variant: Variant, byKill: boolean): Promise<void> {
    await (byKill ? gateway.kill() : gateway.stop())
    const now = Date.now()
    const absence = world.csvAbsences.at(-1)
    if (!variant.hasCsv && world.variant.hasCsv) world.csvAbsences.push({ from: now, to: Number.POSITIVE_INFINITY })
    world.variant = variant
    writeConfiguration(setting, world.addresses, variant, world.keys)
    await gateway.start()
    if (variant.hasCsv && absence && absence.to === Number.POSITIVE_INFINITY) absence.to = Date.now()
    note('the gateway serves again')
  }

  /** Export, loss of all storage, restore. Nothing is sent between export and loss. */
  async function restore(): Promise<void> {
    await calm()
    for (const supplier of SUPPLIERS)
      for (const route of allRoutes(supplier)) await desk.act({ name: 'route-pause', supplier, route })
    await atRest()
    const exports = new Map<SupplierName, string>()
    for (const supplier of SUPPLIERS) {
      const out = path.join(world.folder, `export-${supplier}-${ledger.moments.length}`)
      await command('export', '--supplier', world.keys[supplier], '--out', out)
      exports.set(supplier, out)
    }
    const text = 'both suppliers are exported, and the gateway is killed and its storage lost'
    ledger.moments.push({ at: Date.now(), text, isLoss: true })
    await gateway.kill()
    rmSync(setting.persist, { recursive: true, force: true })
    await gateway.start()
    for (const [supplier, out] of exports) await command('restore', out, '--supplier', world.keys[supplier])
    note('both suppliers are restored')
    await storm()
  }

  /** Chefs and receivers call the supplier by its new key from the moment that the gateway does. Deliveries may be under way. */
  async function rename(supplier: SupplierName): Promise<void> {
    await calm()
    const [from, to] = [world.keys[supplier], `${supplier}-${counts.renames + 1}`]
    const text = `the gateway is killed, and supplier ${from} is renamed to ${to}`
    note(text)
    await gateway.kill()
    world.keys[supplier] = to
    writeConfiguration(setting, world.addresses, world.variant, world.keys)
    await gateway.start()
    await command('rename', `${from}=${to}`)
    note(`the orders of ${from} are moved to ${to}`)
    await storm()
  }

  /** Nobody begins anything, and what was begun has ended. */
  async function calm(): Promise<void> {
    world.weather = 'calm'
    await folder.courier().stop()
    await quiet()
  }

  async function storm(): Promise<void> {
    await folder.renew()
    folder.courier().start()
    world.weather = 'storm'
  }

  const allRoutes = (supplier: SupplierName): string[] => [
    ...ROUTES[supplier].filter((route) => route !== 'csv' || world.variant.hasCsv),
    ...(supplier === 'gust' ? ['mail'] : []),
  ]

  async function quiet(): Promise<void> {
    for (const limit = Date.now() + QUIET_LIMIT_MS; Date.now() < limit; await sleep(LOOK_MS))
      if (busy.every(({ count }) => count === 0)) return
  }

  /** No attempt is under way any more. */
  async function atRest(): Promise<void> {
    for (const limit = Date.now() + QUIET_LIMIT_MS; Date.now() < limit; await sleep(LOOK_MS * 5))
      if (!(await isSending())) return
  }

  async function isSending(): Promise<boolean> {
    for (const supplier of SUPPLIERS)
      for (const state of ['pending', 'held'])
        for (const { orderId } of await desk.list(supplier, state))
          if ((await desk.view(supplier, orderId))?.deliveries.some((one) => one.state === 'sending')) return true
    return false
  }

  async function command(...words: string[]): Promise<void> {
    const options = ['--url', gateway.url, '--vars', setting.varsFile]
    await run(process.execPath, ['bin/orderbridge.mjs', ...words, ...options], { cwd: world.root }).catch((error) => {
      // Orders that were accepted under another content since are named, and are no fault of the command.
      note(`orderbridge ${words[0]} ended with ${error.code}: ${error.stdout} ${error.stderr}`)
    })
  }

  return {
    get kills() {
      return counts.kills
    },
    get changes() {
      return counts.changes
    },
    get restores() {
      return counts.restores
    },
    get renames() {
      return counts.renames
    },
    follow,
    reconfigure,
  }
}
