import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { writeCourier } from '../../../scripts/courier.mjs'
import { createDice, type Dice } from '../../../src/cli/fake-apicbase/dice.ts'
import { ROOT } from '../../../src/cli/place.ts'
import { report } from '../../crash/check.ts'
import { createDesk } from '../../crash/desk.ts'
import { createGateway, type Gateway } from '../../crash/gateway.ts'
import { openAlerts } from './alerts.ts'
import { deskChecks, endChecks, folderChecks } from './checks.ts'
import { type CourierProcess, createCourierProcess, nodesHere } from './courier-process.ts'
import { openErp } from './erp.ts'
import { openRestaurants } from './restaurants.ts'
import { writeSetting } from './setting.ts'
import { mountSmallDisk } from './small-disk.ts'

/**
 * Kills couriers and the gateway repeatedly while orders arrive and an ERP consumes files. Two couriers share one
 * folder, and the disk of a third courier is full for a while. Counts the files that the ERP got:
 * npm run couriers -- [--seed N] [--kills N] [--gateway-kills N] [--seconds N] [--short]
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    kills: { type: 'string' },
    'gateway-kills': { type: 'string' },
    seconds: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const kills = Number(values.kills ?? (values.short ? 12 : 50))
const gatewayKills = Number(values['gateway-kills'] ?? (values.short ? 3 : 20))
/** After this time the remaining processes must finish the work. */
const KILLING_MS = 1_000 * Number(values.seconds ?? (values.short ? 15 : 60))
const SETTLED_LIMIT_MS = 45_000
/**
 * A gateway that needs half a minute to start is available for a tenth of the time. So an order may wait as long as the
 * complete run.
 */
const LATE_MINUTES = Math.max(10, (2 * KILLING_MS) / 60_000)
/** The disk stays full until an alert is sent, and then for a while. */
const FULL_LIMIT_MS = 120_000
const LOOK_MS = 50
const FULL_MS = values.short ? 500 : 10_000

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-couriers-'))
const dice = createDice(seed)
const alerts = await openAlerts()
const setting = writeSetting(path.join(folder, 'setting'), alerts.url, LATE_MINUTES)
const gateway = await createGateway(setting, folder)
const { file } = await writeCourier(ROOT, path.join(folder, 'courier'))
const [oldest, newest] = nodesHere()
const disk = mountSmallDisk(path.join(folder, 'small'))
/** An alert is resolved a minute after the end of the issue, which is too late for a short run. */
const expected = { full: disk !== null, over: disk !== null && !values.short }
const erp = openErp(path.join(folder, 'erp', 'in'), dice.fork())
const small = openErp(path.join(folder, 'small', 'in'), dice.fork())

const courierOf = (name: string, node: string, route: string, at: string): CourierProcess => {
  mkdirSync(path.join(folder, 'logs'), { recursive: true })
  return createCourierProcess({
    ...{ name, file, node, route, url: gateway.url, supplier: setting.supplier, tokenFile: setting.tokenFile },
    folder: path.join(folder, at, 'in'),
    state: path.join(folder, at, name),
    logFile: path.join(folder, 'logs', name),
  })
}
const couriers = [
  courierOf('ann', oldest, 'erp', 'erp'),
  courierOf('ben', newest, 'erp', 'erp'),
  courierOf('cor', oldest, 'small', 'small'),
] as const

/** State of the gateway: the couriers need a running gateway. */
let isUp = true
const PATIENCE_MS = 2_000

/** Usually waits for a moment of work; returns true then. */
async function moment(courier: CourierProcess, chance: Dice): Promise<boolean> {
  const where = chance.pick<'folder' | 'journal' | null>(['folder', 'folder', 'journal', 'journal', null])
  const isAtWork = where !== null && (await Promise.race([courier.atWork(where).then(() => true), sleep(PATIENCE_MS)]))
  await sleep(chance.below(isAtWork ? 5 : 100))
  return isAtWork === true
}

