import { NEVER } from '../../src/outbox/schema.ts'
import type { Supplier } from '../../src/profile/supplier.ts'
import type { RepeatedSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { settled } from '../fakes/outbox.ts'
import { MANNERS_KNOWN, openChannels, type Taken } from './channels.ts'
import { rowsOf } from './rows.ts'
import { type Pick, type Scene, unconfirmedRules } from './scenes.ts'
import { openWorld } from './world.ts'

const FAX = 'https://fax.example/orders'
const ANN = { by: 'ann', note: 'By telephone.' }
const MINUTE = 60_000

/** The results of a history, which show that a thousand histories tried enough. */
export interface Outcome {
  readonly orders: number
  readonly passedOn: number
  readonly marked: number
  /** Orders with documents at more than one receiver. */
  readonly twice: number
  readonly steps: readonly string[]
}

/** A fallback chain of two or three steps, some with a mailbox at the end, some with a person. */
function ladder(pick: Pick): Supplier {
  const ends = [httpRoute('fax', FAX), mailboxRoute('box')]
  const last = pick([undefined, undefined, ...ends])
  const [first, gap] = [pick([0.05, 1, 5, 20]), pick([0.1, 2, 15])]
  const fallbacks = [
    { route: 'wms', afterMinutes: first },
    ...(last ? [{ route: last.name, afterMinutes: first + gap }] : []),
    ...(pick([true, false]) ? [{ hold: true, afterMinutes: first + 2 * gap }] : []),
  ]
  const retry = {
    delaysSeconds: pick([
      [5, 30, 600],
      [60, 600],
    ]),
    giveUpAfterHours: pick([0.2, 24]),
  }
  return supplierWith({
    whenUncertain: pick(['resend', 'resend', 'hold']),
    ...unconfirmedRules(pick),
    routes: [httpRoute('erp', ERP, { fallbacks, retry }), httpRoute('wms', WMS, { retry }), ...(last ? [last] : [])],
  })
}

/**
 * Lives through one history of channels that fail and return; a seed always gives the same history. Throws with the
 * steps so far when a promise breaks.
 */
export async function climb(seed: number, steps: number, store?: RepeatedSql): Promise<Outcome> {
  const scene: Scene = {
    supplier: ladder,
    isClosed: (route) => channels.mannerOf(route) === 'down',
  }
  const world = openWorld(seed, store, scene)
  const { random, pick, clock } = world
  const channels = openChannels(world.knocks, clock.now)
  const routes = world.supplier.routes.map(({ name }) => name)
  const told: string[] = []
  let orders = 0

  const numberOf = (orderId: string): string => `PO-${orderId}`
  const anyOrder = (): string => `o${1 + Math.floor(random() * Math.max(1, orders))}`

  async function settleDown(): Promise<void> {
    await settled(2)
    channels.serve()
    await settled(2)
  }

  async function ring(): Promise<void> {
    await world.ring()
    await settleDown()
  }

  function arrive(): string {
    const orderId = `o${++orders}`
    const unconfirmed = random() < 0.15
    const submission = world.submission(orderId, numberOf(orderId), 1, 'webhook', { unconfirmed })
    world.outbox.accept(submission)
    const isGone = random() < 0.1 && world.outbox.withdraw(orderId, submission.requestId, 'disconnected')
    return `${orderId} arrives${unconfirmed ? ', unconfirmed' : ''}${isGone ? `, its sender gone: ${isGone}` : ''}`
  }

  function change(): string {
    const [route, manner] = [pick(routes), pick(MANNERS_KNOWN)]
    channels.set(route, manner)
    return `${route} is ${manner}`
  }

  function act(): string {
    const { outbox } = world
    const [orderId, route, other] = [anyOrder(), pick(routes), pick(routes)]
    const acts = {
      pause: () => outbox.pause(route, ANN),
      resume: () => outbox.resume(route, ANN),
      retry: () => outbox.retry(orderId, route, ANN),
      release: () => outbox.release(orderId, ANN),
      retryRoute: () => outbox.retryRoute(route, ANN),
      sendBy: () => outbox.sendBy(orderId, route, other, ANN),
    }
    const name = pick(['pause', 'resume', 'resume', 'retry', 'release', 'retryRoute', 'sendBy', 'sendBy'] as const)
    const result = acts[name]()
    return `${name} ${orderId} ${route} ${other}: ${'ok' in result ? result.ok : result.state}`
  }

  function collect(): string {
    const [first] = world.outbox.listMailbox('box')
    if (!first) return 'the mailbox is empty'
    const found = world.outbox.fetchDocument('box', first.id)
    if (typeof found === 'string') return `${first.fileName} ${found}`
    const { orderNumber, possibleRepeat } = JSON.parse(new TextDecoder().decode(found.bytes))
    channels.collected({ route: 'box', orderNumber, key: `box ${first.digest}`, marked: possibleRepeat })
    const word = pick(['collected', 'consumed', 'nothing', 'failed'] as const)
    if (word !== 'nothing') world.outbox.applyMailboxStatus('box', first.id, word, null)
    return `${first.fileName} is fetched, and ${word} is said of it`
  }

  /** Time passes, from alarm to alarm, and no longer than an attempt may take. */
  async function pass(step = pick([50, 3_000, 10_000, MINUTE, 6 * MINUTE, 6 * MINUTE, 20 * MINUTE])): Promise<string> {
    const until = clock.now() + step
    while (world.alarm !== null && world.alarm <= until) {
      clock.set(Math.max(clock.now(), world.alarm))
      await settleDown()
      await ring()
      check()
    }
    clock.set(until)
    await settleDown()
    return `${step} ms pass`
  }

  const stop = async (): Promise<string> => {
    await world.crash()
    return 'the object is stopped, and starts again'
  }

  /** The first document at the receivers is the order; every other document shows POSSIBLE REPEAT. */
  function check(): void {
    for (const [orderNumber, documents] of byOrder(channels.taken)) {
      const plain = documents.filter(({ marked }) => !marked)
      if (new Set(plain.map(({ key }) => key)).size > 1)
        throw new Error(`Two unmarked documents of ${orderNumber}: ${JSON.stringify(plain)}`)
      const [first] = documents
      if (first?.marked === false && plain.length > 0 && plain[0]?.key !== first.key)
        throw new Error(`An unmarked document of ${orderNumber} follows another: ${JSON.stringify(documents)}`)
      if (first?.marked && plain.length > 0)
        throw new Error(`An unmarked document of ${orderNumber} follows a marked one: ${JSON.stringify(documents)}`)
    }
    const needless = world.knocks.find(
      ({ marked, orderNumber, route }) =>
        marked &&
        !world.knocks.some((one) => one.orderNumber === orderNumber && one.route !== route) &&
        !channels.taken.some((one) => one.orderNumber === orderNumber && one.route === 'box'),
    )
    if (needless) throw new Error(`${needless.orderNumber} is marked on ${needless.route}, and went nowhere before.`)
    const flying = world.store.all<{ n: number; order_id: string }>(
      `SELECT order_id, count(*) AS n FROM deliveries WHERE next_at IS NOT NULL GROUP BY order_id, version, primary_route HAVING n > 1`,
    )
    if (flying[0]) throw new Error(`Two routes have ${flying[0].order_id}.`)
    for (const { orderId, nextAt, fallbackCheckAt } of rowsOf(world)) {
      if (nextAt === null || fallbackCheckAt === null) continue
      if (fallbackCheckAt < NEVER && (world.alarm === null || world.alarm > Math.max(fallbackCheckAt, clock.now())))
        throw new Error(`Nobody looks at the ladder of ${orderId}.`)
      if (fallbackCheckAt === NEVER && nextAt < NEVER)
        throw new Error(`${orderId} leaves by itself, and climbs no ladder.`)
    }
  }

  /** Every part works again, and a person releases all waiting orders. Then every order must have arrived. */
  async function end(): Promise<void> {
    for (const route of routes) channels.set(route, 'up')
    for (let turn = 0; turn < 6; turn++) {
      for (const route of routes) {
        world.outbox.resume(route, ANN)
        world.outbox.retryRoute(route, ANN)
      }
      for (let at = 1; at <= orders; at++) world.outbox.release(`o${at}`, ANN)
      await pass(3_000)
      while (!collect().endsWith('empty')) await settleDown()
      await pass(30 * MINUTE)
    }
    check()
    const arrived = byOrder(channels.taken)
    for (let at = 1; at <= orders; at++)
      if (!arrived.has(numberOf(`o${at}`))) throw new Error(`Nobody has ${numberOf(`o${at}`)}.`)
  }

  try {
    for (let step = 0; step < steps; step++) {
      const what = pick([arrive, change, change, change, act, collect, pass, pass, pass, pass, stop])
      told.push(await what())
      await settleDown()
      if (random() < 0.8) await ring()
      check()
    }
    await end()
    const rows = world.store.all<{ passedOn: number; marked: number }>(
      'SELECT coalesce(sum(fencing_token > 0), 0) AS passedOn, coalesce(sum(possible_repeat), 0) AS marked FROM deliveries',
    )
    const twice = [...byOrder(channels.taken).values()].filter((each) => new Set(each.map(({ key }) => key)).size > 1)
    return { orders, passedOn: rows[0]?.passedOn ?? 0, marked: rows[0]?.marked ?? 0, twice: twice.length, steps: told }
  } catch (error) {
    const rows = world.store
      .all('SELECT * FROM deliveries ORDER BY order_id, fencing_token')
      .map((row) => JSON.stringify(row))
    throw new Error([`Seed ${seed}: ${String(error)}`, ...told, ...rows].join('\n'))
  } finally {
    for (const knock of world.knocks) if (!knock.ended) knock.end(new Error('The end.'))
    await settled(2)
  }
}

/** In the sequence of arrival. */
function byOrder(taken: readonly Taken[]): Map<string, Taken[]> {
  const orders = new Map<string, Taken[]>()
  for (const one of taken) orders.set(one.orderNumber, [...(orders.get(one.orderNumber) ?? []), one])
  return orders
}
