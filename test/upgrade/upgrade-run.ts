import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrations } from '../../src/outbox/migrations/registry.ts'
import { createAdmin } from '../crash/admin.ts'
import type { Check } from '../crash/check.ts'
import { createDesk, type ListedOrder } from '../crash/desk.ts'
import { createGateway, type Gateway } from '../crash/gateway.ts'
import { type PlacedOrder, placeOrder, signed } from '../crash/placed-order.ts'
import type { EveryTransport } from './every-transport.ts'
import { deepHealth, killWhileMigrating, type Remains } from './kills.ts'
import { OWN_ACCOUNT, objectsInBucket, sentMails } from './own-account.ts'
import {
  EVERY,
  orderNumbersIn,
  ROUTES,
  SUPPLIER,
  type SupplierSystem,
  type TakenDocument,
  type UpgradeSetting,
} from './stage.ts'
import { checkOut, copyWithBucket, copyWithSlowMigration } from './trees.ts'

export interface UpgradePlan {
  readonly from: string
  readonly orders: number
  readonly kills: number
  readonly batchOf: number
  /** Orders for the supplier with every transport. */
  readonly each: number
}

const BY = { by: 'upgrade' }
/** The open batch waits two minutes for more orders, and retries wait longer and longer. */
const SETTLED_LIMIT_MS = 240_000
const AT_ONCE = 8
/** Every route makes a first attempt before the kill. */
const FIRST_ATTEMPTS_MS = 5_000

/** Old storage, kills in the middle of a migration, the upgrade, and a downgrade that is refused. */
export async function upgrade(
  plan: UpgradePlan,
  system: SupplierSystem,
  every: EveryTransport,
  setting: UpgradeSetting,
  folder: string,
): Promise<Check[]> {
  const [oldTree, slowTree, newTree] = ['before', 'slow', 'after'].map((name) => path.join(folder, name)) as Trees
  checkOut(plan.from, oldTree)
  copyWithSlowMigration(slowTree)
  copyWithBucket(newTree)
  const [before, slow, after] = [
    await createGateway(setting, folder, oldTree),
    await createGateway(setting, folder, slowTree),
    await createGateway(setting, folder, newTree),
  ]
  try {
    const { orders, each } = await fill(plan, before, setting)
    const count = orders.length + each.length
    console.log(`${count} orders accepted by commit ${plan.from}, none delivered; the gateway is killed`)
    const early = every.taken().map(({ route }) => `${route} delivered before the upgrade`)

    const remains: Remains[] = []
    for (let kill = 0; kill < plan.kills; kill++) {
      const megabytes = 1 + Math.floor((kill / plan.kills) * 25)
      remains.push(await killWhileMigrating(slow, setting, megabytes * 1_000_000, orders.length * ROUTES.length))
      console.log(`kill ${kill + 1}, after ${megabytes} MB: schema version ${remains.at(-1)?.version}`)
    }

    await after.start()
    system.isUp = true
    every.recover()
    const health = await deepHealth(after, setting)
    const collected = await finish(after, setting)
    for (const { name } of every.routes) await act(after, setting, `${name}/retry`, EVERY)
    for (const name of OWN_ACCOUNT) await act(after, setting, `${name}/resume`, EVERY)
    const open: ListedOrder[] = []
    for (const supplier of [SUPPLIER, EVERY]) {
      const desk = createDesk(after.url, { supplier, consoleToken: setting.secrets.CONSOLE_TOKEN })
      open.push(...(await desk.settled(SETTLED_LIMIT_MS)))
    }
    const again = await post(after, setting, orders[0] ?? placeOrder(0, 'none'))
    const fresh = await post(after, setting, placeOrder(plan.orders, 'upgrade'))
    const kinds = [...system.alerts]
    const mails = await sentMails(after.url, setting, each)
    const documents = [...system.taken, ...collected]
    await after.stop()
    const inAccount = [...mails, ...(await objectsInBucket(setting))]

    const refused = await downgrade(slow, after, setting, orders)
    return [
      {
        name: `${plan.kills} kills in the middle of a migration leave nothing of that migration`,
        // Everything that an object writes while it starts is committed as one, so earlier migrations may be undone too.
        broken: remains.flatMap(({ version, traces }) => [
          ...(version <= migrations.length ? [] : [`schema version ${version}`]),
          ...traces,
        ]),
      },
      { name: 'deep health is good after the upgrade', broken: health.status === 200 ? [] : [health.text] },
      { name: 'every order is settled', broken: open.map(({ orderId, state }) => `${orderId} is ${state}`) },
      { name: 'no server of a transport had a document before the upgrade', broken: early },
      ...ROUTES.map((route) => onceBy(route, orders, documents)),
      ...every.routes.map(({ name }) => onceBy(name, each, every.taken())),
      ...OWN_ACCOUNT.map((name) => onceBy(name, each, inAccount)),
      {
        name: 'an order from before is known, and a new one is accepted',
        broken: [again, fresh]
          .map(({ status, answer }) => `${status} ${answer}`)
          .filter((one, at) => one !== KNOWN[at]),
      },
      { name: 'nobody was alerted that an outbox is closed', broken: kinds.filter((kind) => kind === 'storage') },
      {
        name: 'an older gateway refuses the storage, says why, and alerts',
        broken: [...refused, ...closedAlerts(system)],
      },
    ]
  } finally {
    for (const gateway of [before, slow, after]) await gateway.stop()
  }
}