async function killCouriers(chance: Dice, until: number): Promise<{ killed: number; atWork: number }> {
  let atWork = 0
  let killed = 0
  for (; killed < kills && Date.now() < until; killed++) {
    while (!isUp && Date.now() < until) await sleep(20)
    const courier = chance.pick(couriers)
    if (await moment(courier, chance)) atWork++
    await courier.kill()
    if (chance.chance(0.1)) await sleep(chance.below(3_000))
    courier.start()
  }
  return { killed, atWork }
}

async function killGateway({ start, kill }: Gateway, chance: Dice, until: number): Promise<number> {
  let count = 0
  for (; count < gatewayKills && Date.now() < until; count++) {
    await sleep(500 + chance.below(2_500))
    await moment(chance.pick(couriers), chance)
    isUp = false
    await kill()
    await start()
    isUp = true
  }
  return count
}

const isTold = (kind: string): boolean => alerts.told.some((one) => one.kind === kind && one.cause === 'disk-full')

/** After the courier has started: a courier without a stored identity cannot start on a full disk. */
async function fillDisk(): Promise<void> {
  while (!existsSync(path.join(folder, 'small', 'cor', 'courier.json'))) await sleep(LOOK_MS)
  await sleep(2_000)
  disk?.fill()
  for (const limit = Date.now() + FULL_LIMIT_MS; disk && !isTold('courier') && Date.now() < limit; )
    await sleep(LOOK_MS)
  await sleep(FULL_MS)
  await disk?.free()
}

console.log(
  `seed ${seed}: up to ${kills} kills of couriers, ${gatewayKills} of the gateway, within ${KILLING_MS / 1000} s`,
)
if (!disk) console.log('This user can mount no disk: a full one is left out.')
let passed = false
try {
  await gateway.start()
  for (const courier of couriers) courier.start()
  const restaurants = openRestaurants(gateway.url, setting, seed.toString(36), () =>
    Math.min(erp.eaten.size, small.eaten.size + 60),
  )
  const until = Date.now() + KILLING_MS
  const [{ killed, atWork }, killedGateways] = await Promise.all([
    killCouriers(dice.fork(), until),
    killGateway(gateway, dice.fork(), until),
    fillDisk(),
  ])
  await restaurants.close()
  const desk = createDesk(gateway.url, setting)
  const pending = await desk.settled(SETTLED_LIMIT_MS)
  for (const limit = Date.now() + 75_000; expected.over && !isTold('resolved') && Date.now() < limit; ) await sleep(200)
  const { accepted } = restaurants
  const codes = await Promise.all(couriers.map((courier) => courier.stop()))
  console.log(
    `${killed} couriers killed, ${atWork} in the middle of work (Node: ${[...new Set([oldest, newest])].join(', ')}), the gateway ${killedGateways} times`,
  )
  console.log(
    `${accepted.length} orders accepted; eaten ${erp.eaten.size} and ${small.eaten.size}; ${alerts.told.length} alerts`,
  )
  passed = report([
    ...(await folderChecks('erp', erp, accepted, gateway.url, setting)),
    ...(await folderChecks('small', small, accepted, gateway.url, setting)),
    ...(await deskChecks(
      pending.map(({ orderNumber }) => orderNumber),
      alerts.told,
      expected,
    )),
    ...endChecks(codes, couriers),
  ])
} catch (error) {
  console.log(`The run could not be finished: ${error instanceof Error ? error.message : error}`)
  console.log('0 passed, 1 failed')
} finally {
  for (const courier of couriers) await courier.kill()
  await gateway.stop()
  for (const one of [erp, small]) one.stop()
  alerts.close()
  disk?.close()
  if (passed) rmSync(folder, { recursive: true, force: true })
  else console.log(`What is left of it: ${folder}`)
}
process.exit(passed ? 0 : 1)
