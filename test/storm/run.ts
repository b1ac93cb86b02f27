import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFakeApicbase } from '../../src/cli/fake-apicbase/apicbase.ts'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { serveApicbase } from '../../src/cli/fake-apicbase/server.ts'
import type { Check } from '../crash/check.ts'
import { createGateway } from '../crash/gateway.ts'
import { type Counters, createCounter } from '../crash/kill-moment.ts'
import { openChefs } from './chefs.ts'
import { openCollector } from './collector.ts'
import { openDesk } from './desk.ts'
import { end } from './ending.ts'
import { openFolder } from './folder.ts'
import { historyOf } from './history.ts'
import { judge, judgeArrivals } from './judge/judge.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createOperator, type Operator } from './operator.ts'
import { openPartner } from './partner.ts'
import type { Plan } from './plan.ts'
import { openReceivers } from './receivers.ts'
import { CLIENT_ID, createSetting, FIRST_VARIANT, writeConfiguration } from './setting.ts'
import type { World } from './world.ts'

export interface Wish {
  readonly seed: number
  readonly plan: Plan
  readonly stormMs: number
  /** The source tree that the gateway runs from, and a folder for everything else. */
  readonly root: string
  readonly folder: string
  readonly progress: (line: string) => void
  /**
   * Ends early as soon as this says so of what can be judged at any moment. Null for a run that judges at its end: the
   * judgement reads all arrivals for each order, and would hold up the parties of a long storm.
   */
  readonly isFound: ((checks: readonly Check[]) => boolean) | null
}

export interface Verdict {
  readonly checks: readonly Check[]
  /** Of the orders that broke something. */
  readonly histories: readonly string[]
}

const PROGRESS_MS = 10_000
/** Of each broken check, so many orders are shown. */
const HISTORIES = 2
const LOOK_MS = 1_000

/** One run: the storm, its end, and the judgement. */
export async function run({ seed, plan, stormMs, root, folder, progress, isFound }: Wish): Promise<Verdict> {
  const dice = createDice(seed)
  const ledger = createLedger()
  const receivers = await openReceivers(ledger, dice.fork())
  const addresses = { erp: receivers.url, otherErp: receivers.otherUrl, mailPort: receivers.mail.port, apicbase: '' }
  const setting = createSetting(folder, addresses)
  const credentials = { clientId: CLIENT_ID, clientSecret: setting.clientSecret }
  const apicbase = createFakeApicbase({ clock: { now: Date.now }, credentials })
  const server = await serveApicbase(apicbase)
  const gateway = await createGateway(setting, folder, root)
  const world: World = {
    ...{ name: seed.toString(36), dice, ledger, setting, gateway, root, folder, csvAbsences: [] },
    addresses: { ...addresses, apicbase: server.url },
    book: apicbase.book,
    keys: { gust: 'gust', squall: 'squall' },
    variant: FIRST_VARIANT,
    weather: 'storm',
    isOver: false,
  }
  writeConfiguration(setting, world.addresses, world.variant, world.keys)
  const counters: Counters = {
    'as an order is posted': createCounter(),
    'as an order is answered': createCounter(),
    'as a document leaves': createCounter(),
  }
  receivers.onRequest = counters['as a document leaves'].count
  await gateway.start()
  const courierFolder = await openFolder(world)
  courierFolder.courier().start()
  /** Both run in process groups of their own, or without a terminal: nobody else would end them. */
  const tidy = (): void => {
    void courierFolder.courier().kill()
    void gateway.kill()
  }
  process.once('exit', tidy)
  const desk = openDesk(world)
  const chefs = openChefs(world, counters)
  const partner = openPartner(world)
  const collectors = ['box', 'csv'].map((route) => openCollector(world, route))
  const busy = [desk.busy, chefs.busy, partner.busy, ...collectors.map((one) => one.busy)]
  const operator = createOperator(world, { desk, folder: courierFolder, counters, busy })
  const begun = Date.now()
  const ticking = setInterval(() => progress(progressLine(begun, ledger, operator)), PROGRESS_MS)
  const storm = operator.follow(plan, begun + stormMs)
  try {
    if (isFound && (await found(isFound, begun + stormMs, storm, ledger)))
      return { checks: judgeArrivals(ledger), histories: [] }
    await storm
    world.weather = 'calm'
    while (busy.some(({ count }) => count > 0)) await sleep(100)
    receivers.recover()
    const ending = await end(world, desk, operator, partner)
    progress(progressLine(begun, ledger, operator))
    const checks = judge(ledger, ending, world.csvAbsences)
    const all = [...ledger.orders.values()]
    const orders = new Set(
      checks.flatMap(({ broken }) =>
        all.filter(({ number }) => broken.join('\n').includes(number)).slice(0, HISTORIES),
      ),
    )
    writeFileSync(path.join(folder, 'ledger.json'), JSON.stringify({ ...ledger, orders: all }, null, 1))
    const histories: string[] = []
    for (const order of orders) {
      const view = await desk.view(order.supplier === 'gust' ? 'gust' : 'squall', order.id)
      histories.push(...historyOf(ledger, order, view))
    }
    return { checks, histories }
  } finally {
    clearInterval(ticking)
    world.isOver = true
    // Found early, the operator may be in the middle of a restart, and would leave a gateway and a courier behind.
    await storm.catch(() => {})
    await courierFolder.stop()
    await gateway.stop()
    await Promise.all([desk.done, chefs.done, partner.done, ...collectors.map((one) => one.done)])
    receivers.close()
    await server.close()
    process.off('exit', tidy)
  }
}

/** Resolves to true as soon as what is looked for is found; else to false when the storm is over. */
async function found(
  isFound: NonNullable<Wish['isFound']>,
  limit: number,
  storm: Promise<void>,
  ledger: Ledger,
): Promise<boolean> {
  let isOver = false
  const over = (): void => {
    isOver = true
  }
  void storm.then(over, over)
  for (; !isOver || Date.now() < limit; await sleep(LOOK_MS)) if (isFound(judgeArrivals(ledger))) return true
  return false
}

function progressLine(begun: number, ledger: Ledger, operator: Operator): string {
  const seconds = Math.round((Date.now() - begun) / 1_000)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const acted = ledger.actions.filter(({ code }) => code === 200).length
  return [
    `${time}  ${ledger.orders.size} orders, ${ledger.postings.length} postings`,
    `${ledger.arrivals.length} documents, ${ledger.replies.length} replies, ${ledger.alerts.length} alerts`,
    `${operator.kills} kills, ${operator.changes} changes, ${operator.restores} restores, ${operator.renames} renames`,
    `${ledger.actions.length} actions (${acted} done)`,
  ].join('; ')
}