type Trees = [before: string, slow: string, after: string]

const KNOWN = ['200 duplicate', '200 accepted']

const closedAlerts = ({ alerts }: SupplierSystem): string[] =>
  alerts.includes('storage') ? [] : [`no alert 'storage' among ${alerts.join(', ') || 'none'}`]

/** Orders of every restaurant, none of which can be delivered: two routes are down, one is paused, one is not collected. */
async function fill({ orders: count, each: eachCount }: UpgradePlan, gateway: Gateway, setting: UpgradeSetting) {
  await gateway.start()
  await act(gateway, setting, 'archive/pause')
  for (const name of OWN_ACCOUNT) await act(gateway, setting, `${name}/pause`, EVERY)
  const orders = Array.from({ length: count }, (_, at) => placeOrder(at, 'upgrade'))
  const each = Array.from({ length: eachCount }, (_, at) => placeOrder(at, EVERY))
  const queue = [
    ...orders.map((order) => ({ order, supplier: SUPPLIER })),
    ...each.map((order) => ({ order, supplier: EVERY })),
  ]
  const place = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { status, answer } = await post(gateway, setting, next.order, next.supplier)
      if (status !== 200) throw new Error(`The gateway answered ${status} ${answer}.`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, place))
  await sleep(FIRST_ATTEMPTS_MS)
  await gateway.kill()
  return { orders, each }
}

async function act(
  gateway: Gateway,
  { secrets }: UpgradeSetting,
  action: string,
  supplier: string = SUPPLIER,
): Promise<void> {
  const { status } = await createAdmin(gateway.url, secrets.CONSOLE_TOKEN).call(
    `/suppliers/${supplier}/routes/${action}`,
    BY,
  )
  if (status !== 200) throw new Error(`${action} was answered ${status}.`)
}

async function post({ url }: Gateway, { secrets }: UpgradeSetting, order: PlacedOrder, supplier: string = SUPPLIER) {
  const { body, signature } = signed(order, secrets.WEBHOOK_SECRET)
  const headers = { 'content-type': 'application/json', 'x-apic-webhook-signature': signature }
  const response = await fetch(`${url}/webhooks/${supplier}`, { method: 'POST', body, headers })
  const { status, problems }: { status?: unknown; problems?: readonly { code: string }[] } = await response.json()
  return { status: response.status, answer: String(problems?.[0]?.code ?? status) }
}

/** What a desk and the supplier's system do once all works again. */
async function finish(gateway: Gateway, setting: UpgradeSetting): Promise<TakenDocument[]> {
  await act(gateway, setting, 'archive/resume')
  for (const route of ['erp', 'batch']) await act(gateway, setting, `${route}/retry`)
  const headers = { authorization: `Bearer ${setting.secrets.MAILBOX_TOKEN}` }
  const mailbox = `${gateway.url}/mailbox/${SUPPLIER}/mailbox`
  const collected: TakenDocument[] = []
  for (;;) {
    const { documents }: { documents: readonly { id: string }[] } = await (await fetch(mailbox, { headers })).json()
    if (documents.length === 0) return collected
    for (const { id } of documents) {
      const text = await (await fetch(`${mailbox}/${id}`, { headers })).text()
      collected.push({ route: 'mailbox', key: id, orderNumbers: orderNumbersIn(text) })
      await fetch(`${mailbox}/${id}/consumed`, { method: 'POST', headers })
    }
  }
}

/** A gateway that has one migration more runs to its end; the one from before it must refuse. */
async function downgrade(
  newer: Gateway,
  older: Gateway,
  setting: UpgradeSetting,
  [order]: readonly PlacedOrder[],
): Promise<string[]> {
  await newer.start()
  await deepHealth(newer, setting)
  await newer.kill()
  await older.start()
  const { status, answer } = await post(older, setting, order ?? placeOrder(0, 'none'))
  const health = await deepHealth(older, setting)
  await sleep(1_000)
  await older.stop()
  const says = `schema version ${migrations.length + 1}`
  return [
    ...(status === 503 && answer === 'outbox-closed' ? [] : [`a known order was answered ${status} ${answer}`]),
    ...(health.status === 503 && health.text.includes(says) ? [] : [`deep health: ${health.status} ${health.text}`]),
  ]
}

/** Each order stands in exactly one document that was taken. */
function onceBy(route: string, orders: readonly PlacedOrder[], documents: readonly TakenDocument[]): Check {
  const counts = new Map(orders.map(({ number }) => [number, 0]))
  for (const one of documents)
    if (one.route === route)
      for (const number of one.orderNumbers) if (counts.has(number)) counts.set(number, (counts.get(number) ?? 0) + 1)
  const wrong = [...counts].filter(([, count]) => count !== 1)
  return {
    name: `route ${route} delivers each order once`,
    broken: wrong.map(([number, count]) => `${number}: ${count}`),
  }
}
