import type { Supplier } from '../../src/profile/supplier.ts'
import type { RepeatedSql } from '../fakes/node-sql.ts'
import { ERP, httpRoute, supplierWith, WMS } from '../fakes/orders.ts'
import { settled } from '../fakes/outbox.ts'
import { MANNERS_KNOWN, openChannels } from './channels.ts'
import { bodyOf, type ChefsOrder, edit, newOrder, nextMove, record } from './chef.ts'
import { checkChef, type Tally } from './chef-promises.ts'
import { FATES, type Fate, openLine } from './chefs-line.ts'
import { pollOnce } from './chefs-list.ts'
import type { Pick, Scene } from './scenes.ts'
import { openWorld } from './world.ts'

const MINUTE = 60_000
const POLL_MS = 5 * MINUTE
const NEVER = Number.POSITIVE_INFINITY

function supplierOf(pick: Pick): Supplier {
  const [retry, waits] = [{ delaysSeconds: [5, 30, 600], giveUpAfterHours: pick([0.2, 24]) }, pick([0, 0, 0, 60])]
  const api = {
    baseUrl: 'https://api.apicbase.example',
    ...{ clientId: 'API_ID', clientSecret: 'API_SECRET', since: '2026-11-01' },
  }
  return supplierWith({
    ...(pick([true, true, false]) ? { api } : {}),
    revisions: pick(['hold', 'replace']),
    whenUncertain: pick(['resend', 'hold']),
    sendAfterSeconds: waits,
    unconfirmed: { policy: pick(['hold', 'send']), sendAfterSeconds: pick([30, 120, 900]) },
    routes: [httpRoute('erp', ERP, { retry }), httpRoute('wms', WMS, { retry })].slice(0, pick([1, 2])),
  })
}

/**
 * Lives through one history of chefs who send, wait, edit and send again; a seed always gives the same history.
 * Throws with the steps when a promise breaks.
 */
export async function cook(seed: number, steps: number, store?: RepeatedSql): Promise<Tally> {
  const scene: Scene = { supplier: supplierOf, isClosed: (route) => channels.mannerOf(route) === 'down' }
  const world = openWorld(seed, store, scene)
  const { random, pick, clock, supplier } = world
  const channels = openChannels(world.knocks, clock.now)
  const line = openLine(world, channels.serve)
  const routes = supplier.routes.map(({ name }) => name)
  const orders: ChefsOrder[] = []
  const told: string[] = []
  let pollAt = clock.now() + random() * POLL_MS

  async function settleDown(): Promise<void> {
    await settled(2)
    channels.serve()
    await settled(2)
  }

  async function begin(): Promise<string> {
    const order = newOrder(orders.length + 1, clock.now())
    orders.push(order)
    return send(order)
  }

  /** The chef reacts to an error. */
  async function goOn(): Promise<string> {
    const waiting = orders.filter(({ confirmed, givenUp }) => confirmed === null && !givenUp)
    if (waiting.length === 0) return begin()
    const order = pick(waiting)
    const move = nextMove(order, pick)
    edit(order, move, pick)
    if (move === 'give up') return `the chef gives ${order.id} up`
    return `${move}: ${await send(order)}`
  }

  async function send(order: ChefsOrder): Promise<string> {
    const { content } = order
    const fate = random() < 0.4 ? 'answered' : pick(FATES)
    order.posted.add(content)
    const { status, lostUnseen } = await line.post(bodyOf(order, content), fate)
    if (lostUnseen) order.lost.add(content)
    if (fate !== 'answered') order.plain = false
    if (fate !== 'gone before') order.attended.add(content)
    if (fate !== 'not stored' && fate !== 'too slow') order.stored.add(content)
    if (status === 200) record(order, content, pick([0, 0, MINUTE, 12 * MINUTE, NEVER]) + clock.now())
    return `${order.id} content ${content}, ${fate}: ${status || 'nothing came'}`
  }

  /**
   * A proxy repeats a post that the outbox has stored. The outbox cannot recognise a repetition of an unknown post,
   * because the signature has no time.
   */
  async function replay(): Promise<string> {
    const known = orders.filter(({ stored }) => stored.size > 0)
    if (known.length === 0) return begin()
    const order = pick(known)
    const content = pick([...order.stored])
    const fate: Fate = pick(['gone before', 'gone once it was stored', 'answer lost'])
    if (fate !== 'gone before') order.attended.add(content)
    const { lostUnseen } = await line.post(bodyOf(order, content), fate)
    order.plain = false
    if (lostUnseen) order.lost.add(content)
    return `${order.id} content ${content} once more, ${fate}`
  }

  function change(): string {
    const [route, manner] = [pick(routes), pick(MANNERS_KNOWN)]
    channels.set(route, manner)
    return `${route} is ${manner}`
  }

  async function look(): Promise<void> {
    pollAt += POLL_MS
    if (supplier.api && random() < 0.8) await pollOnce(world, orders, line.seen, false)
    await settleDown()
  }

  /** Time passes, from alarm to alarm and from poll to poll. */
  async function pass(step = pick([50, 3_000, 20_000, MINUTE, 3 * MINUTE, 10 * MINUTE])): Promise<string> {
    const until = clock.now() + step
    for (;;) {
      const next = Math.min(world.alarm ?? NEVER, pollAt)
      if (next > until) break
      clock.set(Math.max(clock.now(), next))
      await settleDown()
      await world.ring()
      await settleDown()
      if (pollAt <= clock.now()) await look()
    }
    clock.set(Math.max(clock.now(), until))
    await settleDown()
    return `${step} ms pass`
  }

  const stop = async (): Promise<string> => {
    await world.crash()
    return 'the object is stopped, and starts again'
  }

  /** Every part works again, the list is read to its end, and a day and a night pass. */
  async function end(): Promise<void> {
    for (const route of routes) {
      channels.set(route, 'up')
      world.outbox.resume(route, { by: 'ann' })
    }
    await pass(31 * MINUTE)
    pollAt = NEVER
    await pass(10 * 60 * MINUTE)
    if (supplier.api) await pollOnce(world, orders, line.seen, true)
    world.outbox.makeStatements()
    await pass(50 * 60 * MINUTE)
  }

  try {
    for (let step = 0; step < steps; step++) {
      const what = pick([begin, goOn, goOn, goOn, replay, change, pass, pass, pass, pass, stop])
      told.push(await what())
      await settleDown()
      if (random() < 0.7) await world.ring()
      await settleDown()
    }
    await end()
    return checkChef(world, orders, channels.taken, line)
  } catch (error) {
    const rows = world.store.all('SELECT * FROM deliveries ORDER BY order_id, version, route')
    const text = [`Seed ${seed}: ${String(error)}`, JSON.stringify(policiesOf(supplier)), ...told]
    throw new Error([...text, ...rows.map((row) => JSON.stringify(row))].join('\n'))
  } finally {
    for (const knock of world.knocks) if (!knock.ended) knock.end(new Error('The end.'))
    await settled(2)
  }
}

const policiesOf = ({ api, revisions, whenUncertain, sendAfterSeconds, unconfirmed }: Supplier) => ({
  api: api !== undefined,
  revisions,
  whenUncertain,
  sendAfterSeconds,
  unconfirmed,
})
